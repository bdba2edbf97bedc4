"""Signing the assumptions off as they stand."""

from __future__ import annotations

from django.db.models import Max

from commonweal_web.accounts.models import User
from commonweal_web.core.audit import Chain, Event, actor_of, record, recorded
from commonweal_web.core.errors import PolicyError
from commonweal_web.figures.models import AssumptionsApproval
from commonweal_web.figures.permissions import check_can_approve
from commonweal_web.figures.queries import standing_assumptions
from commonweal_web.partnerships.models import Partnership
from commonweal_web.partnerships.models.records import sha256_of
from commonweal_web.partnerships.policies.partnership import check_is_open
from commonweal_web.partnerships.reading import json_text

__all__ = ["approve_assumptions"]


def approve_assumptions(
    *, by: User, partnership: Partnership, sha256: str, note: str = ""
) -> AssumptionsApproval:
    """Sign the assumptions off; `sha256` is of what the person was shown.

    Raises
    ------
    PolicyError
        There are none, they are sealed, they changed since they were shown, or these very ones
        are signed off already.
    """
    role = check_can_approve(by, partnership)
    check_is_open(partnership)
    if partnership.is_waiting:
        raise PolicyError(
            "The figures are sealed until every body has submitted its own.",
            hint="The assumptions can be approved once they have opened.",
        )
    with recorded():
        Partnership.objects.select_for_update().get(pk=partnership.pk)
        rows = standing_assumptions(partnership)
        text = json_text(rows)
        if not rows:
            raise PolicyError(
                "No assumption has a name yet.", hint="Name them under Assumptions in the figures."
            )
        if sha256_of(text) != sha256:
            raise PolicyError(
                "The assumptions changed while you were looking.",
                hint="Look at them once again, then approve.",
            )
        held = AssumptionsApproval.objects.filter(partnership=partnership)
        last = held.aggregate(last=Max("number"))["last"] or 0
        if held.filter(number=last, sha256=sha256, approved_by=by).exists():
            raise PolicyError("You have approved these already.")
        approval = AssumptionsApproval.objects.create(
            partnership=partnership,
            number=last + 1,
            text=text,
            sha256=sha256,
            n_assumptions=len(rows),
            role=role[:60],
            note=note,
            approved_by=by,
            approved_as=by.name,
        )
        record(
            Event.ASSUMPTIONS_APPROVED,
            by=actor_of(by),
            chain=Chain.of(partnership.pk),
            about=partnership.name,
            n_assumptions=len(rows),
            role=role,
            sha256=sha256,
        )
    return approval
