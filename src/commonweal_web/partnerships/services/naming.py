"""Naming people in a partnership, and ending what they were named for."""

from __future__ import annotations

from datetime import date

from django.utils import timezone

from commonweal_web.accounts.models import User
from commonweal_web.bodies.models import Body
from commonweal_web.bodies.queries.acting import actor_for
from commonweal_web.core.audit import Chain, Event, record, recorded
from commonweal_web.core.errors import PolicyError
from commonweal_web.core.policy import Action, PartnershipRole
from commonweal_web.partnerships.models import Partnership, PartnershipMembership
from commonweal_web.partnerships.permissions import partnership as permissions
from commonweal_web.partnerships.policies import partnership as policies

__all__ = ["end_partnership_role", "name_person"]


def name_person(
    *,
    by: User,
    partnership: Partnership,
    person: User,
    body: Body,
    role: PartnershipRole,
    reason: str,
    ends: date | None = None,
) -> PartnershipMembership:
    """Give a role to somebody who belongs to a body that takes part.

    Raises
    ------
    PolicyError
        They hold it, or belong to no partner, or the partnership is closed.
    """
    permissions.check_can_name(by, partnership, body, role)
    policies.check_is_open(partnership)
    policies.check_can_be_named(partnership, person, body, role, ends)
    with recorded():
        # A role that no longer counts (its day has passed, or its body left) makes room.
        partnership.memberships.filter(user=person, role=role.value, ended_at__isnull=True).update(
            ended_at=timezone.now()
        )
        membership = PartnershipMembership.objects.create(
            partnership=partnership,
            user=person,
            body=body,
            role=role.value,
            ends=ends,
            reason=reason,
            given_by=by,
        )
        record(
            Event.PARTNERSHIP_ROLE_GIVEN,
            by=actor_for(by, Action.NAME_MEMBER, body.pk),
            chain=Chain.of(partnership.pk),
            about=partnership.name,
            body=body.pk,
            person=person.name,
            role=role.label,
            ends=ends.isoformat() if ends else "",
            reason=reason,
        )
    return membership


def end_partnership_role(
    *, by: User, partnership: Partnership, membership: PartnershipMembership, reason: str
) -> None:
    """End a role at once; one may always end one's own.

    Raises
    ------
    PolicyError
        It has ended, or it is that of the last coordinator.
    """
    if membership.user_id != by.pk:
        permissions.check_can_name(by, partnership, membership.body, membership.as_role)
    with recorded():
        # One at a time: two coordinators who end each other's roles must not both succeed.
        Partnership.objects.select_for_update().get(pk=partnership.pk)
        membership.refresh_from_db(fields=["ended_at"])
        if membership.ended_at is not None:
            raise PolicyError("This role has been ended already.")
        policies.check_not_last_coordinator(membership)
        membership.ended_at = timezone.now()
        membership.save(update_fields=["ended_at"])
        record(
            Event.PARTNERSHIP_ROLE_ENDED,
            by=actor_for(by, Action.NAME_MEMBER, membership.body_id),
            chain=Chain.of(partnership.pk),
            about=partnership.name,
            body=membership.body_id,
            person=membership.user.name,
            role=membership.as_role.label,
            reason=reason,
        )
