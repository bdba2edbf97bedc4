"""The tables of a partnership laid on worksheets: headings, meanings, formats, drop-downs."""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Sequence
from typing import Any

from .cells_out import Cell
from .filling import SETTINGS, Table
from .layout import Column, Path, kind_key
from .leaves import Leaf
from .lists import N_SPARE_ROWS, Lists
from .saying import AMOUNT_UNITS, default_said, unit_said
from .styles import LINE, RIGHT, Styles, is_number, number_format

__all__ = ["AMOUNTS_CELL", "CONTENTS", "FIRST_ROW", "HEADING_ROW", "ExactNumber", "put", "render"]

CONTENTS = "Contents"

#: Rows of a sheet, from 0: its title, what it holds, the way back, then over each column what it
#: means and what it is counted in, then the headings and the rows.
MEANING_ROW, UNIT_ROW, HEADING_ROW, FIRST_ROW = 3, 4, 5, 6

#: The answer on Settings that says whether amounts are in £ or £000, as formulas call it.
AMOUNTS_CELL = f"{SETTINGS}!$C${FIRST_ROW + 1}"

_SPARE_IN_TABLE = 5
_NARROWEST, _WIDEST = 13, 46
#: Characters that a page holds across, at a size that can be read.
_PAGE_WIDTH = 225
_READ_ONLY = {("unit",): 22, ("blank",): 16, ("means",): 60}


class ExactNumber(float):
    """A number that is written with all its figures: XlsxWriter would keep sixteen."""

    def __format__(self, _: str) -> str:
        return str(int(self)) if self.is_integer() and abs(self) < 2**53 else repr(float(self))


def put(sheet: Any, row: int, column: int, cell: Cell, style: Any) -> None:
    """Write one cell as what it is; a text is never taken for a formula or an address."""
    if cell is None:
        sheet.write_blank(row, column, None, style)
    elif isinstance(cell, str):
        sheet.write_string(row, column, cell, style)
    elif isinstance(cell, dt.date):
        sheet.write_datetime(row, column, cell, style)
    else:
        sheet.write_number(row, column, ExactNumber(cell), style)


def render(sheet: Any, table: Table, styles: Styles, lists: Lists) -> None:
    """Write a table to its worksheet."""
    sheet.write_string(0, 0, table.title, styles.title)
    sheet.write_string(1, 0, table.says, styles.lead)
    sheet.write_url(2, 0, f"internal:'{CONTENTS}'!A1", styles.link, "Back to the contents")
    sheet.set_row(0, 26)
    widths = [_width(table, index) for index in range(len(table.columns))]
    heads = [_over(table, column) for column in table.columns]
    lines = max(map(_n_lines, heads, [width * 1.1 for width in widths]))
    sheet.set_row(MEANING_ROW, 12 * min(lines, 9) + 3)
    sheet.set_row(HEADING_ROW, 30)
    for index, column in enumerate(table.columns):
        style = _column_style(table, index, styles)
        sheet.set_column(index, index, widths[index], style)
        sheet.write_string(MEANING_ROW, index, heads[index], styles.meaning)
        if table.kind == "rows":
            _put_unit(sheet, UNIT_ROW, index, column.leaf, styles.unit)
        if column.path not in _READ_ONLY and table.kind != "settings":
            sheet.write_comment(HEADING_ROW, index, _note(column), {"x_scale": 2, "y_scale": 1.4})
    _put_rows(sheet, table, widths, styles)
    _add_table(sheet, table, styles)
    _add_validations(sheet, table, lists)
    sheet.freeze_panes(FIRST_ROW, _n_frozen(table))
    _set_print(sheet, table, sum(widths))


def _over(table: Table, column: Column) -> str:
    """Return what stands over a heading: what the column means, in one sentence."""
    says = re.split(r"(?<=[.:]) (?=[A-Z])", column.says)[0]
    default = "" if table.kind == "settings" else default_said(column)
    if default == "must be given":
        return f"Must be given. {says}"
    return f"{says} Left blank: {default}." if default and len(default) < 30 else says


