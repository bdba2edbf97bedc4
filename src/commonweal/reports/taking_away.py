"""A table to take away: as CSV for programs, as a workbook for people.

Figures become numbers again, without pound signs and commas; words stay words and are never run as
formulas.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
from collections.abc import Sequence
from typing import Final

from commonweal.tables import safe_cell

from .tables import Cell, Column, Table

__all__ = ["number_of", "table_csv", "table_workbook"]

_NUMBER: Final = re.compile(r"([−-]?)£?(\d{1,3}(?:,\d{3})*|\d+)(\.\d+)?(%?)")
_WIDEST: Final = 60
#: XLSX keeps a moment of making; a fixed one leaves the same bytes for the same table.
_NO_MOMENT: Final = dt.datetime(2000, 1, 1)  # noqa: DTZ001 - a spreadsheet's dates have no zone


def number_of(said: str) -> float | None:
    """Return the number that a figure says, None where it says something else.

    >>> number_of("−£21,984")
    -21984.0
    >>> number_of("12%")
    0.12
    """
    found = _NUMBER.fullmatch(said.strip().replace("\N{WORD JOINER}", ""))
    if found is None:
        return None
    minus, whole, part, percent = found.groups()
    number = float(whole.replace(",", "") + (part or ""))
    if percent:
        number /= 100
    return -number if minus else number


def table_csv(table: Table) -> str:
    """Return a table as CSV: a heading for each column, figures as plain numbers."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow([safe_cell(_heading(column)) for column in table.columns])
    for row in table.rows:
        writer.writerow(
            [_as_text(cell, column) for cell, column in zip(row, table.columns, strict=True)]
        )
    return out.getvalue()


def table_workbook(table: Table, *, about: Sequence[tuple[str, str]] = ()) -> bytes:
    """Return a table as a workbook: a sheet that says what it is, then one marked table.

    `about` are facts for the first sheet, such as filters in force and the run's stamp.
    """
    import xlsxwriter  # type: ignore[import-untyped]

    target = io.BytesIO()
    book = xlsxwriter.Workbook(
        target,
        {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False},
    )
    book.set_properties({"title": table.caption, "created": _NO_MOMENT})
    heading = book.add_format({"bold": True, "font_size": 14})
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    cover = book.add_worksheet("About")
    cover.set_column(0, 0, 24, wrapped)
    cover.set_column(1, 1, 80, wrapped)
    cover.write_string(0, 0, table.caption, heading)
    facts = [("What the figures are", table.small_print), *about]
    for place, (name, said) in enumerate((fact for fact in facts if fact[1]), start=2):
        cover.write_string(place, 0, name)
        cover.write_string(place, 1, said)
    sheet = book.add_worksheet("Table")
    formats = {
        "": book.add_format({"text_wrap": True, "valign": "top"}),
        "number": book.add_format({"num_format": "#,##0;−#,##0", "valign": "top"}),
        "pence": book.add_format({"num_format": "#,##0.00;−#,##0.00", "valign": "top"}),
        "share": book.add_format({"num_format": "0.0%", "valign": "top"}),
    }
    for across, column in enumerate(table.columns):
        width = max([len(_heading(column)), *(len(row[across].said) for row in table.rows)])
        sheet.set_column(across, across, min(width + 3, _WIDEST))
    for down, row in enumerate(table.rows, start=1):
        for across, (cell, column) in enumerate(zip(row, table.columns, strict=True)):
            number = number_of(cell.said) if column.is_figure else None
            if number is None:
                sheet.write_string(down, across, _words(cell), formats[""])
            else:
                sheet.write_number(down, across, number, formats[_kind(cell.said)])
    sheet.add_table(
        0,
        0,
        max(len(table.rows), 1),
        len(table.columns) - 1,
        {
            "name": "Figures",
            "style": "Table Style Light 1",
            "columns": [{"header": name} for name in _distinct(table.columns)],
        },
    )
    sheet.freeze_panes(1, 1)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    book.close()
    return target.getvalue()


def _heading(column: Column) -> str:
    return f"{column.name} ({column.small_print})" if column.small_print else column.name


def _distinct(columns: Sequence[Column]) -> list[str]:
    """Return headings no two of which are the same: a spreadsheet's table allows none twice."""
    found: list[str] = []
    for place, column in enumerate(columns, start=1):
        name = _heading(column) or f"Column {place}"
        taken = {other.casefold() for other in found}
        found.append(name if name.casefold() not in taken else f"{name} [{place}]")
    return found


def _words(cell: Cell) -> str:
    return f"{cell.said} ({cell.small_print})" if cell.small_print else cell.said


def _as_text(cell: Cell, column: Column) -> str:
    number = number_of(cell.said) if column.is_figure else None
    return safe_cell(_words(cell)) if number is None else f"{number:.10g}"


def _kind(said: str) -> str:
    if said.endswith("%"):
        return "share"
    return "pence" if "." in said else "number"
