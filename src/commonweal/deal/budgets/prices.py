"""From real pounds to cash: what one pound of the base year is in each year of the case."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from commonweal.appraisal import Array
from commonweal.calendar import DeflatorSeries, FinancialYear
from commonweal.jurisdictions import ParameterSet
from commonweal.partnership import Partnership

__all__ = ["CashPrices", "cash_prices", "line_index"]


@dataclass(frozen=True, kw_only=True)
class CashPrices:
    """Cash pounds of each year for one real pound of the base year."""

    general: Array
    """By the price index, (years,)."""
    by_line: Mapping[str, Array]
    """By lines that the file states a rise for, (years,) each; the rest follow `general`."""
    assumptions: tuple[str, ...]
    """What was assumed, in sentences."""

    def of(self, line: str) -> Array:
        """Return the index of a line, (years,)."""
        return self.by_line.get(line, self.general)

    def to_dict(self) -> dict[str, Any]:
        return {
            "general": [round(float(index), 6) for index in self.general],
            "by_line": {
                line: [round(float(index), 6) for index in values]
                for line, values in self.by_line.items()
            },
            "assumptions": list(self.assumptions),
        }


def cash_prices(partnership: Partnership, parameters: ParameterSet) -> CashPrices:
    """Return the price indices of a case, from its parameter set and its finance section.

    Raises
    ------
    InputError
        The base year lies before the price index begins.
    """
    finance = partnership.finance
    base = FinancialYear.parse(partnership.base_year, kind=partnership.year_kind)
    first = FinancialYear.parse(partnership.first_year, kind=partnership.year_kind)
    years = first.following(partnership.horizon_years)
    general, assumptions = _general(
        parameters.deflators, base, years, beyond=finance.inflation_beyond
    )
    by_line: dict[str, Array] = {
        line: line_index(rises, years=[year - base for year in years])
        for line, rises in finance.inflation_by_line.items()
    }
    for line, rises in finance.inflation_by_line.items():
        said = ", ".join(f"{rise:.2%}" for rise in rises)
        assumptions.append(f"The line {line} rises in cash by {said} a year, the last holding on.")
    return CashPrices(general=general, by_line=by_line, assumptions=tuple(assumptions))


def line_index(rises: Sequence[float], *, years: Sequence[int]) -> Array:
    """Return the index of a line whose yearly rises are stated, at years counted from its base.

    >>> line_index((0.10, 0.05), years=(0, 1, 2, 3)).round(5)
    array([1.     , 1.1    , 1.155  , 1.21275])
    """
    last = max(years, default=0)
    steps = [rises[min(step, len(rises) - 1)] for step in range(last)]
    index: Array = np.cumprod(np.array([1.0, *(1.0 + rise for rise in steps)]))
    return index[np.asarray(years, dtype=np.intp)]


def _general(
    deflators: DeflatorSeries | None,
    base: FinancialYear,
    years: Sequence[FinancialYear],
    *,
    beyond: float | None,
) -> tuple[Array, list[str]]:
    if deflators is None:
        rise = 0.0 if beyond is None else beyond
        index = line_index((rise,), years=[year - base for year in years])
        return index, [
            f"The parameter set has no price index; prices rise by {rise:.2%} a year, "
            + ("as the file states." if beyond is not None else "because the file states no rise.")
        ]
    # The index is by years of one kind; a college's year counts as the one most of it falls in.
    kind = deflators.first_year.kind
    at = [FinancialYear(start_year=year.start_year, kind=kind) for year in (base, *years)]
    if beyond is None and len(deflators.index) > 1:
        rise = deflators.index[-1] / deflators.index[-2] - 1.0
    else:
        rise = beyond or 0.0
    index = np.array([deflators.factor(at[0], year, growth_beyond=rise) for year in at[1:]])
    assumptions = [f"Prices follow {deflators.name} of {deflators.vintage}."]
    if at[-1] > deflators.last_year:
        assumptions.append(
            f"After {deflators.last_year} they rise by {rise:.2%} a year, "
            + ("as the file states." if beyond is not None else "as in its last year.")
        )
    return index, assumptions
