"""The least that must change hands for a split to keep every group."""

import numpy as np
import pytest

from commonweal.errors import ComputationError, InputError
from commonweal.fairness import Game, apply_rule, side_payments, split_stability
from tests.unit.fairness.random_games import example, random_game


def test_the_swedish_shapley_split_needs_what_its_blocking_group_is_short_of():
    water, _ = example("swedish-water")

    payments = side_payments(water, apply_rule("shapley", water))

    assert payments.total == pytest.approx(0.4275)
    assert sum(payments.received) == pytest.approx(0)
    assert split_stability(water, payments.amounts).is_stable
    # Nobody inside pays and nobody outside receives; the burden is spread evenly.
    assert payments.received == pytest.approx([-0.1425, 0.1425, 0.1425, 0.1425, -0.1425, -0.1425])


@pytest.mark.parametrize("rule", ["equal", "shapley", "scrb"])
def test_payments_in_whole_pence_keep_every_group(rule):
    water, _ = example("swedish-water")

    payments = side_payments(water, apply_rule(rule, water), unit=0.01)

    assert split_stability(water, payments.amounts).is_stable
    assert payments.largest_grievance <= 1e-9
    pence = np.array(payments.received) * 100
    assert pence == pytest.approx(np.round(pence), abs=1e-9)
    assert sum(payments.received) == pytest.approx(0, abs=1e-12)


def test_a_stable_split_needs_no_payments():
    water, _ = example("swedish-water")

    payments = side_payments(water, apply_rule("nucleolus", water))

    assert payments.total == 0
    assert payments.received == (0,) * 6


def test_going_all_but_the_last_hundredth_of_the_way_would_not_do():
    game = random_game("costs", 6, 0)
    split = apply_rule("equal", game)

    payments = side_payments(game, split)
    less = split + (np.array(payments.amounts) - split) * 0.99

    assert payments.total > 0
    assert split_stability(game, payments.amounts).is_stable
    assert not split_stability(game, less).is_stable


def test_where_no_split_keeps_every_group_the_subsidy_is_named():
    pairs = {"A": 0, "B": 0, "C": 0, "A,B": 10, "A,C": 10, "B,C": 10, "A,B,C": 12}
    game = Game.from_values(("A", "B", "C"), "savings", pairs)

    with pytest.raises(ComputationError, match="no split of the whole does") as refused:
        side_payments(game, [4, 4, 4])

    assert "subsidy of 3.00" in refused.value.hint


def test_payments_cannot_make_up_a_difference():
    water, _ = example("swedish-water")

    with pytest.raises(InputError, match=r"adds up to 61.38 and the whole is 83.82"):
        side_payments(water, apply_rule("marginal", water))
    with pytest.raises(InputError, match="6 finite amounts"):
        side_payments(water, [1, 2])


def test_the_core_of_a_single_split_is_reached_to_the_penny_or_the_shortfall_said():
    """Three partners of whom any two can have two thirds of the whole: only thirds are stable."""
    pairs = {"A": 0, "B": 0, "C": 0, "A,B": 20, "A,C": 20, "B,C": 20, "A,B,C": 30}
    game = Game.from_values(("A", "B", "C"), "savings", pairs)

    payments = side_payments(game, [20.005, 5, 4.995], unit=0.01)

    assert payments.largest_grievance == pytest.approx(0.005)
    assert payments.to_dict()["total"] == pytest.approx(10.0, abs=0.011)
