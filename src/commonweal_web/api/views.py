"""Pages about a body's keys, and the page that says what the programming interface can do."""

from __future__ import annotations

from datetime import timedelta

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from commonweal_web.accounts.form_pages import FormPage, answer_form, person
from commonweal_web.api import queries, services
from commonweal_web.api.forms import RevokeForm, ScopeForm
from commonweal_web.api.presenters import KeysPage
from commonweal_web.bodies.models import Body
from commonweal_web.bodies.queries.bodies import find_body
from commonweal_web.core.errors import PolicyError
from commonweal_web.core.policy import Action, check
from commonweal_web.core.standing import standing_of_request

_FORM = ["GET", "HEAD", "POST"]
USUAL_DAYS = 365


def _find(request: HttpRequest, reference: str) -> Body:
    standing = standing_of_request(request)
    body = find_body(standing, reference)
    check(standing, Action.MANAGE_KEYS, body.to_thing())
    return body


@require_safe
def keys(request: HttpRequest, reference: str) -> HttpResponse:
    body = _find(request, reference)
    page = KeysPage.of(body, queries.keys_of(body).select_related("body"), timezone.now())
    return render(request, "api/keys.html.jinja", {"page": page})


@require_http_methods(_FORM)
def make(request: HttpRequest, reference: str) -> HttpResponse:
    body = _find(request, reference)
    usual = timezone.localdate() + timedelta(days=USUAL_DAYS)
    form = ScopeForm(request.POST or None, initial={"until": usual})
    if request.method == "POST" and form.is_valid():
        try:
            made = services.make_key(
                by=person(request),
                body=body,
                name=form.cleaned_data["name"].strip(),
                scopes=form.chosen,
                expires_at=form.expires_at,
            )
        except PolicyError as error:
            form.add_error("until", f"{error} {error.hint}".strip())
        else:
            # Shown in the answer itself: an address that showed it could be opened twice.
            shown = render(request, "api/made.html.jinja", {"made": made, "body": body})
            shown["Cache-Control"] = "no-store"
            return shown
    page = FormPage(
        heading=f"Make a key for {body.name}",
        texts=("A program that has it asks in the body’s name. It is shown once.",),
        submit="Make the key",
        back=reverse("body-keys", args=[reference]),
    )
    return render(request, "accounts/form_page.html.jinja", {"form": form, "page": page})


@require_http_methods(_FORM)
def revoke(request: HttpRequest, reference: str, pk: int) -> HttpResponse:
    body = _find(request, reference)
    key = queries.find_key(body, pk)
    here = reverse("body-keys", args=[reference])
    return answer_form(
        request,
        form=RevokeForm(request.POST if request.method == "POST" else None),
        page=FormPage(
            heading=f"Revoke the key {key.name}",
            texts=("Programs that use it are refused from that moment.",),
            submit="Revoke it",
            submit_kind="warning",
            back=here,
        ),
        act=lambda _: services.revoke_key(by=person(request), key=key),
        then=here,
        done=f"The key {key.name} works no more",
    )


@login_not_required
@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """What the interface can do, read from its own description."""
    from commonweal_web.api.v1 import api

    operations = [
        (method.upper(), path, operation["summary"])
        for path, methods in api.get_openapi_schema()["paths"].items()
        for method, operation in methods.items()
    ]
    return render(request, "api/overview.html.jinja", {"operations": operations})
