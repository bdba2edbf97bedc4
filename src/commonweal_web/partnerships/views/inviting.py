"""Pages of a partnership's bodies, and of inviting more."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from commonweal_web.accounts.form_pages import FormPage, answer_form, person
from commonweal_web.bodies.models import Body
from commonweal_web.bodies.queries import bodies as body_queries
from commonweal_web.core.policy import Action
from commonweal_web.core.standing import standing_of_request
from commonweal_web.partnerships.forms.partnership import ByEmailForm, InviteBodyForm, SearchForm
from commonweal_web.partnerships.models import Partner, PartnerInvitation, Partnership
from commonweal_web.partnerships.presenters.partnership import PartnersPage, SearchPage
from commonweal_web.partnerships.queries import partnerships as queries
from commonweal_web.partnerships.queries.records import bodies_named
from commonweal_web.partnerships.services import partnering

from .finding import find_for

_FORM = ["GET", "HEAD", "POST"]


@require_safe
def partners(request: HttpRequest, reference: str) -> HttpResponse:
    partnership = find_for(request, reference, Action.SEE_PARTNERSHIP)
    page = PartnersPage.of(
        standing_of_request(request),
        partnership,
        by_email=queries.open_partner_invitations(partnership),
        named=bodies_named(partnership),
    )
    return render(request, "partnerships/partners.html.jinja", {"page": page})


@require_safe
def search(request: HttpRequest, reference: str) -> HttpResponse:
    """Look for a body to invite, by its name or code."""
    partnership = find_for(request, reference, Action.INVITE_BODY)
    form = SearchForm(request.GET if "q" in request.GET else None)
    words = form.cleaned_data["q"] if form.is_valid() else ""
    found = body_queries.search_bodies(words, is_demonstration=partnership.is_demonstration)
    page = SearchPage.of(partnership, words, found)
    return render(request, "partnerships/search.html.jinja", {"form": form, "page": page})


@require_http_methods(_FORM)
def invite(request: HttpRequest, reference: str, body_reference: str) -> HttpResponse:
    partnership = find_for(request, reference, Action.INVITE_BODY)
    body = get_object_or_404(
        Body, reference=body_reference, is_demonstration=partnership.is_demonstration
    )
    then = reverse("partners", args=[partnership.reference])
    page = FormPage(
        heading=f"Invite {body.name}",
        texts=(
            f"Its administrators get an email, and decide for the body. Until they accept, "
            f"{body.name} sees the name of the partnership, who invites it, and your words; "
            "nothing else.",
        ),
        submit="Send the invitation",
        back=reverse("invite-body", args=[partnership.reference]),
    )
    return answer_form(
        request,
        form=InviteBodyForm(request.POST if request.method == "POST" else None),
        page=page,
        act=lambda said: partnering.invite_body(
            by=person(request), partnership=partnership, body=body, message=said["message"]
        ),
        then=then,
        done=f"{body.name} is invited",
    )


@require_http_methods(_FORM)
def invite_by_email(request: HttpRequest, reference: str) -> HttpResponse:
    partnership = find_for(request, reference, Action.INVITE_BODY)
    then = reverse("partners", args=[partnership.reference])
    page = FormPage(
        heading="Invite a body that is not here yet",
        texts=(
            "They get an email with a link, which works for 28 days. Whoever opens it makes an "
            "account, sets up their body, and decides for it.",
        ),
        submit="Send the invitation",
        back=reverse("invite-body", args=[partnership.reference]),
    )
    return answer_form(
        request,
        form=ByEmailForm(request.POST or None),
        page=page,
        act=lambda said: partnering.invite_body_by_email(
            by=person(request),
            partnership=partnership,
            body_name=said["body_name"].strip(),
            email=said["email"],
            message=said["message"],
        ),
        then=then,
        done="The invitation is sent",
    )


@require_POST
def withdraw(request: HttpRequest, reference: str, pk: int) -> HttpResponse:
    partnership = find_for(request, reference, Action.INVITE_BODY)
    partner = get_object_or_404(
        partnership.partners.select_related("body"), pk=pk, state=Partner.State.INVITED
    )
    return _withdraw(request, partnership, partner, partner.body.name)


@require_POST
def withdraw_by_email(request: HttpRequest, reference: str, pk: int) -> HttpResponse:
    partnership = find_for(request, reference, Action.INVITE_BODY)
    invitation = get_object_or_404(queries.open_partner_invitations(partnership), pk=pk)
    return _withdraw(request, partnership, invitation, invitation.body_name)


def _withdraw(
    request: HttpRequest,
    partnership: Partnership,
    invitation: Partner | PartnerInvitation,
    name: str,
) -> HttpResponse:
    partnering.withdraw_partner_invitation(
        by=person(request), partnership=partnership, invitation=invitation
    )
    messages.success(request, f"The invitation of {name} is withdrawn")
    return redirect("partners", partnership.reference)
