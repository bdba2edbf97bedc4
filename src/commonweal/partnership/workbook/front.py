"""The sheets that say what the workbook is: cover, contents, guidance, and every key there is."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import Any

from commonweal import __version__
from commonweal.partnership.document import SCHEMA_VERSION, Partnership

from .filling import SETTINGS, Table
from .layout import Column, RowSheet, lineage_columns, parts, sheets
from .rendering import CONTENTS
from .saying import default_said, unit_said
from .styles import Styles

__all__ = ["ALL_KEYS", "COVER", "GUIDANCE", "render_contents", "render_cover", "render_guidance"]
__all__ += ["render_keys"]

COVER, GUIDANCE, ALL_KEYS = "Cover", "Guidance", "All keys"

_STEPS = (
    ("1", SETTINGS, "Give the case a name and its years. Say whether amounts are in £ or £000."),
    ("2", "Bodies", "One row for each body that would take part."),
    ("3", "Services", "One row for each service that could be shared."),
    ("4", "Baselines", "What each body spends and does on each service now."),
    ("5", "Options", "What each could do alone, and what they could do together."),
    ("6", "Levers", "How each option saves; its figures stand on Lever figures."),
    ("7", "Costs of change", "What each option costs; its figures stand on Cost figures."),
)

_GUIDANCE = (
    (
        "One row, one thing",
        "Type below the headings. Rows may stand in any order, columns too. Blank rows, and a row "
        "that begins with Total, are left out.",
    ),
    (
        "Headings",
        "Leave the headings as they are: the workbook is read by them. The note on each gives its "
        "whole meaning. A column of your own is kept aside and not read.",
    ),
    (
        "Ids",
        "An id is a short name by which other sheets call a row: lower-case letters, digits and "
        "hyphens, as in ribble-valley.",
    ),
    (
        "Amounts",
        "1200, £1,200.00, (1,200), 1,200- and 1.2m are all read. Where Settings says £000, every "
        "amount whose unit is £ is multiplied by 1,000.",
    ),
    ("Shares", "12% and 0.12 are the same. Do not write 12 for 12 per cent."),
    (
        "Figures that are not certain",
        "Where there are columns Low, Likely and High, use them and leave Value blank. Elsewhere "
        "write the range in the cell: 100,000 to 140,000, likely 120,000. Add ; triangular, "
        "; uniform or ; lognormal where pert is not meant.",
    ),
    (
        "Figures used in several places",
        "Give the figure a row on Assumptions, and write assumption: and its id wherever it "
        "stands. All such places then move together.",
    ),
    ("Several things in one cell", "Part them by semicolons: fees; policy; standards."),
    (
        "Nothing and not known",
        "A blank cell is left out: what then stands is said above the heading. 0 is nought. "
        "(none) is a text or a list that is there and holds nothing.",
    ),
    ("Years and days", "A financial year is 2026-27. A day is 1/4/2028 or 1 April 2028."),
    (
        "Columns and sheets that are not here",
        f"Rare ones are left out to keep this short. The sheet {ALL_KEYS} lists all there are: to "
        "use one, add a sheet of that name, or a column of that heading beside the others. For a "
        "driver, a volume and the like, add a column such as Driver: caseload.",
    ),
    (
        "Formulas",
        "Figures may be worked out by formulas of your own: the last result that Excel saved is "
        "what is read, and the report says so.",
    ),
    (
        "Ask",
        "commonweal check FILE says everything that is wrong, with sheet and cell. "
        "commonweal appraise FILE gives the verdict. commonweal convert FILE case.toml writes the "
        "same case as text, and back.",
    ),
)


def render_cover(sheet: Any, partnership: Partnership, styles: Styles) -> None:
    sheet.set_column(0, 0, 8)
    sheet.set_column(1, 1, 22)
    sheet.set_column(2, 2, 80)
    sheet.write_string(0, 0, partnership.name, styles.title)
    sheet.set_row(0, 30)
    says = "A partnership workbook: who would share which service, what it costs now, and how"
    sheet.write_string(1, 0, f"{says} sharing would differ.", styles.lead)
    sheet.write_string(
        2,
        0,
        f"Form {SCHEMA_VERSION} of the partnership file, written by Commonweal {__version__}. "
        "The TOML file of the same case holds the same, cell for cell.",
        styles.lead,
    )
    sheet.write_string(4, 0, "How to fill it in", styles.of(font_size=13, bold=True))
    for index, heading in enumerate(("Step", "Sheet", "What to do")):
        sheet.write_string(5, index, heading, styles.heading)
    for row, (step, title, what) in enumerate(_STEPS, 6):
        sheet.write_string(row, 0, step, styles.plain)
        sheet.write_url(row, 1, f"internal:'{title}'!A1", styles.link, title)
        sheet.write_string(row, 2, what, styles.plain)
    row = 7 + len(_STEPS)
    for title, what in (
        (CONTENTS, "every sheet of this workbook"),
        (GUIDANCE, "how amounts, ranges, lists and years are typed"),
        (ALL_KEYS, "everything that may be entered, the rare included"),
    ):
        sheet.write_url(row, 0, f"internal:'{title}'!A1", styles.link, f"{title}: {what}")
        row += 1
    _set_front(sheet)


def render_contents(sheet: Any, tables: Sequence[Table], styles: Styles) -> None:
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, 1, 90)
    sheet.set_column(2, 2, 12)
    sheet.write_string(0, 0, CONTENTS, styles.title)
    rows = [(table.title, table.says, float(len(table.rows))) for table in tables]
    _headings(sheet, 2, ("Sheet", "What it holds", "Rows filled"), styles)
    for row, (title, says, n_rows) in enumerate(
        [(GUIDANCE, "How cells are filled in.", None), *rows, *_LAST_SHEETS], 3
    ):
        sheet.write_url(row, 0, f"internal:'{title}'!A1", styles.link, title)
        sheet.write_string(row, 1, says, styles.plain)
        if n_rows is not None:
            sheet.write_number(row, 2, n_rows, styles.plain)
        else:
            sheet.write_string(row, 2, "", styles.plain)
    _set_front(sheet)


_LAST_SHEETS = (
    (ALL_KEYS, "Everything that may be entered in a partnership workbook.", None),
    ("Lists", "What the drop-downs offer.", None),
)


def render_guidance(sheet: Any, styles: Styles) -> None:
    sheet.set_column(0, 0, 30)
    sheet.set_column(1, 1, 100)
    sheet.write_string(0, 0, GUIDANCE, styles.title)
    _headings(sheet, 2, ("On", "What to know"), styles)
    for row, (topic, says) in enumerate(_GUIDANCE, 3):
        sheet.write_string(row, 0, topic, styles.bold)
        sheet.write_string(row, 1, says, styles.plain)
        sheet.set_row(row, 14.5 * math.ceil(len(says) / 95) + 3)
    _set_front(sheet)


def render_keys(sheet: Any, styles: Styles) -> None:
    headings = (
        "Sheet",
        "Heading",
        "Of",
        "What it means",
        "Unit",
        "If left blank",
        "Choices",
        "Key in the file",
    )
    for index, width in enumerate((20, 30, 24, 80, 24, 22, 40, 34)):
        sheet.set_column(index, index, width)
    sheet.write_string(0, 0, ALL_KEYS, styles.title)
    sheet.write_string(
        1,
        0,
        "Everything that may be entered. Sheets and columns not here yet may be added by "
        "these names.",
        styles.lead,
    )
    sheet.write_url(2, 0, f"internal:'{CONTENTS}'!A1", styles.link, "Back to the contents")
    rows = list(_keys())
    for number, row in enumerate(rows):
        sheet.set_row(6 + number, 13 * math.ceil(max(len(row[3]) / 74, len(row[6]) / 36, 1)) + 3)
        for index, text in enumerate(row):
            sheet.write_string(6 + number, index, text, styles.told)
    sheet.add_table(
        5,
        0,
        5 + len(rows),
        len(headings) - 1,
        {
            "name": "All_keys",
            "style": "Table Style Light 1",
            "columns": [
                {"header": heading, "header_format": styles.heading} for heading in headings
            ],
        },
    )
    sheet.freeze_panes(6, 2)
    _set_front(sheet)
    sheet.repeat_rows(5)


def _keys() -> Iterator[tuple[str, ...]]:
    for part in parts():
        for column in part.columns:
            yield _key(SETTINGS, column, part.title, part.path)
    for sheet in sheets():
        for column in (*lineage_columns(sheet), *sheet.columns):
            yield _key(sheet.title, column, "", _place(sheet))
        for kind, columns in sheet.figures.items():
            for column in columns:
                yield _key(sheet.figures_title, column, kind, _place(sheet))


def _place(sheet: RowSheet) -> tuple[str, ...]:
    return sheet.path


def _key(title: str, column: Column, of: str, within: tuple[str, ...]) -> tuple[str, ...]:
    is_map = column.leaf.kind == "map" and column.leaf.item is not None
    heading = (
        f"{column.heading}: …" if is_map and not (of and title != SETTINGS) else column.heading
    )
    leaf = column.leaf.item if is_map and column.leaf.item is not None else column.leaf
    choices = leaf.choices or (leaf.item.choices if leaf.item is not None else ())
    key = "" if column.path[0] == "^" else ".".join((*within, *column.path))
    return (
        title,
        heading,
        of,
        column.says,
        unit_said(leaf),
        default_said(column),
        ", ".join(choices),
        key,
    )


def _headings(sheet: Any, row: int, headings: Sequence[str], styles: Styles) -> None:
    for index, heading in enumerate(headings):
        sheet.write_string(row, index, heading, styles.heading)


def _set_front(sheet: Any) -> None:
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.set_footer("&L&F&C&A&RPage &P of &N")
    sheet.hide_gridlines(2)
