"""Pages about partnerships: their bodies and their people."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from commonweal_web.accounts.adapter import INVITED_EMAIL
from commonweal_web.accounts.form_pages import FormPage, answer_form, person
from commonweal_web.accounts.tokens import hash_of
from commonweal_web.bodies.models import Body
from commonweal_web.bodies.queries import bodies as body_queries
from commonweal_web.core.errors import PolicyError
from commonweal_web.core.policy import (
    Action,
    ForbiddenError,
    HiddenError,
    PartnershipRole,
    check,
    may,
)
from commonweal_web.core.standing import standing_of_request
from commonweal_web.partnerships.forms.partnership import (
    AnswerForm,
    ByEmailForm,
    ChangeForm,
    ChooseBodyForm,
    InviteBodyForm,
    LeaveForm,
    NamePersonForm,
    SearchForm,
    StartForm,
)
from commonweal_web.partnerships.models import Partner, PartnerInvitation, Partnership
from commonweal_web.partnerships.presenters.partnership import (
    PartnershipPage,
    PartnershipsPage,
    PartnersPage,
    PeoplePage,
    SearchPage,
    may_name,
    say_names,
)
from commonweal_web.partnerships.presenters.records import steps_of_records, ways_on_to_records
from commonweal_web.partnerships.queries import partnerships as queries
from commonweal_web.partnerships.queries.freezing import is_frozen
from commonweal_web.partnerships.queries.records import counts_of
from commonweal_web.partnerships.services import naming, partnering, starting

_FORM = ["GET", "HEAD", "POST"]


def _find(request: HttpRequest, reference: str, action: Action) -> Partnership:
    """Return a partnership in which this person may take an action; 404 or 403 where not."""
    standing = standing_of_request(request)
    partnership = queries.find_partnership(standing, reference)
    check(standing, action, partnership.to_thing())
    return partnership


def _address(partnership: Partnership) -> str:
    return reverse("partnership", args=[partnership.reference])


def _bodies_to_start_for(request: HttpRequest) -> list[Body]:
    standing = standing_of_request(request)
    return [
        body
        for body in body_queries.bodies_for(standing)
        if may(standing, Action.START_PARTNERSHIP, body.to_thing())
    ]


@require_safe
def partnerships(request: HttpRequest) -> HttpResponse:
    standing = standing_of_request(request)
    page = PartnershipsPage.of(
        standing,
        partnerships=queries.partnerships_for(standing),
        invitations=queries.invitations_for(standing),
        bodies=body_queries.bodies_for(standing),
    )
    return render(request, "partnerships/partnerships.html.jinja", {"page": page})


@require_http_methods(_FORM)
def start(request: HttpRequest) -> HttpResponse:
    bodies = _bodies_to_start_for(request)
    if not bodies:
        raise ForbiddenError(
            "You may start a partnership for no body.",
            "An editor or an administrator of a body can start one for it.",
        )
    by_reference = {body.reference: body for body in bodies}
    form = StartForm(
        request.POST or None, bodies=bodies, initial={"body": request.GET.get("body", "")}
    )
    page = FormPage(
        heading="Start a partnership",
        texts=("Nobody but you and your body sees it until you invite others and they accept.",),
        submit="Start",
        back=reverse("partnerships"),
    )
    return answer_form(
        request,
        form=form,
        page=page,
        act=lambda said: starting.start_partnership(
            by=person(request),
            body=by_reference[said["body"]],
            name=said["name"].strip(),
            summary=said["summary"].strip(),
            already_shares=said["already_shares"] == "yes",
        ),
        then=_address,
        done="The partnership is started, and you coordinate it",
    )


@require_safe
def show(request: HttpRequest, reference: str) -> HttpResponse:
    standing = standing_of_request(request)
    partnership = queries.find_partnership(standing, reference)
    page = PartnershipPage.of(
        standing,
        partnership,
        people=list(queries.people_in(partnership)),
        steps=steps_of_records(
            partnership, counts_of(partnership), is_frozen=is_frozen(partnership)
        ),
        ways_on=ways_on_to_records(standing, partnership),
    )
    return render(request, "partnerships/partnership.html.jinja", {"page": page})


@require_http_methods(_FORM)
def change(request: HttpRequest, reference: str) -> HttpResponse:
    partnership = _find(request, reference, Action.CHANGE_PARTNERSHIP)
    return answer_form(
        request,
        form=ChangeForm(
            request.POST or None,
            initial={"name": partnership.name, "summary": partnership.summary},
        ),
        page=FormPage(
            heading="Change what the partnership is called",
            submit="Save",
            back=_address(partnership),
        ),
        act=lambda said: starting.change_partnership(
            by=person(request),
            partnership=partnership,
            name=said["name"].strip(),
            summary=said["summary"].strip(),
        ),
        then=_address(partnership),
        done="Saved",
    )


@require_safe
def partners(request: HttpRequest, reference: str) -> HttpResponse:
    partnership = _find(request, reference, Action.SEE_PARTNERSHIP)
    page = PartnersPage.of(
        standing_of_request(request),
        partnership,
        by_email=queries.open_partner_invitations(partnership),
    )
    return render(request, "partnerships/partners.html.jinja", {"page": page})


@require_safe
def search(request: HttpRequest, reference: str) -> HttpResponse:
    """Look for a body to invite, by its name or code."""
    partnership = _find(request, reference, Action.INVITE_BODY)
    form = SearchForm(request.GET if "q" in request.GET else None)
    words = form.cleaned_data["q"] if form.is_valid() else ""
    found = body_queries.search_bodies(words, is_demonstration=partnership.is_demonstration)
    page = SearchPage.of(partnership, words, found)
    return render(request, "partnerships/search.html.jinja", {"form": form, "page": page})


@require_http_methods(_FORM)
def invite(request: HttpRequest, reference: str, body_reference: str) -> HttpResponse:
    partnership = _find(request, reference, Action.INVITE_BODY)
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
    partnership = _find(request, reference, Action.INVITE_BODY)
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
    partnership = _find(request, reference, Action.INVITE_BODY)
    partner = get_object_or_404(
        partnership.partners.select_related("body"), pk=pk, state=Partner.State.INVITED
    )
    return _withdraw(request, partnership, partner, partner.body.name)


@require_POST
def withdraw_by_email(request: HttpRequest, reference: str, pk: int) -> HttpResponse:
    partnership = _find(request, reference, Action.INVITE_BODY)
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
            return _address(partner.partnership)
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
        then=lambda partner: _address(partner.partnership),
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
            back=_address(partnership),
        ),
        act=lambda said: partnering.leave_partnership(
            by=person(request), partnership=partnership, body=body, reason=said["reason"]
        ),
        then=reverse("home"),
        done=f"{body.name} has left {partnership.name}",
    )


@require_safe
def people(request: HttpRequest, reference: str) -> HttpResponse:
    partnership = _find(request, reference, Action.SEE_PARTNERSHIP)
    page = PeoplePage.of(standing_of_request(request), partnership, queries.people_in(partnership))
    return render(request, "partnerships/people.html.jinja", {"page": page})


@require_http_methods(_FORM)
def name_person(request: HttpRequest, reference: str) -> HttpResponse:
    standing = standing_of_request(request)
    partnership = queries.find_partnership(standing, reference)
    roles = may_name(standing, partnership)
    if not roles:
        # Says who can.
        check(standing, Action.NAME_MEMBER, partnership.to_thing())
    then = reverse("partnership-people", args=[partnership.reference])

    def act(said: dict[str, Any]) -> None:
        found = queries.find_person_to_name(partnership, said["email"])
        if found is None:
            names = [
                one.body.name
                for one in partnership.partners.all()
                if one.state == Partner.State.JOINED
            ]
            raise PolicyError(
                f"Nobody at {say_names(names)} has the address {said['email']}.",
                hint="Ask an administrator of their body to invite them to it first.",
            )
        someone, body = found
        naming.name_person(
            by=person(request),
            partnership=partnership,
            person=someone,
            body=body,
            role=PartnershipRole(said["role"]),
            reason=said["reason"],
            ends=said["ends"],
        )

    return answer_form(
        request,
        form=NamePersonForm(request.POST or None, roles=roles),
        page=FormPage(
            heading="Name somebody in the partnership",
            submit="Name them",
            back=then,
            hints={"role": {role.value: role.meaning for role in PartnershipRole}},
        ),
        act=act,
        then=then,
        done="They are named",
    )


@require_http_methods(_FORM)
def end_role(request: HttpRequest, reference: str, pk: int) -> HttpResponse:
    standing = standing_of_request(request)
    partnership = queries.find_partnership(standing, reference)
    membership = get_object_or_404(queries.people_in(partnership), pk=pk)
    if membership.user_id != standing.user_id:
        action = (
            Action.NAME_COORDINATOR
            if membership.as_role is PartnershipRole.COORDINATOR
            else Action.NAME_MEMBER
        )
        check(standing, action, partnership.to_thing(body_id=membership.body_id))
    then = reverse("partnership-people", args=[partnership.reference])
    return answer_form(
        request,
        form=LeaveForm(request.POST or None),
        page=FormPage(
            heading=f"End a role of {membership.user.name}",
            texts=(f"{membership.user.name} is {membership.as_role.label} of {partnership.name}.",),
            submit="End the role",
            submit_kind="warning",
            back=then,
        ),
        act=lambda said: naming.end_partnership_role(
            by=person(request),
            partnership=partnership,
            membership=membership,
            reason=said["reason"],
        ),
        then=then,
        done="The role is ended",
    )
