"""Discount schedules: what a pound in a later year is worth now.

A schedule is a dated parameter, not a constant: the Green Book's rates were under review in 2026,
so each schedule carries its source, its status and the days between which it applied, and an
appraisal is stamped with the one it used.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from itertools import pairwise
from math import isclose

import numpy as np
from numpy.typing import ArrayLike, NDArray

from commonweal.errors import InputError

__all__ = ["DiscountSchedule", "DiscountStep", "RateComponents", "present_value"]


@dataclass(frozen=True, slots=True, kw_only=True)
class RateComponents:
    """What a social time preference rate is made of: delta + L + mu × g, each a fraction a year.

    Source: HM Treasury, Review of discounting in the Green Book: terms of reference, 16 December
    2025, where the standard rate is 0.5 + 1.0 + 1 × 2.0 = 3.5 per cent.
    """

    pure_time_preference: float
    """Delta: liking things sooner because they are sooner."""
    catastrophic_risk: float
    """L: the chance that something ends the benefit altogether."""
    marginal_utility: float
    """Mu: how fast a further pound matters less as people grow richer (a plain number)."""
    growth: float
    """g: expected yearly growth of consumption a head."""

    @property
    def rate(self) -> float:
        """The rate that the components add up to."""
        wealth_effect = self.marginal_utility * self.growth
        return self.pure_time_preference + self.catastrophic_risk + wealth_effect


@dataclass(frozen=True, slots=True, kw_only=True)
class DiscountStep:
    """The rate that applies from one year of an appraisal until the next step."""

    from_year: int
    """The first year, counted from year 0, whose discounting uses the rate."""
    rate: float
    """A fraction a year: 3.5 per cent is 0.035."""
    components: RateComponents | None = None
    """What the rate is made of, where its source says."""

    def __post_init__(self) -> None:
        if not 0 <= self.rate < 1:
            raise InputError(
                f"The discount rate from year {self.from_year} is {self.rate}, not a fraction of "
                "0 or more and below 1.",
                hint="Write 3.5 per cent as 0.035.",
            )
        if self.components is not None and not isclose(self.components.rate, self.rate):
            raise InputError(
                f"The discount rate from year {self.from_year} is {self.rate}, but its components "
                f"add up to {self.components.rate:.6g}.",
                hint="Mend the rate or a component: the rate is delta + L + mu × g.",
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class DiscountSchedule:
    """A named series of discount rates with its standing.

    Raises InputError if the steps do not start at year 0 or do not run forwards.
    """

    id: str
    name: str
    steps: tuple[DiscountStep, ...]
    source: str
    date: str
    status: str
    in_force_from: datetime.date | None = None
    in_force_to: datetime.date | None = None
    note: str = ""

    def __post_init__(self) -> None:
        starts = [step.from_year for step in self.steps]
        if not starts or starts[0] != 0:
            raise InputError(
                f"The discount schedule {self.id} does not start at year 0.",
                hint="Give a first step with from-year 0.",
            )
        if any(later <= earlier for earlier, later in pairwise(starts)):
            raise InputError(
                f"The steps of the discount schedule {self.id} start in the years {starts}.",
                hint="Give the steps in order of year, each year once.",
            )

    @classmethod
    def flat(cls, rate: float, *, source: str = "chosen for this appraisal") -> DiscountSchedule:
        """Return a schedule of one rate for ever, for a sensitivity that somebody asks for."""
        return cls(
            id=f"flat-{rate:.4f}".replace(".", "-"),
            name=f"{rate:.2%} in every year",
            steps=(DiscountStep(from_year=0, rate=rate),),
            source=source,
            date="",
            status="our-reading",
        )

    def rates(self, n_years: int) -> NDArray[np.float64]:
        """Return the rate of each year from year 0, shape (n_years,). Year 0 is not discounted."""
        if n_years < 0:
            raise InputError(
                f"Cannot discount {n_years} years.", hint="Give a number of years of 0 or more."
            )
        starts = [step.from_year for step in self.steps]
        of_step = np.array([step.rate for step in self.steps])
        return of_step[np.searchsorted(starts, np.arange(n_years), side="right") - 1]

    def factors(self, n_years: int) -> NDArray[np.float64]:
        """Return what a pound of each year is worth in year 0, shape (n_years,).

        Year 0 counts in full. Each year's factor is the year before's, divided by one plus its own
        rate: at a step the new rate goes on from the last factor and does not start again, so that
        under the Green Book year 30 is 0.35628 and year 31 is 0.35628 ÷ 1.03 = 0.34590.

        Raises InputError if `n_years` is negative.
        """
        growth = 1 + self.rates(n_years)
        growth[:1] = 1.0
        return 1 / np.cumprod(growth)


def present_value(flows: ArrayLike, factors: ArrayLike, *, axis: int = 0) -> NDArray[np.float64]:
    """Return the worth in year 0 of flows in real pounds, the years' axis summed away.

    `flows` has the shape (n_years, ...), or the years on the axis given; `factors` is (n_years,).
    One row of flows gives an array of shape (), which Python treats as a number.

    Raises InputError if the numbers of years differ, or a flow or factor is not a finite number.
    """
    values = np.asarray(flows, dtype=np.float64)
    weights = np.asarray(factors, dtype=np.float64)
    n_flows = values.shape[axis] if values.ndim else 0
    if weights.ndim != 1 or n_flows != len(weights):
        raise InputError(
            f"Flows of shape {values.shape} do not match {weights.shape} discount factors.",
            hint=f"Give one factor for each of the years on axis {axis}, year 0 first.",
        )
    if not (np.isfinite(values).all() and np.isfinite(weights).all()):
        raise InputError(
            "A flow or discount factor is not a finite number.",
            hint="Look for a missing year or a division by nil in what was given.",
        )
    return np.asarray(np.tensordot(weights, values, axes=(0, axis)))
