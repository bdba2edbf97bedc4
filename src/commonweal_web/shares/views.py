"""Pages of fair shares: what a run found, another split tried and proposed, leaving, joining."""

from __future__ import annotations

import json
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from commonweal.errors import CommonwealError
from commonweal_web.accounts.form_pages import FormPage, answer_form, person
from commonweal_web.appraisals.presenters.runs import say_outdated
from commonweal_web.appraisals.queries import Pieces, find_pieces, standing_documents
from commonweal_web.core.errors import PolicyError
from commonweal_web.core.exports import taken, taking
from commonweal_web.core.forms import add_refusal
from commonweal_web.core.policy import Standing
from commonweal_web.core.standing import standing_of_request
from commonweal_web.core.talk import talk_about
from commonweal_web.core.web import check_rate
from commonweal_web.figures.services import MeanwhileError
from commonweal_web.partnerships.models import Partnership, Run
from commonweal_web.partnerships.queries.partnerships import find_partnership
from commonweal_web.partnerships.queries.records import runs_of
from commonweal_web.partnerships.results import result_of

from . import presenters
from .forms import ChooseForm, JoiningForm, LeavingForm, ProposeForm, SplitForm
from .permissions import check_can_choose, check_can_propose, may_choose, may_propose
from .queries import chosen_split
from .services import choose_split, propose_split
from .trying import input_of, try_joining, try_leaving, try_split_on


def _found(
    request: HttpRequest, reference: str, number: int
) -> tuple[Standing, Partnership, Pieces]:
    asker = standing_of_request(request)
    partnership = find_partnership(asker, reference)
    return asker, partnership, find_pieces(asker, partnership, number)


@require_safe
def latest(request: HttpRequest, reference: str) -> HttpResponse:
    """Go to the shares of the newest run that is done; to the list of runs before there is one."""
    partnership = find_partnership(standing_of_request(request), reference)
    run = runs_of(partnership).filter(state=Run.State.DONE).first()
    if run is None:
        return redirect(reverse("runs", args=[reference]))
    return redirect(reverse("shares", args=[reference, run.number]))


