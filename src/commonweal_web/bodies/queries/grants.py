"""The roles at bodies that a person holds, their own and those in which they act for another."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from commonweal_web.bodies.models import Delegation, Membership
from commonweal_web.core.policy import BodyGrant, BodyRole

__all__ = ["body_grants", "delegations_in_force", "memberships_in_force"]


def memberships_in_force(today: date) -> QuerySet[Membership]:
    """Return the roles that are in force on a day, of everybody."""
    return Membership.objects.filter(
        Q(ends__isnull=True) | Q(ends__gte=today), ended_at__isnull=True, starts__lte=today
    )


def delegations_in_force(today: date) -> QuerySet[Delegation]:
    """Return the delegations in force on a day whose giver still holds the role."""
    still_held = memberships_in_force(today).filter(
        body=OuterRef("body"), user=OuterRef("giver"), role=OuterRef("role")
    )
    return Delegation.objects.filter(
        Exists(still_held),
        ended_at__isnull=True,
        starts__lte=today,
        ends__gte=today,
        giver__is_active=True,
    )


def body_grants(user_id: int, today: date) -> Iterator[BodyGrant]:
    """Yield a person's roles at bodies today: two questions, however many there are."""
    held = memberships_in_force(today).filter(user=user_id)
    acting = delegations_in_force(today).filter(deputy=user_id)
    for rows in (held, acting):
        for body_id, role, starts, ends in rows.values_list("body", "role", "starts", "ends"):
            yield BodyGrant(body_id=body_id, role=BodyRole(role), starts=starts, ends=ends)
