"""What publishing waits for: each body's agreement, then the coordinator's button."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse

from commonweal_web.accounts.models import User
from commonweal_web.core.policy import Action, Standing
from commonweal_web.core.waiting import Waits
from commonweal_web.partnerships.models import Partner, Partnership
from commonweal_web.publishing import permissions
from commonweal_web.publishing.models import Publication

__all__ = ["waits", "waits_in"]


def waits(_user: User | None, standing: Standing, _today: date) -> Iterator[Waits]:
    """Yield what somebody may agree to, or publish now that all have: four questions."""
    theirs = Partner.objects.filter(
        body__in=list(standing.body_roles), state=Partner.State.JOINED
    ).values("partnership")
    proposed = _proposed().filter(
        Q(partnership__in=theirs) | Q(partnership__in=list(standing.partnership_roles))
    )
    for one in proposed.prefetch_related("partnership__partners__body"):
        partnership = one.partnership
        agreed = _agreed(one)
        for body in permissions.bodies_to_agree_for(standing, partnership):
            if body.pk not in agreed:
                yield _waits(
                    one,
                    name=f"Agree for {body.name} that run {one.run.number} of {partnership.name} "
                    "be published",
                    address=reverse("agree-to-publish", args=[partnership.reference, one.pk]),
                    asked="an officer or an administrator",
                    body_id=body.pk,
                )
        if partnership.partner_body_ids() <= agreed and permissions.may_do(
            standing, Action.PUBLISH, partnership
        ):
            yield _waits(
                one,
                name=f"Publish run {one.run.number} of {partnership.name}",
                address=reverse("publish", args=[partnership.reference, one.pk]),
                asked="a coordinator",
            )


def waits_in(partnership: Partnership, _standing: Standing, _today: date) -> Iterator[Waits]:
    """Yield whose agreement to publish a partnership waits for: two questions."""
    for one in _proposed().filter(partnership=partnership):
        agreed = _agreed(one)
        for body_id in sorted(partnership.partner_body_ids() - agreed):
            yield _waits(
                one,
                name=f"Agree that run {one.run.number} be published",
                address=reverse("publishing", args=[partnership.reference]),
                asked="an officer or an administrator",
                body_id=body_id,
            )


def _proposed() -> QuerySet[Publication]:
    return (
        Publication.objects.filter(
            state=Publication.State.PROPOSED, partnership__state=Partnership.State.OPEN
        )
        .select_related("partnership", "run")
        .defer("run__input_text", "run__result_text")
        .prefetch_related("agreements")
    )


def _agreed(one: Publication) -> frozenset[int]:
    return frozenset(agreement.body_id for agreement in one.agreements.all())


def _waits(one: Publication, **said: Any) -> Waits:
    return Waits(
        status="To agree" if "body_id" in said else "To publish",
        hint=f"{one.proposed_as} proposed it",
        since=one.proposed_at,
        partnership_id=one.partnership_id,
        **said,
    )
