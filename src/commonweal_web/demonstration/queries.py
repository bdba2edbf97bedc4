"""The demonstration's people, as its page lists them."""

from __future__ import annotations

from django.db.models import QuerySet
from django.utils import timezone

from commonweal_web.accounts.models import User
from commonweal_web.bodies.models import Membership
from commonweal_web.bodies.queries.grants import memberships_in_force
from commonweal_web.core.policy import PartnershipRole
from commonweal_web.partnerships.models import PartnershipMembership
from commonweal_web.partnerships.queries.grants import roles_in_force

__all__ = ["coordinators", "keepers", "memberships", "people"]


def people() -> QuerySet[User]:
    """Return whom one may sign in as."""
    return User.objects.filter(is_demonstration=True, is_active=True)


def memberships() -> QuerySet[Membership]:
    """Return what they are at their bodies, by body and name."""
    return (
        memberships_in_force(timezone.localdate())
        .filter(user__is_demonstration=True, user__is_active=True)
        .select_related("user", "body")
        .order_by("body__name", "pk")
    )


def coordinators() -> QuerySet[PartnershipMembership]:
    return roles_in_force(timezone.localdate()).filter(
        user__is_demonstration=True, role=PartnershipRole.COORDINATOR.value
    )


def keepers() -> QuerySet[User]:
    return people().filter(is_site_administrator=True)
