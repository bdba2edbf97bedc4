"""What holds of any sum of money divided, read or said."""

from fractions import Fraction
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from commonweal.errors import InputError
from commonweal.money import (
    parse_pounds,
    pounds,
    pounds_short,
    split_pence,
    split_pence_rows,
    to_pence,
)

TOTALS = st.integers(-(10**15), 10**15)
WEIGHTS = st.lists(
    st.one_of(
        st.integers(0, 10**9),
        st.floats(0, 1e12, allow_nan=False),
        st.fractions(0, 1000, max_denominator=997),
    ),
    min_size=1,
    max_size=12,
).filter(any)


@given(TOTALS, WEIGHTS)
@settings(max_examples=200)
def test_shares_add_up_and_each_is_within_a_penny_of_exact(total, weights):
    shares = split_pence(total, weights).tolist()

    assert sum(shares) == total
    whole = sum(map(Fraction, weights))
    for share, weight in zip(shares, weights, strict=True):
        assert abs(share - total * Fraction(weight) / whole) < 1


@given(TOTALS, WEIGHTS)
@settings(max_examples=100)
def test_a_heavier_weight_never_gets_less(total, weights):
    shares = split_pence(abs(total), weights).tolist()

    by_weight = sorted(zip(map(Fraction, weights), shares, strict=True))
    for (lighter, less), (heavier, more) in pairwise(by_weight):
        assert more >= less or lighter == heavier


@given(TOTALS, WEIGHTS, st.randoms(use_true_random=False))
@settings(max_examples=100)
def test_naming_the_shares_in_another_order_only_moves_tied_pennies(total, weights, chance):
    order = list(range(len(weights)))
    chance.shuffle(order)

    before = split_pence(total, weights)
    after = split_pence(total, [weights[place] for place in order])

    assert sorted(after.tolist()) == sorted(before.tolist())
    for place, share in zip(order, after.tolist(), strict=True):
        same = [
            int(before[other])
            for other in range(len(weights))
            if _remainder(total, weights, other) == _remainder(total, weights, place)
        ]
        assert min(same) - 1 <= share <= max(same) + 1
        if len(same) == 1:
            assert share == before[place]


def _remainder(total, weights, place):
    exact = abs(total) * Fraction(weights[place]) / sum(map(Fraction, weights))
    return exact % 1


@given(TOTALS, WEIGHTS, st.integers(1, 10**6))
@settings(max_examples=100)
def test_weights_count_only_by_their_proportions(total, weights, scale):
    exact = [Fraction(weight) for weight in weights]

    assert (
        split_pence(total, exact).tolist()
        == split_pence(total, [weight * scale for weight in exact]).tolist()
        == split_pence(total, weights).tolist()
    )


@given(TOTALS, WEIGHTS)
@settings(max_examples=100)
def test_a_refund_is_the_charge_turned_round(total, weights):
    assert (split_pence(total, weights) == -split_pence(-total, weights)).all()


@given(st.lists(st.integers(-(10**12), 10**12), min_size=1, max_size=6), WEIGHTS)
@settings(max_examples=50)
def test_many_totals_are_split_as_each_alone(totals, weights):
    rows = split_pence_rows(np.array(totals), np.array(weights, dtype=object))

    assert rows.tolist() == [split_pence(total, weights).tolist() for total in totals]


@given(st.integers(-(10**15), 10**15))
@settings(max_examples=200)
def test_what_is_said_is_read_back(amount):
    assert parse_pounds(pounds(amount, pence=True)) == amount


@given(st.integers(-(10**13), 10**13))
def test_whole_pounds_said_without_pence_are_read_back(amount):
    assert parse_pounds(pounds(amount * 100)) == amount * 100


@given(st.integers(-(10**13), 10**13))
@settings(max_examples=200)
def test_a_sum_said_briefly_is_near_the_sum(amount):
    said = parse_pounds(pounds_short(amount))

    assert abs(said - amount) <= max(50, abs(amount) * 0.051)
    assert said * amount >= 0


@given(st.integers(-(10**13), 10**13))
@settings(max_examples=200)
def test_pence_survive_a_passage_through_float_pounds(amount):
    assert to_pence(amount / 100) == amount


def read_or_refused(text):
    """Return the pence read, or None where the reader refused and said how to mend it."""
    try:
        return parse_pounds(text)
    except InputError as error:
        return None if error.hint else pytest.fail(f"{text!r} is refused without a mend")


@given(st.text(max_size=12))
@settings(max_examples=200)
def test_any_text_is_read_or_refused_and_nothing_else(text):
    pence = read_or_refused(text)

    assert pence is None or isinstance(pence, int)


@given(st.text(alphabet="0123456789,. -()£kmKM−nil", max_size=10))
@settings(max_examples=300)
def test_text_that_looks_like_money_comes_to_one_sum(text):
    pence = read_or_refused(text)

    assert pence is None or parse_pounds(pounds(pence, pence=True)) == pence
