"""In which state an agreement may be drafted, changed, put, decided and signed, whoever asks."""

from __future__ import annotations

from collections.abc import Iterable

from commonweal.agreement import Agreement as Content
from commonweal.agreement import Finding, check_agreement
from commonweal.agreement.approvals import ApprovalState
from commonweal.deal import say_names
from commonweal_web.agreements.models import Agreement, Passing, Passings
from commonweal_web.bodies.models import Body
from commonweal_web.core.errors import PolicyError
from commonweal_web.core.layout.filters import say_date
from commonweal_web.partnerships.models import Partnership
from commonweal_web.partnerships.queries.freezing import is_frozen

__all__ = [
    "check_can_be_decided",
    "check_can_be_put",
    "check_can_be_signed",
    "check_is_draft",
    "check_is_frozen",
    "check_is_newest",
    "to_settle",
    "why_not_drafted",
]

State = Agreement.State


def why_not_drafted(partnership: Partnership, *, has_split: bool) -> tuple[str, str]:
    """Return why no agreement can be drafted and what to do first; empty where one can."""
    if not is_frozen(partnership):
        return (
            "The figures are not signed by everybody, so no agreement can rest on them: without a "
            "signed baseline nobody could prove later what was gained.",
            "Have what is held in common and each body’s figures signed.",
        )
    if not has_split:
        return (
            "No split is proposed to the agreement, so its schedule of charges cannot be filled.",
            "Propose the split of a run, on its page of fair shares.",
        )
    return "", ""


def check_is_frozen(partnership: Partnership, *, has_split: bool) -> None:
    reason, hint = why_not_drafted(partnership, has_split=has_split)
    if reason:
        raise PolicyError(reason, hint=hint)


def check_is_draft(agreement: Agreement) -> None:
    """Refuse a change of what the bodies have before them, or have signed."""
    if agreement.state == State.PUT:
        raise PolicyError(
            f"{agreement.name} is before the bodies, so nothing in it is changed.",
            hint="Take it back first: each body then decides on the new words.",
        )
    if agreement.state in (State.SIGNED, State.SUPERSEDED):
        raise PolicyError(
            f"{agreement.name} is signed: it is never altered, only superseded.",
            hint="Start the agreement that supersedes it, from its page.",
        )


def check_is_newest(number: int, newest: int) -> None:
    if number != newest:
        raise PolicyError(
            f"Somebody saved version {newest} meanwhile, and you changed version {number}.",
            hint="Look at what it says now and make your change again.",
        )


def to_settle(content: Content) -> tuple[Finding, ...]:
    """Return what must be mended before the bodies decide: holes and contradictions."""
    return tuple(one for one in check_agreement(content) if one.grade != "caution")


def check_can_be_put(agreement: Agreement, content: Content, *, here: Iterable[Body]) -> None:
    """Refuse to put what leaves matters open, or whose parties are not all here to decide."""
    check_is_draft(agreement)
    left = to_settle(content)
    if left:
        things = "one thing" if len(left) == 1 else f"{len(left)} things"
        raise PolicyError(
            f"The check finds {things} to settle first: {left[0].sentence}",
            hint="Open the page of the check.",
        )
    known = {body.reference for body in here}
    missing = [party.name for party in content.parties if party.id not in known]
    if missing:
        raise PolicyError(
            f"{say_names(missing)} would be bound, and no body of that name takes part here.",
            hint="Invite them to the partnership first, or take them out of the parties.",
        )


def check_can_be_decided(passings: Passings, passing: Passing) -> None:
    """Refuse a decision on what is not before the body, or that it has taken."""
    if passings.state != Passings.State.OPEN:
        raise PolicyError(
            f"Nothing is to be decided: it is {passings.get_state_display().lower()}."
        )
    if passing.outcome in (Passing.Outcome.APPROVED, Passing.Outcome.DECLINED):
        raise PolicyError(
            f"{passing.body.name} decided on {say_date(passing.decided_on)}; a decision on record "
            "is not changed.",
            hint="If it was recorded wrongly, take the agreement back and put it again.",
        )


def check_can_be_signed(agreement: Agreement, state: ApprovalState) -> None:
    """Refuse a signature before every body has passed it and every call-in is over."""
    if agreement.state != State.PUT:
        raise PolicyError(
            f"{agreement.name} is not before the bodies, so nobody signs it.",
            hint="It is put to them once the check finds nothing left open.",
        )
    if not state.may_sign:
        waiting = [one.sentence for one in state.standings if not one.has_passed]
        raise PolicyError(
            f"Not every body has passed it: {' '.join(waiting)}",
            hint="Nobody signs before all have.",
        )
