"""The sheets before they are written: what stands in which cell, and how it looks.

Every sheet is laid out first, so that each number knows its cell; then the formulas are written.
"""

from __future__ import annotations

import datetime
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any, Final

import xlsxwriter  # type: ignore[import-untyped]

from .formulas import Ledger, Node, Number
from .writing import Area, address, formula_text

__all__ = ["FIRST_ROW", "Asked", "Book", "Link", "Sheet", "template"]

#: Row (from 0) of a sheet's first line below its title, status line and what it holds.
FIRST_ROW: Final = 4

_FORMATS: Final[dict[str, str]] = {
    "pounds": "#,##0.00;[Red]-#,##0.00",
    "share": "0.0000%",
    "factor": "0.000000;-0.000000;0",
    "number": "[>=1000]#,##0.00;[<=-1000]-#,##0.00;0.0000",
    "year": "0",
    "count": "0",
    "ratio": "0.00",
    "percent": "0%",
}

#: A cell holds no more letters; Excel's limit is 32,767.
_LONGEST_TEXT: Final = 32_000

#: Letters that a line of a page holds at a size that is still easy to read.
_PAGE_WIDTH: Final = 190.0

#: Nothing in the file depends on when it was made.
_MADE: Final = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC).replace(tzinfo=None)


def template(ledger: Ledger, text: str, parts: Sequence[Any], value: float | str | bool) -> Node:
    """Return a formula written by hand, its parts put in for {0}, {1} and so on."""
    node = Node(ledger, "template", (text, *parts), 0.0)
    node.value = value  # type: ignore[assignment]  # words, where a formula answers in words
    return node


@dataclass(frozen=True, slots=True)
class _Placed:
    content: Any
    kind: str
    role: str
    """`input`, `solved`, or nothing: how the cell may be used."""


@dataclass(kw_only=True)
class Sheet:
    """One sheet: its cells by row and column, and what is marked on it."""

    name: str
    title: str
    about: str
    cells: dict[tuple[int, int], _Placed] = field(default_factory=dict)
    heights: dict[int, float] = field(default_factory=dict)
    """Of rows that need more than their words in the run."""
    widths: Mapping[int, float] = field(default_factory=dict)
    table: tuple[int, int, int, Sequence[str]] | None = None
    """First row, first column, last row and headings of the marked table."""
    freeze: tuple[int, int] = (0, 0)

    def put(self, row: int, column: int, content: Any, kind: str = "text", role: str = "") -> None:
        """Lay a text, a number or a formula in a cell; a number without one gets it as its own."""
        if isinstance(content, Node):
            if content.home is None:
                content.home = (self.name, row, column)
            elif content.home != (self.name, row, column):
                content = template(content.ledger, "{0}", [content], content.value)
                content.home = (self.name, row, column)
        self.cells[row, column] = _Placed(content, kind, role)

    def put_row(
        self, row: int, column: int, values: Iterable[Number], kind: str, role: str = ""
    ) -> None:
        for place, value in enumerate(values):
            self.put(row, column + place, value, kind, role)

    def headings(self, row: int, names: Sequence[str], *, column: int = 0) -> None:
        for place, name in enumerate(names):
            self.put(row, column + place, name, "heading")

    def mark(self, row: int, last_row: int, names: Sequence[str], *, column: int = 0) -> None:
        """Mark a table: its heading row, its last row and the names of its columns.

        A table takes no name twice, whatever its case, and none that runs over lines.
        """
        names = _unlike(names)
        self.headings(row, names, column=column)
        if last_row > row:
            self.table = (row, column, last_row, tuple(names))
        self.freeze = (row + 1, column + 1)

    def side(self, row: int, column: int) -> str:
        """Return on which side a heading stands: over figures on the right, as they do."""
        below = self.cells.get((row + 1, column))
        return "right" if below is not None and below.kind in _FORMATS else "left"

    def area(
        self, top: int, left: int, bottom: int, right: int, numbers: Sequence[Number] = ()
    ) -> Area:
        return Area(self.name, top, left, bottom, right, numbers)


