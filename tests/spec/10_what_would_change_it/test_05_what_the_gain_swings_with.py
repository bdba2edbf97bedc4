"""What the gain swings with, and whether enough was drawn

The tornado sets the futures in which a figure is in its lowest tenth against those in which it is
in its highest. All other figures go on varying, so nothing is priced again. In a case where effects
simply add up it says what moving each figure by itself would say.
"""

import numpy as np
import pytest

from commonweal.deal import deal_of
from commonweal.deal.sensitivity import enough_draws, sensitivity
from commonweal.deal.verdict_rule import verdict_rule
from tests.unit.appraisal.worked import appraised, case, cost, lever, redesign_alone, shared

SPENDS = {"ashby": {"management": 120_000}, "barton": {"management": 80_000}}


def uniform(low, high):
    return {"low": low, "high": high, "shape": "uniform"}


def test_in_a_case_that_adds_up_swings_are_as_wide_as_the_ranges(rows):
    """Three parts of the cost of setting up are each as likely to be anywhere in their range. The
    lowest tenth of such a range has its middle a twentieth of the way up, so the swing is nine
    tenths of the range: up to the chance of 10,000 draws.

    | Figure | Range | Nine tenths of it |
    |---|---|---|
    | project team | £80,000 | £72,000 |
    | technology | £40,000 | £36,000 |
    | other | £20,000 | £18,000 |
    """
    option = shared(
        [lever("management-deduplication", kept_share_of_other_teams=0.0)],
        [
            cost(
                "set-up",
                project_team=uniform(20_000, 100_000),
                technology=uniform(10_000, 50_000),
                other=uniform(10_000, 30_000),
            )
        ],
    )
    deal = deal_of(appraised(case(SPENDS, [redesign_alone(), option]), n_draws=10_000))

    swings = sensitivity(deal).swings.joint

    assert [swing.label.partition(" (")[0] for swing in swings] == [row["Figure"] for row in rows]
    for swing, row in zip(swings, rows, strict=True):
        assert row["Nine tenths of it"] == pytest.approx(0.9 * row["Range"])
        assert -swing.swing == pytest.approx(row["Nine tenths of it"], abs=4_000)


def test_enough_is_what_tells_a_chance_from_its_threshold(rows):
    """Above a chance of 20 per cent that they do worse together, sharing has conditions. Seen in
    16 of 100 futures, the chance may as well be 9 per cent as 23, and the draws do not tell. Seen
    in 1,600 of 10,000 it is surely below.

    | Draws | Losses among them | Chance, per cent | Give or take, per cent | Told |
    |---|---|---|---|---|
    | 100 | 16 | 16.0 | 7.4 | no |
    | 1,000 | 160 | 16.0 | 2.3 | yes |
    | 10,000 | 1,600 | 16.0 | 0.7 | yes |
    | 10,000 | 1,980 | 19.8 | 0.8 | no |
    """
    for row in rows:
        gains = np.ones(row["Draws"] + 1)
        gains[1 : 1 + row["Losses among them"]] = -1.0
        found = enough_draws(gains, {}, verdict_rule())
        (chance,) = found.chances
        assert chance.chance * 100 == pytest.approx(row["Chance, per cent"])
        assert chance.standard_error * 200 == pytest.approx(row["Give or take, per cent"], abs=0.1)
        assert found.are_enough == (row["Told"] == "yes")
