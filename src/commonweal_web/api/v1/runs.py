"""A partnership's appraisals: asking for one, how it stands, what it came to, cancelling."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from ninja import Query, Router

from commonweal_web.core.models import Job
from commonweal_web.core.policy import HiddenError
from commonweal_web.partnerships.models import Run
from commonweal_web.partnerships.permissions.records import own_references
from commonweal_web.partnerships.queries.partnerships import find_partnership
from commonweal_web.partnerships.queries.records import find_run, runs_of
from commonweal_web.partnerships.results import result_of, seen_result
from commonweal_web.partnerships.services.runs import ask_for_run, cancel_run, work_key

from .keys import asker
from .paging import Paging, page_of_rows
from .shapes import RunAsked, RunShape, RunsShape
from .showing import show_run

__all__ = ["router"]

router = Router(tags=["Appraisals"])

OF = "/partnerships/{slug:reference}/runs"


@router.get(f"{OF}", response={200: RunsShape}, summary="Every appraisal")
def runs(request: HttpRequest, reference: str, paging: Query[Paging]) -> dict[str, Any]:
    partnership = find_partnership(asker(request).standing, reference)
    return page_of_rows(request, runs_of(partnership), paging, show_run)


@router.post(f"{OF}", response={202: RunShape}, summary="Ask for an appraisal of what stands now")
def ask(request: HttpRequest, reference: str, asked: RunAsked) -> dict[str, Any]:
    by = asker(request)
    partnership = find_partnership(by.standing, reference)
    run = ask_for_run(by=by, partnership=partnership, n_draws=asked.draws, seed=asked.seed)
    return show_run(run)


def _found(request: HttpRequest, reference: str, number: int) -> Run:
    standing = asker(request).standing
    return find_run(standing, find_partnership(standing, reference), number)


@router.get(f"{OF}/{{int:number}}", response={200: RunShape}, summary="How an appraisal stands")
def run(request: HttpRequest, reference: str, number: int) -> dict[str, Any]:
    found = _found(request, reference, number)
    return show_run(found, Job.objects.filter(key=work_key(found)).first())


@router.get(
    f"{OF}/{{int:number}}/result",
    response={200: dict[str, Any]},
    summary="What an appraisal came to",
)
def result(request: HttpRequest, reference: str, number: int) -> dict[str, Any]:
    found = _found(request, reference, number)
    if found.state != Run.State.DONE:
        raise HiddenError
    own = own_references(asker(request).standing, found.partnership)
    return seen_result(result_of(found), own=own)


@router.post(
    f"{OF}/{{int:number}}/cancellation", response={200: RunShape}, summary="Cancel an appraisal"
)
def cancellation(request: HttpRequest, reference: str, number: int) -> dict[str, Any]:
    found = _found(request, reference, number)
    return show_run(cancel_run(by=asker(request), run=found))
