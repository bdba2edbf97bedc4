"""The roles at partnerships that a person holds."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from commonweal_web.core.policy import PartnershipGrant, PartnershipRole
from commonweal_web.partnerships.models import PartnershipMembership

__all__ = ["partnership_grants"]


def partnership_grants(user_id: int, _today: date) -> Iterator[PartnershipGrant]:
    """Yield a person's roles at partnerships that nobody has ended: one question."""
    held = PartnershipMembership.objects.filter(user=user_id, ended_at__isnull=True)
    for partnership_id, role, ends in held.values_list("partnership", "role", "ends"):
        yield PartnershipGrant(partnership_id=partnership_id, role=PartnershipRole(role), ends=ends)
