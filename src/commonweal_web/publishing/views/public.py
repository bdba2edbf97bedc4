"""What anybody may read without signing in. Addresses stay, whatever is published there next."""

from __future__ import annotations

import json

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from commonweal_web.appraisals.presenters.results import table_from
from commonweal_web.appraisals.queries import Pieces
from commonweal_web.appraisals.views.results import drawing
from commonweal_web.core.exports import file_answer, table_answer
from commonweal_web.core.layout import Fact
from commonweal_web.core.layout.filters import say_date
from commonweal_web.core.policy import NOBODY, Action, HiddenError, check
from commonweal_web.papers.models import Paper, PaperFile
from commonweal_web.publishing.models import Publication
from commonweal_web.publishing.presenters import (
    SECTIONS,
    CasePage,
    PublicList,
    PublicPlace,
    TakenBackPage,
    case_values,
    offered,
)
from commonweal_web.publishing.queries import (
    outsiders_pieces,
    public_file,
    public_part_of,
    published,
    shown_to_the_public,
)

__all__ = ["case", "case_json", "cases", "names_shown", "take_chart", "take_paper", "take_table"]


@login_not_required
@require_safe
def cases(request: HttpRequest) -> HttpResponse:
    page = PublicList.of(published())
    return render(request, "publishing/cases.html.jinja", {"page": page})


@login_not_required
@require_safe
def case(request: HttpRequest, reference: str) -> HttpResponse:
    publication = shown_to_the_public(reference)
    if not publication.is_public:
        gone = TakenBackPage.of(publication)
        return render(request, "publishing/taken_back.html.jinja", {"page": gone}, status=410)
    _check(publication)
    pieces = outsiders_pieces(publication.run)
    summary = pieces.summary()
    if summary is None:
        raise HiddenError
    page = CasePage.of(
        PublicPlace(reference=reference, number=publication.run.number),
        pieces,
        summary,
        name=publication.partnership.name,
        caption="Published case",
        papers=[
            offered(
                paper,
                [file for file in paper.files.all() if file.part == public_part_of(paper)],
                lambda form, paper=paper: reverse(
                    "published-paper", args=[reference, paper.number, form]
                ),
            )
            for paper in _papers(publication)
        ],
        json=reverse("published-json", args=[reference]),
        contact=publication.contact,
        licence=publication.licence,
        facts=[Fact(name="Published", said=say_date(publication.published_at))],
    )
    return render(request, "publishing/case.html.jinja", {"page": page, "width": "full"})


def _check(publication: Publication) -> None:
    check(NOBODY, Action.SEE_PUBLICATION, publication.to_thing())


def _open(reference: str) -> Publication:
    """Return what is published at an address. Raises HiddenError where nothing is now."""
    publication = shown_to_the_public(reference)
    _check(publication)
    return publication


def _papers(publication: Publication) -> list[Paper]:
    from django.db.models import Prefetch

    files = PaperFile.objects.defer("encoded")
    papers = publication.papers.select_related("body").defer("own_text")
    return list(papers.prefetch_related(Prefetch("files", files)))


@login_not_required
@require_safe
def case_json(request: HttpRequest, reference: str) -> HttpResponse:  # noqa: ARG001
    publication = _open(reference)
    pieces = outsiders_pieces(publication.run)
    summary = pieces.summary()
    if summary is None:
        raise HiddenError
    values = case_values(publication, pieces, summary)
    text = json.dumps(values, ensure_ascii=False, indent=1)
    return file_answer(text, f"{reference}.json")


def names_shown(pieces: Pieces, kind: str) -> frozenset[str]:
    """Return the ids of the tables or charts that outsiders' pages show; others stay within."""
    summary = pieces.summary()
    told = dict(summary["sections"]) if summary else {}
    found: set[str] = set()
    for one in SECTIONS:
        if one not in told:
            continue
        for part in pieces.section(one)["parts"]:
            if kind == "chart":
                found.add(part["chart"])
                continue
            found.update([part["chart_table"], *part["tables"]])
            found.update(name for fold in part["folded"] for name in fold["tables"])
    return frozenset(found - {""})


@login_not_required
@require_safe
def take_table(request: HttpRequest, reference: str, name: str, form: str) -> HttpResponse:  # noqa: ARG001
    publication = _open(reference)
    pieces = outsiders_pieces(publication.run)
    if name not in names_shown(pieces, "table"):
        raise HiddenError
    about = [("Case", publication.partnership.name), ("Contact", publication.contact)]
    return table_answer(
        table_from(pieces.table(name)), form, name=f"{reference}-{name}", about=about
    )


@login_not_required
@require_safe
def take_chart(request: HttpRequest, reference: str, name: str, form: str) -> HttpResponse:  # noqa: ARG001
    return chart_answer(outsiders_pieces(_open(reference).run), reference, name, form)


def chart_answer(pieces: Pieces, reference: str, name: str, form: str) -> HttpResponse:
    """Return a chart that outsiders' pages show, drawn or as its figures."""
    if name not in names_shown(pieces, "chart"):
        raise HiddenError
    if form == "csv":
        return file_answer(pieces.chart(name)["csv"], f"{reference}-{name}.csv")
    if form != "svg":
        raise HiddenError
    return drawing(pieces.drawing(name))


@login_not_required
@require_safe
def take_paper(request: HttpRequest, reference: str, number: int, form: str) -> HttpResponse:  # noqa: ARG001
    paper = _open(reference).papers.filter(number=number).select_related("body").first()
    if paper is None or form in ("fragment", "css"):
        raise HiddenError
    file = public_file(paper, form)
    return file_answer(file.data, file.file_name)
