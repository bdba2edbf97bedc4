"""What waits in sealed exchanges. A body's own people are told what it has still to do; of others
nothing, unless the partners chose to see who is in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from commonweal_web.accounts.models import User
from commonweal_web.core.policy import Standing
from commonweal_web.core.waiting import Waits
from commonweal_web.exchange.models import Answer, Exchange
from commonweal_web.exchange.permissions import may_answer_for
from commonweal_web.exchange.queries import answers_without_contents
from commonweal_web.partnerships.models import Partnership

__all__ = ["waits", "waits_in"]


def waits(user: User | None, standing: Standing, today: date) -> Iterator[Waits]:  # noqa: ARG001
    """Yield the answers that somebody's bodies have still to give or to mark final."""
    held = (
        answers_without_contents()
        .filter(
            Q(exchange__deadline__gt=timezone.now()),
            exchange__state=Exchange.State.WAITING,
            exchange__partnership__state=Partnership.State.OPEN,
            body__in=list(standing.body_roles),
        )
        .exclude(state=Answer.State.FINAL)
        .select_related("exchange__partnership")
        .prefetch_related("exchange__partnership__partners")
    )
    yield from _lines(answer for answer in held if _may(standing, answer))


def waits_in(partnership: Partnership, standing: Standing, today: date) -> Iterator[Waits]:  # noqa: ARG001
    """Yield the same of one partnership: of one's own bodies, and of all where all may see."""
    held = (
        answers_without_contents()
        .filter(
            exchange__partnership=partnership,
            exchange__state=Exchange.State.WAITING,
            exchange__deadline__gt=timezone.now(),
        )
        .select_related("exchange")
    )
    seen = []
    for answer in held:
        answer.exchange.partnership = partnership
        is_open_to_see = answer.exchange.shows_who_is_in and not answer.is_given
        if is_open_to_see or (answer.state != Answer.State.FINAL and _may(standing, answer)):
            seen.append(answer)
    yield from _lines(seen)


def _may(standing: Standing, answer: Answer) -> bool:
    return may_answer_for(standing, answer.exchange, answer.body_id)


def _lines(answers: Iterable[Answer]) -> Iterator[Waits]:
    for answer in answers:
        exchange = answer.exchange
        yield Waits(
            name=f"Answer “{exchange.title}” for {answer.whose}"
            if not answer.is_given
            else f"Mark {answer.whose}’s answer in “{exchange.title}” as final",
            hint="Sealed: nobody reads it before all open at once",
            address=reverse("exchange", args=[exchange.partnership.reference, exchange.number]),
            status="To answer" if not answer.is_given else "Not final",
            since=exchange.started_at,
            due=timezone.localtime(exchange.deadline).date(),
            asked=f"an editor or officer of {answer.body.name}",
            body_id=answer.body_id,
            partnership_id=exchange.partnership_id,
        )
