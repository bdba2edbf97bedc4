"""Who may see that a body has an interest, give one, and take it back."""

from __future__ import annotations

from commonweal_web.accounts.models import User
from commonweal_web.bodies.models import Body
from commonweal_web.bodies.queries.acting import actor_for
from commonweal_web.core.audit import Actor
from commonweal_web.core.policy import Action, Standing, check, may
from commonweal_web.core.standing import standing_for

__all__ = ["check_can_give", "check_can_see", "may_give", "may_see"]


def check_can_give(by: User, body: Body) -> Actor:
    check(standing_for(by), Action.GIVE_INTEREST, body.to_thing())
    return actor_for(by, Action.GIVE_INTEREST, body.pk)


def check_can_see(standing: Standing, body: Body) -> None:
    check(standing, Action.SEE_INTEREST, body.to_thing())


def may_give(standing: Standing, body: Body) -> bool:
    return may(standing, Action.GIVE_INTEREST, body.to_thing())


def may_see(standing: Standing, body: Body) -> bool:
    return may(standing, Action.SEE_INTEREST, body.to_thing())
