"""Drawing a row of dots for each partner: where each way puts it, each kind in its own lane."""

from __future__ import annotations

from typing import Any

from .pens import (
    DARK_BLUE,
    GREY,
    INK,
    ORANGE,
    SMALL,
    TURQUOISE,
    money_axis,
    scale_of,
    wrapped,
)
from .specs import DotsChart

__all__ = ["dots_height", "draw_dots"]

_ROW = 0.62
_HEAD = 1.25

#: Shape as well as colour tells the kinds apart; the first is the one that matters most.
_MARKS = (("D", DARK_BLUE, 8.0), ("o", GREY, 6.5), ("^", TURQUOISE, 7.0), ("s", ORANGE, 6.0))

#: Each kind has a lane of its own, so that dots at the same sum are all seen.
_LANES = (-0.3, -0.1, 0.1, 0.3)


def dots_height(chart: DotsChart) -> float:
    """Return how many inches a chart needs."""
    return _HEAD + _ROW * len(chart.rows)


def draw_dots(figure: Any, chart: DotsChart) -> None:
    height = dots_height(chart)
    axes = figure.add_axes((0.27, 0.45 / height, 0.55, 1 - (_HEAD - 0.1) / height))
    largest = max((abs(value) for one in chart.dots for value in one.values), default=0.0)
    scale, unit = scale_of(largest)
    n_rows = len(chart.rows)
    for place in range(n_rows):
        if place % 2:
            axes.axhspan(place - 0.5, place + 0.5, color="#F3F5F6", zorder=0)
    for kind, name in enumerate(chart.kinds):
        mark, colour, size = _MARKS[kind]
        of_kind = [one for one in chart.dots if one.kind == kind]
        for count, one in enumerate(of_kind):
            axes.plot(
                [value / scale for value in one.values],
                [place + _LANES[kind] for place in range(n_rows)],
                mark,
                color=colour,
                markersize=size,
                markerfacecolor="white" if kind == 1 else colour,
                markeredgewidth=1.6 if kind == 1 else 0.8,
                linestyle="none",
                label=name if not count else "_",
            )
    for place, row in enumerate(chart.rows):
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
        range(n_rows), ["\n".join(wrapped(row.name)) for row in chart.rows], fontsize=SMALL
    )
    axes.tick_params(axis="y", length=0)
    axes.set_ylim(n_rows - 0.5, -0.5)
    axes.grid(visible=False, axis="y")
    axes.grid(visible=True, axis="x")
    axes.margins(x=0.06)
    low, high = axes.get_xlim()
    axes.set_xlim(min(low, 0), max(high, 0))
    money_axis(axes.xaxis)
    figure.text(0.82, 0.05 / height, unit, fontsize=SMALL, color=INK, ha="right")
    figure.text(0.01, 0.05 / height, chart.low_side, fontsize=SMALL, color=INK)
    figure.legend(
        loc="upper left",
        bbox_to_anchor=(0.0, 1.0),
        ncols=2,
        fontsize=SMALL,
        frameon=False,
        handletextpad=0.3,
        columnspacing=1.5,
        borderaxespad=0.2,
    )
