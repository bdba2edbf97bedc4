"""A body's own pages: its people, roles, invitations, requests, deputies and domains."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from commonweal_web.accounts.form_pages import FormPage, answer_form, person
from commonweal_web.bodies import services
from commonweal_web.bodies.forms import (
    ROLE_HINTS,
    DeputyForm,
    DomainForm,
    EndForm,
    GiveRoleForm,
    InviteForm,
    NameForm,
    ReasonForm,
    RequestForm,
)
from commonweal_web.bodies.models import Body, JoinRequest, Membership
from commonweal_web.bodies.presenters import (
    BodyPage,
    DomainsPage,
    PersonPage,
    RequestsPage,
    people_of,
    say_membership,
)
from commonweal_web.bodies.queries import bodies as queries
from commonweal_web.core.policy import Action, BodyRole, check
from commonweal_web.core.standing import standing_of_request

_FORM = ["GET", "HEAD", "POST"]


def _find(request: HttpRequest, reference: str, action: Action) -> Body:
    """Return a body on which this person may take an action; 404 or 403 where not."""
    standing = standing_of_request(request)
    body = queries.find_body(standing, reference)
    check(standing, action, body.to_thing())
    return body


def _address(body: Body) -> str:
    return reverse("body", args=[body.reference])


@require_safe
def show(request: HttpRequest, reference: str) -> HttpResponse:
    standing = standing_of_request(request)
    body = queries.find_body(standing, reference)
    page = BodyPage.of(
        standing,
        body,
        people=queries.people_at(body),
        delegations=queries.delegations_of(body).select_related("body"),
        invitations=queries.open_invitations(body),
        n_requests=queries.waiting_requests(body).count(),
        today=timezone.localdate(),
    )
    return render(request, "bodies/body.html.jinja", {"page": page})


@require_http_methods(_FORM)
def change(request: HttpRequest, reference: str) -> HttpResponse:
    body = _find(request, reference, Action.CHANGE_BODY)
    return answer_form(
        request,
        form=NameForm(request.POST or None, initial={"name": body.name}),
        page=FormPage(
            heading=f"Change the name of {body.name}", submit="Save", back=_address(body)
        ),
        act=lambda said: services.change_body(
            by=person(request), body=body, name=said["name"].strip()
        ),
        then=_address(body),
        done="The name is changed",
    )


@require_http_methods(_FORM)
def invite(request: HttpRequest, reference: str) -> HttpResponse:
    body = _find(request, reference, Action.MANAGE_PEOPLE)
    form = InviteForm(request.POST or None)
    page = FormPage(
        heading=f"Invite somebody to {body.name}",
        texts=("They get an email with a link. It works for 14 days, for that address alone.",),
        submit="Send the invitation",
        back=_address(body),
        hints={"roles": ROLE_HINTS},
    )
    return answer_form(
        request,
        form=form,
        page=page,
        act=lambda said: services.invite(
            by=person(request),
            body=body,
            email=said["email"],
            roles=form.chosen,
            role_ends=said["ends"],
            reason=said["reason"],
        ),
        then=_address(body),
        done="The invitation is sent",
    )


@require_POST
def send_again(request: HttpRequest, reference: str, pk: int) -> HttpResponse:
    body = _find(request, reference, Action.MANAGE_PEOPLE)
    invitation = get_object_or_404(queries.open_invitations(body), pk=pk)
    services.send_again(by=person(request), invitation=invitation)
    messages.success(request, f"Sent again to {invitation.email}; the earlier link works no more")
    return redirect(_address(body))


@require_POST
def withdraw(request: HttpRequest, reference: str, pk: int) -> HttpResponse:
    body = _find(request, reference, Action.MANAGE_PEOPLE)
    invitation = get_object_or_404(queries.open_invitations(body), pk=pk)
    services.withdraw_invitation(by=person(request), invitation=invitation)
    messages.success(request, f"The invitation of {invitation.email} is withdrawn")
    return redirect(_address(body))


@require_safe
def show_person(request: HttpRequest, reference: str, user_id: int) -> HttpResponse:
    body = _find(request, reference, Action.MANAGE_PEOPLE)
    one = queries.find_person(body, user_id)
    page = PersonPage.of(body, one, timezone.localdate())
    return render(request, "bodies/person.html.jinja", {"page": page})


@require_http_methods(_FORM)
def give_role(request: HttpRequest, reference: str, user_id: int) -> HttpResponse:
    body = _find(request, reference, Action.MANAGE_PEOPLE)
    one = queries.find_person(body, user_id)
    back = reverse("person-at-body", args=[body.reference, user_id])
    page = FormPage(
        heading=f"Give {one.user.name} a role",
        submit="Give the role",
        back=back,
        hints={"role": ROLE_HINTS},
    )
    return answer_form(
        request,
        form=GiveRoleForm(request.POST or None),
        page=page,
        act=lambda said: services.give_role(
            by=person(request),
            body=body,
            person=one.user,
            role=BodyRole(said["role"]),
            reason=said["reason"],
            starts=said["starts"],
            ends=said["ends"],
        ),
        then=back,
        done="The role is given",
    )


@require_http_methods(_FORM)
def end_role(request: HttpRequest, reference: str, pk: int) -> HttpResponse:
    body = _find(request, reference, Action.MANAGE_PEOPLE)
    membership: Membership = get_object_or_404(
        queries.current_memberships(body, timezone.localdate()).select_related("user", "body"),
        pk=pk,
    )
    said_role = say_membership(membership, timezone.localdate())
    page = FormPage(
        heading=f"End a role of {membership.user.name}",
        texts=(
            f"{membership.user.name} is {said_role} of {body.name}. Ending it takes effect at "
            "once.",
        ),
        submit="End the role",
        submit_kind="warning",
        back=_address(body),
    )
    return answer_form(
        request,
        form=EndForm(request.POST or None),
        page=page,
        act=lambda said: services.end_role(
            by=person(request), membership=membership, reason=said["reason"]
        ),
        # Who ends their own last role does not see the body any more.
        then=_address(body) if membership.user_id != request.user.pk else reverse("bodies"),
        done="The role is ended",
    )


@require_safe
def requests(request: HttpRequest, reference: str) -> HttpResponse:
    body = _find(request, reference, Action.MANAGE_PEOPLE)
    page = RequestsPage.of(body, queries.waiting_requests(body))
    return render(request, "bodies/requests.html.jinja", {"page": page})


@require_http_methods(_FORM)
def answer_request(request: HttpRequest, reference: str, pk: int) -> HttpResponse:
    body = _find(request, reference, Action.MANAGE_PEOPLE)
    asked: JoinRequest = get_object_or_404(queries.waiting_requests(body), pk=pk)
    form = RequestForm(request.POST or None)
    page = FormPage(
        heading=f"{asked.user.name} asks to join {body.name}",
        texts=(f"{asked.user.email} says: {asked.message}",),
        submit="Answer",
        back=reverse("body-requests", args=[body.reference]),
        hints={"roles": ROLE_HINTS},
    )

    def act(said: dict[str, str]) -> None:
        if said["answer"] == "yes":
            services.approve_request(by=person(request), request=asked, roles=form.chosen)
        else:
            services.refuse_request(by=person(request), request=asked, reason=said["reason"])

    return answer_form(
        request,
        form=form,
        page=page,
        act=act,
        then=_address(body),
        done=f"{asked.user.name} is told",
    )


@require_http_methods(_FORM)
def name_deputy(request: HttpRequest, reference: str) -> HttpResponse:
    body = _find(request, reference, Action.NAME_DEPUTY)
    user = person(request)
    people = queries.people_at(body)
    own = [
        membership.as_role
        for one in people
        if one.user.pk == user.pk
        for membership in one.memberships
    ]
    page = FormPage(
        heading="Name a deputy",
        texts=(
            "Your deputy acts in your role on these days. What they do stands in the log in both "
            "names.",
        ),
        submit="Name the deputy",
        back=_address(body),
    )
    others = {str(each.pk): each for each in people_of(people, but=user.pk)}
    form = DeputyForm(request.POST or None, people=others.values(), roles=own)
    return answer_form(
        request,
        form=form,
        page=page,
        act=lambda said: services.name_deputy(
            by=user,
            body=body,
            deputy=others[said["deputy"]],
            role=BodyRole(said["role"]),
            starts=said["starts"],
            ends=said["ends"],
            reason=said["reason"],
        ),
        then=_address(body),
        done="Your deputy is named",
    )


@require_POST
def end_deputy(request: HttpRequest, reference: str, pk: int) -> HttpResponse:
    body = _find(request, reference, Action.SEE_BODY)
    delegation = get_object_or_404(queries.delegations_of(body).select_related("body"), pk=pk)
    services.end_delegation(by=person(request), delegation=delegation)
    messages.success(
        request, f"{delegation.deputy.name} no longer acts for {delegation.giver.name}"
    )
    return redirect(_address(body))


@require_http_methods(_FORM)
def leave(request: HttpRequest, reference: str) -> HttpResponse:
    body = _find(request, reference, Action.LEAVE_BODY)
    return answer_form(
        request,
        form=ReasonForm(request.POST or None),
        page=FormPage(
            heading=f"Leave {body.name}?",
            texts=(
                "Every role that you hold there ends at once, and with them your roles in its "
                "partnerships. What you did stays in the log.",
            ),
            submit="Leave",
            submit_kind="warning",
            back=_address(body),
        ),
        act=lambda said: services.leave_body(by=person(request), body=body, reason=said["reason"]),
        then=reverse("bodies"),
        done=f"You have left {body.name}",
    )


@require_safe
def domains(request: HttpRequest, reference: str) -> HttpResponse:
    body = _find(request, reference, Action.MANAGE_DOMAINS)
    page = DomainsPage.of(body, body.domains.all())
    return render(request, "bodies/domains.html.jinja", {"page": page})


@require_http_methods(_FORM)
def add_domain(request: HttpRequest, reference: str) -> HttpResponse:
    body = _find(request, reference, Action.MANAGE_DOMAINS)
    back = reverse("body-domains", args=[body.reference])
    return answer_form(
        request,
        form=DomainForm(request.POST or None),
        page=FormPage(heading="Add an email domain", submit="Send the letter", back=back),
        act=lambda said: services.add_domain(
            by=person(request), body=body, domain=said["domain"], mailbox=said["mailbox"]
        ),
        then=back,
        done="The letter is sent",
    )


@require_POST
def domain_again(request: HttpRequest, reference: str, pk: int) -> HttpResponse:
    body = _find(request, reference, Action.MANAGE_DOMAINS)
    domain = get_object_or_404(body.domains.select_related("body"), pk=pk)
    services.send_domain_letter_again(by=person(request), domain=domain)
    messages.success(request, f"Sent again to {domain.asked_of}; the earlier link works no more")
    return redirect("body-domains", body.reference)


@require_POST
def remove_domain(request: HttpRequest, reference: str, pk: int) -> HttpResponse:
    body = _find(request, reference, Action.MANAGE_DOMAINS)
    domain = get_object_or_404(body.domains.select_related("body"), pk=pk)
    services.remove_domain(by=person(request), domain=domain)
    messages.success(request, f"{domain.domain} is taken away")
    return redirect("body-domains", body.reference)
