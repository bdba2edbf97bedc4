"""How often letters come, and stopping them by a button without signing in."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from commonweal_web.accounts.form_pages import FormPage, answer_form, person
from commonweal_web.core.web import check_rate
from commonweal_web.reminders.forms import LettersForm
from commonweal_web.reminders.models import Often
from commonweal_web.reminders.queries.recipients import often_for
from commonweal_web.reminders.services import letters
from commonweal_web.reminders.views.confirming import unlisted

_FORM = ["GET", "HEAD", "POST"]


@require_http_methods(_FORM)
def choose(request: HttpRequest) -> HttpResponse:
    by = person(request)
    return answer_form(
        request,
        form=LettersForm(
            request.POST if request.method == "POST" else None, initial={"often": often_for(by)}
        ),
        page=FormPage(
            heading="Letters about what waits for you",
            texts=(
                "One letter gathers what waits for you and what changed in your partnerships. "
                "There is never a letter for each event, and no figure stands in one.",
                "If the same things wait and nothing else has happened, it comes once a week.",
            ),
            submit="Save",
            back=reverse("home"),
        ),
        act=lambda said: letters.choose(by=by, often=Often(said["often"])),
        then=reverse("home"),
        done="Saved",
    )


@csrf_exempt  # A mail program sends the POST of RFC 8058 without a page of ours; the token is all.
@login_not_required
@require_http_methods(_FORM)
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """Say whose letters would stop; the button stops them."""
    check_rate(request, "stop-letters", most=600, seconds=600)
    to = letters.recipient_of(token)
    if request.method == "POST":
        letters.stop(to)
    context = {"email": to.email, "is_done": request.method == "POST"}
    return unlisted(render(request, "reminders/stop.html.jinja", context))
