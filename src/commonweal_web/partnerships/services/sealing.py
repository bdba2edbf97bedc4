"""Whether bodies see each other's figures at once or all together, and opening them."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from commonweal_web.accounts.models import User
from commonweal_web.core.audit import Actor, Chain, Event, record, recorded
from commonweal_web.partnerships.models import Partner, Partnership
from commonweal_web.partnerships.permissions import partnership as permissions
from commonweal_web.partnerships.policies import partnership as policies
from commonweal_web.partnerships.queries.records import has_been_given

__all__ = ["choose_opening", "open_returns_if_all_in"]


def choose_opening(*, by: User, partnership: Partnership, are_sealed: bool) -> None:
    """Choose when bodies see each other's figures, before any body has submitted its own.

    Raises
    ------
    PolicyError
        Somebody has submitted figures already, or the partnership is closed.
    """
    permissions.check_can_change(by, partnership)
    with recorded():
        locked = Partnership.objects.select_for_update().get(pk=partnership.pk)
        policies.check_is_open(locked)
        policies.check_nothing_is_given(locked)
        if locked.returns_are_sealed == are_sealed:
            return
        locked.returns_are_sealed = are_sealed
        locked.save(update_fields=["returns_are_sealed"])
        record(
            Event.RETURNS_SEALED if are_sealed else Event.RETURNS_UNSEALED,
            by=by,
            chain=Chain.of(locked.pk),
            about=locked.name,
        )


def open_returns_if_all_in(by: User | Actor | Any, partnership_id: int) -> None:
    """Open every body's figures once each that takes part has submitted; nothing else opens them.

    A body that is invited and has not answered is waited for. Within the caller's `recorded()`.
    """
    partnership = Partnership.objects.select_for_update().get(pk=partnership_id)
    if not partnership.is_waiting:
        return
    states = dict(
        partnership.partners.filter(
            state__in=[Partner.State.JOINED, Partner.State.INVITED]
        ).values_list("body_id", "state")
    )
    if len(states) < 2 or Partner.State.INVITED.value in states.values():
        return
    if set(states) - has_been_given(partnership):
        return
    partnership.returns_opened_at = timezone.now()
    partnership.save(update_fields=["returns_opened_at"])
    record(Event.RETURNS_OPENED, by=by, chain=Chain.of(partnership.pk), about=partnership.name)
