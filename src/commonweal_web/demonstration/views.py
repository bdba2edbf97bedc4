"""Choosing whom to be; only where demonstration data may be loaded."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from . import queries, services
from .cast import COORDINATOR, FOUR_COORDINATOR
from .presenters import CastPage

__all__ = ["be", "choose"]

_SUGGESTIONS = (
    (COORDINATOR, "Coordinates building control: see it whole, invite a body, start a run"),
    ("Daniel Okafor", "Prepares Burnley's figures"),
    ("Imran Sheikh", "Burnley's section 151 officer: has figures to certify"),
    ("Edith Marsh", "Answers for Lancaster, which is invited"),
    ("Victor Bonny", "Of Wyre, which does not know that the partnership exists"),
    (FOUR_COORDINATOR, "Coordinates a contact centre that pays: its draft agreement has holes"),
    ("Dora Quick", "Barton’s monitoring officer: would have a clause of it otherwise"),
    ("Chris Webb", "Of Denby, for which a sealed exchange of four waits"),
)


@login_not_required
@require_safe
def choose(request: HttpRequest) -> HttpResponse:
    services.check_is_demonstration()
    page = CastPage.of(
        memberships=queries.memberships(),
        coordinator_ids=queries.coordinators().values_list("user", flat=True),
        keepers=queries.keepers(),
        suggestions=_SUGGESTIONS,
    )
    return render(request, "demonstration/choose.html.jinja", {"page": page})


@login_not_required
@require_POST
def be(request: HttpRequest, user_id: int) -> HttpResponse:
    services.check_is_demonstration()
    services.sign_in_as(request, get_object_or_404(queries.people(), pk=user_id))
    return redirect("home")
