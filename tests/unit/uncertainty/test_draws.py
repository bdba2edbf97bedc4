"""Drawing: seeds, names, what is refused, and figures that move together."""

import numpy as np
import pytest

from commonweal.appraisal.uncertainty import draw, nearest_correlation
from commonweal.errors import InputError
from commonweal.partnership.base import Range

STAFF = Range(low=0.05, likely=0.1, high=0.2)
PRICE = Range(low=10_000, high=40_000, shape="lognormal")
PINNED = {
    "staff": [0.12190085340934911, 0.08513306307007862, 0.08656911048501639],
    "price": [19883.07740492241, 14110.029867845886, 9533.22562658778],
}


def test_the_expected_case_comes_first():
    futures = draw({"staff": STAFF, "years": 4}, n_draws=5, seed=1)

    assert futures.values("staff")[0] == pytest.approx((0.05 + 4 * 0.1 + 0.2) / 6)
    assert futures.values("years").tolist() == [4.0] * 6
    assert futures.size == 6


def test_a_seed_gives_the_futures_that_it_gave_before():
    """Kept by value: a case run again years later must not see other futures."""
    futures = draw({"staff": STAFF, "price": PRICE}, n_draws=3, seed=20_260_401)

    np.testing.assert_allclose(futures.values("staff")[1:], PINNED["staff"], rtol=1e-12)
    np.testing.assert_allclose(futures.values("price")[1:], PINNED["price"], rtol=1e-12)


def test_another_seed_gives_other_futures():
    first, second = (draw({"staff": STAFF}, n_draws=100, seed=seed) for seed in (1, 2))

    assert not np.intersect1d(first.values("staff")[1:], second.values("staff")[1:]).size


def test_a_figure_and_a_factor_of_the_same_name_are_not_the_same_stream():
    follower = STAFF.model_copy(update={"moves_with": "market", "correlation": 1.0})
    futures = draw({"market": STAFF, "price": follower}, n_draws=500, seed=1)

    market, price = futures.values("market")[1:], futures.values("price")[1:]
    assert abs(np.corrcoef(market, price)[0, 1]) < 0.2


def test_the_values_cannot_be_written_over():
    futures = draw({"staff": STAFF, "years": 4}, n_draws=5, seed=1)

    for name in ("staff", "years"):
        with pytest.raises(ValueError, match="read-only"):
            futures.values(name)[1] = 0


def test_no_draws_leave_the_expected_case():
    assert draw({"staff": STAFF}, n_draws=0, seed=1).values("staff").shape == (1,)


def test_more_draws_than_were_drawn_cannot_be_taken():
    with pytest.raises(InputError, match="There are 10 draws"):
        draw({"staff": STAFF}, n_draws=10, seed=1).first(11)


@pytest.mark.parametrize(
    ("estimates", "n_draws", "seed", "message"),
    [
        ({}, -1, 1, "-1 draws were asked for"),
        ({}, 10, -1, "The seed is -1"),
        ({"staff": "assumption:share"}, 10, 1, "names assumption:share"),
        ({"staff": float("nan")}, 10, 1, "staff is nan"),
    ],
)
def test_what_cannot_be_drawn_is_refused(estimates, n_draws, seed, message):
    with pytest.raises(InputError, match=message):
        draw(estimates, n_draws=n_draws, seed=seed)


@pytest.mark.parametrize(
    ("pairs", "message"),
    [
        ({("staff", "years"): 0.5}, "names years, which is not a figure with a range"),
        ({("staff", "staff"): 0.5}, "pairs staff with itself"),
        ({("staff", "price"): 1.5}, "is 1.5"),
        ({("staff", "price"): 0.5, ("price", "staff"): 0.2}, "two correlations, 0.5 and 0.2"),
    ],
)
def test_a_correlation_that_makes_no_sense_is_refused(pairs, message):
    with pytest.raises(InputError, match=message):
        draw({"staff": STAFF, "price": PRICE, "years": 4}, n_draws=10, seed=1, correlations=pairs)


def test_correlations_that_cannot_hold_together_are_moved_and_said():
    three = dict.fromkeys(("ashby", "barton", "corley"), STAFF)
    pairs = {
        ("ashby", "barton"): -0.9,
        ("barton", "corley"): -0.9,
        ("ashby", "corley"): -0.9,
    }

    futures = draw(three, n_draws=4_000, seed=1, correlations=pairs)

    assert len(futures.cautions) == 3
    assert "-0.90 cannot hold together with the others; -0.50" in futures.cautions[0].message
    values = np.stack([futures.values(name)[1:] for name in three])
    np.testing.assert_allclose(np.corrcoef(values)[np.triu_indices(3, 1)], -0.5, atol=0.05)


def test_correlations_that_can_hold_are_left_as_they_are():
    asked = np.array([[1.0, 0.6, 0.2], [0.6, 1.0, -0.3], [0.2, -0.3, 1.0]])

    assert nearest_correlation(asked) is asked
    assert not draw(
        {"staff": STAFF, "price": PRICE}, n_draws=5, seed=1, correlations={("staff", "price"): 0.9}
    ).cautions


def test_pairs_leave_a_figure_outside_them_alone():
    three = {"staff": STAFF, "price": PRICE, "other": STAFF}

    plain = draw(three, n_draws=50, seed=1)
    tied = draw(three, n_draws=50, seed=1, correlations={("staff", "price"): -0.8})

    assert np.array_equal(plain.values("other"), tied.values("other"))
    assert np.array_equal(plain.values("staff"), tied.values("staff"))
    assert not np.array_equal(plain.values("price"), tied.values("price"))


def test_a_pair_and_a_factor_hold_together():
    follower = STAFF.model_copy(update={"moves_with": "market", "correlation": 0.8})
    four = {"one": follower, "two": follower, "three": follower, "free": STAFF}

    futures = draw(four, n_draws=20_000, seed=3, correlations={("one", "free"): 0.5})

    seen = np.corrcoef(np.stack([futures.values(name)[1:] for name in four]))
    assert seen[0, 1] == pytest.approx(0.64, abs=0.03)
    assert seen[1, 2] == pytest.approx(0.64, abs=0.03)
    assert seen[0, 3] == pytest.approx(0.5, abs=0.03)
    assert seen[1, 3] == pytest.approx(0.0, abs=0.03)
