"""A workbook read as a partnership: sheet by sheet, then judged as a TOML file is."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from commonweal.errors import (
    Caution,
    FileFormatError,
    Place,
    ReaderReport,
    Refusal,
    RefusedError,
)
from commonweal.partnership.document import Partnership
from commonweal.partnership.toml_form import read_values

from .filling import SETTINGS
from .front import ALL_KEYS, COVER, GUIDANCE
from .gathering import Aside, Gathered
from .headings import nearest, same_words
from .layout import sheets
from .lists import LISTS
from .opening import Book, Grid, open_book
from .rendering import CONTENTS
from .row_sheets import gather_figures, gather_rows
from .settings import gather_settings
from .telling import place_of, refusal_in_cells, without_toml

__all__ = ["WorkbookReading", "read_workbook"]

_FRONT = (COVER, CONTENTS, GUIDANCE, ALL_KEYS, LISTS)


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkbookReading:
    """A partnership as a workbook holds it, and what became of everything in that workbook."""

    partnership: Partnership
    report: ReaderReport
    aside: tuple[Aside, ...]
    """Columns that are no part of a partnership, kept as they were."""


def read_workbook(data: bytes, *, source: str) -> WorkbookReading:
    """Read a partnership from a workbook; cells are named in whatever is said of it.

    Raises
    ------
    FileFormatError
        It is no workbook, none of a partnership, locked, broken or too large.
    RefusedError
        Something in it cannot be used; its report lists every fault with sheet, cell and mend.
    """
    book = open_book(data, source=source)
    into = Gathered(source=source)
    into.cautions.extend(book.cautions)
    grids = _known_grids(book, into)
    gather_settings(grids[SETTINGS], into)
    by_path = {sheet.path: sheet for sheet in sheets()}
    for path in sorted(by_path, key=len):  # those that hold others first
        sheet = by_path[path]
        if sheet.title in grids:
            gather_rows(grids[sheet.title], sheet, into)
        if sheet.figures and sheet.figures_title in grids:
            gather_figures(grids[sheet.figures_title], sheet, into)
    _note_thousands(into)
    return _judged(into)


def _known_grids(book: Book, into: Gathered) -> Mapping[str, Grid]:
    """Return the sheets of a partnership by their titles, and note what else there is."""
    known = {same_words(title): title for title in _titles()}
    found: dict[str, Grid] = {}
    others: list[Grid] = []
    for grid in book.grids:
        # Numbers exports each table as a sheet of its own: "Bodies - Table 1".
        title = known.get(same_words(grid.title)) or known.get(
            same_words(grid.title.partition(" - ")[0])
        )
        if title is None or title in found:
            others.append(grid)
        elif title not in _FRONT:
            found[title] = grid
            if grid.is_hidden:
                into.caution(grid, f"The sheet {grid.title} is hidden, and was read all the same.")
    if not found:
        names = ", ".join(f'"{grid.title}"' for grid in book.grids[:5]) or "none"
        raise FileFormatError(
            f"{into.source} is no partnership workbook: its sheets are {names}.",
            hint="`commonweal new --workbook case.xlsx` writes one to fill in; copy your rows into "
            "it.",
            place=Place(file=into.source),
        )
    absent = [title for title in _titles() if title not in found]
    for grid in others:
        meant = nearest(grid.title, absent)
        if meant:
            into.refuse(
                grid,
                0,
                0,
                f"No sheet of a partnership is called {grid.title}.",
                f"Did you mean {meant}? Else give it a name quite unlike.",
            )
        elif any(grid.rows):
            into.caution(
                grid, f"The sheet {grid.title} is no part of a partnership and was not read."
            )
    if SETTINGS not in found and not into.refused:
        raise FileFormatError(
            f"{into.source} has no sheet {SETTINGS}, where the case's name and years stand.",
            hint=f"Give the sheet its name back, or copy {SETTINGS} from a workbook that "
            "`commonweal new --workbook` writes. A workbook of results, as `commonweal report` "
            "writes one, is not read: give the case that it was made from.",
            place=Place(file=into.source),
        )
    found.setdefault(SETTINGS, Grid(title=SETTINGS, rows=()))
    return found


def _titles() -> tuple[str, ...]:
    rows = [sheet.title for sheet in sheets()]
    figures = [sheet.figures_title for sheet in sheets() if sheet.figures]
    return (*_FRONT, SETTINGS, *rows, *figures)


def _note_thousands(into: Gathered) -> None:
    if into.unit == "£" or into.largest is None:
        return
    amount, place = into.largest
    message = (
        f"{SETTINGS} says that amounts are in thousands: {into.n_amounts} were multiplied by "
        f"1,000. The largest, in {place.sheet} {place.cell}, is now £{amount:,.0f}."
    )
    into.cautions.append(Caution(place=place, message=message))


def _judged(into: Gathered) -> WorkbookReading:
    """Judge the values as a TOML file's are, and say of each fault in which cell it stands."""
    try:
        partnership, report = read_values(into.values, source=into.source)
    except RefusedError as error:
        judged = [
            refusal_in_cells(refusal, into)
            for refusal in error.report.refused
            if not _is_said(refusal.place.key, into)
        ]
        raise _refused(into, [*into.refused, *judged]) from None
    if into.refused:
        raise _refused(into, into.refused)
    cautions = [
        Caution(place=place_of(warning.place.key, into)[0], message=without_toml(warning.message))
        for warning in report.warnings
    ]
    report = ReaderReport(
        source=into.source,
        read=into.n_read,
        accepted=into.n_read,
        warnings=(*into.cautions, *cautions),
        defaults=report.defaults,
    )
    return WorkbookReading(partnership=partnership, report=report, aside=tuple(into.aside))


def _refused(into: Gathered, refusals: Sequence[Refusal]) -> RefusedError:
    refused = tuple(dict.fromkeys(refusals))
    rows = {(refusal.place.sheet, _row_of(refusal.place)) for refusal in refused}
    n_faulty = len({(sheet, row) for sheet, row in rows if sheet and row})
    error = RefusedError.from_refusals(into.source, refused, read=into.n_read)
    error.report = ReaderReport(
        source=into.source,
        read=into.n_read,
        accepted=max(into.n_read - n_faulty, 0),
        refused=refused,
        warnings=tuple(into.cautions),
    )
    if len(refused) > 1:
        first = refused[0]
        error.hint = f"The first: {first.place}: {first.reason} {first.mend}"
    return error


def _row_of(place: Place) -> str:
    return place.cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")


def _is_said(key: str, into: Gathered) -> bool:
    """Say whether a fault follows from a cell or a column that is refused already."""
    return key in into.faulty or re.sub(r"\[\d+\]", "", key) in into.absent
