"""What a stream of yearly pounds amounts to: present value, ratio, payback, percentiles."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from .streams import Array

__all__ = ["Spread", "benefit_cost_ratio", "payback_year", "spread_of"]

#: A sum this small against the flows it came from is rounding, not loss.
NOISE_POUNDS = 0.005


def payback_year(yearly: Array) -> int | None:
    """Return the year, counted from 1, in which the running total first is nought or more.

    `yearly` is net benefit by year, (years,): it holds the ramp, so this is never investment
    divided by a steady saving. Nothing spent and nothing gained pays back nothing: None. None too
    where the total never reaches nought within the years given.

    >>> payback_year(np.array([-1.2 + 0.13, 0.63, 1.26]))
    3
    """
    if not np.any(np.abs(yearly) > NOISE_POUNDS):
        return None
    reached = np.flatnonzero(np.cumsum(yearly) >= -NOISE_POUNDS)
    return int(reached[0]) + 1 if len(reached) else None


def benefit_cost_ratio(benefits: float, costs: float) -> float | None:
    """Return present benefits over present costs, or None where nothing is spent.

    Benefits are the savings of every lever; costs are everything the option adds: one-off, running
    and exit. It is never a pass mark and ranks nothing.
    """
    return benefits / costs if costs > NOISE_POUNDS else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Spread:
    """How far a figure may lie from what is expected, over the simulated futures."""

    expected: float
    mean: float
    p10: float
    p50: float
    p80: float
    p90: float
    p_loss: float
    """Share of futures in which it is below nought."""
    error: float
    """Standard error of the mean: how far more draws could still move it."""

    def to_dict(self) -> dict[str, Any]:
        return {
            "expected": round(self.expected, 2),
            "mean": round(self.mean, 2),
            "p10": round(self.p10, 2),
            "p50": round(self.p50, 2),
            "p80": round(self.p80, 2),
            "p90": round(self.p90, 2),
            "p_loss": round(self.p_loss, 4),
            "error": round(self.error, 2),
        }


def spread_of(values: Array) -> Spread:
    """Summarise net benefits, (D,), of which the first is the expected case.

    Percentiles are of the simulated futures: one future in ten lies below `p10`, eight in ten lie
    below `p80`.
    """
    futures = values[1:] if values.shape[0] > 1 else values
    p10, p50, p80, p90 = np.quantile(futures, [0.1, 0.5, 0.8, 0.9])
    return Spread(
        expected=float(values[0]),
        mean=float(futures.mean()),
        p10=float(p10),
        p50=float(p50),
        p80=float(p80),
        p90=float(p90),
        p_loss=float(np.mean(futures < -NOISE_POUNDS)),
        error=float(futures.std(ddof=1) / np.sqrt(len(futures))) if len(futures) > 1 else 0.0,
    )
