"""The same workbook for readers who may not see every line: it begins at the yearly sums.

Sheets that hold what each body recorded, and every step from there to the yearly sums, are taken
out. What rests on them stands as a value; what follows from those values stays a formula.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, Final

from .formulas import Node
from .layout import Book, Sheet
from .writing import Area, parts_of

__all__ = ["LEFT_OUT", "cut_lines_out"]

#: What bodies recorded, what is assumed of it, and each step up to the yearly sums.
LEFT_OUT: Final = frozenset(
    {
        "Baselines", "Decisions", "Discounting", "Facts", "Factors", "Figures", "Flows", "Growth",
        "Records", "Solved", "Survival", "Timing", "Today", "Workings",
    }
)  # fmt: skip


def cut_lines_out(book: Book) -> tuple[str, ...]:
    """Take the sheets of lines and steps out of a book; return the names of those taken out.

    No cell is an input any more: a figure that was changed would move some sums and not others.
    """
    taken_out = tuple(sheet.name for sheet in book.sheets if sheet.name in LEFT_OUT)
    book.sheets[:] = [sheet for sheet in book.sheets if sheet.name not in LEFT_OUT]
    for sheet in book.sheets:
        _cut(sheet)
    book.names = {
        name: node
        for name, node in book.names.items()
        if node.home is not None and node.home[0] not in LEFT_OUT
    }
    return taken_out


def _cut(sheet: Sheet) -> None:
    for at, placed in sheet.cells.items():
        content = placed.content
        role = "solved" if placed.role == "input" else placed.role
        if isinstance(content, Node) and _rests_on_what_is_out(content):
            content, role = _as_value(content), "solved"
        sheet.cells[at] = replace(placed, content=content, role=role)


def _as_value(node: Node) -> Any:
    """Return a sum as the value that it came to; others that name its cell find that there."""
    # What lies below it must not be reached through it: its steps would be laid out again.
    node.op, node.args = "cell", ()
    if isinstance(node.value, float):
        return node if math.isfinite(node.value) else ""
    return node.value


def _rests_on_what_is_out(node: Node) -> bool:
    """Return whether the sum in a node's own cell names a cell that is taken out."""
    return any(home in LEFT_OUT for home in _sheets_named(node))


def _sheets_named(node: Node) -> Iterator[str]:
    waiting: list[Any] = list(parts_of(node))
    seen: set[Node] = set()
    while waiting:
        part = waiting.pop()
        if isinstance(part, Area):
            yield part.sheet
        elif isinstance(part, Node) and part not in seen:
            seen.add(part)
            if part.home is not None:
                yield part.home[0]
            else:
                waiting.extend(parts_of(part))
