"""A partnership written as a workbook that an officer fills in, and that reads back equal."""

from __future__ import annotations

import datetime as dt
import io

import xlsxwriter  # type: ignore[import-untyped]

from commonweal.partnership.document import Partnership

from .filling import tables_of
from .front import (
    ALL_KEYS,
    COVER,
    GUIDANCE,
    render_contents,
    render_cover,
    render_guidance,
    render_keys,
)
from .lists import LISTS, Lists
from .marks import cell_name
from .rendering import CONTENTS, FIRST_ROW, render
from .styles import Styles

__all__ = ["write_workbook"]

#: A fixed day, so that the same partnership gives the same bytes.
_MADE_ON = dt.datetime(2026, 1, 1, tzinfo=None)  # noqa: DTZ001 (Excel's days have no zone)


def write_workbook(partnership: Partnership, *, every_sheet: bool = False) -> bytes:
    """Return a partnership as an Excel workbook, the same bytes every time.

    Sheets and columns that hold nothing are there only where they are usually needed;
    `every_sheet` gives all sheets. Read again by `read_workbook`, the partnership is equal.

    Raises InputError for a text longer than a cell can hold.
    """
    tables = tables_of(partnership, every_sheet=every_sheet)
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    book.set_properties(
        {
            "title": partnership.name[:250],
            "subject": "Partnership workbook",
            "author": "Commonweal",
            "comments": partnership.summary[:250],
            "created": _MADE_ON,
        }
    )
    book.set_size(2400, 1400)
    styles = Styles(book)
    lists = Lists(assumptions=tuple(one.id for one in partnership.assumptions))
    front = {title: book.add_worksheet(title) for title in (COVER, CONTENTS, GUIDANCE)}
    worksheets = [book.add_worksheet(table.title) for table in tables]
    keys, listed = book.add_worksheet(ALL_KEYS), book.add_worksheet(LISTS)
    render_cover(front[COVER], partnership, styles)
    render_contents(front[CONTENTS], tables, styles)
    render_guidance(front[GUIDANCE], styles)
    for table in tables:
        for index, column in enumerate(table.columns):
            if column.path == ("id",) and table.sheet is not None:
                letter = cell_name(0, index)[:-1]
                lists.add_ids(".".join(table.sheet.path), table.title, letter, FIRST_ROW + 1)
    for worksheet, table in zip(worksheets, tables, strict=True):
        render(worksheet, table, styles, lists)
    render_keys(keys, styles)
    lists.write(listed, styles)
    front[COVER].activate()
    book.close()
    return out.getvalue()
