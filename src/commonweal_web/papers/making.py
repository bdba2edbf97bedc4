"""From a run to the files of a paper: worked out again, checked to give the run's own figures."""

from __future__ import annotations

import io
import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, cast

from commonweal.deal import Deal, deal_of, verdict_rule, work_out
from commonweal.errors import ComputationError
from commonweal.partnership import read_values
from commonweal.reports import rerun, run_document
from commonweal.reports.papers import Desk, desk_of, exempt_part, paper_from, public_part
from commonweal.reports.papers import Paper as Laid
from commonweal.reports.papers.paper import PaperKind, Size
from commonweal.reports.renderers import render
from commonweal.reports.renderers.html import html_parts
from commonweal_web.appraisals.seeing import Reader, reader_of
from commonweal_web.papers.shielding import shielded

__all__ = ["Made", "MadeFile", "Wanted", "desk_of_run", "made"]

FORMS = ("html", "pdf", "docx")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A paper that somebody asked for."""

    kind: str
    size: str = "outline"
    body: str | None = None
    own_rows: tuple[Mapping[str, Any], ...] = ()
    """What the body says of its paper now; the run's own where there is none."""
    template: bytes | None = None
    certified: tuple[str, ...] = ()
    """Who certified the verdict when it was made: a line for each body."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeFile:
    part: str
    form: str
    name: str
    data: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A paper as files."""

    title: str
    has_exempt_part: bool
    files: tuple[MadeFile, ...]


def desk_of_run(result: Mapping[str, Any], *, name: str) -> Desk:
    """Return the desk of a run, worked out from its own input.

    Raises
    ------
    ComputationError
        Its figures do not come out as they were kept.
    """
    stamp = result["run"]
    partnership, report = read_values(stamp["document"], source=name)
    deal = work_out(
        partnership.model_copy(update={"parameter_set": stamp["parameter_set"]}),
        n_draws=stamp["draws"],
        seed=stamp["seed"],
    )
    if deal.verdict.rule != stamp["verdict_rule"]:
        deal = deal_of(deal.appraisal, rule=verdict_rule(stamp["verdict_rule"]))
    _check_same(result, deal, name)
    return desk_of(deal, report)


def _check_same(result: Mapping[str, Any], deal: Deal, name: str) -> None:
    again = run_document(deal)
    if {**again, "run": None} == {**result, "run": None}:
        return
    # Not the same to the last digit: what counts is whether it is to the penny.
    compared = rerun(result, source=name)
    if compared.differences:
        raise ComputationError(
            f"Worked out again, the run does not give its own figures: {compared.sentence} "
            f"{' '.join(compared.warnings)}".strip(),
            hint="Start a new appraisal and have the paper made of that.",
        )


def made(desk: Desk, wanted: Wanted, *, document: Mapping[str, Any]) -> Made:
    """Return a paper in every form and part.

    `document` is the run's input whole: it says what its readers may not be told. Of a body's
    paper the whole is for its own people; every other part is for partners and the public.

    Raises
    ------
    CommonwealError
        The paper cannot be made, or the template cannot be used.
    """
    if wanted.kind == "workbook":
        return _workbook(desk, document)
    desk = _with_own_rows(desk, wanted, document)
    paper = paper_from(
        desk,
        kind=cast("PaperKind", wanted.kind),
        size=cast("Size", wanted.size),
        body=wanted.body,
    )
    if wanted.certified:
        said = ("Verdict certified", "; ".join(wanted.certified))
        paper = replace(paper, stamp=replace(paper.stamp, facts=(said, *paper.stamp.facts)))
    own = {wanted.body} if wanted.body else set()
    whole = shielded(paper, reader_of(document, own=own), names=desk.names)
    files = list(_files(whole, "whole", wanted.template))
    if wanted.body is not None or paper.has_exempt_part:
        # Public first, so that a figure kept back from an exempt part is not missed in the rest.
        public = shielded(public_part(paper), reader_of(document, own=()), names=desk.names)
        public = replace(public, id=f"{paper.id}-public")
        files += _files(public, "public", wanted.template)
    if paper.has_exempt_part:
        files += _files(exempt_part(whole), "exempt", wanted.template)
    title = ": ".join(part for part in (whole.title, whole.subtitle) if part)
    return Made(title=title[:300], has_exempt_part=paper.has_exempt_part, files=tuple(files))


def _with_own_rows(desk: Desk, wanted: Wanted, document: Mapping[str, Any]) -> Desk:
    """Return the desk with a body's own headings, texts and dates as they stand now.

    They bear on no figure, so the run's stamp stays.
    """
    if not wanted.own_rows:
        return desk
    others = [row for row in document.get("papers", ()) if row["body"] != wanted.body]
    rows = [*others, *(dict(row) for row in wanted.own_rows)]
    read, _ = read_values({**document, "papers": rows}, source=desk.report.source)
    appraisal = desk.deal.appraisal
    partnership = appraisal.partnership.model_copy(update={"papers": read.papers})
    deal = replace(desk.deal, appraisal=replace(appraisal, partnership=partnership))
    return desk_of(deal, desk.report)


def _files(paper: Laid, part: str, template: bytes | None) -> Iterator[MadeFile]:
    parts = html_parts(paper)
    yield MadeFile(
        part=part, form="fragment", name=f"{paper.id}.fragment.html", data=parts.fragment.encode()
    )
    yield MadeFile(part=part, form="css", name=f"{paper.id}.css", data=parts.stylesheet.encode())
    for form in FORMS:
        data = render(paper, form, template=template if form == "docx" else None)
        yield MadeFile(part=part, form=form, name=f"{paper.id}.{form}", data=data)


def _workbook(desk: Desk, document: Mapping[str, Any]) -> Made:
    """Return the workbook: whole, or from the yearly sums on where a line would tell one's pay."""
    from commonweal.reports.results_workbook import results_workbook

    reader = reader_of(document, own=())
    title = "Workbook of results"
    if not reader.sums:
        data = results_workbook(desk.deal, desk.report)
    else:
        data = results_workbook(desk.deal, desk.report, begins_at="sums")
        title += ", from the yearly sums on"
        if _tells(data, reader):
            raise ComputationError(
                "A sum of the workbook would itself tell what one person earns: a body has no "
                "line beside that person’s.",
                hint="Take the run’s tables as CSV or Excel instead, or have a business case made.",
            )
    file = MadeFile(part="whole", form="xlsx", name="results-workbook.xlsx", data=data)
    return Made(title=title, has_exempt_part=False, files=(file,))


def _tells(workbook: bytes, reader: Reader) -> bool:
    """Say whether any cell of a workbook holds what its readers may not be told."""
    from python_calamine import CalamineWorkbook

    book = CalamineWorkbook.from_filelike(io.BytesIO(workbook))
    for name in book.sheet_names:
        for row in book.get_sheet_by_name(name).to_python():
            for cell in row:
                is_number = isinstance(cell, float) and math.isfinite(cell)
                said = f"{abs(cell):.2f}" if is_number else str(cell)
                if reader.hides(said):
                    return True
    return False
