"""Drawing a chart as SVG or PNG: the Government Analysis Function's style, always the same bytes.

Text is drawn as paths, so that a chart looks the same on every machine and in every paper; what it
says stands beside it as alternative text and as a table. Titles are left to the page.
"""

from __future__ import annotations

import io
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from typing import Any

from .drawing_dots import dots_height, draw_dots
from .drawing_years import YEARS_HEIGHT, draw_years
from .pens import (
    DARK_BLUE,
    GREY,
    INK,
    NAME_WIDTH,
    ORANGE,
    ROW_HEIGHT,
    SMALL,
    WIDE_NAME_WIDTH,
    WIDTH,
    apart,
    money_axis,
    scale_of,
    wrapped,
)
from .slimming import slim
from .specs import Chart, DotsChart, LineChart, RangeChart, SwingChart, YearsChart

__all__ = ["draw", "draw_png"]

LINE_HEIGHT = 4.3

#: Matplotlib's style holds for the whole process: one chart is drawn at a time.
_DRAWING = threading.RLock()

#: Where a chart of ranges begins, how much of the width it takes, how long a line of a name is and
#: how many it may have; with long names, as those of groups are, and without.
_RANGE_COLUMNS = {False: (0.27, 0.55, NAME_WIDTH, 3), True: (0.42, 0.42, WIDE_NAME_WIDTH, 8)}


@lru_cache(maxsize=64)
def draw(chart: Chart) -> str:
    """Return a chart as an SVG document. It is drawn once, however many papers show it."""
    target = io.StringIO()
    with styled(chart.id):
        # Without a date the same chart is the same bytes tomorrow.
        figure_of(chart).savefig(
            target,
            format="svg",
            metadata={"Date": None, "Creator": None, "Title": chart.title},
        )
    return slim(target.getvalue())


@lru_cache(maxsize=64)
def draw_png(chart: Chart, *, dots_per_inch: int = 200) -> bytes:
    """Return a chart as a PNG picture, for a Word paper; at 200 dots an inch it prints sharp."""
    target = io.BytesIO()
    with styled(chart.id):
        # Matplotlib would name its own version, which says nothing of the chart.
        figure_of(chart).savefig(
            target, format="png", dpi=dots_per_inch, metadata={"Software": None}
        )
    return target.getvalue()


def figure_of(chart: Chart) -> Any:
    """Return the drawing of a chart, whatever it will be saved as."""
    from matplotlib.figure import Figure

    if isinstance(chart, LineChart):
        figure = Figure(figsize=(WIDTH, _line_height(chart)))
        _draw_lines(figure, chart)
    elif isinstance(chart, YearsChart):
        figure = Figure(figsize=(WIDTH, YEARS_HEIGHT))
        draw_years(figure, chart)
    elif isinstance(chart, DotsChart):
        figure = Figure(figsize=(WIDTH, dots_height(chart)))
        draw_dots(figure, chart)
    elif isinstance(chart, SwingChart):
        figure = Figure(figsize=(WIDTH, 1.1 + ROW_HEIGHT * len(chart.rows)))
        _draw_swings(figure, chart)
    else:
        figure = Figure(figsize=(WIDTH, 1.0 + _row_height(chart) * len(chart.rows)))
        _draw_ranges(figure, chart)
    return figure


@contextmanager
def styled(salt: str) -> Iterator[None]:
    import matplotlib
    from matplotlib import style

    with (
        _DRAWING,
        style.context("afcharts.afcharts"),
        matplotlib.rc_context(
            {
                # The one font that comes with Matplotlib: whatever the machine has makes no odds.
                "font.family": "DejaVu Sans",
                "font.size": 11.5,
                "svg.fonttype": "path",
                "svg.hashsalt": salt,
                "text.parse_math": False,
                "axes.unicode_minus": True,
                "path.simplify": False,
            }
        ),
    ):
        yield


def _line_height(chart: LineChart) -> float:
    """Return inches enough for the names of all lines to stand one above the other."""
    n_lines_of_text = sum(len(wrapped(line.name)) + 0.4 for line in chart.lines)
    return max(LINE_HEIGHT, n_lines_of_text * SMALL * 1.2 / 72 / 0.76)


