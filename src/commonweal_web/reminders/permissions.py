"""Who may confirm, name mailboxes and see what leavers held: builds what the policy is asked."""

from __future__ import annotations

from commonweal_web.accounts.models import User
from commonweal_web.bodies.models import Body
from commonweal_web.core.policy import Action, Standing, Thing, check, may
from commonweal_web.core.standing import standing_for
from commonweal_web.partnerships.models import Partnership
from commonweal_web.reminders.queries.ageing import STILL_INVITED, Aged

__all__ = [
    "check_can_change_days",
    "check_can_confirm",
    "check_can_keep_mailboxes",
    "may_change_days",
    "may_confirm",
]


def _confirming(one: Aged) -> tuple[Action, Thing]:
    if one.purpose == STILL_INVITED:
        return Action.INVITE_BODY, one.partnership.to_thing()
    assert one.document is not None
    if one.document.body_id is None:
        return Action.KEEP_COMMON_PART, one.partnership.to_thing()
    return Action.CONFIRM_DOCUMENT, one.document.to_thing()


def check_can_confirm(by: User, one: Aged) -> None:
    check(standing_for(by), *_confirming(one))


def may_confirm(standing: Standing, one: Aged) -> bool:
    return may(standing, *_confirming(one))


def check_can_change_days(by: User, partnership: Partnership) -> None:
    check(standing_for(by), Action.CHANGE_PARTNERSHIP, partnership.to_thing())


def may_change_days(standing: Standing, partnership: Partnership) -> bool:
    return may(standing, Action.CHANGE_PARTNERSHIP, partnership.to_thing())


def check_can_keep_mailboxes(by: User, body: Body) -> None:
    check(standing_for(by), Action.MANAGE_PEOPLE, body.to_thing())
