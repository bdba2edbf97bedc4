from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest

from commonweal.errors import InputError
from commonweal.money import split_pence, split_pence_rows


def test_pennies_left_over_go_to_the_largest_remainders():
    assert split_pence(100, [50, 30, 21]).tolist() == [49, 30, 21]


def test_a_tie_goes_to_the_earlier():
    assert split_pence(100, [1, 1, 1]).tolist() == [34, 33, 33]
    assert split_pence(101, [1, 1, 1]).tolist() == [34, 34, 33]


def test_a_refund_undoes_a_charge_to_the_penny():
    assert split_pence(-100, [1, 1, 1]).tolist() == [-34, -33, -33]


def test_nothing_divided_gives_each_nothing():
    assert split_pence(0, [3, 1]).tolist() == [0, 0]


def test_a_weight_of_nil_gets_nothing_even_of_the_pennies_left_over():
    assert split_pence(5, [0, 3, 3, 3, 0]).tolist() == [0, 2, 2, 1, 0]


def test_a_sum_too_large_for_a_float_is_divided_exactly():
    total = 10**15 + 1

    shares = split_pence(total, [0.1, 0.2, 0.7])

    assert int(shares.sum()) == total
    exact = [
        Fraction(total) * Fraction(w) / sum(map(Fraction, (0.1, 0.2, 0.7))) for w in (0.1, 0.2, 0.7)
    ]
    assert all(
        abs(int(share) - whole) < 1 for share, whole in zip(shares.tolist(), exact, strict=True)
    )


def test_weights_of_very_unlike_size_are_not_lost():
    assert split_pence(100, [1e-300, 1e300]).tolist() == [0, 100]
    assert split_pence(100, [1e-300, 1e-300]).tolist() == [50, 50]


@pytest.mark.parametrize(
    "weights",
    [
        [Decimal("0.5"), Decimal("1.5")],
        [Fraction(1, 2), Fraction(3, 2)],
        np.array([0.5, 1.5], dtype=np.float32),
        np.array([1, 3], dtype=np.uint8),
        (1, 3),
        iter([1, 3]),
    ],
)
def test_weights_may_be_of_any_exact_kind(weights):
    assert split_pence(np.int64(8), weights).tolist() == [2, 6]


@pytest.mark.parametrize(
    ("weights", "says"),
    [
        ([], "no weights"),
        ([0, 0.0], "All 2 weights are nil"),
        ([1, -0.5], "Weight 2 is -0.5, below nil"),
        ([1, float("nan")], "Weight 2 is nan"),
        ([float("inf"), 1], "Weight 1 is inf"),
        ([Decimal("NaN"), 1], "Weight 1 is"),
        ([Decimal("sNaN"), 1], "Weight 1 is"),
        (["1", 1], "Weight 1 is '1'"),
        ([None, 1], "Weight 1 is None"),
        ([1 + 0j], "Weight 1 is"),
        (np.ones((2, 2)), "not one row"),
    ],
)
def test_weights_that_cannot_be_shared_by_are_refused_with_their_place(weights, says):
    with pytest.raises(InputError, match=says) as caught:
        split_pence(100, weights)
    assert caught.value.hint


@pytest.mark.parametrize("total", [1.0, "100", None, Decimal(1), 2**63])
def test_a_total_that_is_not_whole_pence_is_refused(total):
    with pytest.raises(InputError) as caught:
        split_pence(total, [1, 1])
    assert caught.value.hint


def test_many_totals_are_divided_by_the_same_weights_or_each_by_its_own():
    totals = np.array([[100, -100], [7, 0]])

    by_one = split_pence_rows(totals, [1, 1, 1])
    by_own = split_pence_rows(np.array([10, 10]), [[1, 1], [1, 3]])

    assert by_one.shape == (2, 2, 3)
    assert by_one[0].tolist() == [[34, 33, 33], [-34, -33, -33]]
    assert by_one[1].tolist() == [[3, 2, 2], [0, 0, 0]]
    assert by_own.tolist() == [[5, 5], [3, 7]]


def test_the_row_of_a_single_total_is_a_plain_split():
    assert split_pence_rows(np.int64(10), [1, 1]).tolist() == [5, 5]


@pytest.mark.parametrize(
    ("totals", "weights", "says"),
    [
        ([1.5, 2.0], [1, 1], "not whole pence"),
        ([1, 2], [[1, 1], [1, 1], [1, 1]], "do not fit"),
        ([1, 2], 3, "do not fit"),
    ],
)
def test_rows_that_do_not_fit_are_refused(totals, weights, says):
    with pytest.raises(InputError, match=says):
        split_pence_rows(totals, weights)
