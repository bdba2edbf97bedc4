"""The roles at partnerships that a person holds."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from commonweal_web.bodies.queries.grants import memberships_in_force
from commonweal_web.core.policy import PartnershipGrant, PartnershipRole
from commonweal_web.partnerships.models import Partner, PartnershipMembership

__all__ = ["partnership_grants", "roles_in_force"]


def roles_in_force(today: date) -> QuerySet[PartnershipMembership]:
    """Return the roles at partnerships that are in force on a day, of everybody.

    A role counts only while its holder belongs to the body that they are named for and that body
    takes part, so that a leaver takes nothing along.
    """
    belongs = memberships_in_force(today).filter(user=OuterRef("user"), body=OuterRef("body"))
    takes_part = Partner.objects.filter(
        partnership=OuterRef("partnership"), body=OuterRef("body"), state=Partner.State.JOINED
    )
    return PartnershipMembership.objects.filter(
        Q(ends__isnull=True) | Q(ends__gte=today),
        Exists(belongs),
        Exists(takes_part),
        ended_at__isnull=True,
    )


def partnership_grants(user_id: int, today: date) -> Iterator[PartnershipGrant]:
    """Yield a person's roles at partnerships today: one question."""
    held = roles_in_force(today).filter(user=user_id)
    for partnership_id, role, ends in held.values_list("partnership", "role", "ends"):
        yield PartnershipGrant(partnership_id=partnership_id, role=PartnershipRole(role), ends=ends)
