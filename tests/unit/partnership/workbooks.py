"""Workbooks as other hands and other programs leave them: made here, cell by cell, in code."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Any

import python_calamine
import xlsxwriter

from commonweal.errors import RefusedError
from commonweal.partnership import Partnership, read_partnership, starter
from commonweal.partnership.workbook import WorkbookReading, read_workbook, write_workbook
from commonweal.partnership.workbook.rendering import ExactNumber

#: Sheets by title, each its rows of cells from A1 on.
Sheets = dict[str, list[list[Any]]]


class Formula(str):
    """A formula without a result that was saved; `with_result` gives one that has."""

    result: object = ""

    @classmethod
    def with_result(cls, text: str, result: object) -> Formula:
        made = cls(text)
        made.result = result
        return made


@cache
def starter_case() -> Partnership:
    return read_partnership(starter("Two councils"), source="starter.toml")[0]


@cache
def starter_workbook() -> bytes:
    return write_workbook(starter_case())


def sheets_of(data: bytes) -> Sheets:
    """Return every cell of a workbook, without its formats, tables and drop-downs."""
    book = python_calamine.CalamineWorkbook.from_object(io.BytesIO(data))
    return {
        name: [list(row) for row in book.get_sheet_by_name(name).to_python(skip_empty_area=False)]
        for name in book.sheet_names
    }


def saved(
    sheets: Sheets,
    *,
    options: Mapping[str, Any] | None = None,
    also: Callable[[str, Any], None] | None = None,
) -> bytes:
    """Return sheets as a plain workbook, as a program that keeps values alone would save it.

    `also` is called with title and XlsxWriter's worksheet of each, to mark it further.
    """
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, **(options or {})})
    days = book.add_format({"num_format": "dd/mm/yyyy"})
    for title, rows in sheets.items():
        sheet = book.add_worksheet(title)
        for row, cells in enumerate(rows):
            for column, cell in enumerate(cells):
                _put(sheet, row, column, cell, days)
        if also is not None:
            also(title, sheet)
    book.close()
    return out.getvalue()


def _put(sheet: Any, row: int, column: int, cell: Any, days: Any) -> None:
    if isinstance(cell, Formula):
        sheet.write_formula(row, column, str(cell), None, cell.result)
    elif isinstance(cell, bool):
        sheet.write_boolean(row, column, cell)
    elif isinstance(cell, (int, float)):
        sheet.write_number(row, column, ExactNumber(cell))
    elif isinstance(cell, dt.date):
        sheet.write_datetime(row, column, cell, days)
    elif cell not in ("", None):
        sheet.write_string(row, column, str(cell))


def changed(
    changes: Mapping[tuple[str, str], Any], *, of: bytes | None = None, **how: Any
) -> bytes:
    """Return the starter's workbook with some cells changed, by title and name of each."""
    sheets = sheets_of(of if of is not None else starter_workbook())
    for (title, name), cell in changes.items():
        put(sheets[title], name, cell)
    return saved(sheets, **how)


def put(rows: list[list[Any]], name: str, cell: Any) -> None:
    row, column = position(name)
    while len(rows) <= row:
        rows.append([])
    while len(rows[row]) <= column:
        rows[row].append("")
    rows[row][column] = cell


def position(name: str) -> tuple[int, int]:
    letters, digits = re.fullmatch(r"([A-Z]+)(\d+)", name).groups()
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - 64
    return int(digits) - 1, column - 1


def where(title: str, heading: str, row: int = 1, *, of: bytes | None = None) -> tuple[str, str]:
    """Return the cell under a heading, in the first row of data or another: `("Bodies", "B7")`."""
    rows = sheets_of(of if of is not None else starter_workbook())[title]
    for number, cells in enumerate(rows):
        if heading in cells and len([cell for cell in cells if cell]) > 2:
            column = cells.index(heading)
            letters = ""
            column += 1
            while column:
                column, rest = divmod(column - 1, 26)
                letters = chr(65 + rest) + letters
            return title, f"{letters}{number + row + 1}"
    raise AssertionError(f"{title} has no heading {heading}")


def read(data: bytes) -> WorkbookReading:
    return read_workbook(data, source="case.xlsx")


def refusals(data: bytes) -> list[tuple[str, str, str]]:
    """Return what a workbook is refused for: place, reason and mend of each."""
    try:
        read(data)
    except RefusedError as error:
        return [
            (f"{found.place.sheet}!{found.place.cell}", found.reason, found.mend)
            for found in error.report.refused
        ]
    return []


def cautions(data: bytes) -> list[str]:
    return [warning.message for warning in read(data).report.warnings]


def rezipped(data: bytes, change: Callable[[str, bytes], bytes | None]) -> bytes:
    """Return an archive with each part changed, or left out where None is returned."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as before,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as after,
    ):
        for info in before.infolist():
            part = change(info.filename, before.read(info))
            if part is not None:
                after.writestr(info.filename, part)
    return out.getvalue()


def rows_under(sheets: Sheets, title: str) -> Sequence[list[Any]]:
    """Return the rows of data of a sheet, its headings left out."""
    return sheets[title][6:]
