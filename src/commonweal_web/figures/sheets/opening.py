"""The bytes of somebody's own file as sheets: a workbook, or CSV in whatever form it was saved."""

from __future__ import annotations

import csv
import io
from collections import Counter

from commonweal.errors import FileFormatError, InputError, Place
from commonweal.files import check_kind, decode_text, sniff_kind
from commonweal.partnership.workbook.opening import Grid, open_book
from commonweal.tables import OwnSheet

__all__ = ["MOST_BYTES", "MOST_ROWS", "open_sheets"]

#: Rows of one sheet that are taken: a county's establishment of one service has fewer.
MOST_ROWS = 5_000
#: Bytes of a file that is kept for its sender to confirm.
MOST_BYTES = 4_000_000

_WANTED = "an Excel workbook (.xlsx) or a CSV file"


def open_sheets(data: bytes, *, file_name: str) -> tuple[tuple[OwnSheet, ...], tuple[str, ...]]:
    """Return the sheets of a file that hold anything, and what is to be known of how it was read.

    Raises
    ------
    CommonwealError
        It is no workbook or CSV, is locked, broken, empty, or larger than is taken.
    """
    if len(data) > MOST_BYTES:
        raise InputError(
            f"The file has {len(data) / 1e6:,.1f} MB, and {MOST_BYTES / 1e6:,.0f} MB or fewer are "
            "taken.",
            hint="Copy the one sheet that is wanted to a new workbook, without pictures.",
            place=Place(file=file_name),
        )
    if sniff_kind(data) in ("zip", "old-office"):
        book = open_book(data, source=file_name)
        sheets = tuple(_of_grid(grid) for grid in book.grids)
        notes = tuple(caution.message for caution in book.cautions)
    else:
        text, notes = _text(data, file_name)
        sheets = (OwnSheet(title="", rows=_cells(text, file_name)),)
    held = tuple(one for one in sheets if any(_holds(row) for row in one.rows))
    if not held:
        raise FileFormatError(
            "The file holds no rows.",
            hint="Open it and look whether the figures stand in it, then save and upload it again.",
            place=Place(file=file_name),
        )
    return held, notes


def _holds(row: tuple[object, ...]) -> bool:
    return any(cell is not None and str(cell).strip() for cell in row)


def _of_grid(grid: Grid) -> OwnSheet:
    faults = {cell: f"holds the error {said}" for cell, said in grid.marks.errors.items()}
    faults |= {
        cell: "holds a formula whose result was not saved"
        for cell, has_value in grid.marks.formulas.items()
        if not has_value
    }
    return OwnSheet(
        title=grid.title,
        rows=grid.rows,
        merged=grid.merged,
        hidden_rows=grid.marks.hidden_rows,
        hidden_columns=grid.marks.hidden_columns,
        faults=faults,
        is_hidden=grid.is_hidden,
    )


def _text(data: bytes, file_name: str) -> tuple[str, tuple[str, ...]]:
    """Return a file's text; Excel saves CSV in Windows-1252 unless asked for UTF-8."""
    kind = sniff_kind(data)
    if kind == "utf-16":
        return data.decode("utf-16", errors="replace"), ()
    check_kind(data, expected=["text"], file=file_name, wanted=_WANTED)
    try:
        return decode_text(data, file=file_name), ()
    except FileFormatError:
        return data.decode("cp1252", errors="replace"), (
            "The file was not saved as UTF-8, and was read as Excel usually saves CSV "
            "(Windows-1252). Look whether names and pound signs are right.",
        )


def _cells(text: str, file_name: str) -> tuple[tuple[str | None, ...], ...]:
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=_between(text)))
    except csv.Error as error:
        raise FileFormatError(
            f"{file_name} cannot be read as CSV: a cell in it never ends.",
            hint="Open it in Excel and save it as a workbook (.xlsx), and upload that.",
            place=Place(file=file_name),
        ) from error
    width = max((len(row) for row in rows), default=0)
    return tuple(
        tuple(cell if cell.strip() else None for cell in row) + (None,) * (width - len(row))
        for row in rows
    )


def _between(text: str) -> str:
    """Return what parts cells: the mark that stands most evenly in the first lines."""
    lines = [line for line in text.splitlines()[:40] if line.strip()]
    best, found = 0, ","
    for mark in (",", ";", "\t", "|"):
        counts = Counter(line.count(mark) for line in lines if mark in line)
        if counts and max(counts.values()) * max(counts) > best:
            best, found = max(counts.values()) * max(counts), mark
    return found
