"""What a chart shows, as values that can be drawn, tabled or read out."""

from __future__ import annotations

from dataclasses import dataclass

from commonweal.reports.tables import Table

__all__ = [
    "Chart",
    "Line",
    "LineChart",
    "Marked",
    "RangeChart",
    "RangeRow",
    "SwingChart",
    "SwingRow",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of a chart: a name and a value for each point."""

    name: str
    values: tuple[float, ...]
    is_emphasised: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """A point of a line that the reader should not miss."""

    line: str
    position: int
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LineChart:
    """Pounds by year, a line for each thing compared, one of them emphasised."""

    id: str
    title: str
    small_print: str
    alternative: str
    """What somebody who cannot see the chart is told."""
    points: tuple[str, ...]
    lines: tuple[Line, ...]
    marks: tuple[Marked, ...]
    table: Table


@dataclass(frozen=True, slots=True, kw_only=True)
class RangeRow:
    """An expected value with the range that eight futures in ten fall in."""

    name: str
    low: float
    middle: float
    high: float
    said: str
    """The expected value in words, which stands beside it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RangeChart:
    """Pounds with a range, a row for each body, about nought."""

    id: str
    title: str
    small_print: str
    alternative: str
    low_side: str
    high_side: str
    rows: tuple[RangeRow, ...]
    table: Table


@dataclass(frozen=True, slots=True, kw_only=True)
class SwingRow:
    """What an outcome is on average where one figure is lowest, and where it is highest."""

    name: str
    at_low: float
    at_high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class SwingChart:
    """Pounds between two ends, a row for each figure, widest first: a tornado."""

    id: str
    title: str
    small_print: str
    alternative: str
    rows: tuple[SwingRow, ...]
    table: Table


Chart = LineChart | RangeChart | SwingChart
