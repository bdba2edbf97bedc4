"""One's own bodies: the list, setting one up, asking to join, taking up an invitation."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from commonweal_web.accounts.adapter import INVITED_EMAIL
from commonweal_web.accounts.form_pages import FormPage, answer_form, person
from commonweal_web.accounts.tokens import hash_of
from commonweal_web.bodies import services
from commonweal_web.bodies.forms import BodyForm, JoinForm
from commonweal_web.bodies.models import Invitation, JoinRequest
from commonweal_web.bodies.presenters import BodiesPage, say_roles
from commonweal_web.bodies.queries import bodies as queries
from commonweal_web.core.forms import Form
from commonweal_web.core.layout.filters import say_date
from commonweal_web.core.standing import standing_of_request

__all__ = [
    "accept_own_invitation",
    "bodies",
    "confirm_domain",
    "join",
    "open_invitation",
    "set_up",
]


@require_safe
def bodies(request: HttpRequest) -> HttpResponse:
    standing, user = standing_of_request(request), person(request)
    page = BodiesPage.of(
        standing,
        bodies=queries.bodies_for(standing),
        invitations=queries.invitations_to(user),
        asked=user.join_requests.filter(state=JoinRequest.State.WAITING).select_related("body"),
        can_join=queries.bodies_to_join(standing, user).exists(),
    )
    return render(request, "bodies/bodies.html.jinja", {"page": page})


@require_http_methods(["GET", "HEAD", "POST"])
def set_up(request: HttpRequest) -> HttpResponse:
    form = BodyForm(request.POST or None)
    page = FormPage(
        heading="Set up a body",
        texts=(
            "A body is an organisation: a council, a college, a trust. You become its first "
            "administrator, and invite others.",
            "Until whoever keeps this site has confirmed that it is what it says, its page and "
            "its partners are told so.",
        ),
        submit="Set up the body",
        back=reverse("bodies"),
    )
    return answer_form(
        request,
        form=form,
        page=page,
        act=lambda _: services.set_up_body(by=person(request), body=form.to_body()),
        then=lambda body: reverse("body", args=[body.reference]),
        done="The body is set up, and you are its administrator",
    )


@require_http_methods(["GET", "HEAD", "POST"])
def join(request: HttpRequest) -> HttpResponse:
    user = person(request)
    open_to_them = list(queries.bodies_to_join(standing_of_request(request), user))
    if not open_to_them:
        return render(request, "bodies/nothing_to_join.html.jinja", {"email": user.email})
    form = JoinForm(request.POST or None, bodies=open_to_them)
    by_reference = {body.reference: body for body in open_to_them}
    page = FormPage(
        heading="Ask to join a body",
        texts=(f"Your address, {user.email}, is in an email domain of each of these.",),
        submit="Ask to join",
        back=reverse("bodies"),
    )
    return answer_form(
        request,
        form=form,
        page=page,
        act=lambda said: services.ask_to_join(
            by=user, body=by_reference[said["body"]], message=said["message"]
        ),
        then=reverse("bodies"),
        done="You have asked to join. You will get an email when they answer",
    )


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def open_invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Show what an invitation means, to whoever has the link, and take it up by one button.

    A mail scanner that follows the link changes nothing.
    """
    invitation = queries.find_invitation_by_token(hash_of(token))
    if not request.user.is_authenticated:
        # Lets the person make an account on a site where that needs an invitation.
        request.session[INVITED_EMAIL] = invitation.email
        context = {
            "invitation": invitation,
            "roles": say_roles(invitation.as_roles),
            "next": request.path,
        }
        return render(request, "bodies/invited_stranger.html.jinja", context)
    return _answer_invitation(request, invitation)


@require_http_methods(["GET", "HEAD", "POST"])
def accept_own_invitation(request: HttpRequest, pk: int) -> HttpResponse:
    """Take up an invitation found on one's own pages: signing in has shown whose address it is."""
    invitation = get_object_or_404(queries.invitations_to(person(request)), pk=pk)
    return _answer_invitation(request, invitation)


def _answer_invitation(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    user = person(request)
    meanings = tuple(f"{role.label.capitalize()}: {role.meaning}" for role in invitation.as_roles)
    ends = (f"Until {say_date(invitation.role_ends)}.",) if invitation.role_ends is not None else ()
    page = FormPage(
        heading=f"{invitation.invited_by.name} invites you to {invitation.body.name}",
        texts=(*meanings, *ends, f"Reason given: {invitation.reason}"),
        submit="Accept",
        back=reverse("bodies"),
    )
    return answer_form(
        request,
        form=Form(request.POST if request.method == "POST" else None),
        page=page,
        act=lambda _: services.accept_invitation(by=user, invitation=invitation),
        then=reverse("body", args=[invitation.body.reference]),
        done=f"You now belong to {invitation.body.name}",
    )


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def confirm_domain(request: HttpRequest, token: str) -> HttpResponse:
    """Confirm that a domain is a body's, for who reads the mail of its keepers."""
    domain = queries.find_domain_by_token(hash_of(token))
    by = f"{domain.added_by.name} ({domain.added_by.email})" if domain.added_by else "Somebody"
    page = FormPage(
        heading=f"Does {domain.domain} belong to {domain.body.name}?",
        texts=(
            f"{by} says so.",
            "Once confirmed, people with an address in it may ask to join the body. An "
            "administrator of the body still has to let each of them in.",
            "If it is not true, close this page.",
        ),
        submit="Yes, it does",
    )
    return answer_form(
        request,
        form=Form(request.POST if request.method == "POST" else None),
        page=page,
        act=lambda _: services.confirm_domain_by_letter(domain=domain),
        then=reverse("front"),
        done=f"{domain.domain} is confirmed for {domain.body.name}",
    )
