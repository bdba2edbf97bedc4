"""Pages of appraisals: asking for one, waiting, reading it, taking it away."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from commonweal_web.accounts.form_pages import FormPage, answer_form, person
from commonweal_web.core.models import Job
from commonweal_web.core.policy import HiddenError
from commonweal_web.core.standing import standing_of_request
from commonweal_web.partnerships.forms.records import ConfirmForm, RunForm
from commonweal_web.partnerships.models import Run
from commonweal_web.partnerships.permissions import records as permissions
from commonweal_web.partnerships.presenters.runs import RunPage, RunsPage
from commonweal_web.partnerships.queries.partnerships import find_partnership
from commonweal_web.partnerships.queries.records import find_run, runs_of
from commonweal_web.partnerships.reading import json_text
from commonweal_web.partnerships.results import result_of, seen_result
from commonweal_web.partnerships.services import runs as services

_FORM = ["GET", "HEAD", "POST"]
PER_PAGE = 20


@require_safe
def runs(request: HttpRequest, reference: str) -> HttpResponse:
    standing = standing_of_request(request)
    partnership = find_partnership(standing, reference)
    leaf = Paginator(runs_of(partnership), PER_PAGE).get_page(request.GET.get("page"))
    page = RunsPage.of(standing, partnership, runs=leaf, leaf=leaf)
    return render(request, "partnerships/runs.html.jinja", {"page": page})


@require_http_methods(_FORM)
def ask(request: HttpRequest, reference: str) -> HttpResponse:
    partnership = find_partnership(standing_of_request(request), reference)
    permissions.check_can_run(person(request), partnership)
    return answer_form(
        request,
        form=RunForm(request.POST if request.method == "POST" else None),
        page=FormPage(
            heading="Start an appraisal",
            texts=(
                "It rests on what the partners have submitted now, and is kept as it comes out.",
                "All partners see it.",
            ),
            submit="Start",
            back=reverse("runs", args=[reference]),
        ),
        act=lambda said: services.ask_for_run(
            by=person(request), partnership=partnership, n_draws=said["draws"]
        ),
        then=lambda run: reverse("run", args=[reference, run.number]),
    )


@require_safe
def show(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    standing = standing_of_request(request)
    partnership = find_partnership(standing, reference)
    run = find_run(standing, partnership, number)
    is_done = run.state == Run.State.DONE
    job = None
    if run.is_under_way:
        job = Job.objects.filter(key=services.work_key(run)).first()
    page = RunPage.of(
        standing, partnership, run, result=result_of(run) if is_done else None, job=job
    )
    return render(request, "partnerships/run.html.jinja", {"page": page, "width": "full"})


@require_http_methods(_FORM)
def cancel(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    standing = standing_of_request(request)
    partnership = find_partnership(standing, reference)
    run = find_run(standing, partnership, number)
    permissions.check_can_cancel(person(request), run)
    here = reverse("run", args=[reference, number])
    return answer_form(
        request,
        form=ConfirmForm(request.POST if request.method == "POST" else None),
        page=FormPage(
            heading=f"Cancel run {number}",
            texts=("What it was to rest on stays on record. You can start another at any time.",),
            submit="Cancel it",
            submit_kind="warning",
            back=here,
        ),
        act=lambda _: services.cancel_run(by=person(request), run=run),
        then=here,
        done=f"Run {number} is cancelled",
    )


@require_safe
def download(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """The run document, of which `commonweal rerun` works every figure out again."""
    standing = standing_of_request(request)
    partnership = find_partnership(standing, reference)
    run = find_run(standing, partnership, number)
    if run.state != Run.State.DONE:
        raise HiddenError
    own = permissions.own_references(standing, partnership)
    seen = seen_result(result_of(run), own=own)
    answer = HttpResponse(json_text(seen), content_type="application/json")
    name = f"{partnership.reference}-run-{run.number}.json"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
