"""Pages of who is named in a partnership."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from commonweal_web.accounts.form_pages import FormPage, answer_form, person
from commonweal_web.core.errors import PolicyError
from commonweal_web.core.policy import Action, PartnershipRole, check
from commonweal_web.core.standing import standing_of_request
from commonweal_web.partnerships.forms.partnership import LeaveForm, NamePersonForm
from commonweal_web.partnerships.models import Partner
from commonweal_web.partnerships.presenters.partnership import PeoplePage, may_name, say_names
from commonweal_web.partnerships.queries import partnerships as queries
from commonweal_web.partnerships.services import naming

from .finding import find_for

_FORM = ["GET", "HEAD", "POST"]


@require_safe
def people(request: HttpRequest, reference: str) -> HttpResponse:
    partnership = find_for(request, reference, Action.SEE_PARTNERSHIP)
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