def _draw_lines(figure: Any, chart: LineChart) -> None:
    axes = figure.add_axes((0.1, 0.13, 0.58, 0.76))
    largest = max((abs(value) for line in chart.lines for value in line.values), default=0.0)
    scale, unit = scale_of(largest)
    positions = list(chart.places or range(len(chart.points)))
    widest = positions[-1] - positions[0] or 1.0
    # The emphasised line last, so that it lies on top.
    for line in sorted(chart.lines, key=lambda line: line.is_emphasised):
        axes.plot(
            positions,
            [value / scale for value in line.values],
            color=DARK_BLUE if line.is_emphasised else GREY,
            linewidth=3 if line.is_emphasised else 1.6,
            solid_capstyle="round",
        )
    axes.axhline(0, color=INK, linewidth=1)
    axes.set_xlim(positions[0] - 0.035 * widest, positions[-1] + 0.035 * widest)
    # A point that would stand too near its neighbour is drawn and not named.
    shown = (
        _far_apart(positions, widest / 8)
        if chart.places
        else list(range(len(positions)))[:: _year_step(len(positions))]
    )
    axes.set_xticks(
        [positions[at] for at in shown], [chart.points[at] for at in shown], fontsize=SMALL
    )
    money_axis(axes.yaxis)
    axes.margins(y=0.12)
    _label_lines(axes, chart, scale)
    for mark in chart.marks:
        line = next(line for line in chart.lines if line.name == mark.line)
        height = line.values[mark.position] / scale
        at = positions[mark.position]
        axes.plot([at], [height], "o", color=DARK_BLUE, markersize=8)
        is_rising = line.values[-1] >= line.values[mark.position]
        axes.annotate(
            mark.label,
            (at, height),
            # To the right, on the side that the line leaves free.
            xytext=(9, -15 if is_rising else 10),
            textcoords="offset points",
            ha="left",
            fontsize=SMALL,
            color=DARK_BLUE,
            fontweight="bold",
            bbox={"facecolor": "white", "edgecolor": "none", "alpha": 0.8, "pad": 1},
        )
    figure.text(0.01, 0.93, unit, fontsize=SMALL, color=INK)
    if chart.x_name:
        axes.set_xlabel(chart.x_name, fontsize=SMALL, loc="left")


def _far_apart(positions: list[float], gap: float) -> list[int]:
    """Return which points can be named: both ends, and those between that have room."""
    last = len(positions) - 1
    shown = [0]
    for at in range(1, last):
        if min(positions[at] - positions[shown[-1]], positions[last] - positions[at]) >= gap:
            shown.append(at)
    return [*shown, last]


def _year_step(n_years: int) -> int:
    return 1 if n_years <= 5 else 2 if n_years <= 12 else 5


def _label_lines(axes: Any, chart: LineChart, scale: float) -> None:
    """Name each line at its right end, moved apart where ends lie close together."""
    low, high = axes.get_ylim()
    right = chart.places[-1] if chart.places else len(chart.points) - 1
    n_lines_by_name = {line.name: len(wrapped(line.name)) for line in chart.lines}
    # Height of one line of text as a share of the axes: they are 0.76 of the figure's height.
    one = SMALL * 1.2 / 72 / (_line_height(chart) * 0.76) * (high - low)
    ordered = sorted(chart.lines, key=lambda line: line.values[-1])
    heights = apart(
        [line.values[-1] / scale for line in ordered],
        [one * (n_lines_by_name[line.name] + 0.4) for line in ordered],
        low,
        high,
    )
    for line, height in zip(ordered, heights, strict=True):
        axes.annotate(
            "\n".join(wrapped(line.name)),
            (right, line.values[-1] / scale),
            xytext=(1.03, height),
            textcoords=("axes fraction", "data"),
            va="center",
            fontsize=SMALL,
            color=DARK_BLUE if line.is_emphasised else "#505050",
            fontweight="bold" if line.is_emphasised else "normal",
            annotation_clip=False,
            arrowprops={
                "arrowstyle": "-",
                "color": "#B0B0B0",
                "linewidth": 0.8,
                "shrinkA": 2,
                # To the middle of the name's left edge, so that it runs through no other name.
                "relpos": (0.0, 0.5),
            },
        )


def _row_height(chart: RangeChart) -> float:
    """Return inches enough for the longest name of a chart of ranges."""
    _, _, name_width, most = _RANGE_COLUMNS[chart.has_long_names]
    n_lines = max(len(wrapped(row.name, name_width, most=most)) for row in chart.rows)
    return max(ROW_HEIGHT, (n_lines * 1.2 * SMALL + 8) / 72)


