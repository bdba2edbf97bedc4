"""Positions, decisions and signatures: what each body says of an agreement, on record."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Any

from django.utils import timezone

from commonweal.agreement import matter
from commonweal.agreement.approvals import approval_state
from commonweal_web.accounts.models import User
from commonweal_web.agreements.models import (
    Agreement,
    Condition,
    Passing,
    Passings,
    Position,
    RouteSignOff,
    Signing,
)
from commonweal_web.agreements.permissions import check_can
from commonweal_web.agreements.policies import (
    check_can_be_decided,
    check_can_be_put,
    check_can_be_signed,
    check_is_draft,
)
from commonweal_web.agreements.queries import (
    approvals_of,
    bodies_of,
    content_of,
    newest_version,
    passings_of,
)
from commonweal_web.bodies.models import Body
from commonweal_web.core.audit import Actor, Chain, Event, record, recorded
from commonweal_web.core.errors import PolicyError
from commonweal_web.core.layout.filters import say_date
from commonweal_web.core.policy import Action
from commonweal_web.partnerships.policies.partnership import check_is_open

__all__ = [
    "meet_condition",
    "plan_meeting",
    "put_to_bodies",
    "record_call_in",
    "record_decision",
    "say_position",
    "sign",
    "sign_off_route",
    "take_back",
]

State = Agreement.State


def _record(
    event: Event, actor: Actor, agreement: Agreement, body: Body | None = None, **details: Any
) -> None:
    if body is not None:
        details |= {"body": body.pk, "body_name": body.name}
    record(
        event,
        by=actor,
        chain=Chain.of(agreement.partnership_id),
        about=agreement.partnership.name,
        agreement=agreement.name,
        number=agreement.number,
        **details,
    )


def _locked(agreement: Agreement) -> Agreement:
    locked = Agreement.objects.select_for_update(of=("self",)).get(pk=agreement.pk)
    locked.partnership = agreement.partnership
    return locked


def say_position(
    *, by: User, agreement: Agreement, body: Body, matter_id: str, stance: str, words: str = ""
) -> Position:
    """Say where a body stands on a clause, in place of what it said before.

    Raises PolicyError where it would amend or reject and says no word of why.
    """
    actor = check_can(by, Action.SAY_POSITION, agreement, body)
    check_is_open(agreement.partnership)
    about = matter(matter_id)
    if stance != Position.Stance.ACCEPT and not words.strip():
        raise PolicyError(
            "Say what you would have instead, so that the others can answer.",
            hint="Enter the words that you propose, or why you reject it.",
        )
    with recorded():
        check_is_draft(_locked(agreement))
        said = Position.objects.create(
            agreement=agreement,
            version=newest_version(agreement),
            matter=about.id,
            body=body,
            stance=stance,
            words=words.strip(),
            said_by=by,
            said_as=actor.name,
        )
        _record(
            Event.AGREEMENT_POSITION,
            actor,
            agreement,
            body,
            what=about.heading,
            stance=said.get_stance_display().lower(),
        )
    return said


def put_to_bodies(*, by: User, agreement: Agreement) -> Passings:
    """Put the newest version to every body.

    Raises
    ------
    PolicyError
        It leaves something open, contradicts itself, or a party takes no part here.
    """
    actor = check_can(by, Action.PUT_AGREEMENT, agreement)
    check_is_open(agreement.partnership)
    bodies = bodies_of(agreement.partnership)
    with recorded():
        locked = _locked(agreement)
        version = newest_version(agreement)
        content = content_of(version)
        check_can_be_put(locked, content, here=bodies)
        put = Passings.objects.create(
            agreement=agreement, version=version, put_by=by, put_as=actor.name
        )
        parties = {party.id for party in content.parties}
        Passing.objects.bulk_create(
            Passing(passings=put, body=body) for body in bodies if body.reference in parties
        )
        _move(locked, State.PUT)
        _record(
            Event.AGREEMENT_PUT, actor, agreement, version=version.number, sha256=version.sha256
        )
    return put


def _move(agreement: Agreement, state: str) -> None:
    agreement.state = state
    agreement.save(update_fields=["state"])


def take_back(*, by: User, agreement: Agreement, reason: str = "") -> None:
    """Take an agreement back from the bodies: what was decided lapses, and stays on record.

    Raises PolicyError where it is not before them, or somebody has signed it.
    """
    actor = check_can(by, Action.PUT_AGREEMENT, agreement)
    with recorded():
        locked = _locked(agreement)
        put = agreement.passings.select_for_update(of=("self",)).select_related("version").first()
        if put is None or locked.state != State.PUT:
            raise PolicyError(f"{agreement.name} is not before the bodies.")
        if put.version.signings.exists():
            raise PolicyError(
                "Somebody has signed it: what is signed is superseded, never taken back."
            )
        _end(put, Passings.State.WITHDRAWN)
        _move(locked, State.DRAFT)
        _record(
            Event.AGREEMENT_TAKEN_BACK, actor, agreement, version=put.version.number, reason=reason
        )


def _end(put: Passings, state: str) -> None:
    put.state, put.ended_at = state, timezone.now()
    put.save(update_fields=["state", "ended_at"])


def plan_meeting(
    *,
    by: User,
    agreement: Agreement,
    passing: Passing,
    decider: str,
    meeting: str,
    meets_on: datetime.date,
    key: str = Passing.Key.NOT_KNOWN,
    notice_given_on: datetime.date | None = None,
    call_in_days: int | None = None,
) -> None:
    """Say which meeting of a body decides, when, and what its own rules ask."""
    actor = check_can(by, Action.RECORD_DECISION, agreement, passing.body)
    with recorded():
        put, locked = _one(agreement, passing)
        check_can_be_decided(put, locked)
        locked.decider, locked.meeting, locked.meets_on = decider, meeting, meets_on
        locked.key, locked.notice_given_on = key, notice_given_on
        locked.call_in_days = call_in_days
        locked.save(
            update_fields=[
                "decider", "meeting", "meets_on", "key", "notice_given_on", "call_in_days",
            ]
        )  # fmt: skip
        _record(
            Event.AGREEMENT_MEETING,
            actor,
            agreement,
            passing.body,
            meeting=meeting,
            day=say_date(meets_on),
        )


def _one(agreement: Agreement, passing: Passing) -> tuple[Passings, Passing]:
    """Return a body's part of a round, with the round, both held."""
    _locked(agreement)
    put = Passings.objects.select_for_update().get(pk=passing.passings_id)
    locked = Passing.objects.select_for_update(of=("self",)).select_related("body")
    return put, locked.get(pk=passing.pk)


