import numpy as np
import pytest

from commonweal.calendar import DeflatorSeries, FinancialYear, PriceBase, chained_index
from commonweal.errors import InputError

FIRST = FinancialYear(start_year=2024)


def series(**changes) -> DeflatorSeries:
    given = {
        "id": "test",
        "name": "Test deflators",
        "vintage": "2026-06",
        "first_year": FIRST,
        "index": (80.0, 100.0, 110.0),
        "last_outturn": FIRST + 1,
        "source": "this test",
        "date": "2026",
        "status": "our-reading",
    }
    return DeflatorSeries(**(given | changes))


def test_an_amount_is_rebased_by_the_ratio_of_the_indices():
    assert float(series().rebase(100.0, FIRST, FIRST + 1)) == 125.0
    np.testing.assert_allclose(series().rebase([[1.0, 2.0]], FIRST + 1, FIRST), [[0.8, 1.6]])


@pytest.mark.parametrize(
    ("year", "mend"),
    [
        (FIRST + -1, "2024-25 or a later year"),
        (FIRST + 3, "growth of prices assumed"),
        (FinancialYear(start_year=2025, kind="august"), "Use 2025-26"),
    ],
)
def test_a_year_outside_the_series_is_refused_with_its_mend(year, mend):
    with pytest.raises(InputError) as caught:
        series().rebase(1.0, FIRST, year)
    assert mend in caught.value.hint


def test_years_beyond_the_series_need_a_stated_rate():
    assert series().factor(FIRST + 1, FIRST + 4, growth_beyond=0.1) == pytest.approx(1.1**3)


def test_a_stated_rate_does_not_reach_back_before_the_series():
    with pytest.raises(InputError, match="outside Test deflators of 2026-06"):
        series().factor(FIRST, FIRST + -1, growth_beyond=0.02)


def test_a_stated_rate_in_per_cent_is_refused():
    with pytest.raises(InputError, match="not plausible"):
        series().factor(FIRST, FIRST + 5, growth_beyond=2.0)


def test_cash_and_real_flows_turn_into_one_another_year_by_year():
    years = FIRST.following(3)
    cash = np.array([[80.0, 8.0], [100.0, 10.0], [110.0, 11.0]])

    real = series().to_real(cash, years, FIRST + 1)

    np.testing.assert_allclose(real, [[100, 10]] * 3)
    np.testing.assert_allclose(series().to_cash(real, years, FIRST + 1), cash)


def test_flows_and_years_must_agree_in_number():
    with pytest.raises(InputError, match="do not match 3 years"):
        series().to_real([1.0, 2.0], FIRST.following(3), FIRST)


def test_forecasts_are_told_from_outturn():
    assert not series().is_forecast(FIRST + 1)
    assert series().is_forecast(FIRST + 2)
    assert series().last_year == FIRST + 2


@pytest.mark.parametrize(
    "changes",
    [
        {"index": ()},
        {"index": (100.0, 0.0, 110.0)},
        {"index": (100.0, float("nan"), 110.0)},
        {"last_outturn": FIRST + 3},
        {"last_outturn": FIRST + -1},
    ],
)
def test_a_series_that_cannot_be_is_refused(changes):
    with pytest.raises(InputError):
        series(**changes)


def test_forecast_growth_carries_an_index_on():
    assert chained_index([50.0, 100.0], [0.1, 0.0]) == pytest.approx((50.0, 100.0, 110.0, 110.0))


def test_a_price_base_says_whose_pounds_it_means():
    assert PriceBase(year=FIRST).label == "2024-25 prices"
    assert PriceBase(year=FIRST).is_real
    assert str(PriceBase()) == "cash"
