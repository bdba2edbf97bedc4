"""What every drawing shares: colours, sizes, wrapped names, a scale for money, labels apart."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from typing import Any

from commonweal.reports.words import say_number

__all__ = [
    "DARK_BLUE",
    "GREY",
    "INK",
    "NAME_WIDTH",
    "ORANGE",
    "ROW_HEIGHT",
    "SMALL",
    "TURQUOISE",
    "WIDE_NAME_WIDTH",
    "WIDTH",
    "apart",
    "money_axis",
    "scale_of",
    "wrapped",
]

#: Inches; an SVG is laid out at 72 points an inch and scaled by the page.
WIDTH = 7.6
ROW_HEIGHT = 0.52

#: Colours of the Analysis Function's palettes, by what they are used for.
DARK_BLUE = "#12436D"
ORANGE = "#F46A25"
TURQUOISE = "#28A197"
GREY = "#767676"
INK = "#1A1A1A"

SMALL = 10.5
NAME_WIDTH = 22
WIDE_NAME_WIDTH = 38


def apart(wanted: Sequence[float], sizes: Sequence[float], low: float, high: float) -> list[float]:
    """Return heights, rising, as near as may be to those wanted and with room for each."""
    heights: list[float] = []
    floor = low
    for height, size in zip(wanted, sizes, strict=True):
        heights.append(max(height, floor + size / 2))
        floor = heights[-1] + size / 2
    ceiling = max(high, low + sum(sizes))
    for place in reversed(range(len(heights))):
        heights[place] = min(heights[place], ceiling - sizes[place] / 2)
        ceiling = heights[place] - sizes[place] / 2
    return heights


def money_axis(axis: Any, *, n_steps: int = 6) -> None:
    """Mark an axis at round sums, said as everywhere else."""
    from matplotlib.ticker import FuncFormatter, MaxNLocator

    axis.set_major_locator(MaxNLocator(nbins=n_steps, steps=[1, 2, 2.5, 5, 10]))
    axis.set_major_formatter(FuncFormatter(lambda value, _: say_number(round(value, 6))))
    axis.set_tick_params(labelsize=SMALL)


def scale_of(largest: float) -> tuple[float, str]:
    """Return what to divide pounds by, and how to call the result."""
    if largest >= 2_000_000:
        return 1_000_000.0, "£ million"
    if largest >= 5_000:
        return 1_000.0, "£ thousand"
    return 1.0, "£"


def wrapped(name: str, width: int = NAME_WIDTH, *, most: int = 3) -> list[str]:
    """Return a name in lines, at most so many."""
    return textwrap.wrap(name, width, max_lines=most, placeholder="…") or [name]
