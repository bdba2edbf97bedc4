"""Which verdicts wait for a certificate: once one body has certified a run, the others are asked.

Before that nobody is: most runs are looked at and left.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, QuerySet, Subquery
from django.urls import reverse

from commonweal_web.appraisals.models import Certificate
from commonweal_web.appraisals.permissions import may_certify_for, preparers_of
from commonweal_web.bodies.models import Body
from commonweal_web.core.policy import BodyRole, Standing
from commonweal_web.core.waiting import Waits
from commonweal_web.partnerships.models import Partner, Partnership, Run
from commonweal_web.partnerships.queries.partnerships import partnerships

__all__ = ["verdicts_waiting_for", "verdicts_waiting_in"]

_CERTIFIERS = frozenset({BodyRole.CERTIFIER, BodyRole.SECTION_151})
_ASKED = "a certifier or the section 151 officer"


def verdicts_waiting_for(_user: Any, standing: Standing, _today: date) -> Iterator[Waits]:
    """Yield each verdict that somebody may certify and another body has certified already."""
    bodies = [
        body_id for body_id in standing.body_roles if standing.roles_in(body_id) & _CERTIFIERS
    ]
    if not bodies:
        return
    taking_part = Partner.objects.filter(body__in=bodies, state=Partner.State.JOINED)
    runs = list(
        _begun()
        .filter(partnership__in=taking_part.values("partnership"))
        .prefetch_related(Prefetch("partnership", partnerships()))
    )
    preparers = preparers_of(runs) if runs else {}
    for run in runs:
        may = set(may_certify_for(standing, run.partnership, run, preparers))
        yield from (wait for body, wait in _waits(run, run.partnership) if body in may)


def verdicts_waiting_in(partnership: Any, _standing: Standing, _today: date) -> Iterator[Waits]:
    """Yield each body whose certificate a partnership's verdict waits for."""
    for run in _begun().filter(partnership=partnership):
        yield from (wait for _, wait in _waits(run, partnership))


def _begun() -> QuerySet[Run]:
    """Return of each open partnership the newest run that is done, where a body certified it."""
    newest = Run.objects.filter(partnership=OuterRef("partnership"), state=Run.State.DONE)
    certified = Certificate.objects.filter(run=OuterRef("pk"))
    return (
        Run.objects.filter(
            Exists(certified),
            pk=Subquery(newest.order_by("-number").values("pk")[:1]),
            partnership__state=Partnership.State.OPEN,
        )
        .defer("input_text", "result_text")
        .prefetch_related("certificates")
    )


def _waits(run: Run, partnership: Partnership) -> Iterator[tuple[Body, Waits]]:
    given: list[Certificate] = list(run.certificates.all())
    certified = {one.body_id for one in given}
    for partner in partnership.partners.all():
        body = partner.body
        if partner.state == Partner.State.JOINED and body.pk not in certified:
            yield (
                body,
                Waits(
                    name=f"Certify the verdict of run {run.number} of {partnership.name} for "
                    f"{body.name}",
                    address=reverse("certificates", args=[partnership.reference, run.number]),
                    status="To certify",
                    since=given[0].certified_at,
                    asked=_ASKED,
                    body_id=body.pk,
                    partnership_id=partnership.pk,
                ),
            )
