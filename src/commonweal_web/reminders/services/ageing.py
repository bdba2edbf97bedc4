"""Asking about records that have grown old, and writing that they are still true."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from django.utils import timezone

from commonweal_web.accounts.models import User
from commonweal_web.bodies.queries.acting import actor_for
from commonweal_web.core.audit import Actor, Chain, Event, actor_of, record, recorded
from commonweal_web.core.policy import Action
from commonweal_web.partnerships.models import Partnership
from commonweal_web.partnerships.queries.partnerships import partnerships
from commonweal_web.reminders import permissions
from commonweal_web.reminders.models import Confirmation, Question, Staleness
from commonweal_web.reminders.queries.ageing import (
    STILL_INVITED,
    STILL_TO_SIGN,
    STILL_TRUE,
    Aged,
    aged_in,
    days_until_stale,
)
from commonweal_web.reminders.queries.asked import open_questions
from commonweal_web.reminders.services.asking import Purpose, add_purpose, ask

__all__ = ["PURPOSES", "ask_about_the_aged", "change_days", "confirm"]

_AT_ONCE = 100


def ask_about_the_aged(now: datetime) -> None:
    """Ask about each record that has grown old, and about none that was changed meanwhile."""
    for some in _in_batches():
        aged = aged_in(some)
        stale = {one.document for one in aged if one.purpose == STILL_TRUE and one.is_stale(now)}
        for one in aged:
            # Of one version one thing at a time: first whether it is true, then the signature.
            is_second = one.purpose == STILL_TO_SIGN and one.document in stale
            if one.is_stale(now) and not is_second:
                ask(
                    PURPOSES[one.purpose],
                    key=one.key,
                    sentence=one.question,
                    page=one.page,
                    to=one.asked,
                    partnership=one.partnership,
                )
        standing = {(one.purpose, one.key) for one in aged}
        over = [
            question.pk
            for question in open_questions().filter(purpose__in=PURPOSES, partnership__in=some)
            if (question.purpose, question.key) not in standing
        ]
        open_questions().filter(pk__in=over).update(withdrawn_at=now)


def _in_batches() -> Iterator[Sequence[Partnership]]:
    """Yield the partnerships in hundreds, closed ones too: nothing is asked of them any more."""
    last = 0
    while some := list(partnerships().filter(pk__gt=last).order_by("pk")[:_AT_ONCE]):
        yield some
        last = some[-1].pk


def confirm(*, by: User, record_: Aged) -> None:
    """Say that a record is still true, from its page; what was asked about it is answered.

    Raises
    ------
    HiddenError, ForbiddenError
        They may not see it, or not say so.
    """
    permissions.check_can_confirm(by, record_)
    body = record_.asked.body
    actor = actor_of(by) if body is None else actor_for(by, Action.CONFIRM_DOCUMENT, body.pk)
    with recorded():
        _write(record_, actor)
        open_questions().filter(purpose=record_.purpose, key=record_.key).update(
            answered_at=timezone.now(), answered_as=actor.name
        )


def change_days(*, by: User, partnership: Partnership, days: int) -> None:
    """Change after how many days figures are asked about again."""
    permissions.check_can_change_days(by, partnership)
    was = days_until_stale(partnership)
    if was == days:
        return
    with recorded():
        Staleness.objects.update_or_create(partnership=partnership, defaults={"days": days})
        record(
            Event.PARTNERSHIP_CHANGED,
            by=by,
            chain=Chain.of(partnership.pk),
            about=partnership.name,
            what="the days until figures are asked about again",
            was=was,
            now=days,
        )


def _write(one: Aged, by: Actor) -> None:
    Confirmation.objects.create(partnership=one.partnership, key=one.key, confirmed_as=by.name)
    record(
        Event.CONFIRMED,
        by=by,
        chain=Chain.of(one.partnership.pk),
        about=one.partnership.name,
        body=None if one.asked.body is None else one.asked.body.pk,
        what=one.said,
    )


def _found(question: Question) -> Aged | None:
    """Return the record that a question is about, as it stands; None where it stands no more."""
    partnership = partnerships().filter(pk=question.partnership_id).first()
    if partnership is None:
        return None
    same = (question.purpose, question.key)
    return next((one for one in aged_in([partnership]) if (one.purpose, one.key) == same), None)


def _still_stands(question: Question) -> bool:
    return _found(question) is not None


def _on_yes(question: Question, by: Actor) -> None:
    found = _found(question)
    assert found is not None, "still_asked is asked first, in the same transaction"
    _write(found, by)


def _purpose(name: str, *, yes: str, done: str, otherwise: str) -> Purpose:
    return Purpose(
        name=name,
        yes=yes,
        done=done,
        otherwise=otherwise,
        on_yes=_on_yes,
        still_asked=_still_stands,
    )


PURPOSES = {
    purpose.name: purpose
    for purpose in (
        _purpose(
            STILL_TRUE,
            yes="Yes, still true",
            done="It is recorded as still true",
            otherwise="If not, sign in and submit a new version.",
        ),
        _purpose(
            STILL_INVITED,
            yes="Yes, it stands",
            done="The invitation stands",
            otherwise="If not, sign in and withdraw it.",
        ),
        _purpose(
            STILL_TO_SIGN,
            yes="Yes, still to be signed",
            done="It is recorded as still to be signed",
            otherwise="To sign, or to say what is wrong, sign in.",
        ),
    )
}
for _each in PURPOSES.values():
    add_purpose(_each)
