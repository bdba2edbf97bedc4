"""The nucleolus and its kin: closed forms, what they choose when nothing is stable, refusals."""

import numpy as np
import pytest

from commonweal.errors import ComputationError
from commonweal.fairness import (
    Game,
    coalition_sums,
    core_is_empty,
    nucleolus,
    per_capita_nucleolus,
    prenucleolus,
    proportional_nucleolus,
    savings_game,
    solve_nucleolus,
)
from tests.unit.fairness.random_games import names, random_game

#: Seeds of the family "costs" with six partners whose core is not empty.
STABLE = (0, 2, 3)


def bankruptcy(estate, claims):
    """What each group is sure of once all other claims are met."""
    others = sum(claims) - coalition_sums(np.array(claims, dtype=float))
    values = np.maximum(estate - others, 0.0)
    values[0] = 0
    return Game(players=names(len(claims)), kind="savings", values=values)


@pytest.mark.parametrize(
    ("estate", "awards"),
    [
        (100, [100 / 3, 100 / 3, 100 / 3]),
        (200, [50, 75, 75]),
        (300, [50, 100, 150]),
        (400, [50, 125, 225]),
        (500, [200 / 3, 500 / 3, 800 / 3]),
    ],
)
def test_the_talmuds_estates_are_divided_as_the_contested_garment_is(estate, awards):
    """Aumann and Maschler 1985: the nucleolus of the estate game is the Talmud's rule."""
    assert nucleolus(bankruptcy(estate, [100, 200, 300])) == pytest.approx(awards)


def talmud_rule(estate, claims):
    """Equal awards up to half of each claim, then equal losses down to half."""
    claims = np.array(claims, dtype=float)
    half = claims / 2
    if estate <= half.sum():
        return equal_up_to(half, estate)
    return claims - equal_up_to(half, claims.sum() - estate)


def equal_up_to(limits, total):
    low, high = 0.0, float(limits.max())
    for _ in range(200):
        middle = (low + high) / 2
        if np.minimum(limits, middle).sum() < total:
            low = middle
        else:
            high = middle
    return np.minimum(limits, high)


@pytest.mark.parametrize("seed", range(12))
def test_any_estate_is_divided_by_the_talmuds_rule(seed):
    random = np.random.default_rng(seed)
    claims = random.integers(1, 100, random.integers(2, 8)).tolist()
    estate = int(random.integers(1, sum(claims)))

    assert nucleolus(bankruptcy(estate, claims)) == pytest.approx(talmud_rule(estate, claims))


def airport(costs):
    """A runway must serve the largest aircraft in the group."""
    n_players = len(costs)
    values = np.zeros(2**n_players)
    for group in range(1, 2**n_players):
        values[group] = max(costs[player] for player in range(n_players) if group >> player & 1)
    return Game(players=names(n_players), kind="cost", values=values)


def airport_nucleolus(costs):
    """Littlechild (1974), for costs in ascending order.

    Of the aircraft not yet charged, the k-th cheapest and the rest of the field could bear
    (cost - paid so far) / (k + 1) each, all of them (cost - paid) / k. The least of these is
    charged to everybody up to where it arises, and so on.
    """
    n_players = len(costs)
    charges = np.zeros(n_players)
    done, paid = 0, 0.0
    while done < n_players:
        ratios = []
        for last in range(done, n_players):
            count = last - done + 1
            count += 0 if last == n_players - 1 else 1
            ratios.append(((costs[last] - paid) / count, last))
        level, until = min(ratios, key=lambda pair: (pair[0], -pair[1]))
        charges[done : until + 1] = level
        paid += level * (until + 1 - done)
        done = until + 1
    return charges


@pytest.mark.parametrize("seed", range(12))
def test_an_airports_landing_fees_follow_the_closed_form(seed):
    random = np.random.default_rng(seed)
    costs = np.sort(random.choice(np.arange(1, 100), random.integers(2, 9), replace=False))

    assert nucleolus(airport(costs)) == pytest.approx(airport_nucleolus(costs.astype(float)))


