"""Naming a deputy who acts in one's role for a time."""

from __future__ import annotations

from datetime import date

from django.utils import timezone

from commonweal_web.accounts.models import User
from commonweal_web.bodies import permissions, policies
from commonweal_web.bodies.models import Body, Delegation
from commonweal_web.bodies.queries.grants import memberships_in_force
from commonweal_web.core.audit import Chain, Event, record, recorded
from commonweal_web.core.errors import PolicyError
from commonweal_web.core.policy import NEEDS_SECOND_FACTOR, BodyRole, ForbiddenError

__all__ = ["DELEGABLE", "end_delegation", "name_deputy"]

DELEGABLE = NEEDS_SECOND_FACTOR
"""Roles that only a few hold, so that somebody must be able to stand in."""


def name_deputy(
    *,
    by: User,
    body: Body,
    deputy: User,
    role: BodyRole,
    starts: date,
    ends: date,
    reason: str,
) -> Delegation:
    """Let somebody of the same body act in a role that one holds oneself.

    Raises
    ------
    PolicyError
        One does not hold the role, or the deputy does not belong to the body, or holds it too.
    """
    permissions.check_can_name_deputy(by, body)
    policies.check_days([role], starts=starts, ends=ends)
    if role not in DELEGABLE:
        raise PolicyError(f"Nobody stands in for a {role.label}.", hint="Give them the role.")
    in_force = memberships_in_force(timezone.localdate()).filter(body=body)
    # A deputy does not pass on what they were lent: only roles of one's own count.
    if not in_force.filter(user=by, role=role.value).exists():
        raise PolicyError(f"You are not {role.label} of {body.name}, so cannot lend the role.")
    if deputy == by:
        raise PolicyError("Your deputy must be somebody else.")
    if not in_force.filter(user=deputy).exists():
        raise PolicyError(
            f"{deputy.name} does not belong to {body.name}.", hint="Choose somebody who does."
        )
    if in_force.filter(user=deputy, role=role.value).exists():
        raise PolicyError(f"{deputy.name} is {role.label} of {body.name} already.")

    with recorded():
        delegation = Delegation.objects.create(
            body=body,
            giver=by,
            deputy=deputy,
            role=role.value,
            starts=starts,
            ends=ends,
            reason=reason,
        )
        record(
            Event.DELEGATION_GIVEN,
            by=by,
            chain=Chain.site(),
            about=body.name,
            body=body.pk,
            person=deputy.name,
            role=role.label,
            starts=starts,
            until=ends,
            reason=reason,
        )
    return delegation


def end_delegation(*, by: User, delegation: Delegation) -> None:
    """End a delegation at once: whoever gave it may, and so may an administrator of the body."""
    if delegation.giver_id != by.pk:
        permissions.check_can_manage_people(by, delegation.body)
    elif not by.is_active:
        raise ForbiddenError("Your account is closed.")
    policies.check_delegation_is_open(delegation)
    with recorded():
        delegation.ended_at = timezone.now()
        delegation.save(update_fields=["ended_at"])
        record(
            Event.DELEGATION_ENDED,
            by=by,
            chain=Chain.site(),
            about=delegation.body.name,
            body=delegation.body_id,
            person=delegation.deputy.name,
            role=delegation.as_role.label,
        )