class Book:
    """All sheets of a workbook, in their order."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger
        self.sheets: list[Sheet] = []
        self.names: dict[str, Node] = {}
        """Defined names of key cells."""
        self.status: Node | None = None
        """The cell that says whether the figures still hold."""

    def sheet(self, name: str, title: str, about: str) -> Sheet:
        made = Sheet(name=name, title=title, about=about)
        self.sheets.append(made)
        return made

    def name(self, words: str, node: Number) -> None:
        """Give a key cell a name; words that the sheet cannot take are made fit."""
        if not isinstance(node, Node):
            return
        fit = "".join(one if one.isascii() and one.isalnum() else "_" for one in words)
        self.names[fit] = node

    def head(self) -> None:
        """Give every sheet its title, what it holds, and whether the figures still hold."""
        for sheet in self.sheets:
            sheet.put(0, 0, sheet.title, "title")
            sheet.put(1, 0, sheet.about, "note")
            if self.status is not None and sheet.name not in ("Cover", "Contents", "Notes"):
                sheet.put(2, 0, self.status, "status")

    def roots(self) -> list[Node]:
        return [
            placed.content
            for sheet in self.sheets
            for placed in sheet.cells.values()
            if isinstance(placed.content, Node)
        ]

    def to_bytes(self) -> bytes:
        """Write the workbook; the same cells give the same bytes."""
        stream = BytesIO()
        workbook = xlsxwriter.Workbook(
            stream,
            {
                "in_memory": True,
                "strings_to_formulas": False,
                "strings_to_urls": False,
                "strings_to_numbers": False,
            },
        )
        workbook.set_properties({"created": _MADE, "author": "Commonweal"})
        workbook.set_calc_mode("auto")
        looks = _Looks(workbook)
        for sheet in self.sheets:
            self._write(workbook, sheet, looks)
        for name, node in sorted(self.names.items()):
            assert node.home is not None
            workbook.define_name(name, "=" + address(node.home, ""))
        workbook.close()
        return stream.getvalue()

    def _write(self, workbook: Any, sheet: Sheet, looks: _Looks) -> None:
        paper = workbook.add_worksheet(sheet.name)
        paper.hide_gridlines(2)
        paper.set_landscape()
        paper.set_paper(8)
        paper.fit_to_pages(_pages_across(sheet), 0)
        paper.set_footer("&L&A&RPage &P of &N")
        for column, width in sheet.widths.items():
            paper.set_column(column, column, width)
        for row, height in _heights(sheet).items():
            paper.set_row(row, height)
        if sheet.table is not None:
            row, column, last, names = sheet.table
            paper.add_table(
                row,
                column,
                last,
                column + len(names) - 1,
                {
                    "name": f"{sheet.name}_table",
                    "style": "Table Style Light 1",
                    "columns": [
                        {"header": name, "header_format": looks.of("heading", sheet.side(row, at))}
                        for at, name in enumerate(names, start=column)
                    ],
                },
            )
            paper.repeat_rows(row)
        if any(sheet.freeze):
            paper.freeze_panes(*sheet.freeze)
            if sheet.freeze[1]:
                paper.repeat_columns(0, sheet.freeze[1] - 1)
        for (row, column), placed in sheet.cells.items():
            self._write_cell(paper, sheet, row, column, placed, looks)

    def _write_cell(
        self, paper: Any, sheet: Sheet, row: int, column: int, placed: _Placed, looks: _Looks
    ) -> None:
        content = placed.content
        role = sheet.side(row, column) if placed.kind == "heading" else placed.role
        look = looks.of(placed.kind, role)
        if isinstance(content, Node):
            if content.op in ("cell", "solved"):
                paper.write_number(row, column, content.value, look)
                return
            value: Any = content.value
            if content.is_truth:
                value = bool(value)
            elif isinstance(value, float) and not math.isfinite(value):
                # A step that only stands behind a question which is answered no.
                value = "#DIV/0!"
            text = formula_text(content, sheet.name)
            paper.write_formula(row, column, "=" + text, look, value)
        elif isinstance(content, bool):
            paper.write_boolean(row, column, content, look)
        elif isinstance(content, (int, float)):
            paper.write_number(row, column, content, look)
        elif isinstance(content, Asked):
            text = formula_text(content.node, sheet.name).replace("$", "")
            paper.write_string(row, column, text[:_LONGEST_TEXT], look)
        elif isinstance(content, Link):
            paper.write_url(row, column, f"internal:{content.sheet}!A1", look, content.sheet)
        elif content:
            paper.write_string(row, column, str(content)[:_LONGEST_TEXT], look)
        else:
            paper.write_blank(row, column, None, look)


@dataclass(frozen=True, slots=True)
class Link:
    """A way to another sheet."""

    sheet: str


def _pages_across(sheet: Sheet) -> int:
    """Return how many pages stand side by side in print, so that the letters can be read."""
    n_columns = 1 + max((column for _, column in sheet.cells), default=0)
    width = sum(sheet.widths.get(column, 9.0) for column in range(n_columns))
    return max(1, round(width / _PAGE_WIDTH))


def _unlike(names: Sequence[str]) -> list[str]:
    seen: set[str] = set()
    found = []
    for words in names:
        name = " ".join(words.split())[:240]
        n_seen = 1
        fit = name
        while fit.casefold() in seen:
            n_seen += 1
            fit = f"{name} ({n_seen})"
        seen.add(fit.casefold())
        found.append(fit)
    return found


def _heights(sheet: Sheet) -> dict[int, float]:
    """Return the heights of rows whose words run over several lines; viewers do not agree on it."""
    heights = {0: 24.0}
    for (row, column), placed in sheet.cells.items():
        if placed.kind not in ("words", "strong", "heading"):
            continue
        words = placed.content.value if isinstance(placed.content, Node) else placed.content
        width = sheet.widths.get(column, 9.0) * (0.95 if placed.kind != "words" else 1.1)
        n_lines = -(-len(str(words)) // max(int(width), 1))
        if n_lines > 1:
            heights[row] = max(heights.get(row, 0.0), 4.0 + 13.0 * n_lines)
    return heights | sheet.heights


@dataclass(frozen=True, slots=True)
class Asked:
    """A sum as words: what its own cell works out."""

    node: Node


class _Looks:
    """Cell formats, each made once."""

    def __init__(self, workbook: Any) -> None:
        self._workbook = workbook
        self._made: dict[tuple[str, str], Any] = {}

    def of(self, kind: str, role: str) -> Any:
        if (kind, role) not in self._made:
            self._made[kind, role] = self._workbook.add_format(_look(kind, role))
        return self._made[kind, role]


def _look(kind: str, role: str) -> dict[str, Any]:
    look: dict[str, Any] = {"font_name": "Arial", "font_size": 10, "valign": "top"}
    if kind in _FORMATS:
        look |= {"num_format": _FORMATS[kind], "align": "right"}
    match kind:
        case "title":
            look |= {"bold": True, "font_size": 16}
        case "text":
            look |= {"align": "left", "indent": 1}
        case "note":
            look |= {"font_color": "#505A5F"}
        case "words":
            look |= {"text_wrap": True}
        case "heading":
            look |= {"bold": True, "text_wrap": True, "bottom": 2, "bg_color": "#F3F2F1"}
        case "subheading":
            look |= {"bold": True, "font_size": 12}
        case "strong":
            look |= {"bold": True, "text_wrap": True}
        case "count":
            look |= {"align": "left"}
        case "status":
            look |= {"italic": True, "font_color": "#505A5F"}
        case "link":
            look |= {"font_color": "#1D70B8", "underline": 1}
    match role:
        case "input":
            look |= {"bg_color": "#FFF7BF", "font_color": "#003078", "border": 1}
            look |= {"border_color": "#B1B4B6"}
        case "right":
            look |= {"align": "right"}
        case "left":
            look |= {"align": "left", "indent": 1}
        case "solved":
            look |= {"bg_color": "#EEEFEF", "italic": True}
        case "total":
            look |= {"bold": True}
    return look