@require_safe
def show(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    asker, partnership, pieces = _found(request, reference, number)
    talk_about(request, partnership, f"run/{number}/section/sharing")
    page = presenters.SharesPage.of(
        partnership,
        pieces,
        outdated=say_outdated(partnership, pieces.run, standing_documents(partnership)),
        chosen=chosen_split(partnership),
        may_choose=may_choose(asker, pieces.run),
    )
    return render(request, "shares/shares.html.jinja", {"page": page, "width": "full"})


@require_safe
def try_split(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    asker, partnership, pieces = _found(request, reference, number)
    values = input_of(pieces.run)
    asked = _split_form(request.GET, values)
    deal, split = None, {}
    if asked.form.is_bound and asked.form.is_valid():
        check_rate(request, "shares", most=60, seconds=300)
        split = asked.split()
        try:
            deal = try_split_on(pieces.run, values, split)
        except CommonwealError as error:
            add_refusal(asked.form, error)
        except PolicyError as error:
            asked.form.add_error(None, f"{error} {error.hint}".strip())
    page = presenters.TryPage.of(
        partnership,
        pieces.run,
        before=result_of(pieces.run),
        deal=deal,
        split=split,
        may_propose=may_propose(asker, partnership),
        take=taking(request),
    )
    file = taken(request, page.tables, name=f"{reference}-run-{number}-split")
    return file or render(
        request,
        "shares/try.html.jinja",
        {"page": page, "form": asked.form, "width": "full"},
    )


def _split_form(data: Any, values: dict[str, Any]) -> SplitForm:
    drivers = dict.fromkeys(name for row in values["bodies"] for name in row.get("drivers", ()))
    return SplitForm(
        data,
        split=values.get("split", {}),
        bodies=list(presenters.names_in(values).items()),
        drivers=[(name, name.replace("-", " ")) for name in drivers],
    )


@require_http_methods(["GET", "HEAD", "POST"])
def choose(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """Say that a run's own split is the one for the agreement."""
    _, _, pieces = _found(request, reference, number)
    check_can_choose(person(request), pieces.run)
    here = reverse("shares", args=[reference, number])
    return answer_form(
        request,
        form=ChooseForm(request.POST if request.method == "POST" else None),
        page=FormPage(
            heading="Propose this split to the agreement",
            texts=(
                f"The split of run {number}, with its charges by year as they were worked out, "
                "goes to the agreement. It binds nobody before the bodies sign.",
                "You can propose another at any time; who proposed what stays on record.",
            ),
            submit="Propose it",
            back=here,
        ),
        act=lambda said: choose_split(
            by=person(request), run=pieces.run, note=said["note"].strip()
        ),
        then=here,
        done="Proposed to the agreement",
    )


@require_http_methods(["GET", "HEAD", "POST"])
def propose(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """Ask once more, then save the split as a draft of what is held in common."""
    asker, partnership, pieces = _found(request, reference, number)
    check_can_propose(asker, partnership)
    form = ProposeForm(request.POST if request.method == "POST" else request.GET)
    split: dict[str, Any] = {}
    if form.is_valid():
        try:
            split = dict(json.loads(form.cleaned_data["split"]))
        except (ValueError, TypeError):
            form.add_error(None, "Choose the rule again: what this page carried came back changed")
    if request.method == "POST" and form.is_valid():
        try:
            typed = propose_split(
                by=person(request), partnership=partnership, run=pieces.run, split=split
            )
        except CommonwealError as error:
            add_refusal(form, error)
        except PolicyError as error:
            form.add_error(None, f"{error} {error.hint}".strip())
        except MeanwhileError as error:
            form.add_error(None, f"{error} Look at what it is now and propose again.")
        else:
            messages.success(
                request,
                f"Proposed, as version {typed.document.version} of what is held in common. Submit "
                "it to the partners, and start a run on it.",
            )
            return redirect(reverse("document", args=[reference, typed.document.pk]))
    page = presenters.ProposePage.of(partnership, pieces.run, split)
    return render(request, "shares/propose.html.jinja", {"page": page, "form": form})


@require_safe
def leaving(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    _, partnership, pieces = _found(request, reference, number)
    result = result_of(pieces.run)
    partners = [(one["id"], one["name"]) for one in result["partners"] if one["takes_part"]]
    form = LeavingForm(request.GET, bodies=partners, years=result["years"])
    left = None
    if form.is_valid() and form.cleaned_data["body"]:
        check_rate(request, "shares", most=60, seconds=300)
        said = form.cleaned_data
        try:
            left = try_leaving(pieces.run, said["body"], year=said["year"], months=said["months"])
        except CommonwealError as error:
            add_refusal(form, error, "year")
        except PolicyError as error:
            form.add_error(None, f"{error} {error.hint}".strip())
    page = presenters.LeavingPage.of(
        partnership,
        pieces.run,
        left=left,
        n_partners=len(partners),
        take=taking(request),
    )
    file = taken(request, page.tables, name=f"{reference}-run-{number}-leaving")
    return file or render(
        request,
        "shares/leaving.html.jinja",
        {"page": page, "form": form, "width": "full"},
    )


@require_safe
def joining(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    _, partnership, pieces = _found(request, reference, number)
    result = result_of(pieces.run)
    others = [(one["id"], one["name"]) for one in result["partners"] if not one["takes_part"]]
    form = JoiningForm(request.GET, bodies=others)
    found = None
    if form.is_valid() and form.cleaned_data["body"]:
        check_rate(request, "shares", most=60, seconds=300)
        try:
            found = try_joining(pieces.run, form.cleaned_data["body"])
        except CommonwealError as error:
            add_refusal(form, error, "body")
        except PolicyError as error:
            form.add_error(None, f"{error} {error.hint}".strip())
    page = presenters.JoiningPage.of(
        partnership,
        pieces.run,
        found=found,
        n_newcomers=len(others),
        take=taking(request),
    )
    file = taken(request, page.tables, name=f"{reference}-run-{number}-joining")
    return file or render(
        request,
        "shares/joining.html.jinja",
        {"page": page, "form": form, "width": "full"},
    )
