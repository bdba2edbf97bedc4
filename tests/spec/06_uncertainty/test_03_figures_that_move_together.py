"""Figures that move together

If one supplier is dear, it is dear in every council; if go-live is late, costs rise and savings
fall at once. Figures drawn as if they had nothing to do with one another make a case look safer
than it is. Figures that name the same common factor rise and fall together: one that follows the
factor at 0.7 and another at 0.7 correlate at 0.7 times 0.7, about a half. A minus sign makes one
fall as the other rises. The correlation of two figures can also be given outright.
"""

import numpy as np
import pytest

from commonweal.appraisal.uncertainty import draw, summary
from commonweal.partnership.base import Range

SEED = 20_260_401
SYSTEM = Range(low=20_000, likely=30_000, high=70_000)


def test_what_moves_together_does_not_average_out(rows):
    """Three systems each cost £20,000 to £70,000 to leave, most likely £30,000: £105,000 expected.
    The more closely the three follow one supplier's price, the wider the whole is spread. The mean
    does not move, beyond the few hundred pounds by which ten thousand futures may miss it.

    | each follows the supplier at | two of them correlate at | mean | P10 | P80 | P90 |
    |---|---|---|---|---|---|
    | 0 | 0 | £104,853 | £86,284 | £117,463 | £124,531 |
    | 0.5 | 0.25 | £104,747 | £82,006 | £120,126 | £129,786 |
    | 0.7 | 0.49 | £104,710 | £79,165 | £122,258 | £133,894 |
    | 0.9 | 0.81 | £104,686 | £75,389 | £125,367 | £138,626 |
    | 1 | 1 | £104,721 | £73,374 | £127,018 | £141,322 |
    """
    for row in rows:
        followed = row["each follows the supplier at"]
        tie = {"moves_with": "supplier", "correlation": followed} if followed else {}
        figures = {name: SYSTEM.model_copy(update=tie) for name in "abc"}
        futures = draw(figures, n_draws=10_000, seed=SEED)

        found = summary(np.sum([futures.values(name) for name in figures], axis=0))

        assert row["two of them correlate at"] == pytest.approx(followed**2)
        assert found.expected == 105_000
        for name, value in (("mean", found.mean), ("P10", found.p10), ("P80", found.p80)):
            assert value == pytest.approx(row[name], abs=0.5)
        assert found.p90 == pytest.approx(row["P90"], abs=0.5)


def test_bad_news_that_comes_together_makes_loss_likelier(rows):
    """Five years of a saving of £150,000 to £260,000 a year, less a one-off cost of £600,000 to
    £1.6 million. If a dear project is also one that saves little, the two correlate below nought;
    if a dear project buys more saving, above.

    | correlation of saving and cost | expected | P10 | P80 | chance of loss (per cent) |
    |---|---|---|---|---|
    | -0.7 | £175,000 | −£180,224 | £411,133 | 24.28% |
    | 0 | £175,000 | −£102,176 | £356,488 | 20.46% |
    | 0.7 | £175,000 | −£3,364 | £284,381 | 10.32% |
    """
    figures = {
        "saving": Range(low=150_000, likely=220_000, high=260_000),
        "cost": Range(low=600_000, likely=800_000, high=1_600_000),
    }
    for row in rows:
        asked = {("saving", "cost"): row["correlation of saving and cost"]}
        futures = draw(figures, n_draws=10_000, seed=SEED, correlations=asked)

        found = summary(5 * futures.values("saving") - futures.values("cost"))

        assert found.expected == row["expected"]
        assert found.p10 == pytest.approx(row["P10"], abs=0.5)
        assert found.p80 == pytest.approx(row["P80"], abs=0.5)
        assert 100 * found.chance_below_nought == pytest.approx(row["chance of loss (per cent)"])


def test_correlations_that_cannot_all_hold_are_moved_and_said(rows):
    """Three figures cannot each move against the other two: if the first goes up and the second
    down, the third has nowhere to go. Asked for that, the nearest correlations that can hold are
    used, and the report says so for each pair.

    | pair | asked | used |
    |---|---|---|
    | a and b | -0.9 | -0.5 |
    | a and c | -0.9 | -0.5 |
    | b and c | -0.9 | -0.5 |
    """
    pairs = {tuple(row["pair"].split(" and ")): row["asked"] for row in rows}

    futures = draw(dict.fromkeys("abc", SYSTEM), n_draws=10, seed=SEED, correlations=pairs)

    assert [str(caution.place) for caution in futures.cautions] == [row["pair"] for row in rows]
    for row, caution in zip(rows, futures.cautions, strict=True):
        assert f"{row['asked']:.2f} cannot hold" in caution.message
        assert f"{row['used']:.2f}, the nearest that can, is used" in caution.message
