"""What the outcome hangs on

The tornado sorts the futures by one figure at a time and sets the outcome in the tenth where that
figure is lowest against the tenth where it is highest. The widest bar is the figure most worth
finding out more about. Everything else goes on varying meanwhile, so the bars do not add up to the
whole spread; and where figures move together, each bar holds what the other does as well.
"""

import pytest

from commonweal.appraisal.uncertainty import draw, tornado
from commonweal.partnership.base import Range

SAVING = Range(low=150_000, likely=220_000, high=260_000)
COST = Range(low=600_000, likely=800_000, high=1_600_000)
SEED = 20_260_401


def test_the_widest_bar_comes_first(rows):
    """Five years of the saving less the one-off cost. The cost matters nearly three times as much
    as the saving.

    | figure | when low | when high | outcome when low | outcome when high | swing |
    |---|---|---|---|---|---|
    | cost | £656,470 | £1,244,115 | £421,973 | −£169,225 | −£591,198 |
    | saving | £178,298 | £247,444 | −£4,711 | £345,487 | £350,198 |
    """
    futures = draw({"saving": SAVING, "cost": COST}, n_draws=10_000, seed=SEED)

    bars = tornado(futures, 5 * futures.values("saving") - futures.values("cost"))

    assert [bar.name for bar in bars] == [row["figure"] for row in rows]
    for row, bar in zip(rows, bars, strict=True):
        seen = (bar.low, bar.high, bar.outcome_when_low, bar.outcome_when_high, bar.swing)
        assert seen == pytest.approx(list(row.values())[1:], abs=0.5)


def test_a_figure_that_only_moves_with_another_has_a_bar_too():
    """The months of delay do not enter this sum at all, but they follow the same factor as the
    cost. Their bar is no proof that they cost anything: it names the factor they share.
    """
    late = {"moves_with": "trouble", "correlation": 0.9}
    futures = draw(
        {
            "cost": COST.model_copy(update=late),
            "months late": Range(low=0, likely=3, high=24, **late),
        },
        n_draws=10_000,
        seed=SEED,
    )

    bars = {bar.name: bar for bar in tornado(futures, -futures.values("cost"))}

    assert bars["months late"].swing < -300_000
    assert bars["months late"].moves_with == bars["cost"].moves_with == "trouble"
