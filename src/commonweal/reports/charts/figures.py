"""The figures behind a chart as CSV, safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from commonweal.tables import safe_cell

from .specs import Chart, DotsChart, LineChart, RangeChart, SwingChart, YearsChart

__all__ = ["chart_csv"]


def chart_csv(chart: Chart) -> str:
    """Return the figures that a chart draws, a row for each thing shown, pounds to the penny.

    Texts that a spreadsheet would run as a formula are made safe; figures are plain numbers.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    for row in _rows(chart):
        writer.writerow(
            [safe_cell(cell) if isinstance(cell, str) else f"{cell:.2f}" for cell in row]
        )
    return out.getvalue()


def _rows(chart: Chart) -> Iterator[list[str | float]]:
    match chart:
        case LineChart():
            yield [chart.x_name or "Year", *(f"{line.name}, £" for line in chart.lines)]
            for place, point in enumerate(chart.points):
                yield [point, *(line.values[place] for line in chart.lines)]
        case RangeChart():
            yield ["Name", "Low, £", "Expected, £", "High, £"]
            for row in chart.rows:
                yield [row.name, row.low, row.middle, row.high]
        case SwingChart():
            yield ["Figure", "Where it is lowest, £", "Where it is highest, £"]
            for swing in chart.rows:
                yield [swing.name, swing.at_low, swing.at_high]
        case YearsChart():
            parts = [f"{part.name}, £" for part in chart.parts]
            yield ["Year", *parts, "In all, £", "Running total, £"]
            total = 0.0
            for place, year in enumerate(chart.points):
                total += chart.totals[place]
                values = [part.values[place] for part in chart.parts]
                yield [year, *values, chart.totals[place], total]
        case DotsChart():
            yield ["Rule", "Kind", *(f"{row.name}, £" for row in chart.rows)]
            for dots in chart.dots:
                yield [dots.name, chart.kinds[dots.kind], *dots.values]
