"""Who may do what in a partnership: builds what the policy is asked, and asks."""

from __future__ import annotations

from dataclasses import replace

from commonweal_web.accounts.models import User
from commonweal_web.bodies.models import Body
from commonweal_web.core.policy import Action, PartnershipRole, Standing, check, may
from commonweal_web.core.standing import standing_for
from commonweal_web.partnerships.models import Partner, Partnership

__all__ = [
    "check_can_answer",
    "check_can_change",
    "check_can_invite",
    "check_can_leave",
    "check_can_name",
    "check_can_start",
    "takes_part",
]


def check_can_start(by: User, body: Body) -> None:
    check(standing_for(by), Action.START_PARTNERSHIP, body.to_thing())


def check_can_change(by: User, partnership: Partnership) -> None:
    check(standing_for(by), Action.CHANGE_PARTNERSHIP, partnership.to_thing())


def check_can_invite(by: User, partnership: Partnership) -> None:
    check(standing_for(by), Action.INVITE_BODY, partnership.to_thing())


def check_can_answer(by: User, partner: Partner) -> None:
    check(standing_for(by), Action.ANSWER_INVITATION, partner.to_thing())


def check_can_leave(by: User, partnership: Partnership, body: Body) -> None:
    check(standing_for(by), Action.LEAVE_PARTNERSHIP, partnership.to_thing(body_id=body.pk))


def check_can_name(by: User, partnership: Partnership, body: Body, role: PartnershipRole) -> None:
    """Check whether somebody may give or end a role of a person who is there for `body`."""
    action = Action.NAME_COORDINATOR if role is PartnershipRole.COORDINATOR else Action.NAME_MEMBER
    check(standing_for(by), action, partnership.to_thing(body_id=body.pk))


def takes_part(standing: Standing, partnership: Partnership) -> bool:
    """Return whether somebody sees a partnership as one of its people, published or not."""
    return may(standing, Action.SEE_PARTNERSHIP, replace(partnership.to_thing(), is_public=False))
