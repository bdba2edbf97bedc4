"""Price bases and deflators: saying which year's pounds a figure is in, and moving between years.

An appraisal works in real terms, in the prices of its base year; a budget is in cash. A deflator
series turns one into the other. It is dated, because the figures are revised every quarter, and its
later years are forecasts; it says nothing beyond its last year unless somebody states a rate.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import isfinite

import numpy as np
from numpy.typing import ArrayLike, NDArray

from commonweal.calendar.years import FinancialYear
from commonweal.errors import InputError

__all__ = ["DeflatorSeries", "PriceBase", "chained_index"]


@dataclass(frozen=True, slots=True, kw_only=True)
class PriceBase:
    """Which pounds a figure is in: those of one year (real terms), or each year's own (cash)."""

    year: FinancialYear | None = None
    """The year whose prices are used; None means cash."""

    @property
    def is_real(self) -> bool:
        return self.year is not None

    @property
    def label(self) -> str:
        """As it stands beside a figure: "2026-27 prices", or "cash"."""
        return f"{self.year} prices" if self.year is not None else "cash"

    def __str__(self) -> str:
        return self.label


@dataclass(frozen=True, slots=True, kw_only=True)
class DeflatorSeries:
    """A price index by financial year, of one vintage.

    Raises InputError if the years do not run on without a gap, an index is not above nil, or the
    years are not of one kind.
    """

    id: str
    name: str
    vintage: str
    """When the figures were published, for example 2026-06."""
    first_year: FinancialYear
    index: tuple[float, ...]
    """The index of each year from `first_year`, shape (n_years,)."""
    last_outturn: FinancialYear
    """Years after this one are forecasts."""
    source: str
    date: str
    status: str
    note: str = ""

    def __post_init__(self) -> None:
        wrong = [value for value in self.index if not (isfinite(value) and value > 0)]
        if wrong or not self.index:
            raise InputError(
                f"The deflator series {self.id} has "
                + (f"an index of {wrong[0]}." if wrong else "no years."),
                hint="Give an index above nil for each year.",
            )
        if not self.first_year <= self.last_outturn <= self.last_year:
            raise InputError(
                f"The last outturn year of the deflator series {self.id}, {self.last_outturn}, "
                f"is outside it ({self.first_year} to {self.last_year}).",
                hint="Give the last year whose figure is not a forecast.",
            )

    @property
    def last_year(self) -> FinancialYear:
        return self.first_year + (len(self.index) - 1)

    def is_forecast(self, year: FinancialYear) -> bool:
        """Say whether a year's figure is a forecast (or lies beyond the series)."""
        return year > self.last_outturn

    def factor(
        self,
        from_year: FinancialYear,
        to_year: FinancialYear,
        *,
        growth_beyond: float | None = None,
    ) -> float:
        """Return how many pounds of `to_year` buy what one pound of `from_year` buys.

        `growth_beyond` is a yearly rate, as a fraction, for years after the end of the series: an
        assumption that whoever asks must state. Nothing is assumed before its start.

        Raises InputError for a year outside the series.
        """
        return self._at(to_year, growth_beyond) / self._at(from_year, growth_beyond)

    def rebase(
        self,
        amount: ArrayLike,
        from_year: FinancialYear,
        to_year: FinancialYear,
        *,
        growth_beyond: float | None = None,
    ) -> NDArray[np.float64]:
        """Return amounts in the prices of one year, put into those of another; same shape.

        Raises InputError for a year outside the series (see `factor`).
        """
        factor = self.factor(from_year, to_year, growth_beyond=growth_beyond)
        return np.asarray(np.asarray(amount, dtype=np.float64) * factor)

    def to_real(
        self,
        cash: ArrayLike,
        years: Sequence[FinancialYear],
        base: FinancialYear,
        *,
        growth_beyond: float | None = None,
    ) -> NDArray[np.float64]:
        """Return cash flows, shape (n_years, ...), in the prices of the base year.

        Raises InputError for a year outside the series, or if flows and years differ in number.
        """
        flows = np.asarray(cash, dtype=np.float64)
        return flows / self._along(flows, years, base, growth_beyond)

    def to_cash(
        self,
        real: ArrayLike,
        years: Sequence[FinancialYear],
        base: FinancialYear,
        *,
        growth_beyond: float | None = None,
    ) -> NDArray[np.float64]:
        """Return flows in the prices of the base year, shape (n_years, ...), as each year's cash.

        Raises InputError for a year outside the series, or if flows and years differ in number.
        """
        flows = np.asarray(real, dtype=np.float64)
        return flows * self._along(flows, years, base, growth_beyond)

    def _along(
        self,
        flows: NDArray[np.float64],
        years: Sequence[FinancialYear],
        base: FinancialYear,
        growth_beyond: float | None,
    ) -> NDArray[np.float64]:
        """Return the factor from the base to each year, shaped (n_years, 1, ...) for the flows."""
        if flows.ndim == 0 or flows.shape[0] != len(years):
            raise InputError(
                f"Flows of shape {flows.shape} do not match {len(years)} years.",
                hint="Give the years on the first axis, one for each year.",
            )
        factors = [self.factor(base, year, growth_beyond=growth_beyond) for year in years]
        return np.array(factors).reshape(len(years), *[1] * (flows.ndim - 1))

    def _at(self, year: FinancialYear, growth_beyond: float | None) -> float:
        if year.kind != self.first_year.kind:
            raise InputError(
                f"{self.name} is by years that start in {self.first_year.kind.capitalize()}; "
                f"{year} starts in {year.kind.capitalize()}.",
                hint=(
                    f"Use {FinancialYear(start_year=year.start_year, kind=self.first_year.kind)}, "
                    "in which most of its months fall."
                ),
            )
        if self.first_year <= year <= self.last_year:
            return self.index[year - self.first_year]
        if year > self.last_year and growth_beyond is not None:
            if not -0.5 < growth_beyond < 0.5:
                raise InputError(
                    f"Prices growing by {growth_beyond} a year are not plausible.",
                    hint="Write 2 per cent as 0.02.",
                )
            return float(self.index[-1] * (1 + growth_beyond) ** (year - self.last_year))
        raise InputError(
            f"{year} is outside {self.name} of {self.vintage}, which runs from {self.first_year} "
            f"to {self.last_year}.",
            hint=(
                "State the yearly growth of prices assumed beyond it, for example 0.02."
                if year > self.last_year
                else f"Choose {self.first_year} or a later year."
            ),
        )


def chained_index(outturn: Sequence[float], growth: Sequence[float]) -> tuple[float, ...]:
    """Return an index carried on by yearly growth, as HM Treasury prints forecasts.

    `outturn` holds the index of each year so far; `growth` the growth of each year after it over
    the year before, as fractions. The result has one value for each year of both.
    """
    index = list(outturn)
    for rate in growth:
        index.append(index[-1] * (1 + rate))
    return tuple(index)
