"""Pages of what a run came to: its verdict, each subject, each figure opened, and to take away."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from commonweal_web.appraisals.permissions import may_certify_for
from commonweal_web.appraisals.presenters.certifying import CertificatesPage
from commonweal_web.appraisals.presenters.results import (
    ResultsPage,
    SectionPage,
    TracePage,
    table_from,
)
from commonweal_web.appraisals.presenters.runs import rests_on, say_outdated
from commonweal_web.appraisals.queries import (
    certified_by,
    find_pieces,
    pieces_seen,
    standing_documents,
)
from commonweal_web.core.exports import taken, taking
from commonweal_web.core.models import Job
from commonweal_web.core.policy import HiddenError
from commonweal_web.core.standing import standing_of_request
from commonweal_web.core.talk import talk_about
from commonweal_web.partnerships.models import Run
from commonweal_web.partnerships.presenters.runs import RunPage, run_facts
from commonweal_web.partnerships.queries.partnerships import find_partnership
from commonweal_web.partnerships.queries.records import find_run
from commonweal_web.partnerships.results import result_of
from commonweal_web.partnerships.services.runs import work_key

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
def show(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    asker = standing_of_request(request)
    partnership = find_partnership(asker, reference)
    run = find_run(asker, partnership, number)
    talk_about(request, partnership, f"run/{run.number}")
    is_done = run.state == Run.State.DONE
    if is_done:
        pieces = pieces_seen(asker, partnership, run)
        summary = pieces.summary()
        if summary is not None:
            outdated = say_outdated(partnership, run, standing_documents(partnership))
            certificates = CertificatesPage.of(
                partnership,
                run,
                certified=certified_by(partnership, run),
                may_certify=may_certify_for(asker, partnership, run),
                outdated=outdated,
                take="",
            )
            page = ResultsPage.of(
                partnership,
                pieces,
                summary,
                outdated=outdated,
                rests_on=rests_on(partnership, run),
                facts=run_facts(run),
                certified=certificates.sentence,
                certify=certificates.to_certify,
            )
            return render(request, "appraisals/results.html.jinja", {"page": page, "width": "full"})
    job = Job.objects.filter(key=work_key(run)).first() if run.is_under_way else None
    plain = RunPage.of(asker, partnership, run, result=result_of(run) if is_done else None, job=job)
    file = taken(request, plain.tables, name=f"{reference}-run-{number}")
    return file or render(
        request,
        "partnerships/run.html.jinja",
        {"page": plain, "take": taking(request), "width": "full"},
    )


@require_safe
def section(request: HttpRequest, reference: str, number: int, name: str) -> HttpResponse:
    asker = standing_of_request(request)
    partnership = find_partnership(asker, reference)
    pieces = find_pieces(asker, partnership, number)
    summary = pieces.summary()
    if summary is None:
        raise HiddenError
    talk_about(request, partnership, f"run/{number}/section/{name}")
    page = SectionPage.of(partnership, pieces, pieces.section(name), summary)
    return render(request, "appraisals/section.html.jinja", {"page": page, "width": "full"})


@require_safe
def figure(request: HttpRequest, reference: str, number: int, trace: str) -> HttpResponse:
    asker = standing_of_request(request)
    partnership = find_partnership(asker, reference)
    pieces = find_pieces(asker, partnership, number)
    talk_about(request, partnership, f"run/{number}/figure/{trace}")
    page = TracePage.of(partnership, pieces.run, pieces.trace(trace))
    return render(request, "appraisals/figure.html.jinja", {"page": page})


@require_safe
def take_table(
    request: HttpRequest, reference: str, number: int, name: str, form: str
) -> HttpResponse:
    asker = standing_of_request(request)
    partnership = find_partnership(asker, reference)
    pieces = find_pieces(asker, partnership, number)
    table = table_from(pieces.table(name))
    from commonweal.reports.taking_away import table_csv, table_workbook

    if form == "csv":
        answer = HttpResponse(table_csv(table), content_type="text/csv; charset=utf-8")
    elif form == "xlsx":
        about = [
            ("Partnership", partnership.name),
            *((fact.name, fact.said) for fact in run_facts(pieces.run)),
        ]
        answer = HttpResponse(table_workbook(table, about=about), content_type=XLSX)
    else:
        raise Http404
    return _as_file(answer, f"{reference}-run-{number}-{name}.{form}")


@require_safe
def take_chart(
    request: HttpRequest, reference: str, number: int, name: str, form: str
) -> HttpResponse:
    asker = standing_of_request(request)
    partnership = find_partnership(asker, reference)
    pieces = find_pieces(asker, partnership, number)
    if form == "csv":
        answer = HttpResponse(pieces.chart(name)["csv"], content_type="text/csv; charset=utf-8")
        return _as_file(answer, f"{reference}-run-{number}-{name}.csv")
    if form != "svg":
        raise Http404
    return drawing(pieces.drawing(name))


def drawing(svg: str) -> HttpResponse:
    """Return a drawing with its own styles let in."""
    answer = HttpResponse(svg, content_type="image/svg+xml")
    answer["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'"
    return answer


def _as_file(answer: HttpResponse, name: str) -> HttpResponse:
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
