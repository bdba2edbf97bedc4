"""Pages for who keeps the site: which bodies wait to be confirmed."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from commonweal_web.accounts.form_pages import FormPage, answer_form, person
from commonweal_web.bodies import services
from commonweal_web.bodies.forms import ReasonForm
from commonweal_web.bodies.models import Body, EmailDomain
from commonweal_web.core.policy import THE_SITE, Action, check
from commonweal_web.core.standing import standing_of_request

__all__ = ["confirm_body", "confirm_domain", "keep"]


@require_safe
def keep(request: HttpRequest) -> HttpResponse:
    check(standing_of_request(request), Action.SEE_SITE, THE_SITE)
    context = {
        "bodies": Body.objects.filter(confirmed_at__isnull=True).prefetch_related("codes"),
        "domains": EmailDomain.objects.filter(confirmed_at__isnull=True).select_related("body"),
        "n_bodies": Body.objects.count(),
    }
    return render(request, "bodies/site.html.jinja", context)


@require_http_methods(["GET", "HEAD", "POST"])
def confirm_body(request: HttpRequest, reference: str) -> HttpResponse:
    check(standing_of_request(request), Action.KEEP_SITE, THE_SITE)
    body = get_object_or_404(Body.objects.prefetch_related("codes"), reference=reference)
    codes = ", ".join(str(code) for code in body.codes.all()) or "none"
    return answer_form(
        request,
        form=ReasonForm(request.POST or None),
        page=FormPage(
            heading=f"Confirm {body.name}",
            texts=(f"{body.kind_name}. Codes: {codes}.",),
            submit="Confirm",
            back=reverse("keep-site"),
        ),
        act=lambda said: services.confirm_body(
            by=person(request), body=body, reason=said["reason"]
        ),
        then=reverse("keep-site"),
        done=f"{body.name} is confirmed",
    )


@require_POST
def confirm_domain(request: HttpRequest, pk: int) -> HttpResponse:
    check(standing_of_request(request), Action.KEEP_SITE, THE_SITE)
    domain = get_object_or_404(EmailDomain.objects.select_related("body"), pk=pk)
    services.confirm_domain_by_site(by=person(request), domain=domain)
    messages.success(request, f"{domain.domain} is confirmed for {domain.body.name}")
    return redirect("keep-site")
