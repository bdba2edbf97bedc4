"""An interest that will soon lapse asks those who may renew it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time

from django.urls import reverse
from django.utils import timezone

from commonweal.exchange.interest import SAY_SO_BEFORE
from commonweal_web.accounts.models import User
from commonweal_web.core.policy import Standing
from commonweal_web.core.waiting import Waits
from commonweal_web.interest.models import SealedInterest
from commonweal_web.interest.permissions import may_give

__all__ = ["waits"]


def waits(_user: User | None, standing: Standing, today: date) -> Iterator[Waits]:
    """Yield the interests of somebody's bodies that lapse within four weeks: one question."""
    rows = (
        SealedInterest.objects.filter(
            body__in=list(standing.body_roles),
            lapses_on__gt=today,
            lapses_on__lte=today + SAY_SO_BEFORE,
        )
        .exclude(sealed="")
        .defer("sealed")
        .select_related("body")
    )
    for held in rows:
        if may_give(standing, held.body):
            begins = datetime.combine(held.lapses_on - SAY_SO_BEFORE, time())
            yield Waits(
                name=f"Say whether {held.body.name} is still interested in sharing",
                address=reverse("interest", args=[held.body.reference]),
                status="To confirm",
                since=timezone.make_aware(begins),
                due=held.lapses_on,
                asked="an editor, officer or administrator",
                body_id=held.body_id,
            )
