"""What the pages say on which somebody's own sheet becomes figures."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.urls import reverse

from commonweal.errors import ReaderReport
from commonweal.money import say_pounds
from commonweal.partnership.workbook.cells_out import cell_of
from commonweal.reports.tables import Table, figure, table, text
from commonweal_web.core.layout.filters import say_date
from commonweal_web.partnerships.models import WaitingFile

from .models import RememberedColumns
from .places import address_of
from .queries import Part
from .sheets import ReadSheet, Target
from .sheets.asking import Asked
from .sheets.targets import Column

__all__ = ["CheckPage", "StepPage", "refused_rows"]

_PREVIEW = 10
_MOST_REFUSALS = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class StepPage:
    """One step with one form; what was said before is carried along unseen."""

    heading: str
    caption: str
    text: str
    back: str
    back_text: str
    action: str = ""
    carried: tuple[tuple[str, str], ...] = ()
    remembered: str = ""
    columns: tuple[str, ...] = ()

    @classmethod
    def to_upload(
        cls, part: Part, target: Target, remembered: RememberedColumns | None
    ) -> StepPage:
        arguments = [part.partnership.reference, part.holder]
        path = target.path[:-1] if target.path[-1] == "volumes" else target.path
        return cls(
            heading=f"Upload your own sheet: {target.title.lower()}",
            caption=part.name,
            text="A ledger extract does: its rows are added up by the cost line that each belongs "
            "to."
            if target.kind == "baselines/costs"
            else "Any list of yours does, whatever its columns are called and wherever they stand.",
            back=reverse("part-at", args=[*arguments, address_of(path)]),
            back_text=target.title,
            remembered=f"{remembered.confirmed_as} said on {say_date(remembered.confirmed_at)} "
            "which column is what. A sheet with the same columns is read the same way."
            if remembered is not None
            else "",
            columns=tuple(column.name for column in target.columns),
        )

    @classmethod
    def step(
        cls,
        part: Part,
        asked: Asked,
        file: WaitingFile,
        *,
        action: str,
        carried: Sequence[str] = (),
        heading: str = "",
        text: str = "",
        says_words: bool = False,
    ) -> StepPage:
        arguments = [part.partnership.reference, part.holder]
        kept = [(name, asked.said[name]) for name in carried if name in asked.said]
        if says_words:
            kept.append(("words", "1"))
        return cls(
            heading=heading or "Where do the rows stand?",
            caption=f"{asked.target.title} from {file.file_name}",
            text=text,
            back=reverse("upload-sheet", args=[*arguments, file.place]),
            back_text="Upload another file",
            action=action,
            carried=tuple(kept),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckPage:
    """What a sheet holds before it is saved."""

    heading: str
    caption: str
    back: str
    counted: str
    preview: Table | None
    refused: Table | None
    notes: tuple[str, ...]
    takes_place: str
    save: str
    downloads: tuple[tuple[str, str], ...]

    @classmethod
    def of(
        cls,
        part: Part,
        asked: Asked,
        file: WaitingFile,
        read: ReadSheet,
        notes: Sequence[str],
        *,
        query: QueryDict,
    ) -> CheckPage:
        arguments = [part.partnership.reference, part.holder, file.pk]
        said = query.copy()
        for name in [one for one in said if one == "words" or one.startswith("w_")]:
            del said[name]
        report = read.report
        here = query.copy()
        return cls(
            heading="What the sheet holds",
            caption=f"{asked.target.title} from {file.file_name}",
            back=f"{reverse('sheet-columns', args=arguments)}?{_unsaid(said)}",
            counted=_say_counts(report),
            preview=_preview(asked, read) if read.rows else None,
            refused=refused_rows(report) if report.refused else None,
            notes=(*notes, *(caution.message for caution in report.warnings)),
            takes_place=_say_place(asked),
            save="Save as a draft" if read.rows else "",
            downloads=tuple(
                (name, f"?{_with(here, take=form)}")
                for name, form in (("Excel", "xlsx"), ("CSV", "csv"))
            )
            if report.refused
            else (),
        )


def _unsaid(said: QueryDict) -> str:
    """Return the address's part without what is to be asked again."""
    kept = QueryDict(mutable=True)
    for name in ("sheet", "heading"):
        if name in said:
            kept[name] = said[name]
    return kept.urlencode()


def _with(query: QueryDict, **more: str) -> str:
    query = query.copy()
    for name, value in more.items():
        query[name] = value
    return query.urlencode()


def _say_counts(report: ReaderReport) -> str:
    rows = "1 row was" if report.read == 1 else f"{report.read:,} rows were"
    n_lost = report.read - report.accepted
    said = f"{rows} read. {report.accepted:,} can be taken"
    return f"{said}, and {n_lost:,} cannot or were left out." if n_lost else f"{said}."


def _say_place(asked: Asked) -> str:
    if not asked.target.has_rows:
        return ""
    if asked.is_instead:
        return "They take the place of what stands there now. Earlier versions keep that."
    return "They are added to what stands there now."


def _preview(asked: Asked, read: ReadSheet) -> Table:
    if asked.target.is_pooled:
        return _sums(asked, read)
    columns = [one for one in asked.target.columns if any(one.key in row for row in read.rows)]
    n_more = len(read.rows) - _PREVIEW
    return table(
        "preview",
        "The first rows as they would be kept",
        [(figure if one.leaf.kind in ("number", "whole") else text)(one.name) for one in columns],
        [[_said(row.get(one.key), one) for one in columns] for row in read.rows[:_PREVIEW]],
        small_print=f"and {n_more:,} more" if n_more > 0 else "",
    )


def _sums(asked: Asked, read: ReadSheet) -> Table:
    names = dict(asked.target.column("line").choices)
    is_money = asked.target.column("amount").leaf.is_amount
    return table(
        "preview",
        "What the rows add up to",
        (
            text(asked.target.column("line").name),
            figure(asked.target.column("amount").name),
        ),
        [
            (
                names.get(row["line"], str(row["line"]).replace("-", " ").capitalize()),
                say_pounds(abs(row["amount"]) if row["line"] == "income" else row["amount"])
                if is_money
                else f"{row['amount']:,.10g}",
            )
            for row in read.rows
        ],
        small_print="pounds a year" if is_money else "",
    )


def _said(value: Any, column: Column) -> str:
    if value is None:
        return "–"
    if column.leaf.is_amount and isinstance(value, (int, float)):
        return say_pounds(value)
    names = dict(column.choices)
    if isinstance(value, str) and value in names:
        return names[value]
    cell = cell_of(value, column.leaf)
    return f"{cell:,.10g}" if isinstance(cell, float) else str(cell)


def refused_rows(report: ReaderReport) -> Table:
    """Return what could not be taken: where, why, and what to do."""
    left_out = len(report.refused) - _MOST_REFUSALS
    return table(
        "refused",
        "What could not be taken",
        (text("Where"), text("What is wrong"), text("What to do")),
        list(_refusals(report)),
        small_print=f"{left_out:,} more are not shown: mend these first" if left_out > 0 else "",
    )


def _refusals(report: ReaderReport) -> Iterable[tuple[str, str, str]]:
    for one in report.refused[:_MOST_REFUSALS]:
        cell = one.place.cell
        where = f"{cell[:1].upper()}{cell[1:]}" if cell.startswith("row") else f"Cell {cell}"
        sheet = f", sheet {one.place.sheet}" if one.place.sheet else ""
        yield (f"{where}{sheet}" if cell else "The whole sheet", one.reason, one.mend)
