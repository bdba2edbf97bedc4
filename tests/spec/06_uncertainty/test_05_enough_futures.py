"""Enough futures

With a few futures the mean depends on which were drawn; with many it settles. Its standard error
says how far it may still be off: in about two cases of three it is within one standard error of
the truth, in 95 of 100 within two. Four times the futures halve the error.
"""

import pytest

from commonweal.appraisal.uncertainty import convergence, draw, summary
from commonweal.partnership.base import Range

FIGURES = {
    "saving": Range(low=150_000, likely=220_000, high=260_000),
    "cost": Range(low=600_000, likely=800_000, high=1_600_000),
}
SEED = 20_260_401


def outcome(n_draws):
    futures = draw(FIGURES, n_draws=n_draws, seed=SEED)
    return 5 * futures.values("saving") - futures.values("cost")


def test_the_mean_settles_as_the_draws_mount_up(rows):
    """Five years of the saving less the cost, whose true mean is £175,000.

    | futures | mean so far | standard error |
    |---|---|---|
    | 1,000 | £184,726 | £6,277 |
    | 2,000 | £186,315 | £4,446 |
    | 3,000 | £182,118 | £3,684 |
    | 4,000 | £179,462 | £3,202 |
    | 5,000 | £177,605 | £2,880 |
    | 6,000 | £176,543 | £2,637 |
    | 7,000 | £175,658 | £2,450 |
    | 8,000 | £175,222 | £2,279 |
    | 9,000 | £174,020 | £2,159 |
    | 10,000 | £174,561 | £2,041 |
    """
    found = convergence(outcome(10_000), n_batches=10)

    for row, step in zip(rows, found, strict=True):
        assert step.n_draws == row["futures"]
        assert step.mean == pytest.approx(row["mean so far"], abs=0.5)
        assert step.standard_error == pytest.approx(row["standard error"], abs=0.5)
        assert abs(step.mean - 175_000) < 3 * step.standard_error


def test_the_chance_of_loss_needs_many_futures(rows):
    """A chance of about a fifth is known to within a few in a hundred from 100 futures, and to
    within a few in a thousand from 10,000.

    | futures | chance of loss (per cent) | may be off by (per cent) |
    |---|---|---|
    | 100 | 17.00% | 3.76% |
    | 1,000 | 18.10% | 1.22% |
    | 10,000 | 20.46% | 0.40% |
    """
    for row in rows:
        found = summary(outcome(row["futures"]))
        assert 100 * found.chance_below_nought == pytest.approx(row["chance of loss (per cent)"])
        assert 100 * found.chance_standard_error == pytest.approx(
            row["may be off by (per cent)"], abs=0.005
        )