def _draw_ranges(figure: Any, chart: RangeChart) -> None:
    n_rows = len(chart.rows)
    height = 1.0 + _row_height(chart) * n_rows
    left, width, name_width, most = _RANGE_COLUMNS[chart.has_long_names]
    axes = figure.add_axes((left, 0.42 / height, width, 1 - 0.85 / height))
    largest = max(
        (abs(value) for row in chart.rows for value in (row.low, row.middle, row.high)),
        default=0.0,
    )
    scale, unit = scale_of(largest)
    for place, row in enumerate(chart.rows):
        colour = ORANGE if row.middle < 0 else DARK_BLUE
        axes.plot(
            [row.low / scale, row.high / scale],
            [place, place],
            color=colour,
            linewidth=5,
            alpha=0.45,
            solid_capstyle="butt",
        )
        axes.plot(
            [row.middle / scale],
            [place],
            "D" if row.middle < 0 else "o",
            color=colour,
            markersize=9,
        )
        axes.annotate(
            row.said,
            (1.03, place),
            xycoords=("axes fraction", "data"),
            va="center",
            fontsize=SMALL,
            color=INK,
            annotation_clip=False,
        )
    axes.axvline(0, color=INK, linewidth=1)
    axes.set_yticks(
        range(n_rows),
        ["\n".join(wrapped(row.name, name_width, most=most)) for row in chart.rows],
        fontsize=SMALL,
    )
    axes.tick_params(axis="y", length=0)
    axes.set_ylim(n_rows - 0.5, -0.5)
    axes.grid(visible=False, axis="y")
    axes.grid(visible=True, axis="x")
    axes.margins(x=0.06)
    low, high = axes.get_xlim()
    axes.set_xlim(min(low, 0), max(high, 0))
    money_axis(axes.xaxis)
    figure.text(left + width, 0.05 / height, unit, fontsize=SMALL, color=INK, ha="right")
    _name_sides(axes, chart)


def _draw_swings(figure: Any, chart: SwingChart) -> None:
    n_rows = len(chart.rows)
    height = 1.1 + ROW_HEIGHT * n_rows
    axes = figure.add_axes((0.42, 0.42 / height, 0.55, 1 - 0.87 / height))
    largest = max(max(abs(row.at_low), abs(row.at_high)) for row in chart.rows)
    scale, unit = scale_of(largest)
    places = range(n_rows)
    axes.hlines(
        list(places),
        [min(row.at_low, row.at_high) / scale for row in chart.rows],
        [max(row.at_low, row.at_high) / scale for row in chart.rows],
        color=GREY,
        linewidth=5,
        alpha=0.45,
    )
    # Shape as well as colour tells the two ends apart.
    for ends, marker, colour, words in (
        ([row.at_low for row in chart.rows], "o", DARK_BLUE, "Where the figure is lowest"),
        ([row.at_high for row in chart.rows], "D", ORANGE, "Where it is highest"),
    ):
        axes.plot(
            [end / scale for end in ends],
            list(places),
            marker,
            color=colour,
            markersize=8,
            label=words,
        )
    axes.set_yticks(
        list(places),
        ["\n".join(wrapped(row.name, WIDE_NAME_WIDTH)) for row in chart.rows],
        fontsize=SMALL - 1,
    )
    axes.tick_params(axis="y", length=0)
    axes.set_ylim(n_rows - 0.5, -0.5)
    axes.grid(visible=False, axis="y")
    axes.grid(visible=True, axis="x")
    axes.margins(x=0.06)
    low, high = axes.get_xlim()
    if low < 0 < high:
        axes.axvline(0, color=INK, linewidth=1)
    money_axis(axes.xaxis)
    figure.text(0.97, 0.05 / height, unit, fontsize=SMALL, color=INK, ha="right")
    figure.legend(
        loc="upper right",
        bbox_to_anchor=(0.98, 1.0),
        ncols=2,
        fontsize=SMALL,
        frameon=False,
        handletextpad=0.2,
    )


def _name_sides(axes: Any, chart: RangeChart) -> None:
    """Say on which side of nought a partner loses and on which it gains."""
    left, width, _, _ = _RANGE_COLUMNS[chart.has_long_names]
    low, high = axes.get_xlim()
    for words, is_shown, side, gap in (
        (f"← {chart.low_side}", low < 0, "right", -6),
        (f"{chart.high_side} →", high > 0, "left", 6),
    ):
        # Left out where that side, with the names beside it, is too narrow to hold the words.
        share = (-low if side == "right" else high) / (high - low)
        room = WIDTH * 72 * (width * share + (left if side == "right" else 1 - left - width))
        if is_shown and room > len(words) * SMALL * 0.62:
            axes.annotate(
                words,
                (0, 1),
                xycoords=("data", "axes fraction"),
                xytext=(gap, 6),
                textcoords="offset points",
                ha=side,
                fontsize=SMALL,
                color=INK,
            )
