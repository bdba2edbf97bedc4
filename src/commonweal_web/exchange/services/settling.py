"""What becomes of an exchange: it opens for all at once, or ends with nothing opened.

This is the one module that reads sealed answers. Opening, the questions asked of all answers, and
what the log says of it are one transaction, done once.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import datetime

from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone

from commonweal.exchange import (
    QUESTIONS,
    Answerer,
    Opening,
    Terms,
    answer_text,
    outcome,
)
from commonweal_web.accounts.models import User
from commonweal_web.core.audit import Actor, Chain, Event, SystemJob, record, recorded
from commonweal_web.core.errors import PolicyError
from commonweal_web.exchange import permissions
from commonweal_web.exchange.keys import KeyLostError
from commonweal_web.exchange.models import Answer, Exchange, Opened, Proposal
from commonweal_web.exchange.sealing import TamperedError, open_sealed
from commonweal_web.exchange.uses import OpenedAnswer, Use, use_of
from commonweal_web.partnerships.models import Partner

from .holding import forget, held, place_of, sealed_of

__all__ = ["end_exchange", "settle", "settle_due"]

logger = logging.getLogger(__name__)

_NOT_ALL_IN = "not every answer was in at the deadline"


def settle_due(now: datetime | None = None) -> int:
    """Open or end every exchange for which it is time; return how many. The worker's chore.

    One that cannot be opened, as its key is lost, keeps no other from opening.
    """
    n_settled = 0
    for pk in _due(now or timezone.now()):
        try:
            with recorded():
                locked = held(Exchange(pk=pk))
                settle(locked, now=now)
        except Exception:
            logger.exception("Exchange %s could not be settled.", pk)
        else:
            n_settled += not locked.is_waiting
    return n_settled


def _due(now: datetime) -> list[int]:
    takes_part = Partner.objects.filter(
        partnership=OuterRef("exchange__partnership"),
        body=OuterRef("body"),
        state=Partner.State.JOINED,
    )
    of_it = Answer.objects.filter(exchange=OuterRef("pk"))
    return list(
        Exchange.objects.filter(state=Exchange.State.WAITING)
        .filter(
            Q(deadline__lte=now)
            | Exists(of_it.filter(~Exists(takes_part)))
            | ~Exists(of_it.exclude(state=Answer.State.FINAL))
        )
        .order_by(F("deadline").asc())
        .values_list("pk", flat=True)
    )


def settle(exchange: Exchange, *, now: datetime | None = None) -> None:
    """Open or end a held exchange if it is time; within the caller's `recorded()` block.

    Where an answer cannot be opened nothing is: it waits, and `site check` says so.
    """
    if not exchange.is_waiting:
        return
    answers = list(exchange.answers.select_related("body", "committed_by"))
    for answer in answers:
        answer.exchange = exchange
    gone = {
        answer.body.name
        for answer in answers
        if answer.body_id not in exchange.partnership.partner_body_ids()
    }
    if gone:
        _end(exchange, SystemJob.WORKER, f"{' and '.join(sorted(gone))} left the partnership")
        return
    terms = Terms(
        exchange=exchange.reference,
        answerers=tuple(_answerer(answer) for answer in answers),
        opened_at=exchange.started_at,
        deadline=exchange.deadline,
    )
    kept = {_answerer(answer): answer.state for answer in answers}
    match outcome(terms, kept, now=now or timezone.now()):  # type: ignore[arg-type]
        case "opens":
            _open(exchange, answers)
        case "void":
            _end(exchange, SystemJob.WORKER, _said_void(exchange, answers))
        case "waiting":
            return


def end_exchange(*, by: User, exchange: Exchange, reason: str) -> None:
    """End an exchange with nothing opened, as its coordinator: its answers are destroyed.

    Raises
    ------
    PolicyError
        It has ended already.
    """
    actor = permissions.check_can_end(by, exchange)
    with recorded():
        locked = held(exchange)
        if not locked.is_waiting:
            raise PolicyError(f"“{locked.title}” has ended already.")
        _end(locked, actor, reason)


def _open(exchange: Exchange, answers: Sequence[Answer]) -> None:
    try:
        openings = [open_sealed(sealed_of(answer), place=place_of(answer)) for answer in answers]
    except (KeyLostError, TamperedError) as error:
        logger.error("Exchange %s cannot be opened: %s", exchange.pk, error)
        return
    use = use_of(exchange.use)
    opened = [
        OpenedAnswer(
            answerer=_answerer(answer),
            name=answer.whose,
            answer=opening.answer,
            authorised_by=opening.authorised_by,
            committed_by=answer.committed_by,
        )
        for answer, opening in zip(answers, openings, strict=True)
    ]
    exchange.told = _told(exchange, use, opened)
    exchange.state = Exchange.State.OPENED
    exchange.ended_at = timezone.now()
    exchange.save(update_fields=["told", "state", "ended_at"])
    _lapse(exchange)
    if not exchange.is_never_shown:
        _keep(answers, openings)
    forget(exchange)
    _record_opening(exchange, answers)
    if use.on_opening is not None and not exchange.is_never_shown:
        use.on_opening(exchange.partnership, opened)


def _told(exchange: Exchange, use: Use, opened: Sequence[OpenedAnswer]) -> dict[str, bool]:
    """Ask of all answers at once what was fixed at the start; nothing else of them is kept."""
    if use.is_feasible is None:
        return {}
    questions = exchange.questions
    return {
        question: use.is_feasible(question, questions, opened) for question in exchange.asked_of_all
    }


def _keep(answers: Sequence[Answer], openings: Sequence[Opening]) -> None:
    for answer, opening in zip(answers, openings, strict=True):
        Opened.objects.create(
            answer=answer, text=answer_text(opening.to_dict()), digest=answer.digest
        )


def _record_opening(exchange: Exchange, answers: Sequence[Answer]) -> None:
    shared = {
        "by": SystemJob.WORKER,
        "chain": Chain.of(exchange.partnership_id),
        "about": exchange.partnership.name,
    }
    record(
        Event.EXCHANGE_OPENED,
        title=exchange.title,
        number=exchange.number,
        receipts={f"{answer.whose}, version {answer.version}": answer.digest for answer in answers},
        **shared,  # type: ignore[arg-type]
    )
    for question, is_so in (exchange.told or {}).items():
        record(
            Event.EXCHANGE_ASKED,
            title=exchange.title,
            number=exchange.number,
            question=QUESTIONS[question],  # type: ignore[index]
            answer="yes." if is_so else "no.",
            **shared,  # type: ignore[arg-type]
        )
    if exchange.is_never_shown:
        record(
            Event.EXCHANGE_DESTROYED,
            title=exchange.title,
            number=exchange.number,
            **shared,  # type: ignore[arg-type]
        )


def _end(exchange: Exchange, by: Actor | SystemJob, reason: str) -> None:
    exchange.state = Exchange.State.VOID
    exchange.void_reason = reason[:500]
    exchange.ended_at = timezone.now()
    exchange.save(update_fields=["state", "void_reason", "ended_at"])
    _lapse(exchange)
    forget(exchange)
    record(
        Event.EXCHANGE_VOID,
        by=by,
        chain=Chain.of(exchange.partnership_id),
        about=exchange.partnership.name,
        title=exchange.title,
        number=exchange.number,
        reason=reason,
    )


def _lapse(exchange: Exchange) -> None:
    exchange.proposals.filter(state=Proposal.State.OPEN).update(state=Proposal.State.LAPSED)


def _said_void(exchange: Exchange, answers: Sequence[Answer]) -> str:
    """Say why; who is missing only where the partners chose to see who is in."""
    if not exchange.shows_who_is_in:
        return _NOT_ALL_IN
    missing = ", ".join(answer.whose for answer in answers if not answer.is_given)
    return f"{_NOT_ALL_IN}: that of {missing} was missing"


def _answerer(answer: Answer) -> Answerer:
    return Answerer(body=answer.body.reference, role=answer.role)
