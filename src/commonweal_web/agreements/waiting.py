"""What agreements wait for: a body's position, its meeting, its decision, its signature."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from django.urls import reverse

from commonweal_web.accounts.models import User
from commonweal_web.agreements.models import Passing, Passings
from commonweal_web.agreements.queries import approvals_of, content_of
from commonweal_web.core.policy import Action, Standing, may
from commonweal_web.core.waiting import Waits
from commonweal_web.partnerships.models import Partnership

__all__ = ["waits", "waits_in"]


def waits(_user: User | None, standing: Standing, today: date) -> Iterator[Waits]:
    """Yield what somebody's bodies have still to do about agreements before them."""
    rounds = (
        Passings.objects.filter(
            state=Passings.State.OPEN,
            agreement__partnership__state=Partnership.State.OPEN,
            bodies__body__in=list(standing.body_roles),
        )
        .distinct()
        .select_related("agreement__partnership", "version")
        .prefetch_related(
            "bodies__body", "version__signings__body", "agreement__partnership__partners"
        )
        .order_by("pk")
    )
    for line, one, action in _lines(rounds, today):
        thing = one.passings.agreement.to_thing(body_id=one.body_id)
        if may(standing, action, thing):
            yield line


def waits_in(partnership: Partnership, _standing: Standing, today: date) -> Iterator[Waits]:
    """Yield the same of one partnership, whichever body is asked."""
    rounds = (
        Passings.objects.filter(state=Passings.State.OPEN, agreement__partnership=partnership)
        .select_related("agreement", "version")
        .prefetch_related("bodies__body", "bodies__conditions", "version__signings__body")
        .order_by("pk")
    )
    held = list(rounds)
    for one in held:
        one.agreement.partnership = partnership
    for line, _, _ in _lines(held, today):
        yield line


def _lines(rounds: Iterable[Passings], today: date) -> Iterator[tuple[Waits, Passing, Action]]:
    from commonweal.agreement.approvals import approval_state

    for put in rounds:
        agreement = put.agreement
        state = approval_state(approvals_of(put, content_of(put.version)), today=today)
        signed = {one.body_id for one in put.version.signings.all()}
        for one in put.bodies.all():
            one.passings = put
            what, action, due = _wanted(
                one, may_sign=state.may_sign, is_signed=one.body_id in signed
            )
            if not what:
                continue
            line = Waits(
                name=f"{what} {agreement.name} for {one.body.name}",
                address=reverse(
                    "agreement-passing",
                    args=[agreement.partnership.reference, agreement.number],
                ),
                status="To sign" if action is Action.SIGN_AGREEMENT else "To decide",
                since=put.put_at,
                due=due,
                asked="the section 151 or monitoring officer"
                if action is Action.SIGN_AGREEMENT
                else "an editor or the monitoring officer",
                body_id=one.body_id,
                partnership_id=agreement.partnership_id,
            )
            yield line, one, action


def _wanted(one: Passing, *, may_sign: bool, is_signed: bool) -> tuple[str, Action, date | None]:
    """Return what a body has still to do, in a few words; empty where nothing."""
    if may_sign:
        return ("" if is_signed else "Sign"), Action.SIGN_AGREEMENT, None
    if one.outcome in (Passing.Outcome.AWAITED, Passing.Outcome.DEFERRED):
        if one.meets_on is None:
            return "Say which meeting decides on", Action.RECORD_DECISION, None
        return "Record the decision on", Action.RECORD_DECISION, one.meets_on
    if one.open_conditions:
        return "Meet the condition on", Action.RECORD_DECISION, None
    return "", Action.RECORD_DECISION, None
