"""Payback on the years as they come, and benefit over cost."""

import numpy as np
import pytest

from commonweal.appraisal import benefit_cost_ratio, payback_year


@pytest.mark.parametrize(
    ("yearly", "year"),
    [
        ([-100, 50, 50], 3),
        ([-100, 99, 0.99], None),
        ([-100, 99, 1.0], 3),
        ([-100, 0, 0, 400], 4),
        ([20, 20], 1),
        ([-100, -50], None),
        ([0, 0, 0], None),
    ],
)
def test_payback_is_the_year_in_which_the_running_total_is_made_good(yearly, year):
    assert payback_year(np.array(yearly, dtype=float)) == year


def test_payback_forgives_less_than_half_a_penny():
    assert payback_year(np.array([-100.0, 50.0, 49.996])) == 3
    assert payback_year(np.array([-100.0, 50.0, 49.99])) is None


def test_payback_is_never_investment_over_steady_saving():
    ramped = np.array([-1_200_000 + 126_000, 630_000, 1_260_000, 1_260_000])

    assert payback_year(ramped) == 3


def test_benefit_over_cost_needs_a_cost():
    assert benefit_cost_ratio(300.0, 100.0) == 3.0
    assert benefit_cost_ratio(300.0, 0.0) is None
    assert benefit_cost_ratio(0.0, 100.0) == 0.0
