"""Whether any split keeps every group, the proof, and the price of making one."""

import numpy as np
import pytest

from commonweal.fairness import (
    Game,
    apply_rule,
    core_is_empty,
    least_core,
    smallest_subsidy,
    split_stability,
)
from tests.unit.fairness.random_games import FAMILIES, example, names, random_game

#: Any two of three gain 10 together, all three 12: nobody can keep all three pairs.
PAIRS = {"A": 0, "B": 0, "C": 0, "A,B": 10, "A,C": 10, "B,C": 10, "A,B,C": 12}


def majority():
    return Game.from_values(("A", "B", "C"), "savings", PAIRS)


def test_the_swedish_groups_can_each_be_left_better_off():
    best = least_core(example("swedish-water")[0])

    assert not best.core_empty
    assert best.value == pytest.approx(-1.6)


def test_three_pairs_that_gain_too_much_apart_cannot_be_kept():
    best = least_core(majority())

    assert best.core_empty
    assert best.value == pytest.approx(2)
    assert sorted(best.proof.groups) == [("A", "B"), ("A", "C"), ("B", "C")]
    assert best.proof.parts == pytest.approx((0.5, 0.5, 0.5))
    assert best.proof.by_themselves == pytest.approx(15)
    assert best.proof.whole == 12


@pytest.mark.parametrize("family", FAMILIES)
@pytest.mark.parametrize("n_players", [2, 5, 8])
def test_the_proof_holds_every_partner_once_and_bounds_the_split(family, n_players):
    game = random_game(family, n_players, 11)
    best = least_core(game)

    for name in game.players:
        held = sum(
            part
            for group, part in zip(best.proof.groups, best.proof.parts, strict=True)
            if name in group
        )
        assert held == pytest.approx(1)
    gap = game.sign * (best.proof.by_themselves - best.proof.whole)
    assert gap == pytest.approx(best.value * sum(best.proof.parts), abs=1e-9)
    assert best.core_empty == (gap > 1e-8)
    worst = split_stability(game, best.amounts).closest.amount
    assert worst == pytest.approx(best.value, abs=1e-9)


def test_the_nucleolus_reaches_the_least_core():
    game = random_game("general", 7, 3)

    worst = split_stability(game, apply_rule("nucleolus", game)).closest.amount

    assert worst == pytest.approx(least_core(game).value)


def test_a_core_of_one_split_is_not_empty():
    game = Game.from_values(("A", "B"), "cost", {"A": 0.1, "B": 0.2, "A,B": 0.1 + 0.2})

    assert not core_is_empty(game)


def test_the_smallest_subsidy_makes_the_three_pairs_stable():
    subsidy = smallest_subsidy(majority())

    assert subsidy.total == pytest.approx(3)
    assert subsidy.amounts == pytest.approx((5, 5, 5))


@pytest.mark.parametrize("n_players", [4, 9])
def test_after_the_subsidy_no_group_would_leave_and_a_penny_less_is_too_little(n_players):
    game = random_game("empty-core", n_players, 2)
    subsidy = smallest_subsidy(game)
    values = game.values.copy()
    values[-1] += subsidy.total
    held = Game(players=names(n_players), kind="savings", values=values)
    values[-1] -= 0.01
    short = Game(players=names(n_players), kind="savings", values=values)

    assert subsidy.total > 0
    assert not core_is_empty(held)
    assert split_stability(held, subsidy.amounts).is_stable
    assert core_is_empty(short)


def test_a_cost_game_pays_the_subsidy_less():
    game = Game.from_values(("A", "B"), "cost", {"A": 4, "B": 6, "A,B": 14})

    subsidy = smallest_subsidy(game)

    assert subsidy.total == pytest.approx(4)
    assert subsidy.amounts == pytest.approx((4, 6))


def test_a_stable_game_needs_no_subsidy():
    game, _ = example("swedish-water")

    subsidy = smallest_subsidy(game)

    assert subsidy.total == 0
    assert sum(subsidy.amounts) == pytest.approx(game.whole)
    assert np.isfinite(subsidy.amounts).all()
