"""Laying amounts along the years: when a saving ramps up, when a cost falls, how it is discounted.

A profile is the share of an amount that falls in each year, (years,). Present value needs only the
profile's discounted sum, so groups and draws are never spread over years unless a table asks.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from commonweal.calendar import FinancialYear
from commonweal.partnership import Option, Partnership

from .streams import Array, Stream

__all__ = ["Timeline", "timeline_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """The years of a case: year 0 is the first in which anything is spent on change."""

    n_years: int
    factors: Array
    """Discount factor of each year, (years,); the first is 1."""
    go_live: int
    """Year, from 0, in which the option begins to run."""

    @property
    def is_running(self) -> Array:
        """1 for the years from go-live on and 0 before, (years,)."""
        running: Array = (np.arange(self.n_years) >= self.go_live).astype(np.float64)
        return running

    def profile(self, stream: Stream) -> Array:
        """Return the share of a stream's amount that falls in each year, (years,).

        What a spread would lay beyond the horizon falls in the last year: a cost is not escaped by
        ending the sum early.
        """
        match stream.timing:
            case "every-year":
                return np.ones(self.n_years)
            case "running":
                return self.is_running
            case "ramp":
                return self._ramp(stream.ramp)
            case "one-off":
                return self._spread(stream)

    def _ramp(self, ramp: tuple[float, ...]) -> Array:
        since = np.arange(self.n_years) - self.go_live
        steps = np.asarray(ramp, dtype=np.float64)
        shares: Array = np.where(since < 0, 0.0, steps[np.clip(since, 0, len(steps) - 1)])
        return shares

    def _spread(self, stream: Stream) -> Array:
        starts = {"start": 0, "go-live": self.go_live, "end": self.n_years - 1}
        first = max(0, starts[stream.counted_from] + stream.first_year)
        profile = np.zeros(self.n_years)
        for offset, share in enumerate(stream.spread):
            profile[min(first + offset, self.n_years - 1)] += share
        return profile


def timeline_of(partnership: Partnership, option: Option, factors: Array) -> Timeline:
    """Return the years of an option: the horizon, its discounting, and when it goes live."""
    kind = partnership.year_kind
    first = FinancialYear.parse(partnership.first_year, kind=kind)
    go_live = FinancialYear.parse(option.go_live or partnership.first_year, kind=kind)
    return Timeline(n_years=partnership.horizon_years, factors=factors, go_live=go_live - first)
