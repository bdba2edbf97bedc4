"""Which agreements there are, beginning one, and one as it stands: clauses, schedules, leaving."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from commonweal.agreement import exit_bills
from commonweal.agreement.filling import notice_of
from commonweal.errors import CommonwealError
from commonweal_web.accounts.form_pages import FormPage, answer_form, person
from commonweal_web.agreements.forms.passing import ExitForm, NameForm, TheirsForm
from commonweal_web.agreements.models import Agreement
from commonweal_web.agreements.permissions import check_can, check_can_start, may_start
from commonweal_web.agreements.policies import check_is_frozen
from commonweal_web.agreements.presenters.clauses import CheckPage, WordsPage
from commonweal_web.agreements.presenters.money import LeavingPage, SchedulesPage, references_of
from commonweal_web.agreements.presenters.overview import AgreementPage, AgreementsPage
from commonweal_web.agreements.queries import (
    agreements_for,
    bodies_of,
    positions_of,
    traces_known,
    what_changed,
)
from commonweal_web.agreements.services.drafting import (
    fill_again,
    start_draft,
    start_successor,
    start_theirs,
)
from commonweal_web.appraisals.trying import trial_of
from commonweal_web.core.errors import PolicyError
from commonweal_web.core.exports import taken, taking
from commonweal_web.core.forms import add_refusal
from commonweal_web.core.policy import Action
from commonweal_web.core.standing import standing_of_request
from commonweal_web.core.talk import talk_about
from commonweal_web.core.web import check_rate
from commonweal_web.partnerships.forms.records import ConfirmForm
from commonweal_web.partnerships.queries.partnerships import find_partnership
from commonweal_web.shares.queries import chosen_split

from .finding import FORM, data_of, find


def _address(agreement: Agreement) -> str:
    return reverse("agreement", args=[agreement.partnership.reference, agreement.number])


@require_safe
def agreements(request: HttpRequest, reference: str) -> HttpResponse:
    standing = standing_of_request(request)
    partnership = find_partnership(standing, reference)
    page = AgreementsPage.of(
        partnership,
        agreements_for(standing, partnership),
        may_start=may_start(standing, partnership),
        has_split=chosen_split(partnership) is not None,
    )
    return render(request, "agreements/agreements.html.jinja", {"page": page})


@require_http_methods(FORM)
def draft(request: HttpRequest, reference: str) -> HttpResponse:
    """Draft an agreement from the split proposed; refused, with the way on, where it cannot be."""
    standing = standing_of_request(request)
    partnership = find_partnership(standing, reference)
    check_can_start(person(request), partnership)
    chosen = chosen_split(partnership)
    check_is_frozen(partnership, has_split=chosen is not None)
    assert chosen is not None
    return answer_form(
        request,
        form=NameForm(data_of(request), initial={"name": f"{partnership.name}: agreement"}),
        page=FormPage(
            heading="Draft the agreement",
            texts=(
                f"It is drafted from the split proposed to it: {chosen.name}, as run "
                f"{chosen.run_number} worked it out. Its schedules are filled with that run’s own "
                "figures.",
                "What only people can know is left open, and the check says so. It is no legal "
                "advice.",
            ),
            submit="Draft it",
            back=reverse("agreements", args=[reference]),
        ),
        act=lambda said: start_draft(
            by=person(request), partnership=partnership, name=said["name"].strip()
        ),
        then=_address,
        done="Drafted. Look first at what the check found",
    )


@require_http_methods(FORM)
def theirs(request: HttpRequest, reference: str) -> HttpResponse:
    """Keep an agreement that others wrote, to be read by guided answers."""
    standing = standing_of_request(request)
    partnership = find_partnership(standing, reference)
    check_can_start(person(request), partnership)
    names = {body.reference: body.name for body in bodies_of(partnership)}
    form = TheirsForm(data_of(request), request.FILES or None, bodies=list(names.items()))
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        file = said["file"]
        try:
            made = start_theirs(
                by=person(request),
                partnership=partnership,
                name=said["name"].strip(),
                parties=[(one, names[one]) for one in said["parties"]],
                route=said["route"],
                data=file.read() if file else b"",
                file_name=file.name or "" if file else "",
            )
        except CommonwealError as error:
            add_refusal(form, error, "file")
        except PolicyError as error:
            form.add_error(None, f"{error} {error.hint}".strip())
        else:
            return redirect(_address(made))
    back = reverse("agreements", args=[reference])
    return render(
        request,
        "agreements/theirs.html.jinja",
        {"form": form, "back": back, "name": partnership.name},
    )


@require_safe
def show(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    at = find(request, reference, number)
    page = AgreementPage.of(
        at.agreement,
        at.version,
        at.content,
        positions=positions_of(at.agreement),
        changed=what_changed(at.partnership, at.version, at.content),
        may_draft=at.may(Action.DRAFT_AGREEMENT),
        may_put=at.may(Action.PUT_AGREEMENT),
    )
    talk_about(request, at.partnership, f"clause/{number}")
    return render(request, "agreements/agreement.html.jinja", {"page": page})


@require_safe
def words(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    at = find(request, reference, number)
    page = WordsPage.of(at.agreement, at.content)
    return render(request, "agreements/words.html.jinja", {"page": page})


@require_safe
def check(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    at = find(request, reference, number)
    page = CheckPage.of(at.agreement, at.content)
    return render(request, "agreements/check.html.jinja", {"page": page})


@require_safe
def schedules(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    at = find(request, reference, number)
    wanted = (
        *references_of(at.content),
        *(f"charge/{party.id}" for party in at.content.parties),
    )
    page = SchedulesPage.of(
        at.agreement,
        at.version,
        at.content,
        known=traces_known(at.version, wanted),
        take=taking(request),
    )
    file = taken(
        request, [one.plain for one in page.tables], name=f"{reference}-agreement-{number}"
    )
    return file or render(
        request, "agreements/schedules.html.jinja", {"page": page, "width": "full"}
    )


@require_http_methods(FORM)
def fill(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """Ask once more, then fill the schedules from the split that is proposed now."""
    at = find(request, reference, number)
    check_can(person(request), Action.DRAFT_AGREEMENT, at.agreement)
    here = _address(at.agreement)
    return answer_form(
        request,
        form=ConfirmForm(data_of(request)),
        page=FormPage(
            heading="Fill the schedules again",
            texts=(
                *what_changed(at.partnership, at.version, at.content)[:6],
                "The next version holds the new figures; this one stays as it is.",
            ),
            submit="Fill them again",
            back=here,
        ),
        act=lambda _: fill_again(by=person(request), agreement=at.agreement, version=at.version),
        then=here,
        done="The schedules hold the figures of the split that is proposed now",
    )


@require_http_methods(FORM)
def supersede(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """Ask once more, then start the agreement that takes the place of a signed one."""
    at = find(request, reference, number)
    check_can(person(request), Action.DRAFT_AGREEMENT, at.agreement)
    return answer_form(
        request,
        form=ConfirmForm(data_of(request)),
        page=FormPage(
            heading="Start the agreement that supersedes it",
            texts=(
                "What is signed is never altered. The new one begins with its words, and takes its "
                "place once every body has passed and signed it; until then this one is in force.",
            ),
            submit="Start it",
            back=_address(at.agreement),
        ),
        act=lambda _: start_successor(by=person(request), agreement=at.agreement),
        then=_address,
    )


@require_safe
def leaving(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """What any party would pay on leaving after any notice, and to whom."""
    at = find(request, reference, number)
    months = notice_of(at.content)
    form = ExitForm(
        request.GET,
        bodies=[(party.id, party.name) for party in at.content.parties],
        months=months,
    )
    bills: tuple[Any, ...] = ()
    why_not = ""
    if at.version.run is None:
        why_not = "Its figures were typed, so no run stands behind them to work a leaving out from."
    elif form.is_valid():
        check_rate(request, "agreements", most=60, seconds=300)
        body = form.cleaned_data["body"]
        run = at.partnership.runs.get(pk=at.version.run_id)
        try:
            with trial_of(run) as deal:
                bills = exit_bills(
                    deal,
                    notice_months=(form.cleaned_data["months"],),
                    leavers=(body,) if body else (),
                )
        except CommonwealError as error:
            add_refusal(form, error)
        except PolicyError as error:
            form.add_error(None, f"{error} {error.hint}".strip())
    page = LeavingPage.of(
        at.agreement, at.content, bills=bills, why_not=why_not, take=taking(request)
    )
    file = taken(request, page.tables, name=f"{reference}-agreement-{number}")
    return file or render(
        request, "agreements/leaving.html.jinja", {"page": page, "form": form, "width": "full"}
    )
