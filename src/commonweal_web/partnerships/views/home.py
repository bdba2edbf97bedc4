"""The first page after signing in."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from commonweal_web.accounts.form_pages import person
from commonweal_web.bodies.queries import bodies as body_queries
from commonweal_web.core.standing import standing_of_request
from commonweal_web.core.waiting import waiting_for
from commonweal_web.partnerships.presenters.home import HomePage
from commonweal_web.partnerships.queries import partnerships as queries

__all__ = ["home"]


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    standing, today = standing_of_request(request), timezone.localdate()
    page = HomePage.of(
        standing,
        today=today,
        waiting=waiting_for(person(request), standing, today),
        bodies=body_queries.bodies_for(standing),
        partnerships=queries.partnerships_for(standing),
    )
    return render(request, "partnerships/home.html.jinja", {"page": page})
