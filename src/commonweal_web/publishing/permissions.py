"""Who may publish, agree to it, take it back and lend: builds what the policy is asked."""

from __future__ import annotations

from commonweal_web.accounts.models import User
from commonweal_web.bodies.models import Body
from commonweal_web.bodies.queries.acting import actor_for
from commonweal_web.core.audit import Actor, actor_of
from commonweal_web.core.policy import Action, Standing, check, may
from commonweal_web.core.standing import standing_for
from commonweal_web.partnerships.models import Partnership

__all__ = [
    "bodies_to_agree_for",
    "check_can_agree",
    "check_can_lend",
    "check_can_propose",
    "check_can_publish",
    "check_can_unpublish",
    "may_do",
]


def _checked(by: User, action: Action, partnership: Partnership) -> Actor:
    check(standing_for(by), action, partnership.to_thing())
    return actor_of(by)


def check_can_propose(by: User, partnership: Partnership) -> Actor:
    return _checked(by, Action.PROPOSE_PUBLICATION, partnership)


def check_can_publish(by: User, partnership: Partnership) -> Actor:
    return _checked(by, Action.PUBLISH, partnership)


def check_can_unpublish(by: User, partnership: Partnership) -> Actor:
    return _checked(by, Action.UNPUBLISH, partnership)


def check_can_lend(by: User, partnership: Partnership) -> Actor:
    return _checked(by, Action.LEND, partnership)


def check_can_agree(by: User, partnership: Partnership, body: Body) -> Actor:
    check(standing_for(by), Action.AGREE_TO_PUBLISH, partnership.to_thing(body_id=body.pk))
    return actor_for(by, Action.AGREE_TO_PUBLISH, body.pk)


def may_do(standing: Standing, action: Action, partnership: Partnership) -> bool:
    return may(standing, action, partnership.to_thing())


def bodies_to_agree_for(standing: Standing, partnership: Partnership) -> list[Body]:
    """Return the bodies for which somebody may agree, by name."""
    return [
        partner.body
        for partner in partnership.partners.all()
        if may(
            standing,
            Action.AGREE_TO_PUBLISH,
            partnership.to_thing(body_id=partner.body_id),
        )
    ]
