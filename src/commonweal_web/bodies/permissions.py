"""Who may do what to a body: builds what the policy is asked, and asks."""

from __future__ import annotations

from commonweal_web.accounts.models import User
from commonweal_web.bodies.models import Body
from commonweal_web.core.policy import THE_SITE, Action, check
from commonweal_web.core.standing import standing_for

__all__ = [
    "check_can_change_body",
    "check_can_keep_site",
    "check_can_leave_body",
    "check_can_manage_domains",
    "check_can_manage_people",
    "check_can_name_deputy",
    "check_can_set_up_body",
]


def _check(by: User, action: Action, body: Body) -> None:
    # Read afresh: a role that was ended a moment ago must not finish a change.
    check(standing_for(by), action, body.to_thing())


def check_can_manage_people(by: User, body: Body) -> None:
    _check(by, Action.MANAGE_PEOPLE, body)


def check_can_manage_domains(by: User, body: Body) -> None:
    _check(by, Action.MANAGE_DOMAINS, body)


def check_can_change_body(by: User, body: Body) -> None:
    _check(by, Action.CHANGE_BODY, body)


def check_can_name_deputy(by: User, body: Body) -> None:
    _check(by, Action.NAME_DEPUTY, body)


def check_can_leave_body(by: User, body: Body) -> None:
    _check(by, Action.LEAVE_BODY, body)


def check_can_set_up_body(by: User) -> None:
    check(standing_for(by), Action.SET_UP_BODY, THE_SITE)


def check_can_keep_site(by: User) -> None:
    check(standing_for(by), Action.KEEP_SITE, THE_SITE)
