"""What holds of any discount schedule, price index and run of years."""

from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from commonweal.calendar import (
    DeflatorSeries,
    DiscountSchedule,
    DiscountStep,
    FinancialYear,
    present_value,
)
from commonweal.jurisdictions import pack, pack_ids

KINDS = st.sampled_from(["april", "august"])
YEARS = st.builds(FinancialYear, start_year=st.integers(1950, 2150), kind=KINDS)
APRIL_YEARS = st.builds(FinancialYear, start_year=st.integers(1955, 2030))
FLOWS = st.lists(st.floats(-1e9, 1e9), min_size=1, max_size=40)


@st.composite
def schedules(draw, least=0.0):
    starts = sorted({0, *draw(st.sets(st.integers(1, 60), max_size=4))})
    return DiscountSchedule(
        id="drawn",
        name="Drawn",
        steps=tuple(
            DiscountStep(from_year=start, rate=draw(st.floats(least, 0.2))) for start in starts
        ),
        source="drawn",
        date="2026",
        status="our-reading",
    )


@given(FLOWS)
@settings(max_examples=50)
def test_discounting_at_nil_is_a_sum(flows):
    factors = DiscountSchedule.flat(0.0).factors(len(flows))

    assert float(present_value(flows, factors)) == pytest.approx(sum(flows), abs=1e-3)


@given(schedules(least=0.001), st.integers(2, 100))
@settings(max_examples=50)
def test_factors_fall_from_one_and_never_reach_nil(schedule, n_years):
    factors = schedule.factors(n_years)

    assert factors[0] == 1
    assert (np.diff(factors) < 0).all()
    assert (factors > 0).all()


@pytest.mark.parametrize("pack_id", pack_ids())
def test_the_factors_of_every_schedule_that_ships_fall_for_a_thousand_years(pack_id):
    for schedule in pack(pack_id).discount_schedules:
        falls = np.diff(schedule.factors(1000))
        assert (falls < 0).all() or (schedule.rates(1000) == 0).all()


@given(schedules(), st.integers(1, 60), st.integers(1, 60))
@settings(max_examples=50)
def test_a_longer_run_of_factors_starts_with_the_shorter(schedule, shorter, longer):
    n_few, n_many = sorted((shorter, longer))

    assert (schedule.factors(n_many)[:n_few] == schedule.factors(n_few)).all()


@given(schedules(), FLOWS, st.floats(-100, 100))
@settings(max_examples=50)
def test_present_value_is_linear(schedule, flows, scale):
    factors = schedule.factors(len(flows))
    once = float(present_value(flows, factors))

    assert float(present_value(np.array(flows) * scale, factors)) == pytest.approx(
        once * scale, rel=1e-6, abs=1e-3
    )


@given(APRIL_YEARS, APRIL_YEARS, st.floats(-1e9, 1e9))
@settings(max_examples=100)
def test_there_and_back_between_two_price_bases_changes_nothing(first, second, amount):
    for series in pack("england").deflators:
        there = series.rebase(amount, first, second, growth_beyond=0.02)
        back = series.rebase(there, second, first, growth_beyond=0.02)

        assert float(back) == pytest.approx(amount, rel=1e-12, abs=1e-9)


@given(APRIL_YEARS, APRIL_YEARS, APRIL_YEARS)
@settings(max_examples=50)
def test_rebasing_by_way_of_a_third_year_changes_nothing(first, second, third):
    series = pack("england").deflators[0]

    straight = series.factor(first, third)
    by_way = series.factor(first, second) * series.factor(second, third)
    assert straight == pytest.approx(by_way, rel=1e-12)


@given(st.floats(0.001, 0.1), st.floats(-0.02, 0.1), FLOWS)
@settings(max_examples=50)
def test_cash_at_a_nominal_rate_and_real_terms_at_a_real_rate_agree(real_rate, inflation, cash):
    first = FinancialYear(start_year=2026)
    years = first.following(len(cash))
    prices = DeflatorSeries(
        id="even",
        name="Even",
        vintage="drawn",
        first_year=first,
        index=tuple(float(100 * (1 + inflation) ** year) for year in range(len(cash))),
        last_outturn=first,
        source="drawn",
        date="2026",
        status="our-reading",
    )
    nominal_rate = (1 + real_rate) * (1 + inflation) - 1
    if nominal_rate < 0:
        return

    in_cash = present_value(cash, DiscountSchedule.flat(nominal_rate).factors(len(cash)))
    in_real = present_value(
        prices.to_real(cash, years, first), DiscountSchedule.flat(real_rate).factors(len(cash))
    )

    size = sum(abs(flow) for flow in cash)
    assert float(in_cash) == pytest.approx(float(in_real), rel=1e-9, abs=1e-9 * size)


@given(YEARS)
def test_what_a_year_says_is_read_back(year):
    assert FinancialYear.parse(year.label, kind=year.kind) == year
    assert FinancialYear.parse(f"FY{year.label}", kind=year.kind) == year


@given(YEARS, st.integers(-40, 40))
def test_moving_a_year_and_counting_back_agree(year, n_years):
    assert (year + n_years) - year == n_years
    assert ((year + n_years) > year) == (n_years > 0)


@given(st.dates(date(1950, 1, 1), date(2150, 1, 1)), KINDS)
def test_every_day_falls_in_just_one_year(day, kind):
    year = FinancialYear.containing(day, kind=kind)

    assert year.start <= day <= year.end
    assert (year + 1).start - year.end == timedelta(days=1)
