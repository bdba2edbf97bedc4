"""The first page after signing in."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from commonweal_web.accounts.form_pages import person
from commonweal_web.bodies.queries import bodies as body_queries
from commonweal_web.core.standing import standing_of_request
from commonweal_web.partnerships.presenters.home import HomePage, Waiting
from commonweal_web.partnerships.queries import partnerships as queries

__all__ = ["home"]


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    standing, user = standing_of_request(request), person(request)
    page = HomePage.of(
        standing,
        waiting=Waiting(
            invitations=body_queries.invitations_to(user),
            partner_invitations=queries.partner_invitations_to(user),
            partners=queries.invitations_for(standing),
            requests=body_queries.waiting_requests_for(standing),
            documents=queries.documents_to_certify(standing),
        ),
        bodies=body_queries.bodies_for(standing),
        partnerships=queries.partnerships_for(standing),
    )
    return render(request, "partnerships/home.html.jinja", {"page": page})
