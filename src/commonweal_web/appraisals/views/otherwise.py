"""Pages on which a figure is moved, and on which two runs stand side by side. Nothing is kept."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from commonweal.errors import CommonwealError
from commonweal_web.appraisals.comparing import compared, say_changes
from commonweal_web.appraisals.forms import CompareForm, FigureForm, ValueForm
from commonweal_web.appraisals.presenters.otherwise import (
    ComparePage,
    WhatIfPage,
    figure_choices,
    run_choices,
    value_hint,
)
from commonweal_web.appraisals.queries import find_pieces
from commonweal_web.appraisals.trying import figures_of, partnership_of, try_figure
from commonweal_web.core.errors import PolicyError
from commonweal_web.core.forms import add_refusal
from commonweal_web.core.policy import HiddenError
from commonweal_web.core.standing import standing_of_request
from commonweal_web.core.web import check_rate
from commonweal_web.partnerships.models import Run
from commonweal_web.partnerships.permissions.records import own_references
from commonweal_web.partnerships.queries.partnerships import find_partnership
from commonweal_web.partnerships.queries.records import find_run, runs_of


@require_safe
def what_if(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """Choose a figure, then a value; the address says both."""
    asker = standing_of_request(request)
    partnership = find_partnership(asker, reference)
    pieces = find_pieces(asker, partnership, number)
    run = pieces.run
    summary = pieces.summary()
    if summary is None:
        raise HiddenError
    figures = figures_of(run, summary["option"])
    form = FigureForm(request.GET, figures=figure_choices(figures.inputs))
    wanted = form.cleaned_data["figure"] if form.is_valid() else ""
    chosen = figures.named(wanted) if wanted else None
    value_form, tried = None, None
    if chosen is not None:
        value_form = ValueForm(
            request.GET, hint=value_hint(chosen), is_money=chosen.unit.startswith("pounds")
        )
        if value_form.is_valid() and value_form.cleaned_data["value"] is not None:
            check_rate(request, "what-if", most=60, seconds=300)
            try:
                tried = try_figure(run, chosen.id, value_form.cleaned_data["value"])
            except CommonwealError as error:
                add_refusal(value_form, error, "value")
            except PolicyError as error:
                value_form.add_error(None, f"{error} {error.hint}".strip())
    names = {body.id: body.name for body in partnership_of(run).bodies}
    page = WhatIfPage.of(
        partnership,
        run,
        chosen=chosen,
        tried=tried,
        names=names,
        n_figures=len(figures.inputs),
    )
    return render(
        request,
        "appraisals/what_if.html.jinja",
        {"page": page, "form": form, "value_form": value_form, "width": "full"},
    )


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
    )
    return render(request, "appraisals/compare.html.jinja", {"page": page, "form": form})
