"""Who may do what in sealed exchanges: builds what the policy is asked, and asks."""

from __future__ import annotations

from commonweal_web.accounts.models import User
from commonweal_web.bodies.queries.acting import actor_for
from commonweal_web.core.audit import Actor, actor_of
from commonweal_web.core.policy import Action, Standing, check, may
from commonweal_web.core.standing import standing_for
from commonweal_web.exchange.models import Exchange
from commonweal_web.partnerships.models import Partnership

__all__ = [
    "check_can_agree",
    "check_can_answer",
    "check_can_end",
    "check_can_read",
    "check_can_start",
    "may_answer_for",
    "may_read",
]


def check_can_start(by: User, partnership: Partnership) -> Actor:
    check(standing_for(by), Action.START_EXCHANGE, partnership.to_thing())
    return actor_of(by)


def check_can_answer(by: User, exchange: Exchange, body_id: int) -> Actor:
    return _for_body(by, Action.ANSWER_EXCHANGE, exchange, body_id)


def check_can_agree(by: User, exchange: Exchange, body_id: int) -> Actor:
    return _for_body(by, Action.AGREE_TO_EXCHANGE, exchange, body_id)


def check_can_end(by: User, exchange: Exchange) -> Actor:
    check(standing_for(by), Action.END_EXCHANGE, exchange.to_thing())
    return actor_of(by)


def may_answer_for(standing: Standing, exchange: Exchange, body_id: int) -> bool:
    return may(standing, Action.ANSWER_EXCHANGE, exchange.to_thing(body_id=body_id))


def _answering(exchange: Exchange) -> list[int]:
    return list(dict.fromkeys(answer.body_id for answer in exchange.answers.all()))


def may_read(standing: Standing, exchange: Exchange) -> bool:
    """Return whether somebody is of a body that answered; ask beside it whether it is open."""
    return any(
        may(standing, Action.READ_EXCHANGE, exchange.to_thing(body_id=body_id))
        for body_id in _answering(exchange)
    )


def check_can_read(standing: Standing, exchange: Exchange) -> None:
    """Let pass whoever is of a body that answered. Raises HiddenError or ForbiddenError."""
    if may_read(standing, exchange):
        return
    check(standing, Action.READ_EXCHANGE, exchange.to_thing(body_id=_answering(exchange)[0]))


def _for_body(by: User, action: Action, exchange: Exchange, body_id: int) -> Actor:
    check(standing_for(by), action, exchange.to_thing(body_id=body_id))
    return actor_for(by, action, body_id)
