"""Read the worked table in a test's docstring, so that the printed figures are those checked."""

from __future__ import annotations

import re

__all__ = ["Cell", "TableError", "read_cell", "read_rows"]

Cell = int | float | str

#: Thousands commas must stand where thousands stand: "1,200" is a number, "1,2" is a list.
_NUMBER = re.compile(r"(?P<sign>-?)(?P<whole>\d{1,3}(?:,\d{3})+|0|[1-9]\d*)(?P<part>\.\d+)?")
_RULE = re.compile(r":?-+:?")
_BETWEEN_CELLS = re.compile(r"(?<!\\)\|")


class TableError(Exception):
    """A docstring whose table cannot be read."""


def read_rows(docstring: str) -> list[dict[str, Cell]]:
    """Return the rows of the one Markdown table in a docstring, keyed by their headings.

    A number comes back as int or float with commas, £ and % taken off and brackets or a true
    minus sign read as negative. A percentage keeps the number as printed: its heading should
    say "per cent". Anything else is text; an empty cell is the empty text.
    """
    lines = [line.strip() for line in docstring.splitlines()]
    tables = _tables(lines)
    if not tables:
        raise TableError(
            "The docstring holds no Markdown table. Add one, or do not ask for `rows`."
        )
    if len(tables) > 1:
        raise TableError(f"The docstring holds {len(tables)} tables; a test may have one.")

    head, rule, *body = (_cells(line) for line in tables[0])
    if len(rule) != len(head) or not all(_RULE.fullmatch(cell) for cell in rule):
        raise TableError(f"The line under the headings must be dashes, one run for each: {rule}.")
    if len(set(head)) != len(head):
        raise TableError(f"Two columns have the same heading: {head}.")
    if not body:
        raise TableError("The table has headings and no rows.")

    for cells in body:
        if len(cells) != len(head):
            raise TableError(f"{len(head)} headings but {len(cells)} cells in the row {cells}.")
    return [
        {heading: read_cell(cell) for heading, cell in zip(head, cells, strict=True)}
        for cells in body
    ]


def read_cell(text: str) -> Cell:
    """Return a cell as int, float or text.

    >>> read_cell("£1,200"), read_cell("(300)"), read_cell("−£4.50"), read_cell("17.5%")
    (1200, -300, -4.5, 17.5)
    >>> read_cell("1,2"), read_cell("2024-25"), read_cell("007")
    ('1,2', '2024-25', '007')
    """
    plain = text.strip().strip("*`").strip()
    bare = plain.replace("−", "-").replace("£", "").removesuffix("%").replace(" ", "")
    if bare.startswith("(") and bare.endswith(")"):
        bare = "-" + bare[1:-1]

    number = _NUMBER.fullmatch(bare)
    if number is None:
        return plain.replace("\\|", "|")
    digits = number["sign"] + number["whole"].replace(",", "")
    return float(digits + number["part"]) if number["part"] else int(digits)


def _tables(lines: list[str]) -> list[list[str]]:
    """Return each run of two or more lines that start with a bar."""
    runs: list[list[str]] = [[]]
    for line in lines:
        if line.startswith("|"):
            runs[-1].append(line)
        elif runs[-1]:
            runs.append([])
    return [run for run in runs if len(run) > 1]


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in _BETWEEN_CELLS.split(line.strip().removesuffix("|"))[1:]]