def _note(column: Column) -> str:
    """Return the note of a heading: the key in the partnership file, and all that it means."""
    if column.path[0] == "^":
        return column.says
    key = ".".join(column.path)
    choices = f"\nOne of: {', '.join(column.leaf.choices)}." if column.leaf.choices else ""
    return f"{column.says}{choices}\nIn the partnership file: {key}"[:2000]


def _put_unit(sheet: Any, row: int, column: int, leaf: Leaf, style: Any) -> None:
    if leaf.is_amount:
        after = AMOUNT_UNITS[leaf.unit]
        sheet.write_formula(row, column, f'={AMOUNTS_CELL}&"{after}"', style, f"£{after}")
    else:
        sheet.write_string(row, column, unit_said(leaf), style)


def _put_rows(sheet: Any, table: Table, widths: Sequence[float], styles: Styles) -> None:
    for number, cells in enumerate(table.rows):
        row = FIRST_ROW + number
        # Stated, because not every program fits a row to the text that is wrapped in it.
        lines = max(map(_n_lines, map(_as_shown, cells), widths))
        sheet.set_row(row, 13 * min(lines, 20) + 3)
        own = table.leaves[number] if table.leaves else None
        for index, (column, cell) in enumerate(zip(table.columns, cells, strict=True)):
            if own is not None and column.path == ("unit",) and own.is_amount:
                _put_unit(sheet, row, index, own, styles.told)
            elif column.path in _READ_ONLY or _is_told(table, column.path):
                put(sheet, row, index, cell, styles.told)
            else:
                put(sheet, row, index, cell, _cell_style(column, own, cell, styles))
    for row in range(len(table.rows), _n_in_table(table)):
        for index, column in enumerate(table.columns):
            sheet.write_blank(FIRST_ROW + row, index, None, styles.of_leaf(column.leaf))


def _n_in_table(table: Table) -> int:
    """Return how many rows the table is marked to hold: some more than are filled in."""
    return max(len(table.rows) + (0 if table.kind == "settings" else _SPARE_IN_TABLE), 1)


def _n_lines(text: str, width: float) -> int:
    """Return how many lines a text takes in a column of a width in characters."""
    return sum(max(1, math.ceil(len(line) * 1.08 / width)) for line in text.split("\n"))


def _is_told(table: Table, path: Path) -> bool:
    """Say whether a column of Settings is there to be read, not to be filled in."""
    return table.kind == "settings" and path != ("answer",)


def _cell_style(column: Column, own: Leaf | None, cell: Cell, styles: Styles) -> Any:
    is_answer = column.path == ("answer",) or column.path[0] == "value"
    leaf = own if own is not None and is_answer and column.path[-1] not in _RANGE_WORDS else None
    leaf = leaf if leaf is not None else column.leaf
    if isinstance(cell, float) and number_format(leaf) == "General" and abs(cell) >= 1000:
        pattern = "#,##0" if cell.is_integer() else "#,##0.######"
        return styles.of(num_format=pattern, **LINE, **RIGHT)
    has_pence = isinstance(cell, float) and not cell.is_integer()
    is_setting = column.path == ("answer",)
    return styles.of_leaf(leaf, has_pence=has_pence, is_answer=is_setting)


_RANGE_WORDS = frozenset(
    {"shape", "moves_with", "correlation", "chances", "source", "date", "owner", "grade", "note"}
)


def _column_style(table: Table, index: int, styles: Styles) -> Any:
    column = table.columns[index]
    has_pence = any(
        isinstance(row[index], float) and not row[index].is_integer()  # type: ignore[union-attr]
        for row in table.rows
    )
    return styles.of_leaf(column.leaf, has_pence=has_pence, is_lined=False)


