"""Who may make and revoke a body's keys."""

from __future__ import annotations

from commonweal_web.accounts.models import User
from commonweal_web.bodies.models import Body
from commonweal_web.core.policy import Action, check
from commonweal_web.core.standing import standing_for

__all__ = ["check_can_manage_keys"]


def check_can_manage_keys(by: User, body: Body) -> None:
    check(standing_for(by), Action.MANAGE_KEYS, body.to_thing())
