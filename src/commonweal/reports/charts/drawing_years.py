"""Drawing pounds by year in two panels: what each year is made of, and the running total."""

from __future__ import annotations

from typing import Any

import numpy as np

from commonweal.money import say_pounds_short

from .pens import DARK_BLUE, GREY, INK, ORANGE, SMALL, TURQUOISE, money_axis, scale_of
from .specs import YearsChart

__all__ = ["YEARS_HEIGHT", "draw_years"]

#: Inches.
YEARS_HEIGHT = 5.4

#: Pattern as well as colour tells the parts apart, on paper without colours too.
_FILLS = ((DARK_BLUE, ""), (ORANGE, "///"), (TURQUOISE, "..."), (GREY, "xx"))


def draw_years(figure: Any, chart: YearsChart) -> None:
    n_years = len(chart.points)
    total = np.cumsum(chart.totals)
    sizes = [abs(value) for part in chart.parts for value in part.values]
    scale, unit = scale_of(max([*sizes, *np.abs(total).tolist()], default=0.0))
    places = np.arange(n_years)
    # The key stands above, in one row or in two.
    n_key_rows = 1 if len(chart.parts) <= 2 else 2
    top = 0.93 - 0.045 * n_key_rows
    bars = figure.add_axes((0.1, 0.47, 0.76, top - 0.47))
    line = figure.add_axes((0.1, 0.08, 0.76, 0.28), sharex=bars)
    _stack(bars, chart, places, scale)
    line.plot(places, total / scale, color=DARK_BLUE, linewidth=3, solid_capstyle="round")
    line.plot([places[-1]], [total[-1] / scale], "o", color=DARK_BLUE, markersize=7)
    line.annotate(
        say_pounds_short(float(total[-1])),
        (places[-1], total[-1] / scale),
        xytext=(9, 0),
        textcoords="offset points",
        va="center",
        fontsize=SMALL,
        fontweight="bold",
        color=DARK_BLUE,
        annotation_clip=False,
    )
    step = 1 if n_years <= 5 else 2 if n_years <= 12 else 5
    for axes, n_steps in ((bars, 6), (line, 4)):
        axes.axhline(0, color=INK, linewidth=1)
        axes.set_xlim(-0.6, n_years - 0.4)
        axes.grid(visible=False, axis="x")
        axes.spines["bottom"].set_visible(False)
        axes.grid(visible=True, axis="y")
        axes.set_xticks(places[::step], [chart.points[at] for at in places[::step]])
        axes.tick_params(axis="x", labelsize=SMALL, length=0)
        axes.margins(y=0.1)
        low, high = axes.get_ylim()
        axes.set_ylim(min(low, 0), max(high, 0))
        money_axis(axes.yaxis, n_steps=n_steps)
    bars.tick_params(axis="x", labelbottom=False)
    figure.text(
        0.01,
        top + 0.02,
        f"{unit} each year: {chart.up_side} above nought, {chart.down_side} below",
        fontsize=SMALL,
        color=INK,
    )
    figure.text(0.01, 0.385, f"{unit}, running total", fontsize=SMALL, color=INK)


def _stack(axes: Any, chart: YearsChart, places: Any, scale: float) -> None:
    """Lay parts above nought on top of each other, and those below it under each other."""
    above, below = np.zeros(len(places)), np.zeros(len(places))
    for part, (colour, pattern) in zip(chart.parts, _FILLS, strict=False):
        values = np.array(part.values) / scale
        is_up = values >= 0
        axes.bar(
            places,
            values,
            bottom=np.where(is_up, above, below),
            width=0.62,
            color=colour,
            hatch=pattern,
            edgecolor="white",
            linewidth=0.4,
            label=part.name,
        )
        above += np.where(is_up, values, 0.0)
        below += np.where(is_up, 0.0, values)
    axes.figure.legend(
        loc="upper left",
        bbox_to_anchor=(0.0, 1.0),
        ncols=2,
        fontsize=SMALL,
        frameon=False,
        handlelength=1.4,
        columnspacing=1.5,
        borderaxespad=0.2,
    )
