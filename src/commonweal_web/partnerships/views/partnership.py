"""Pages of a partnership itself: the list, its start, its first page, its name."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from commonweal_web.accounts.form_pages import FormPage, answer_form, person
from commonweal_web.bodies.queries import bodies as body_queries
from commonweal_web.core.policy import Action
from commonweal_web.core.standing import standing_of_request
from commonweal_web.core.waiting import waiting_in
from commonweal_web.partnerships.forms.partnership import ChangeForm
from commonweal_web.partnerships.permissions.partnership import takes_part
from commonweal_web.partnerships.presenters.partnership import PartnershipPage, PartnershipsPage
from commonweal_web.partnerships.presenters.records import steps_of_records, ways_on_to_records
from commonweal_web.partnerships.queries import partnerships as queries
from commonweal_web.partnerships.queries.freezing import is_frozen
from commonweal_web.partnerships.queries.records import counts_of
from commonweal_web.partnerships.services import starting

from .finding import address_of, find_for

_FORM = ["GET", "HEAD", "POST"]


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
        # What the partners still owe one another is not for readers of what is published.
        waiting=waiting_in(partnership, standing) if takes_part(standing, partnership) else (),
    )
    return render(request, "partnerships/partnership.html.jinja", {"page": page})


@require_http_methods(_FORM)
def change(request: HttpRequest, reference: str) -> HttpResponse:
    partnership = find_for(request, reference, Action.CHANGE_PARTNERSHIP)
    return answer_form(
        request,
        form=ChangeForm(
            request.POST or None,
            initial={"name": partnership.name, "summary": partnership.summary},
        ),
        page=FormPage(
            heading="Change what the partnership is called",
            submit="Save",
            back=address_of(partnership),
        ),
        act=lambda said: starting.change_partnership(
            by=person(request),
            partnership=partnership,
            name=said["name"].strip(),
            summary=said["summary"].strip(),
        ),
        then=address_of(partnership),
        done="Saved",
    )
