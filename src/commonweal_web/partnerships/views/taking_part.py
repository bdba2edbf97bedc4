"""Pages of a body that takes part: answers an invitation, opens a letter, leaves."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from commonweal_web.accounts.adapter import INVITED_EMAIL
from commonweal_web.accounts.form_pages import FormPage, answer_form, person
from commonweal_web.accounts.tokens import hash_of
from commonweal_web.bodies.queries import bodies as body_queries
from commonweal_web.core.errors import PolicyError
from commonweal_web.core.policy import Action, HiddenError, check, may
from commonweal_web.core.standing import standing_of_request
from commonweal_web.partnerships.forms.partnership import AnswerForm, ChooseBodyForm, LeaveForm
from commonweal_web.partnerships.models import Partner, PartnerInvitation
from commonweal_web.partnerships.queries import partnerships as queries
from commonweal_web.partnerships.services import partnering

from .finding import address_of

_FORM = ["GET", "HEAD", "POST"]


@require_http_methods(_FORM)
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Accept or decline for a body of which one is administrator."""
    found = Partner.objects.select_related("body", "partnership", "invited_by").filter(pk=pk)
    partner = found.first()
    if partner is None:
        raise HiddenError
    check(standing_of_request(request), Action.ANSWER_INVITATION, partner.to_thing())
    if partner.state != Partner.State.INVITED:
        raise PolicyError(
            f"{partner.body.name} answered this invitation already: "
            f"{partner.get_state_display().lower()}."
        )
    user = person(request)

    def act(said: dict[str, Any]) -> str:
        if said["answer"] == "yes":
            partnering.accept_for_body(by=user, partner=partner)
            return address_of(partner.partnership)
        partnering.decline_for_body(by=user, partner=partner, reason=said["reason"])
        return reverse("home")

    return answer_form(
        request,
        form=AnswerForm(request.POST or None),
        page=FormPage(
            heading=f"{partner.body.name} is invited to {partner.partnership.name}",
            texts=tuple(
                filter(
                    None,
                    (
                        f"{partner.invited_by.name} ({partner.invited_by.email}) invites it.",
                        partner.message,
                        "If you take part, your people see the partnership, and its other bodies "
                        "see what you submit. Nothing that you hold is shown before you submit it.",
                    ),
                )
            ),
            submit="Answer",
            back=reverse("home"),
        ),
        act=act,
        then=lambda where: str(where),
        done=f"You have answered for {partner.body.name}",
    )


@login_not_required
@require_http_methods(_FORM)
def open_letter(request: HttpRequest, token: str) -> HttpResponse:
    """Show an invitation of a body that came by email, to whoever has the link."""
    invitation = queries.find_partner_invitation(hash_of(token))
    if not request.user.is_authenticated:
        request.session[INVITED_EMAIL] = invitation.email
        context = {"invitation": invitation, "next": request.path}
        return render(request, "partnerships/invited_stranger.html.jinja", context)
    return _take_up(request, invitation)


@require_http_methods(_FORM)
def take_up(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer an invitation by email that was found on one's own first page."""
    found = queries.partner_invitations_to(person(request))
    return _take_up(request, get_object_or_404(found, pk=pk))


def _take_up(request: HttpRequest, invitation: PartnerInvitation) -> HttpResponse:
    standing = standing_of_request(request)
    own = [
        body
        for body in body_queries.bodies_for(standing)
        if may(
            standing,
            Action.ANSWER_INVITATION,
            Partner(body=body, partnership=invitation.partnership).to_thing(),
        )
    ]
    if not own:
        context = {"invitation": invitation}
        return render(request, "partnerships/set_up_first.html.jinja", context)
    by_reference = {body.reference: body for body in own}
    return answer_form(
        request,
        form=ChooseBodyForm(request.POST or None, bodies=own),
        page=FormPage(
            heading=f"{invitation.body_name} is invited to {invitation.partnership.name}",
            texts=tuple(
                filter(
                    None,
                    (
                        f"{invitation.invited_by.name} ({invitation.invited_by.email}) invites it.",
                        invitation.message,
                        "If your body takes part, its people see the partnership, and the other "
                        "bodies see what it submits.",
                    ),
                )
            ),
            submit="Take part",
            back=reverse("home"),
            other=(("It is another body: set it up first", reverse("set-up-body")),),
        ),
        act=lambda said: partnering.take_up_invitation(
            by=person(request), invitation=invitation, body=by_reference[said["body"]]
        ),
        then=lambda partner: address_of(partner.partnership),
        done="Your body takes part",
    )


@require_http_methods(_FORM)
def leave(request: HttpRequest, reference: str, body_reference: str) -> HttpResponse:
    standing = standing_of_request(request)
    partnership = queries.find_partnership(standing, reference)
    body = next(
        (
            partner.body
            for partner in partnership.partners.all()
            if partner.body.reference == body_reference and partner.state == Partner.State.JOINED
        ),
        None,
    )
    if body is None:
        raise HiddenError
    check(standing, Action.LEAVE_PARTNERSHIP, partnership.to_thing(body_id=body.pk))
    return answer_form(
        request,
        form=LeaveForm(request.POST or None),
        page=FormPage(
            heading=f"Take {body.name} out of {partnership.name}?",
            texts=(
                "Its people see no more of the partnership. What it has submitted stays, for the "
                "others decided by it.",
            ),
            submit="Leave the partnership",
            submit_kind="warning",
            back=address_of(partnership),
        ),
        act=lambda said: partnering.leave_partnership(
            by=person(request), partnership=partnership, body=body, reason=said["reason"]
        ),
        then=reverse("home"),
        done=f"{body.name} has left {partnership.name}",
    )
