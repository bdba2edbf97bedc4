"""Who may sign assumptions off: builds what the policy is asked, and asks."""

from __future__ import annotations

from commonweal_web.accounts.models import User
from commonweal_web.core.policy import Action, BodyRole, PartnershipRole, Standing, check, may
from commonweal_web.core.standing import standing_for
from commonweal_web.partnerships.models import Partnership

__all__ = ["check_can_approve", "may_approve"]


def may_approve(standing: Standing, partnership: Partnership) -> bool:
    return may(standing, Action.APPROVE_ASSUMPTIONS, partnership.to_thing())


def check_can_approve(by: User, partnership: Partnership) -> str:
    """Check whether somebody may sign assumptions off; return as what they do, in words."""
    standing = standing_for(by)
    check(standing, Action.APPROVE_ASSUMPTIONS, partnership.to_thing())
    for partner in partnership.partners.all():
        roles = standing.roles_in(partner.body_id)
        for role in (BodyRole.SECTION_151, BodyRole.CERTIFIER):
            if role in roles and partner.body_id in partnership.partner_body_ids():
                return f"{role.label} of {partner.body.name}"
    return PartnershipRole.COORDINATOR.label
