"""What yearly pounds amount to: when they pay back, and benefit over cost."""

from __future__ import annotations

import numpy as np

from .streams import Array

__all__ = ["benefit_cost_ratio", "payback_year"]

#: A sum this small against the flows it came from is rounding, not loss.
NOISE_POUNDS = 0.005


def payback_year(yearly: Array) -> int | None:
    """Return the year, counted from 1, from which the running total stays at nought or more.

    `yearly` is net benefit by year, (years,): it holds the ramp, so this is never investment
    divided by a steady saving, and a total that sinks again has not paid back. Nothing spent and
    nothing gained pays back nothing: None. None too where the total ends below nought.

    >>> payback_year(np.array([-1.2 + 0.13, 0.63, 1.26]))
    3
    """
    if not np.any(np.abs(yearly) > NOISE_POUNDS):
        return None
    below = np.flatnonzero(np.cumsum(yearly) < -NOISE_POUNDS)
    paid_back = int(below[-1]) + 1 if len(below) else 0
    return paid_back + 1 if paid_back < len(yearly) else None


def benefit_cost_ratio(benefits: float, costs: float) -> float | None:
    """Return present benefits over present costs, or None where nothing is spent.

    Benefits are the savings of every lever; costs are everything the option adds: one-off, running
    and exit. It is never a pass mark and ranks nothing.
    """
    return benefits / costs if costs > NOISE_POUNDS else None
