"""A table as values: what a page, a workbook or a paper lays out, each in its own way."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

__all__ = ["Cell", "Column", "Table", "figure", "table", "text"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column's heading, what it is counted in, and whether it holds figures."""

    name: str
    small_print: str = ""
    is_figure: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """What one cell says; `tone` repeats in colour what the words say already."""

    said: str
    small_print: str = ""
    tone: str = ""
    """`loss` or `gain`, or nothing."""
    trace: str = ""
    """The id of the trace that opens this figure; the table's own holds where it is empty."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table whose first column names its rows. Every row has a cell for each column."""

    id: str
    caption: str
    small_print: str
    """What the figures are: pounds of which prices, over which years, against what."""
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    trace: str = ""
    """The id of the trace that says how the figures of this table are worked out."""


def text(name: str, small_print: str = "") -> Column:
    """Return a column of words."""
    return Column(name=name, small_print=small_print)


def figure(name: str, small_print: str = "") -> Column:
    """Return a column of figures, which line up on the right."""
    return Column(name=name, small_print=small_print, is_figure=True)


def table(
    name: str,
    caption: str,
    columns: Sequence[Column],
    rows: Iterable[Sequence[str | Cell]],
    *,
    small_print: str = "",
    trace: str = "",
) -> Table:
    """Make a table, letting plain text stand for a cell."""
    return Table(
        id=name,
        caption=caption,
        small_print=small_print,
        columns=tuple(columns),
        rows=tuple(
            tuple(Cell(said=cell) if isinstance(cell, str) else cell for cell in row)
            for row in rows
        ),
        trace=trace,
    )
