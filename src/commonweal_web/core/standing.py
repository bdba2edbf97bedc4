"""What the person who asks is today, gathered from the apps that know.

An app that gives people roles adds a source when it is loaded; the core knows none of them. Each
source asks the database a fixed number of questions.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from commonweal_web.core.policy import (
    NOBODY,
    BodyGrant,
    PartnershipGrant,
    Standing,
    standing_of,
)

__all__ = ["StandingMiddleware", "add_source", "standing_for", "standing_of_request"]

Source = Callable[[int, date], Iterable[BodyGrant | PartnershipGrant]]

_sources: list[Source] = []


def add_source(source: Source) -> None:
    """Add what gives the roles of a user, by id, on a day."""
    if source not in _sources:
        _sources.append(source)


def standing_for(user: Any) -> Standing:
    """Return what a user is at this moment, read afresh; a stranger is nothing."""
    if not getattr(user, "is_authenticated", False) or not user.is_active:
        return NOBODY
    today = timezone.localdate()
    grants = [grant for source in _sources for grant in source(user.pk, today)]
    return standing_of(
        user.pk,
        today=today,
        is_site_administrator=user.is_site_administrator,
        is_demonstration=user.is_demonstration,
        body_grants=[grant for grant in grants if isinstance(grant, BodyGrant)],
        partnership_grants=[grant for grant in grants if isinstance(grant, PartnershipGrant)],
    )


def standing_of_request(request: HttpRequest) -> Standing:
    """Return what the person who asks is, for showing a page: read once a request."""
    standing: Standing = request.standing  # type: ignore[attr-defined]
    return standing


class StandingMiddleware:
    """Gives each request its `standing`, read once and only where a page asks for it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        user = request.user
        request.standing = SimpleLazyObject(lambda: standing_for(user))  # type: ignore[attr-defined]
        return self.get_response(request)