def record_decision(
    *,
    by: User,
    agreement: Agreement,
    passing: Passing,
    outcome: str,
    decided_on: datetime.date,
    minute: str = "",
    conditions: Sequence[str] = (),
) -> None:
    """Record what a body decided; if one declines, the round lapses for all.

    `conditions` are kept where it approved, and must each be met before anybody signs.

    Raises
    ------
    PolicyError
        It has decided, the day is still to come, or no meeting was named.
    """
    actor = check_can(by, Action.RECORD_DECISION, agreement, passing.body)
    if not passing.meeting:
        raise PolicyError(
            f"No meeting of {passing.body.name} is named yet.", hint="Say first who decides."
        )
    _check_has_come(decided_on)
    with recorded():
        put, locked = _one(agreement, passing)
        check_can_be_decided(put, locked)
        locked.outcome, locked.decided_on = outcome, decided_on
        locked.minute, locked.decided_as = minute[:200], actor.name
        locked.save(update_fields=["outcome", "decided_on", "decided_as", "minute"])
        asked = list(conditions) if outcome == Passing.Outcome.APPROVED else []
        Condition.objects.bulk_create(
            Condition(passing=locked, number=number, words=words)
            for number, words in enumerate(asked, start=1)
        )
        said: str = locked.get_outcome_display().lower()
        if asked:
            said += ", on a condition" if len(asked) == 1 else f", on {len(asked)} conditions"
        _record(
            Event.AGREEMENT_DECIDED,
            actor,
            agreement,
            locked.body,
            decision=said,
            day=say_date(decided_on),
            minute=locked.minute,
            condition="; ".join(asked),
        )
        if outcome == Passing.Outcome.DECLINED:
            _end(put, Passings.State.LAPSED)
            _move(_locked(agreement), State.DRAFT)


