"""What the bodies say that the choice of a legal route hangs on, kept in versions."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from commonweal_web.accounts.models import User
from commonweal_web.agreements.models import Agreement, RouteAnswers
from commonweal_web.agreements.permissions import check_can
from commonweal_web.core.audit import Chain, Event, record, recorded
from commonweal_web.core.errors import PolicyError
from commonweal_web.core.policy import Action
from commonweal_web.partnerships.policies.partnership import check_is_open

__all__ = ["answer_route"]


def answer_route(
    *, by: User, agreement: Agreement, number: int, said: Mapping[str, Any]
) -> RouteAnswers:
    """Keep answers as the next version.

    Parameters
    ----------
    number
        Of the answers that were looked at; 0 where there were none.
    said
        `answers`, `vat` and `roles`, as `RouteFacts` has them.

    Raises
    ------
    PolicyError
        Somebody saved others meanwhile, or the partnership is closed.
    """
    actor = check_can(by, Action.DRAFT_AGREEMENT, agreement)
    check_is_open(agreement.partnership)
    with recorded():
        Agreement.objects.select_for_update(of=("self",)).get(pk=agreement.pk)
        newest = agreement.route_answers.first()
        if (newest.number if newest else 0) != number:
            raise PolicyError(
                "Somebody answered meanwhile.", hint="Look at it and give your answers again."
            )
        made = RouteAnswers.objects.create(
            agreement=agreement,
            number=number + 1,
            text=json.dumps(said, ensure_ascii=False, sort_keys=True),
            said_by=by,
            said_as=actor.name,
        )
        record(
            Event.ROUTE_ANSWERED,
            by=actor,
            chain=Chain.of(agreement.partnership_id),
            about=agreement.partnership.name,
            agreement=agreement.name,
            number=agreement.number,
            version=made.number,
        )
    return made
