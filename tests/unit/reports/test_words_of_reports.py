"""How figures are said in tables."""

from __future__ import annotations

import pytest

from commonweal.partnership import Range
from commonweal.reports import (
    say_basis,
    say_chance_of_loss,
    say_estimate,
    say_number,
    say_payback,
    say_ratio,
    say_spread,
)

YEARS = ("2026-27", "2027-28", "2028-29")


def test_payback_is_said_with_its_year():
    assert say_payback(3, YEARS) == "in year 3 (2028-29)"
    assert say_payback(None, YEARS) == "not within 3 years"
    assert say_payback(None, YEARS[:1]) == "not within 1 year"
    assert say_payback(None, YEARS, is_nothing=True) == "nothing to pay back"


@pytest.mark.parametrize(
    ("chance", "said"),
    [(0.0, "under 1%"), (0.004, "under 1%"), (0.314, "31%"), (0.996, "over 99%"), (1, "over 99%")],
)
def test_a_chance_is_never_said_to_be_none_or_certain(chance, said):
    assert say_chance_of_loss(chance) == said


def test_a_ratio_without_costs_is_no_number():
    assert say_ratio(None) == "no costs"
    assert say_ratio(1.894) == "1.9"


def test_a_spread_has_true_minus_signs():
    assert say_spread(-1200.4, 50_000) == "−£1,200 to £50,000"


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (1234567.0, "1,234,567"),
        (0.05, "0.05"),
        (-0.25, "−0.25"),
        (0.0, "0"),
        (-0.0, "0"),
        (0.0000012, "0.000001"),
        (4800, "4,800"),
    ],
)
def test_a_plain_number_keeps_what_it_holds(value, said):
    assert say_number(value) == said


def test_a_figure_of_the_file_is_said_as_it_was_written():
    assert say_estimate(None) == "not returned"
    assert say_estimate(1200.0) == "1,200"
    assert say_estimate("assumption:pay-growth") == "the assumption pay-growth"
    assert say_estimate(Range(low=1, likely=2, high=4)) == "1 to 4, likeliest 2"
    assert say_estimate(Range(low=1, high=4, shape="uniform")) == "1 to 4"
    discrete = Range(shape="discrete", outcomes=(0, 5), chances=(0.25, 0.75))
    assert say_estimate(discrete) == "0 (25%), 5 (75%)"


def test_pounds_are_said_with_their_price_base(good):
    deal, _ = good

    assert say_basis(deal.partnership) == (
        "£ at 2024-25 prices, present value over 6 years from 2026-27"
    )