def _width(table: Table, index: int) -> float:
    """Return a column's width in characters: of its heading and most of what stands in it."""
    column = table.columns[index]
    if column.path in _READ_ONLY:
        return _READ_ONLY[column.path]
    if table.kind == "settings":
        return {"part": 16, "setting": 30, "answer": 42, "unit": 22, "if left blank": 18}.get(
            column.path[0], 60
        )
    shown = [_as_shown(row[index]).split("\n") for row in table.rows]
    lengths = sorted(max(map(len, lines)) for lines in shown) or [0]
    usual = lengths[int(0.9 * (len(lengths) - 1))]
    words = max(len(word) for word in column.heading.split())
    least = 18 if len(column.says) > 60 else _NARROWEST
    if column.leaf.kind == "text" and not any(lengths):
        least = 26
    return min(_WIDEST, max(least, words + 4, usual + 2))


def _as_shown(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, float):
        return f"{cell:,.10g}"
    return "1 January 2026" if isinstance(cell, dt.date) else cell


def _add_table(sheet: Any, table: Table, styles: Styles) -> None:
    sheet.add_table(
        HEADING_ROW,
        0,
        HEADING_ROW + _n_in_table(table),
        len(table.columns) - 1,
        {
            "name": re.sub(r"\W+", "_", table.title),
            "style": "Table Style Light 1",
            "autofilter": table.kind != "settings",
            "columns": [
                {
                    "header": column.heading,
                    "header_format": styles.heading_of_numbers
                    if is_number(column.leaf)
                    else styles.heading,
                }
                for column in table.columns
            ],
        },
    )


def _add_validations(sheet: Any, table: Table, lists: Lists) -> None:
    last = FIRST_ROW + len(table.rows) + N_SPARE_ROWS
    if table.kind != "rows":
        _add_answers(sheet, table, lists)
    if table.kind == "settings":
        return
    for index, column in enumerate(table.columns):
        if column.path in _READ_ONLY or column.path == ("value",):
            continue
        rule = lists.validation(_referring(column))
        if column.path == ("figure",) and table.sheet is not None:
            kinds = table.sheet.figures.values()
            names = tuple(dict.fromkeys(one.heading for kind in kinds for one in kind))
            rule = lists.figure_names(table.title, names)
        if rule is not None:
            sheet.data_validation(FIRST_ROW, index, last, index, rule)


def _referring(column: Column) -> Column:
    """Return the column under the name of the sheet whose ids it holds, for rows of another's."""
    if column.path[0] != "^" or column.path[-1] != "id":
        return column
    name = {"bodies": "body", "services": "service", "options": "option"}.get(column.path[1])
    return Column(path=(name or "id",), heading=column.heading, leaf=column.leaf, says=column.says)


def _add_answers(sheet: Any, table: Table, lists: Lists) -> None:
    index = next(
        position
        for position, column in enumerate(table.columns)
        if column.path in (("answer",), ("value",))
    )
    for number, leaf in enumerate(table.leaves):
        if leaf is None:
            continue
        title = str(table.rows[number][1 if table.kind == "settings" else index - 2])
        name = title.lower().replace(" ", "_")
        rule = lists.validation(Column(path=(name,), heading=title, leaf=leaf, says=""))
        if rule is not None:
            sheet.data_validation(FIRST_ROW + number, index, FIRST_ROW + number, index, rule)


def _n_frozen(table: Table) -> int:
    """Return how many columns stay in view: those that say whose row it is."""
    if table.kind == "settings":
        return 2
    above = sum(column.path[0] == "^" for column in table.columns)
    if table.kind == "figures":
        return above + 1
    has_kind = table.sheet is not None and bool(kind_key(table.sheet))
    return above + 1 if above == 0 or has_kind else above


def _set_print(sheet: Any, table: Table, width: float) -> None:
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.fit_to_pages(max(1, math.ceil(width / _PAGE_WIDTH)), 0)
    sheet.repeat_rows(HEADING_ROW)
    if width > _PAGE_WIDTH:
        sheet.repeat_columns(0, _n_frozen(table) - 1)
    sheet.print_area(0, 0, FIRST_ROW + max(len(table.rows), 1), len(table.columns) - 1)
    sheet.set_footer("&L&F&C&A&RPage &P of &N")
