"""Somebody's own sheet, of whatever shape: where its headings stand, and which rows are figures.

What flows in: cells as a reader of workbooks or CSV gives them. What flows out: headings and rows,
with what was left out on purpose said. What a row means is decided elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from .matching import Wanted, match_columns

__all__ = ["Headings", "OwnRow", "OwnSheet", "find_headings", "headings_at", "rows_below"]

#: How far down headings are looked for: reports of ledgers begin with a page of titles.
_DEPTH: Final = 40

_TOTAL: Final = re.compile(r"(grand|sub|net|overall)?[\s-]*(totals?|sum)\b", re.I)

Cell = Any
Corner = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnSheet:
    """One sheet as it stands. Rows and columns count from 0."""

    title: str
    rows: tuple[tuple[Cell, ...], ...]
    merged: tuple[tuple[Corner, Corner], ...] = ()
    """First and last cell of each merged range."""
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    faults: Mapping[Corner, str] = field(default_factory=dict)
    """Cells that hold an error, such as #REF!, or a formula without its result."""
    is_hidden: bool = False

    @property
    def n_columns(self) -> int:
        return max((len(row) for row in self.rows), default=0)

    def text(self, row: int, column: int) -> str:
        """Return what a cell says, a merged one what its first cell says; empty where nothing."""
        here = next(
            (
                first
                for first, last in self.merged
                if first[0] <= row <= last[0] and first[1] <= column <= last[1]
            ),
            (row, column),
        )
        return _said(self.cell(*here))

    def cell(self, row: int, column: int) -> Cell:
        """Return a cell as it was read, None beyond the sheet."""
        if not 0 <= row < len(self.rows) or not 0 <= column < len(self.rows[row]):
            return None
        return self.rows[row][column]


@dataclass(frozen=True, slots=True, kw_only=True)
class Headings:
    """A row of headings: its number from 0, and what each column is called, in its order."""

    row: int
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnRow:
    """A row under the headings: its number from 0, and its cells."""

    number: int
    cells: tuple[Cell, ...]
    total: str = ""
    """What marks it as a total; empty for a row of figures."""


def headings_at(sheet: OwnSheet, row: int) -> Headings:
    """Return the headings in a row; those over several columns stand before each of theirs.

    >>> sheet = OwnSheet(
    ...     title="",
    ...     rows=((None, "Pay", None), ("Post", "Basic", "On-costs")),
    ...     merged=(((0, 1), (0, 2)),),
    ... )
    >>> headings_at(sheet, 1).names
    ('Post', 'Pay Basic', 'Pay On-costs')
    """
    names = []
    for column in range(sheet.n_columns):
        own, above = sheet.text(row, column), _above(sheet, row, column)
        names.append(" ".join(dict.fromkeys(part for part in (above, own) if part)))
    return Headings(row=row, names=tuple(names))


def _above(sheet: OwnSheet, row: int, column: int) -> str:
    """Return the heading that spans this column in the row above; empty where none does."""
    for first, last in sheet.merged:
        spans = last[1] > first[1] and last[0] == row - 1
        if spans and first[1] <= column <= last[1]:
            # A title over the whole sheet is no heading of any column.
            return "" if last[1] - first[1] + 1 >= sheet.n_columns else _said(sheet.cell(*first))
    return ""


def find_headings(sheet: OwnSheet, wanted: Sequence[Wanted]) -> int:
    """Return the number, from 0, of the row that most looks like the headings wanted.

    The row with most headings that are known; of two such, the one with more words, then the first.
    """
    best, found = (-1.0, -1.0), 0
    for row in range(min(len(sheet.rows), _DEPTH)):
        names = headings_at(sheet, row).names
        words = [name for name in names if name and not _is_number(name)]
        if len(set(words)) < 2 and sheet.n_columns > 1:
            continue
        likeness = sum(guess.likeness for guess in match_columns(words, wanted))
        score = (round(likeness, 3), float(len(set(words))))
        if score > best:
            best, found = score, row
    return found


def rows_below(sheet: OwnSheet, headings: Headings) -> Iterator[OwnRow]:
    """Yield the rows under the headings that hold anything, totals marked as such.

    Headings that are said again, as on each page of a report, are left out.
    """
    for number in range(headings.row + 1, len(sheet.rows)):
        cells = tuple(sheet.cell(number, column) for column in range(sheet.n_columns))
        said = [_said(cell) for cell in cells]
        first = next((text for text in said if text), "")
        if not first or tuple(said) == headings.names:
            continue
        words = next((text for text in said if text and not _is_number(text)), "")
        is_total = bool(_TOTAL.match(words))
        yield OwnRow(number=number, cells=cells, total=words if is_total else "")


def _said(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return " ".join(str(cell).split())


def _is_number(text: str) -> bool:
    return bool(re.fullmatch(r"[-+(]?[£$€]?[\d,. ]+\)?%?", text))
