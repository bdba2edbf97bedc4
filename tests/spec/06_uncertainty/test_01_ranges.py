"""Ranges

A figure that is not known exactly is given as a range, with a shape that says how the chances lie
inside it. Triangular and PERT take the lowest, the likely and the highest value; PERT trusts the
likely value more. Uniform says only that nothing outside is possible. Lognormal is for costs that
can run far over: its low and high are the 10th and 90th percentiles, and values beyond both occur.
Discrete is for things that happen or do not.
"""

import numpy as np
import pytest

from commonweal.appraisal.uncertainty import mean_of, quantiles_of
from commonweal.partnership.base import Range

MIGRATION = {"low": 20_000, "likely": 30_000, "high": 70_000}
ENDS = {"low": 20_000, "high": 70_000}
FIGURES = {
    "triangular": Range(shape="triangular", **MIGRATION),
    "PERT": Range(shape="pert", **MIGRATION),
    "uniform": Range(shape="uniform", **ENDS),
    "lognormal": Range(shape="lognormal", **ENDS),
    "discrete": Range(shape="discrete", outcomes=(20_000, 30_000, 70_000), chances=(0.3, 0.5, 0.2)),
}


def test_the_mean_is_not_the_likely_value(rows):
    """Moving one system costs from £20,000 to £70,000, most likely £30,000. A range that reaches
    further up than down has its mean above the likely value, and it is the mean that a budget
    needs: over many systems the overruns do not cancel.

    | shape | how the mean is found | mean |
    |---|---|---|
    | triangular | (20 + 30 + 70) / 3 | £40,000 |
    | PERT | (20 + 4 × 30 + 70) / 6 | £35,000 |
    | uniform | (20 + 70) / 2 | £45,000 |
    | discrete | 0.3 × 20 + 0.5 × 30 + 0.2 × 70 | £35,000 |
    """
    for row in rows:
        assert mean_of(FIGURES[row["shape"]]) == pytest.approx(row["mean"])


def test_the_same_ends_mean_different_things_in_different_shapes(rows):
    """P10 is the value that the figure falls below with a chance of one in ten, P80 with a chance
    of eight in ten. Only for the lognormal are the ends given the 10th and 90th percentiles.

    | shape | P10 | P50 | P80 | P90 |
    |---|---|---|---|---|
    | triangular | £27,071 | £38,377 | £50,000 | £55,858 |
    | PERT | £24,495 | £33,834 | £42,513 | £47,267 |
    | uniform | £25,000 | £45,000 | £60,000 | £65,000 |
    | lognormal | £20,000 | £37,417 | £56,457 | £70,000 |
    | discrete | £20,000 | £30,000 | £70,000 | £70,000 |
    """
    # A hair above the chance, where a discrete figure steps from one outcome to the next.
    chances = np.array([0.1, 0.5, 0.8, 0.9]) + 1e-12

    for row in rows:
        found = quantiles_of(FIGURES[row["shape"]], chances)
        assert found == pytest.approx([row[name] for name in ("P10", "P50", "P80", "P90")], abs=0.5)
