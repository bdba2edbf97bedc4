"""Pages on which a figure is moved, a trial is kept, and two runs stand side by side."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from commonweal.errors import CommonwealError
from commonweal_web.accounts.form_pages import person
from commonweal_web.appraisals.comparing import compared, say_changes
from commonweal_web.appraisals.forms import CompareForm, FigureForm, KeepForm, ValueForm
from commonweal_web.appraisals.permissions import check_can_keep_what_if, may_keep_what_if
from commonweal_web.appraisals.presenters.otherwise import (
    ComparePage,
    KeptPage,
    Outcome,
    WhatIfPage,
    figure_choices,
    kept_lines,
    run_choices,
    value_hint,
)
from commonweal_web.appraisals.presenters.runs import say_outdated
from commonweal_web.appraisals.queries import (
    Pieces,
    find_pieces,
    find_what_if,
    standing_documents,
    what_ifs_of,
)
from commonweal_web.appraisals.services import keep_what_if
from commonweal_web.appraisals.telling import told
from commonweal_web.appraisals.trying import Figures, figures_of, partnership_of, try_figure
from commonweal_web.core.errors import PolicyError
from commonweal_web.core.exports import taken, taking
from commonweal_web.core.forms import Form, add_refusal
from commonweal_web.core.policy import HiddenError, Standing
from commonweal_web.core.standing import standing_of_request
from commonweal_web.core.web import check_rate
from commonweal_web.partnerships.models import Partnership, Run
from commonweal_web.partnerships.permissions.records import own_references
from commonweal_web.partnerships.queries.partnerships import find_partnership
from commonweal_web.partnerships.queries.records import find_run, runs_of


@dataclass(frozen=True, slots=True, kw_only=True)
class _Trial:
    """What somebody tries: which figure, at which value, and what came of it."""

    asker: Standing
    partnership: Partnership
    pieces: Pieces
    figures: Figures
    form: FigureForm
    value_form: ValueForm | None
    told: dict[str, Any] | None

    @property
    def run(self) -> Run:
        return self.pieces.run

    @property
    def figure_id(self) -> str:
        return self.form.cleaned_data["figure"] if self.form.is_valid() else ""


def _trial(request: HttpRequest, reference: str, number: int, data: Any) -> _Trial:
    """Try what an address or a form says.

    Raises
    ------
    HiddenError
        There is no such run, or not for them.
    """
    asker = standing_of_request(request)
    partnership = find_partnership(asker, reference)
    pieces = find_pieces(asker, partnership, number)
    summary = pieces.summary()
    if summary is None:
        raise HiddenError
    figures = figures_of(pieces.run, summary["option"])
    form = FigureForm(data, figures=figure_choices(figures.inputs))
    wanted = form.cleaned_data["figure"] if form.is_valid() else ""
    value_form, came = None, None
    if wanted:
        chosen = figures.named(wanted)
        value_form = ValueForm(
            data,
            hint=pieces.reader.shown(value_hint(chosen)),
            is_money=chosen.unit.startswith("pounds"),
        )
        if value_form.is_valid() and value_form.cleaned_data["value"] is not None:
            came = _tried(request, pieces.run, wanted, value_form)
    return _Trial(
        asker=asker,
        partnership=partnership,
        pieces=pieces,
        figures=figures,
        form=form,
        value_form=value_form,
        told=came,
    )


def _tried(request: HttpRequest, run: Run, figure: str, form: ValueForm) -> dict[str, Any] | None:
    check_rate(request, "what-if", most=60, seconds=300)
    names = {body.id: body.name for body in partnership_of(run).bodies}
    try:
        return told(try_figure(run, figure, form.cleaned_data["value"]), names)
    except CommonwealError as error:
        add_refusal(form, error, "value")
    except PolicyError as error:
        form.add_error(None, f"{error} {error.hint}".strip())
    return None


@require_safe
def what_if(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """Choose a figure, then a value; the address says both."""
    return _shown(request, _trial(request, reference, number, request.GET))


def _shown(request: HttpRequest, trial: _Trial, keep: Form | None = None) -> HttpResponse:
    run, reader = trial.run, trial.pieces.reader
    outcome = None if trial.told is None else Outcome.of(trial.told, reader)
    if outcome is not None:
        name = f"{trial.partnership.reference}-run-{run.number}-what-if"
        file = taken(request, outcome.tables, name=name, about=_about(outcome, run))
        if file is not None:
            return file
    said = trial.value_form.data.get("value", "") if trial.value_form is not None else ""
    page = WhatIfPage.of(
        trial.partnership,
        run,
        chosen=trial.figures.named(trial.figure_id) if trial.figure_id else None,
        value=said,
        outcome=outcome,
        n_figures=len(trial.figures.inputs),
        may_keep=may_keep_what_if(trial.asker, run),
        kept=kept_lines(trial.partnership, run, what_ifs_of(run), reader),
        take=taking(request),
    )
    if page.keep and keep is None:
        keep = KeepForm(
            auto_id="keep-%s",
            initial={"name": page.suggested, "figure": page.figure_id, "value": page.value},
        )
    return render(
        request,
        "appraisals/what_if.html.jinja",
        {
            "page": page,
            "form": trial.form,
            "value_form": trial.value_form,
            "keep_form": keep if page.keep else None,
            "width": "full",
        },
    )


def _about(outcome: Outcome, run: Run) -> list[tuple[str, str]]:
    return [("What-if, not the case", outcome.moved), ("Against", f"Run {run.number}")]


@require_POST
def keep(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """Keep a trial by a name; it is tried once more, so that what is kept is what comes of it."""
    asker = standing_of_request(request)
    run = find_run(asker, find_partnership(asker, reference), number)
    check_can_keep_what_if(person(request), run)
    trial = _trial(request, reference, number, request.POST)
    form = KeepForm(request.POST, auto_id="keep-%s")
    if trial.told is None or not form.is_valid():
        return _shown(request, trial, form)
    assert trial.value_form is not None
    try:
        made = keep_what_if(
            by=person(request),
            run=trial.run,
            name=form.cleaned_data["name"].strip(),
            figure=trial.figure_id,
            value=trial.value_form.cleaned_data["value"],
            told=trial.told,
        )
    except PolicyError as error:
        form.add_error(None, f"{error} {error.hint}".strip())
        return _shown(request, trial, form)
    messages.success(request, "Kept as a what-if")
    return redirect(reverse("kept-what-if", args=[reference, number, made.number]))


@require_safe
def kept(request: HttpRequest, reference: str, number: int, kept: int) -> HttpResponse:
    asker = standing_of_request(request)
    partnership = find_partnership(asker, reference)
    pieces = find_pieces(asker, partnership, number)
    page = KeptPage.of(
        partnership,
        find_what_if(pieces.run, kept),
        reader=pieces.reader,
        outdated=say_outdated(partnership, pieces.run, standing_documents(partnership)),
        take=taking(request),
    )
    file = taken(
        request,
        page.outcome.tables,
        name=f"{reference}-run-{number}-what-if-{kept}",
        about=_about(page.outcome, pieces.run),
    )
    if file is not None:
        return file
    return render(request, "appraisals/kept_what_if.html.jinja", {"page": page, "width": "full"})


@require_safe
def compare(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    asker = standing_of_request(request)
    partnership = find_partnership(asker, reference)
    run = find_run(asker, partnership, number)
    if run.state != Run.State.DONE:
        raise HiddenError
    others = list(runs_of(partnership).filter(state=Run.State.DONE).exclude(pk=run.pk))
    form = CompareForm(request.GET, runs=run_choices(others))
    wanted = form.cleaned_data["other"] if form.is_valid() else ""
    other, comparison = None, None
    changes: tuple[str, ...] = ()
    if wanted:
        other = find_run(asker, partnership, int(wanted))
        before, after = sorted((run, other), key=lambda one: one.number)
        comparison = compared(before, after)
        changes = say_changes(comparison, before, after, own=own_references(asker, partnership))
    page = ComparePage.of(
        partnership,
        run,
        other=other,
        comparison=comparison,
        changes=changes,
        n_others=len(others),
        take=taking(request),
    )
    file = taken(request, [page.effects], name=f"{reference}-run-{number}-and-{wanted or 'none'}")
    if file is not None:
        return file
    return render(request, "appraisals/compare.html.jinja", {"page": page, "form": form})
