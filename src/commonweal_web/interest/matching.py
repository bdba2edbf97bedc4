"""The comparison of interests: once a day, all of them at once, told to both of a pair at once.

It is done on a fixed beat and not when an interest is given, so that nobody learns anything from
how long a page took or from what it says: an interest is received in the same words every time.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from datetime import datetime, time

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone

from commonweal.exchange import Match, matches
from commonweal.exchange.interest import new_matches
from commonweal.services import catalogue
from commonweal_web.bodies.models import Body
from commonweal_web.core.audit import Chain, Event, SystemJob, record, recorded
from commonweal_web.exchange.keys import KeyLostError
from commonweal_web.exchange.sealing import TamperedError
from commonweal_web.interest.holding import OpenedInterest, opened
from commonweal_web.interest.models import LookedOn, MutualInterest, SealedInterest

__all__ = ["look_daily", "look_for_mutual_interests"]

logger = logging.getLogger(__name__)

#: When on each day, by the clock of the site.
LOOKS_AT = time(6, 0)


def look_daily(now: datetime | None = None) -> None:
    """Compare all interests, once a day from six in the morning; safe to call often, and twice."""
    here = timezone.localtime(now)
    if here.time() < LOOKS_AT or LookedOn.objects.filter(day=here.date()).exists():
        return
    try:
        with recorded():
            with transaction.atomic():
                LookedOn.objects.create(day=here.date())
            look_for_mutual_interests()
    except IntegrityError:
        # Another worker was quicker.
        return


def look_for_mutual_interests() -> int:
    """Compare all interests and tell both bodies of each pair; return how many pairs are new.

    Call it within `recorded()`.
    """
    held = SealedInterest.objects.exclude(sealed="").select_related("body")
    n_new = 0
    for is_demonstration in (False, True):
        rows = [row for row in held if row.body.is_demonstration is is_demonstration]
        n_new += _compare(rows)
    return n_new


def _compare(rows: list[SealedInterest]) -> int:
    bodies = {row.body.reference: row.body for row in rows}
    by_body = dict(_opened(rows))
    found = matches(
        [one.interest for one in by_body.values()],
        {reference: body.kind for reference, body in bodies.items()},
        on=timezone.localdate(),
    )
    fresh = new_matches(found, _known(bodies))
    for match in fresh:
        _tell(match, bodies, by_body)
    return len(fresh)


def _opened(rows: list[SealedInterest]) -> Iterator[tuple[str, OpenedInterest]]:
    for row in rows:
        try:
            yield row.body.reference, opened(row)
        except (KeyLostError, TamperedError):
            # Its own page says so; of what it holds nothing is written down.
            logger.warning("An interest cannot be opened.")


def _known(bodies: dict[str, Body]) -> list[Match]:
    ids = [body.pk for body in bodies.values()]
    rows = MutualInterest.objects.filter(Q(one__in=ids) & Q(other__in=ids))
    return [
        Match(bodies=(row.one.reference, row.other.reference), services=tuple(row.services))
        for row in rows.select_related("one", "other")
    ]


def _tell(match: Match, bodies: dict[str, Body], by_body: dict[str, OpenedInterest]) -> None:
    one, other = (bodies[reference] for reference in match.bodies)
    first, second = (by_body[reference].contact for reference in match.bodies)
    MutualInterest.objects.create(
        one=one,
        other=other,
        services=list(match.services),
        contact_of_one=first,
        contact_of_other=second,
    )
    said = ", ".join(catalogue().service(service).name for service in match.services)
    for body, partner in ((one, other), (other, one)):
        record(
            Event.INTEREST_MUTUAL,
            by=SystemJob.WORKER,
            chain=Chain.site(),
            about=body.name,
            body=body.pk,
            other_body=partner.name,
            services=said,
        )
