"""What calamine does not tell of a sheet, from its XML: formulas, errors, what is hidden."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from xml.etree import ElementTree

__all__ = ["Marks", "bounds_of_open_document", "cell_name", "marks_of", "sheet_parts"]

Cell = tuple[int, int]

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_STRICT = "{http://purl.oclc.org/ooxml/spreadsheetml/main}"
_LINKS = (
    "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id",
    "{http://purl.oclc.org/ooxml/officeDocument/relationships}id",
)
_TOKEN = re.compile(
    rb"<(?:\w+:)?row\b(?P<row>[^>]*)>"
    rb"|<(?:\w+:)?col\b(?P<column>[^>]*)>"
    rb"|<(?:\w+:)?c\b(?P<cell>[^>]*?)(?:/>|>(?P<inside>.*?)</(?:\w+:)?c>)",
    re.S,
)
_FORMULA = re.compile(rb"<(?:\w+:)?f\b")
_VALUE = re.compile(rb"<(?:\w+:)?v\b[^>]*>(.*?)</(?:\w+:)?v>|<(?:\w+:)?is\b", re.S)
_NAME = re.compile(rb"\br\s*=\s*[\"']([A-Za-z]{1,9})(\d{1,18})")
_ROW = re.compile(rb"\br\s*=\s*[\"'](\d{1,18})")
_HIDDEN = re.compile(rb"\bhidden\s*=\s*[\"'](?:1|true)[\"']")
_SPAN = re.compile(rb"\b(min|max)\s*=\s*[\"'](\d{1,9})")
_ERROR = re.compile(rb"\bt\s*=\s*[\"']e[\"']")
_REPEATED = re.compile(rb"number-(?:rows|columns)-repeated\s*=\s*[\"'](\d{1,18})")
_OPEN_CELL = re.compile(rb"<table:(?:covered-)?table-cell\b[^>]*>")


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """What stands behind the cells of a sheet; rows and columns count from 0."""

    formulas: Mapping[Cell, bool] = field(default_factory=dict)
    """Cells with a formula, and whether its last result was saved with it."""
    errors: Mapping[Cell, str] = field(default_factory=dict)
    """Cells that hold an error, such as #REF!."""
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    furthest: Cell = (0, 0)


def cell_name(row: int, column: int) -> str:
    """Return what Excel calls a cell, from its row and column, which count from 0: `F7`."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row + 1}"


def sheet_parts(parts: Mapping[str, bytes]) -> Iterator[tuple[str, bytes]]:
    """Yield title and XML of each sheet of an .xlsx archive; nothing for a binary workbook."""
    if "xl/workbook.xml" not in parts:
        return
    try:
        book = ElementTree.fromstring(parts["xl/workbook.xml"])
        links = ElementTree.fromstring(parts.get("xl/_rels/workbook.xml.rels", b"<none/>"))
    except ElementTree.ParseError:
        return
    targets = {link.get("Id"): link.get("Target", "") for link in links}
    for tag in (_MAIN, _STRICT):
        for sheet in book.iter(f"{tag}sheet"):
            target = targets.get(next((sheet.get(key) for key in _LINKS if sheet.get(key)), ""), "")
            name = posixpath.normpath(posixpath.join("xl", target)).lstrip("/")
            if name in parts:
                yield sheet.get("name", ""), parts[name]


def marks_of(part: bytes) -> Marks:
    """Return what the XML of a sheet says beside its values."""
    formulas: dict[Cell, bool] = {}
    errors: dict[Cell, str] = {}
    hidden_rows: set[int] = set()
    hidden_columns: set[int] = set()
    row, column, last_row, last_column = -1, -1, 0, 0
    for token in _TOKEN.finditer(part):
        kind = token.lastgroup
        if kind == "row":
            found = _ROW.search(token["row"])
            row, column = int(found[1]) - 1 if found else row + 1, -1
            if _HIDDEN.search(token["row"]):
                hidden_rows.add(row)
        elif kind == "column":
            if _HIDDEN.search(token["column"]):
                span = {name: int(number) for name, number in _SPAN.findall(token["column"])}
                if len(span) == 2 and span[b"max"] - span[b"min"] < 1000:
                    hidden_columns.update(range(span[b"min"] - 1, span[b"max"]))
        else:
            name = _NAME.search(token["cell"])
            column = _column(name[1]) if name else column + 1
            row = int(name[2]) - 1 if name else max(row, 0)
            inside = token["inside"]
            if inside is None:
                continue  # a cell that is formatted and holds nothing
            last_row, last_column = max(last_row, row), max(last_column, column)
            value = _VALUE.search(inside)
            has_value = value is not None and (value[1] is None or value[1] != b"")
            if _ERROR.search(token["cell"]):
                errors[row, column] = (value[1] or b"").decode() if value else "an error"
            if _FORMULA.search(inside):
                formulas[row, column] = has_value
    return Marks(
        formulas=formulas,
        errors=errors,
        hidden_rows=frozenset(hidden_rows),
        hidden_columns=frozenset(hidden_columns),
        furthest=(last_row, last_column),
    )


def bounds_of_open_document(content: bytes) -> Cell:
    """Return how far the cells of an OpenDocument spreadsheet reach, its repeats counted.

    What is repeated after the last cell that holds something does not count: every such document
    ends each row and each sheet in thousands of blanks.
    """
    furthest_row, furthest_column, row_number = 0, 0, 0
    for row in re.split(rb"(?=<table:table(?:-row)?[\s>])", content):
        if not row.startswith(b"<table:table-row"):
            row_number = 0  # another sheet
            continue
        head, _, cells = row.partition(b">")
        row_number += _repeats(head)
        if b"office:value-type" not in cells:
            continue
        furthest_row = max(furthest_row, row_number)
        column = 0
        for cell in _OPEN_CELL.findall(cells):
            column += _repeats(cell)
            if b"office:value-type" in cell:
                furthest_column = max(furthest_column, column)
    return furthest_row, furthest_column


def _repeats(tag: bytes) -> int:
    found = _REPEATED.search(tag)
    return int(found[1]) if found else 1


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number - 1
