"""Shares in whole pence by year: dividing, phasing, comparing."""

from fractions import Fraction

import numpy as np
import pytest

from commonweal.errors import InputError
from commonweal.fairness import compare_splits, phase_in, split_by_amounts
from commonweal.fairness.pence import split_to_unit, whole_pence
from commonweal.money import Materiality, split_pence


def test_amounts_divide_each_years_pence_with_nothing_lost():
    rows = split_by_amounts([10_000, 10_001], [20.35, 12.0566, 5, 8.6, 18.32, 19.49])

    assert rows.sum(axis=1).tolist() == [10_000, 10_001]
    assert (
        rows[0].tolist()
        == split_pence(10_000, ["20.35"] and [2035, 1205.66, 500, 860, 1832, 1949]).tolist()
    )


def test_an_amount_below_nil_is_paid_to_its_partner():
    assert split_by_amounts([300], [-2.5, 5.5]).tolist() == [[-250, 550]]


def test_phasing_goes_from_one_split_to_another_by_steps():
    rows = phase_in([1000] * 5, [1, 3], [3, 1], steps=[0.25, 0.5, 0.75, 1])

    assert rows.tolist() == [[375, 625], [500, 500], [625, 375], [750, 250], [750, 250]]


@pytest.mark.parametrize("steps", [[], [0.5, 0.25], [1.5], [-0.1], [float("nan")]])
def test_phasing_that_goes_back_or_too_far_is_refused(steps):
    with pytest.raises(InputError, match="phasing steps"):
        phase_in([1000], [1, 3], [3, 1], steps=steps)


def test_splits_of_different_partners_cannot_be_phased():
    with pytest.raises(InputError, match="first split has 2 partners and the last 3"):
        phase_in([1000], [1, 3], [3, 1, 1], steps=[1])


@pytest.mark.parametrize("amounts", [[1, -1], [1, float("inf")]])
def test_amounts_that_cannot_be_shared_by_are_refused(amounts):
    with pytest.raises(InputError):
        split_by_amounts([100], amounts)


def test_totals_in_pounds_are_refused():
    with pytest.raises(InputError, match="not whole pence"):
        split_by_amounts([100.5], [1, 2])


def test_differences_below_materiality_are_called_equal():
    told = compare_splits(
        [100_000, 50_000], [100_900, 49_100], ("A", "B"), materiality=Materiality(pence=1000)
    )

    assert [each.is_equal for each in told] == [True, True]
    assert [each.pence for each in told] == [900, -900]
    told = compare_splits(
        [100_000, 20_000], [100_900, 19_100], ("A", "B"), materiality=Materiality(fraction=0.03)
    )
    assert [each.is_equal for each in told] == [True, False]


def test_pennies_left_over_go_to_the_largest_remainders_and_the_earlier_on_a_tie():
    third = Fraction(100, 3)

    assert whole_pence([third, third, third], 100) == [34, 33, 33]
    assert whole_pence([Fraction(-1, 2), Fraction(1, 2)], 0) == [0, 0]


def test_amounts_can_be_rounded_to_a_unit_and_still_add_up():
    rounded = split_to_unit(np.array([-0.1425, 0.07, 0.0725]), 0.0, 0.01)

    assert rounded.sum() == pytest.approx(0, abs=1e-12)
    assert rounded.tolist() == [-0.14, 0.07, 0.07]