def _check_has_come(day: datetime.date) -> None:
    if day > timezone.localdate():
        raise PolicyError(f"{say_date(day)} is still to come.", hint="Record it after that day.")


def meet_condition(
    *,
    by: User,
    agreement: Agreement,
    passing: Passing,
    number: int,
    met_on: datetime.date,
    words: str,
) -> None:
    """Say that a body's condition is met. Raises PolicyError where it is not open."""
    actor = check_can(by, Action.RECORD_DECISION, agreement, passing.body)
    _check_has_come(met_on)
    with recorded():
        put, locked = _one(agreement, passing)
        condition = next((one for one in locked.open_conditions if one.number == number), None)
        if condition is None or put.state != Passings.State.OPEN:
            raise PolicyError(f"No such condition of {passing.body.name} is open.")
        condition.met_on, condition.met_words = met_on, words[:500]
        condition.save(update_fields=["met_on", "met_words"])
        _record(
            Event.AGREEMENT_CONDITION_MET,
            actor,
            agreement,
            locked.body,
            day=say_date(met_on),
            condition=condition.words,
            words=condition.met_words,
        )


def record_call_in(*, by: User, agreement: Agreement, passing: Passing, call_in: str) -> None:
    """Record that a body's decision was called in, and what came of it.

    Raises PolicyError where nothing was approved, or somebody has signed.
    """
    actor = check_can(by, Action.RECORD_DECISION, agreement, passing.body)
    with recorded():
        put, locked = _one(agreement, passing)
        is_open = put.state == Passings.State.OPEN and not put.version.signings.exists()
        if locked.outcome != Passing.Outcome.APPROVED or not is_open:
            raise PolicyError(f"No approval of {passing.body.name} can be called in now.")
        locked.call_in = call_in
        locked.save(update_fields=["call_in"])
        _record(
            Event.AGREEMENT_DECIDED,
            actor,
            agreement,
            locked.body,
            decision=locked.get_call_in_display().lower(),
        )


def sign(*, by: User, agreement: Agreement, body: Body, office: str) -> Signing:
    """Sign the version that every body passed; with the last signature it is in force.

    Raises
    ------
    PolicyError
        Not every body has passed it, a decision can still be called in, or it is signed.
    """
    actor = check_can(by, Action.SIGN_AGREEMENT, agreement, body)
    with recorded():
        locked = _locked(agreement)
        rounds = passings_of(agreement)
        if not rounds:
            raise PolicyError(f"{agreement.name} was never put to the bodies.")
        put = rounds[0]
        version = put.version
        asked = {one.body_id for one in put.bodies.all()}
        check_can_be_signed(
            locked,
            approval_state(approvals_of(put, content_of(version)), today=timezone.localdate()),
        )
        if not version.is_whole:
            raise PolicyError("These are not the words that were passed: they were altered.")
        if body.pk not in asked:
            raise PolicyError(f"{body.name} is no party to it.")
        if version.signings.filter(body=body).exists():
            raise PolicyError(f"It is signed for {body.name} already.")
        signing = Signing.objects.create(
            version=version,
            body=body,
            sha256=version.sha256,
            office=office[:200],
            signed_by=by,
            signed_as=actor.name,
        )
        _record(
            Event.AGREEMENT_SIGNED,
            actor,
            agreement,
            body,
            version=version.number,
            sha256=version.sha256,
            office=signing.office,
        )
        if Signing.objects.filter(version=version).count() == len(asked):
            _end(put, Passings.State.PASSED)
            _move(locked, State.SIGNED)
            if locked.supersedes is not None:
                _move(locked.supersedes, State.SUPERSEDED)
    return signing


def sign_off_route(*, by: User, agreement: Agreement, body: Body, words: str) -> RouteSignOff:
    """Have a body's monitoring officer say that the legal route can be taken, and on what."""
    actor = check_can(by, Action.SIGN_OFF_ROUTE, agreement, body)
    check_is_open(agreement.partnership)
    route = content_of(newest_version(agreement)).route or ""
    with recorded():
        made = RouteSignOff.objects.create(
            agreement=agreement,
            body=body,
            route=route,
            words=words[:1000],
            signed_by=by,
            signed_as=actor.name,
        )
        _record(Event.ROUTE_SIGNED_OFF, actor, agreement, body, route=route, words=made.words)
    return made
