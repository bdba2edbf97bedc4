"""Real terms and cash

An appraisal works in the prices of one year, its base year, so that a rise in all prices is not
taken for a change in cost. Figures from other years are put into base-year prices with the
Treasury's GDP deflators, by financial year. A series is dated, because it is revised each quarter,
and its later years are forecasts of the Office for Budget Responsibility. Beyond its last year it
says nothing unless a rate is stated.
"""

import numpy as np
import pytest

from commonweal.calendar import DeflatorSeries, DiscountSchedule, FinancialYear, present_value
from commonweal.errors import InputError
from commonweal.jurisdictions import pack

JUNE_2026 = pack("england").deflator_series("hmt-gdp-2026-06")


def test_figures_of_several_years_in_one_price_base(rows):
    """£1,000 of each year, in 2026-27 prices, on the deflators of June 2026.

    | year | kind | in 2026-27 prices |
    |---|---|---|
    | 2021-22 | outturn | £1,237.10 |
    | 2023-24 | outturn | £1,098.08 |
    | 2024-25 | outturn | £1,055.20 |
    | 2025-26 | outturn | £1,020.06 |
    | 2026-27 | forecast | £1,000.00 |
    | 2028-29 | forecast | £962.99 |
    """
    base = FinancialYear.parse("2026-27")

    for row in rows:
        year = FinancialYear.parse(row["year"])
        assert round(float(JUNE_2026.rebase(1000, year, base)), 2) == row["in 2026-27 prices"]
        assert JUNE_2026.is_forecast(year) is (row["kind"] == "forecast")


def test_beyond_the_series_a_rate_must_be_stated():
    """The series ends in 2030-31. A later year is refused, with the last year named, until whoever
    asks states the yearly growth of prices that they assume; the figure then rests on that.
    """
    base, later = FinancialYear.parse("2030-31"), FinancialYear.parse("2032-33")

    with pytest.raises(InputError, match=r"2032-33 is outside .* to 2030-31") as refusal:
        JUNE_2026.rebase(1000, base, later)
    assert "State the yearly growth" in refusal.value.hint
    assert float(JUNE_2026.rebase(1000, base, later, growth_beyond=0.02)) == pytest.approx(1040.40)


def test_the_two_ways_of_discounting_agree(rows):
    """A saving of £100 a year in 2026-27 prices, with prices rising by 2 per cent a year. Either
    discount what it is in real terms at 3.5 per cent, or discount the cash at 5.57 per cent (1.035
    times 1.02, less 1): the present value is the same. Discounting cash at 3.5 per cent, or real
    terms at 5.57, would mix the two, and is a common slip.

    | year | real terms | cash | present value |
    |---|---|---|---|
    | 2026-27 | £100 | £100.00 | £100.00 |
    | 2027-28 | £100 | £102.00 | £96.62 |
    | 2028-29 | £100 | £104.04 | £93.35 |
    | 2029-30 | £100 | £106.12 | £90.19 |
    """
    years = [FinancialYear.parse(row["year"]) for row in rows]
    prices = DeflatorSeries(
        id="two-per-cent",
        name="Prices rising by 2 per cent a year",
        vintage="this example",
        first_year=years[0],
        index=tuple(100 * 1.02**year for year in range(len(years))),
        last_outturn=years[0],
        source="this example",
        date="2026",
        status="our-reading",
    )
    real = np.array([row["real terms"] for row in rows], dtype=float)
    cash = prices.to_cash(real, years, years[0])

    assert cash.round(2).tolist() == [row["cash"] for row in rows]
    real_rate, nominal_rate = DiscountSchedule.flat(0.035), DiscountSchedule.flat(1.035 * 1.02 - 1)
    by_real, by_cash = real * real_rate.factors(4), cash * nominal_rate.factors(4)
    assert by_real.round(2).tolist() == [row["present value"] for row in rows]
    np.testing.assert_allclose(by_cash, by_real)
    assert float(present_value(cash, nominal_rate.factors(4))) == pytest.approx(by_real.sum())
