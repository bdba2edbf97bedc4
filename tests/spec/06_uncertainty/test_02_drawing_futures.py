"""Drawing futures

A future is one value for every uncertain figure. Thousands of them are drawn and the whole case is
priced in each. Beside them stands the expected case, in which every figure is at its mean.

The futures come from a seed, so the same file gives the same futures on any day. Each figure has
its own stream of randomness, made from the seed and the figure's name: putting a new figure into a
case leaves every other figure's futures as they were, so two versions of a case differ by what was
changed and by nothing else.
"""

import numpy as np
import pytest

from commonweal.appraisal.uncertainty import draw
from commonweal.partnership.base import Range

SAVING = Range(low=150_000, likely=220_000, high=260_000)
COST = Range(low=600_000, likely=800_000, high=1_600_000)
SEED = 20_260_401


def test_the_first_futures_of_a_case(rows):
    """A yearly saving of £150,000 to £260,000, most likely £220,000, and a one-off cost of £600,000
    to £1.6 million, most likely £800,000, both PERT. The seed is 20260401.

    | future | saving a year | one-off cost |
    |---|---|---|
    | expected case | £215,000 | £900,000 |
    | 1 | £206,574 | £732,270 |
    | 2 | £241,484 | £905,066 |
    | 3 | £222,257 | £682,468 |
    """
    futures = draw({"saving": SAVING, "cost": COST}, n_draws=3, seed=SEED)

    assert futures.values("saving") == pytest.approx([r["saving a year"] for r in rows], abs=0.5)
    assert futures.values("cost") == pytest.approx([r["one-off cost"] for r in rows], abs=0.5)


def test_a_new_figure_leaves_the_others_futures_as_they_were():
    """Somebody adds a range for the months of talks. The thousand futures of the saving do not
    move by a penny.
    """
    before = draw({"saving": SAVING}, n_draws=1_000, seed=SEED)
    after = draw(
        {"months": Range(low=12, likely=18, high=48), "saving": SAVING}, n_draws=1_000, seed=SEED
    )

    assert np.array_equal(before.values("saving"), after.values("saving"))


def test_fewer_futures_are_the_first_of_more():
    """A coarse look at a thousand futures sees the first thousand of the ten thousand, so a coarse
    answer and a fine one are about the same futures.
    """
    fine = draw({"saving": SAVING}, n_draws=10_000, seed=SEED)
    coarse = draw({"saving": SAVING}, n_draws=1_000, seed=SEED)

    assert np.array_equal(fine.first(1_000).values("saving"), coarse.values("saving"))