def test_nobody_does_worse_than_alone_where_no_split_is_stable():
    """One partner has 6 alone and any two of the three 10, with 12 to share: the least-bad split
    over all would give it less than it has alone, so the two concepts part."""
    values = np.array([0.0, 6, 0, 10, 0, 10, 30, 12])
    game = Game(players=("A", "B", "C"), kind="savings", values=values)

    assert prenucleolus(game)[0] < 6
    assert nucleolus(game)[0] == pytest.approx(6)
    assert nucleolus(game).sum() == pytest.approx(12)


def test_where_somebody_must_do_worse_than_alone_the_condition_falls_away():
    game = Game.from_values(("A", "B"), "cost", {"A": 4, "B": 6, "A,B": 14})
    solved = solve_nucleolus(game)

    assert not solved.nobody_worse
    assert solved.amounts == pytest.approx((6, 8))


def test_a_game_without_anything_to_gain_charges_each_what_it_pays_alone():
    alone = np.arange(1, 9) * 1.1
    game = Game(players=names(8), kind="cost", values=coalition_sums(alone))

    for rule in (nucleolus, prenucleolus, per_capita_nucleolus, proportional_nucleolus):
        assert rule(game) == pytest.approx(alone)


def test_a_game_of_nothing_gives_nothing():
    game = Game(players=names(3), kind="savings", values=np.zeros(8))

    assert nucleolus(game) == pytest.approx([0, 0, 0])
    assert proportional_nucleolus(game) == pytest.approx([0, 0, 0])


def test_figures_of_any_size_give_the_same_split():
    game = random_game("costs", 6, 3)
    for factor in (1e-6, 1e9):
        scaled = Game(players=game.players, kind="cost", values=game.values * factor)
        assert nucleolus(scaled) == pytest.approx(nucleolus(game) * factor, rel=1e-8)


def test_the_proportional_nucleolus_gives_two_towns_the_same_percentage_off():
    game = Game.from_values(("A", "B"), "cost", {"A": 11, "B": 7, "A,B": 15})

    assert proportional_nucleolus(game) == pytest.approx([15 * 11 / 18, 15 * 7 / 18])


def test_groups_worth_nothing_are_settled_in_pounds_after_the_others():
    nothing = {"A": 0, "B": 0, "C": 0, "A,B": 0, "B,C": 0}
    game = Game.from_values(("A", "B", "C"), "savings", {**nothing, "A,C": 10, "A,B,C": 12})
    even = Game.from_values(("A", "B", "C"), "savings", {**nothing, "A,C": 0, "A,B,C": 12})

    assert proportional_nucleolus(game) == pytest.approx([6, 0, 6])
    assert proportional_nucleolus(even) == pytest.approx([4, 4, 4])


def test_the_proportional_nucleolus_has_no_meaning_for_values_below_nil():
    game = Game.from_values(("A", "B"), "savings", {"A": -1, "B": 0, "A,B": 5})

    with pytest.raises(ComputationError, match="A has the negative value"):
        proportional_nucleolus(game)


@pytest.mark.parametrize("n_beside", [3, 6])
@pytest.mark.parametrize("seed", STABLE)
def test_partners_who_gain_nothing_from_the_others_leave_a_stable_split_as_it_was(seed, n_beside):
    """Above seven partners rows come late; with six they are all there from the start."""
    small = random_game("costs", 6, seed)
    assert not core_is_empty(small)
    beside = np.arange(n_beside) + 1.0
    values = (coalition_sums(beside)[:, np.newaxis] + small.values).reshape(-1)
    game = Game(players=names(6 + n_beside), kind="cost", values=values)

    assert nucleolus(game) == pytest.approx([*nucleolus(small), *beside])


def test_costs_and_savings_agree():
    game = random_game("costs", 7, 1)

    for rule in (nucleolus, per_capita_nucleolus):
        assert rule(game) == pytest.approx(game.alone() - rule(savings_game(game)))
