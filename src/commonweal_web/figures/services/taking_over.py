"""A body takes over what others typed for it: accepts, changes or clears it, thing by thing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from commonweal_web.bodies.models import Body
from commonweal_web.core.audit import Chain, Event, record, recorded
from commonweal_web.core.errors import PolicyError
from commonweal_web.figures.filled_in import Answer, settled
from commonweal_web.figures.queries import part_of
from commonweal_web.partnerships.models import Partnership
from commonweal_web.partnerships.permissions import records as permissions
from commonweal_web.partnerships.policies.partnership import check_is_open
from commonweal_web.partnerships.queries.placeholders import placeholder_of
from commonweal_web.partnerships.services.placeholders import claim_placeholder

from .typing import Typed, save_change

__all__ = ["claim_figures", "take_over_figures"]


def claim_figures(*, by: Any, partnership: Partnership, body: Body, placeholder_id: str) -> None:
    """Say that a body in the figures is one's own: it is called by its own name from now on.

    Raises
    ------
    PolicyError
        It is no placeholder any more, or the partnership is closed.
    """
    actor = permissions.check_can_prepare(by, partnership, body)
    check_is_open(partnership)
    with recorded():
        claim_placeholder(by, actor, partnership, body, placeholder_id)


def take_over_figures(
    *, by: Any, partnership: Partnership, body: Body, answers: Sequence[Answer]
) -> Typed:
    """Make what others typed for a body its own draft, as it answered; from then on it is closed
    to whoever typed it.

    Raises
    ------
    PolicyError
        Somebody of the body has taken it over already, or the partnership is closed.
    CommonwealError
        What was changed cannot stand.
    """
    actor = permissions.check_can_prepare(by, partnership, body)
    with recorded():
        Partnership.objects.select_for_update().get(pk=partnership.pk)
        found = placeholder_of(partnership, body)
        if found is None or partnership.documents.filter(body=body).exists():
            raise PolicyError(
                f"{body.name} has taken its figures over already.",
                hint="Look at its pages: they are typed there from now on.",
            )
        typed = save_change(
            by=by,
            partnership=partnership,
            body=body,
            path=("bodies", 0),
            version=part_of(partnership, body).version,
            change=lambda _: settled(found.values, answers),
            note=f"Taken over from {found.document.prepared_as}",
        )
        n_by_answer = Counter(answer.does for answer in answers)
        record(
            Event.PLACEHOLDER_TAKEN_OVER,
            by=actor,
            chain=Chain.of(partnership.pk),
            about=partnership.name,
            body=body.pk,
            body_name=body.name,
            kept=n_by_answer["keep"],
            changed=n_by_answer["change"],
            cleared=n_by_answer["clear"],
        )
    return typed
