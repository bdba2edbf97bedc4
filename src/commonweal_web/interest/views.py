"""A body's interest in sharing: seen as far as it may be, given, renewed, withdrawn."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from commonweal_web.accounts.form_pages import FormPage, answer_form, person
from commonweal_web.bodies.models import Body
from commonweal_web.core.exports import taken, taking
from commonweal_web.core.standing import standing_of_request
from commonweal_web.interest import permissions, queries, services
from commonweal_web.interest.forms import InterestForm
from commonweal_web.interest.presenters import RULES_SAID, InterestLine, InterestPage
from commonweal_web.partnerships.forms.records import ConfirmForm

_FORM = ["GET", "HEAD", "POST"]


@require_safe
def interests(request: HttpRequest) -> HttpResponse:
    bodies = queries.bodies_with_interest(standing_of_request(request))
    lines = [InterestLine.of(body, timezone.localdate()) for body in bodies]
    return render(request, "interest/list.html.jinja", {"lines": lines})


@never_cache
@require_safe
def show(request: HttpRequest, reference: str) -> HttpResponse:
    standing = standing_of_request(request)
    body = queries.find_body_to_see(standing, reference)
    page = InterestPage.of(
        standing,
        body,
        queries.interest_of(body),
        queries.mutual_interests(body),
        today=timezone.localdate(),
    )
    if (table := taken(request, [page.table], name=reference)) is not None:
        return table
    context = {"page": page, "take": taking(request)}
    return render(request, "interest/interest.html.jinja", context)


def _to_give(request: HttpRequest, reference: str) -> Body:
    body = queries.find_body_to_see(standing_of_request(request), reference)
    permissions.check_can_give(person(request), body)
    return body


# What is typed here is sealed: no error report holds it, and no lost session keeps it.
@sensitive_post_parameters()
@never_cache
@require_http_methods(_FORM)
def give(request: HttpRequest, reference: str) -> HttpResponse:
    body = _to_give(request, reference)
    form = InterestForm(request.POST if request.method == "POST" else None, body=body)
    here = reverse("interest", args=[reference])
    return answer_form(
        request,
        form=form,
        page=FormPage(
            heading=f"What {body.name} would share, and with whom",
            texts=RULES_SAID,
            submit="Seal it",
            back=here,
        ),
        act=lambda said: services.give_interest(
            by=person(request),
            body=body,
            services=form.services,
            with_bodies=said["bodies"],
            with_kinds=form.kinds,
            contact=said["contact"],
            authorised_by=said["authorised_by"],
        ),
        then=here,
        done="Your interest is sealed. Interests are compared once a day",
    )


@require_http_methods(_FORM)
def renew(request: HttpRequest, reference: str) -> HttpResponse:
    body = _to_give(request, reference)
    here = reverse("interest", args=[reference])
    return answer_form(
        request,
        form=ConfirmForm(request.POST if request.method == "POST" else None),
        page=FormPage(
            heading=f"Is {body.name} still interested?",
            texts=("What it named stays as it is, and stands for 26 weeks from today.",),
            submit="Yes, it is",
            back=here,
        ),
        act=lambda _: services.renew_interest(by=person(request), body=body),
        then=here,
        done="Your interest stands",
    )


@require_http_methods(_FORM)
def withdraw(request: HttpRequest, reference: str) -> HttpResponse:
    body = _to_give(request, reference)
    here = reverse("interest", args=[reference])
    return answer_form(
        request,
        form=ConfirmForm(request.POST if request.method == "POST" else None),
        page=FormPage(
            heading=f"Withdraw the interest of {body.name}",
            texts=(
                "What it named is destroyed. What was told to another body already stays told.",
                "It is no way to name others sooner.",
            ),
            submit="Withdraw it",
            submit_kind="warning",
            back=here,
        ),
        act=lambda _: services.withdraw_interest(by=person(request), body=body),
        then=here,
        done="Your interest is withdrawn",
    )
