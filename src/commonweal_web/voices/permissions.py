"""Who may see surveys, make them, and release what people wrote in them."""

from __future__ import annotations

from commonweal_web.accounts.models import User
from commonweal_web.bodies.models import Body
from commonweal_web.core.audit import Actor, actor_of
from commonweal_web.core.policy import Action, Standing, check, may
from commonweal_web.core.standing import standing_for
from commonweal_web.partnerships.models import Partnership
from commonweal_web.partnerships.permissions.records import may_prepare
from commonweal_web.partnerships.queries.partnerships import find_partnership

__all__ = [
    "bodies_to_prepare_for",
    "check_can_ask",
    "check_can_release",
    "find_partnership_to_see",
    "may_ask",
    "may_release",
]


def find_partnership_to_see(standing: Standing, reference: str) -> Partnership:
    """Return a partnership whose surveys somebody may see. HiddenError or ForbiddenError if not."""
    partnership = find_partnership(standing, reference)
    check(standing, Action.SEE_VOICES, partnership.to_thing())
    return partnership


def check_can_ask(by: User, partnership: Partnership) -> Actor:
    check(standing_for(by), Action.ASK_VOICES, partnership.to_thing())
    return actor_of(by)


def check_can_release(by: User, partnership: Partnership) -> Actor:
    check(standing_for(by), Action.RELEASE_VOICES, partnership.to_thing())
    return actor_of(by)


def may_ask(standing: Standing, partnership: Partnership) -> bool:
    return may(standing, Action.ASK_VOICES, partnership.to_thing())


def may_release(standing: Standing, partnership: Partnership) -> bool:
    return may(standing, Action.RELEASE_VOICES, partnership.to_thing())


def bodies_to_prepare_for(standing: Standing, partnership: Partnership) -> list[Body]:
    """Return the bodies that take part whose papers somebody prepares."""
    joined = partnership.partner_body_ids()
    return [
        partner.body
        for partner in partnership.partners.all()
        if partner.body_id in joined and may_prepare(standing, partnership, partner.body)
    ]
