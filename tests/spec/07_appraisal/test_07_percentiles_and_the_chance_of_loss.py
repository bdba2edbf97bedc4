"""Percentiles and the chance of loss

A figure that is not known exactly is given as a range. The case is then worked out 10,000 times,
each time with another draw of every range, and the results are put in order. One future in ten is
worse than the figure called P10, half are worse than P50, eight in ten are worse than P80. The
chance of loss is the share of futures that end below nought.

Beside these stands the expected case, in which every figure has its mean. It owes nothing to chance
and is the figure that options are compared by.
"""

import pytest

from tests.unit.appraisal.worked import appraised, case, cost, lever, shared

N_DRAWS = 10_000
#: A saving of £150,000 over five years.
SPENDS = {"ashby": {"staff": 150_000}, "barton": {"staff": 150_000}}
SAVING = lever("process-redesign", share_of_staff_saved=0.1)


def test_the_simulation_finds_what_can_be_worked_out_by_hand(rows):
    """Sharing is sure to save £150,000 over five years, and costs anything from £50,000 to £250,000
    with equal chance. So its worth lies anywhere from −£100,000 to £100,000, and every figure below
    can be read off a ruler. 10,000 futures find each to within 2 per cent of the ruler's length.

    | Figure                | By hand  |
    |-----------------------|----------|
    | expected              | £0       |
    | P10                   | −£80,000 |
    | P50                   | £0       |
    | P80                   | £60,000  |
    | chance of loss        | 0.5      |
    """
    uncertain = {"shape": "uniform", "low": 50_000, "high": 250_000}
    partnership = case(SPENDS, [shared([SAVING], [cost("set-up", other=uncertain)])])

    found = appraised(partnership, n_draws=N_DRAWS).option("shared")

    by_hand = {row["Figure"]: row["By hand"] for row in rows}
    assert found.npv.expected == pytest.approx(by_hand["expected"], abs=0.005)
    assert found.npv.p10 == pytest.approx(by_hand["P10"], abs=4_000)
    assert found.npv.p50 == pytest.approx(by_hand["P50"], abs=4_000)
    assert found.npv.p80 == pytest.approx(by_hand["P80"], abs=4_000)
    assert found.to_dict()["p_loss"] == pytest.approx(by_hand["chance of loss"], abs=0.02)


def test_figures_that_move_together_make_the_worst_likelier(rows):
    """Two costs each lie anywhere from nil to £100,000. If they have nothing to do with one
    another, both are seldom high at once, and together they pass the £150,000 saved in one future
    of eight. If what drives up the one drives up the other, they pass it in one of four. The
    expected case is the same.

    | The two costs            | Expected | Chance of loss, per cent |
    |--------------------------|----------|--------------------------|
    | have nothing in common   | £50,000  | 12.5                     |
    | move together            | £50,000  | 25                       |
    """
    for row in rows:
        uncertain = {"shape": "uniform", "low": 0, "high": 100_000}
        if row["The two costs"] == "move together":
            uncertain |= {"moves_with": "supplier-prices", "correlation": 1.0}
        costs = [cost("set-up", technology=uncertain), cost("design", fixed=uncertain)]
        found = appraised(case(SPENDS, [shared([SAVING], costs)]), n_draws=N_DRAWS)
        option = found.option("shared")
        assert option.npv.expected == pytest.approx(row["Expected"])
        chance = option.to_dict()["p_loss"]
        assert chance == pytest.approx(row["Chance of loss, per cent"] / 100, abs=0.015)


def test_one_figure_used_twice_is_one_figure(rows):
    """An assumption that is named in two places has one value in each future. Here the same doubt
    about a day rate stands in both costs, so they are high together as in the second row above.

    | The day rate is        | Chance of loss, per cent |
    |------------------------|--------------------------|
    | one named assumption   | 25                       |
    | typed in twice         | 12.5                     |
    """
    for row in rows:
        uncertain = {"shape": "uniform", "low": 0, "high": 100_000}
        named = row["The day rate is"] == "one named assumption"
        figure = "assumption:day-rate" if named else uncertain
        costs = [cost("set-up", technology=figure), cost("design", fixed=figure)]
        assumption = {"id": "day-rate", "name": "Day rate", "value": uncertain}
        found = appraised(
            case(SPENDS, [shared([SAVING], costs)], assumptions=[assumption]), n_draws=N_DRAWS
        )
        chance = found.option("shared").to_dict()["p_loss"]
        assert chance == pytest.approx(row["Chance of loss, per cent"] / 100, abs=0.015)


def test_a_sure_figure_has_no_spread():
    """Where every figure is certain all futures are alike: P10, P50 and P80 are the expected case,
    and the chance of loss is nil or one.
    """
    gains = case(SPENDS, [shared([SAVING], [cost("set-up", other=149_999)])])
    loses = case(SPENDS, [shared([SAVING], [cost("set-up", other=150_001)])])

    gain = appraised(gains).option("shared")
    loss = appraised(loses).option("shared")

    assert gain.npv.p10 == pytest.approx(1) == gain.npv.p80
    assert gain.to_dict()["p_loss"] == 0
    assert loss.npv.p10 == pytest.approx(-1) == loss.npv.p80
    assert loss.to_dict()["p_loss"] == 1
