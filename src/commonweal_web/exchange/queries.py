"""Exchanges that somebody may see, and their places for answers: never what is sealed in them.

Only `services` reads the columns of a sealed answer; what comes from here leaves them out.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Prefetch, QuerySet

from commonweal_web.core.policy import Action, HiddenError, Standing, check
from commonweal_web.exchange.models import Answer, Exchange, Opened, Proposal
from commonweal_web.exchange.permissions import may_answer_for
from commonweal_web.partnerships.models import Partnership

__all__ = [
    "answers_without_contents",
    "exchanges_of",
    "find_answer",
    "find_exchange",
    "find_proposal",
    "opened_of",
    "own_answers",
]

_SEALED = ("sealed", "nonce", "key_id")


def answers_without_contents() -> QuerySet[Answer]:
    """Return places for answers without what is sealed in them."""
    return Answer.objects.select_related("body").defer(*_SEALED)


def exchanges_of(partnership: Partnership) -> list[Exchange]:
    """Return every exchange of a partnership with its places, newest first."""
    found = list(
        partnership.exchanges.prefetch_related(Prefetch("answers", answers_without_contents()))
    )
    for exchange in found:
        exchange.partnership = partnership
    return found


def find_exchange(standing: Standing, partnership: Partnership, number: int) -> Exchange:
    """Return an exchange that somebody may see, with its places and what is proposed in it.

    Raises
    ------
    HiddenError
        There is none of that number in the partnership, or not for them.
    """
    exchange = (
        partnership.exchanges.filter(number=number)
        .prefetch_related(
            Prefetch("answers", answers_without_contents()),
            Prefetch(
                "proposals",
                Proposal.objects.select_related("body").prefetch_related("consents__body"),
            ),
        )
        .first()
    )
    if exchange is None:
        raise HiddenError
    exchange.partnership = partnership
    check(standing, Action.SEE_EXCHANGE, exchange.to_thing())
    return exchange


def own_answers(standing: Standing, exchange: Exchange) -> list[Answer]:
    """Return the places of bodies for which somebody may answer."""
    return [
        answer
        for answer in exchange.answers.all()
        if may_answer_for(standing, exchange, answer.body_id)
    ]


def find_answer(standing: Standing, exchange: Exchange, pk: int) -> Answer:
    """Return a place of somebody's own body.

    Raises
    ------
    HiddenError
        It is another body's, or none: whether a partner has answered is nobody else's to know.
    """
    found = [answer for answer in exchange.answers.all() if answer.pk == pk]
    if not found or not standing.roles_in(found[0].body_id):
        raise HiddenError
    found[0].exchange = exchange
    return found[0]


def find_proposal(exchange: Exchange, pk: int) -> Proposal:
    """Return what is proposed in an exchange; HiddenError where there is none of that number."""
    found: Iterable[Proposal] = exchange.proposals.all()
    for proposal in found:
        if proposal.pk == pk:
            proposal.exchange = exchange
            return proposal
    raise HiddenError


def opened_of(exchange: Exchange) -> list[Opened]:
    """Return what was opened, in the order of the places; ask first whether somebody may read."""
    return list(
        Opened.objects.filter(answer__exchange=exchange)
        .select_related("answer__body", "answer__committed_by")
        .defer(*(f"answer__{name}" for name in _SEALED))
        .order_by("answer__body__name", "answer__role")
    )
