"""What a chart shows, as values that can be drawn, tabled or read out."""

from __future__ import annotations

from dataclasses import dataclass

from commonweal.reports.tables import Table

__all__ = [
    "Chart",
    "DotRow",
    "Dots",
    "DotsChart",
    "Line",
    "LineChart",
    "Marked",
    "RangeChart",
    "RangeRow",
    "SwingChart",
    "SwingRow",
    "YearPart",
    "YearsChart",
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
    x_name: str = ""
    """What the points are, where they are not years."""
    places: tuple[float, ...] = ()
    """Where the points stand, where they are not evenly apart."""


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
    has_long_names: bool = False
    """Whether names need half of the width, as those of groups do."""


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


@dataclass(frozen=True, slots=True, kw_only=True)
class YearPart:
    """One part of what each year is made of, in pounds."""

    name: str
    values: tuple[float, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class YearsChart:
    """Pounds by year, at most four parts that add up to each year, and their running total."""

    id: str
    title: str
    small_print: str
    alternative: str
    points: tuple[str, ...]
    parts: tuple[YearPart, ...]
    up_side: str
    """What above nought means: `dearer`."""
    down_side: str
    table: Table

    @property
    def totals(self) -> tuple[float, ...]:
        """The sum of the parts in each year."""
        columns = zip(*(part.values for part in self.parts), strict=True)
        return tuple(sum(column) for column in columns)


@dataclass(frozen=True, slots=True, kw_only=True)
class DotRow:
    """A partner, and what stands beside its dots."""

    name: str
    said: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Dots:
    """One way of sharing: where it puts each partner."""

    name: str
    kind: int
    """Which of the chart's kinds it is of."""
    values: tuple[float, ...]
    """A sum for each row, in pounds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DotsChart:
    """Pounds for each partner under each of many ways, in at most four kinds; the first stands
    out."""

    id: str
    title: str
    small_print: str
    alternative: str
    low_side: str
    """What below nought means."""
    rows: tuple[DotRow, ...]
    kinds: tuple[str, ...]
    dots: tuple[Dots, ...]
    table: Table


Chart = LineChart | RangeChart | SwingChart | YearsChart | DotsChart
