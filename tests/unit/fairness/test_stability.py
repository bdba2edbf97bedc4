"""Every group against what it could do by itself."""

import numpy as np
import pytest

from commonweal.errors import InputError
from commonweal.fairness import (
    Game,
    apply_rule,
    blocking_chance,
    coalition_sums,
    shapley_values,
    split_stability,
)
from tests.unit.fairness.random_games import example, names


@pytest.fixture
def water():
    return example("swedish-water")[0]


def test_the_swedish_shapley_split_is_blocked_by_h_k_and_l_alone(water):
    stability = split_stability(water, apply_rule("shapley", water))

    assert not stability.is_stable
    assert stability.n_blocking == 1
    assert stability.blocking[0].group == ("H", "K", "L")
    assert stability.blocking[0].under_split == pytest.approx(27.6875)
    assert stability.blocking[0].by_itself == 27.26
    assert stability.blocking[0].amount == pytest.approx(0.4275)


def test_a_stable_split_names_the_group_nearest_to_leaving(water):
    stability = split_stability(water, apply_rule("nucleolus", water))

    assert stability.is_stable
    assert stability.blocking == ()
    assert stability.closest.amount == pytest.approx(-1.6)


@pytest.mark.parametrize("kind", ["cost", "savings"])
@pytest.mark.parametrize("n_players", [2, 3, 6, 13])
def test_every_answer_about_a_split_is_that_of_looking_at_every_group(kind, n_players):
    random = np.random.default_rng(n_players)
    values = random.integers(0, 9, 2**n_players).astype(float)
    values[0] = 0
    game = Game(players=names(n_players), kind=kind, values=values)
    split = random.random(n_players) * 4
    grievances = game.sign * (values - coalition_sums(split))
    grievances[[0, -1]] = -np.inf
    groups = np.arange(2**n_players)

    stability = split_stability(game, split, n_worst=7)

    assert stability.n_blocking == (grievances > 1e-9).sum()
    worst = np.sort(grievances)[::-1][: min(7, stability.n_blocking)]
    assert [each.amount for each in stability.blocking] == pytest.approx(worst)
    sizes = np.bitwise_count(groups)
    by_size = [grievances[sizes == size].max() for size in range(1, n_players)]
    assert list(stability.by_size) == pytest.approx(by_size)
    for player, leaving in enumerate(stability.exits):
        assert game.players[player] in leaving.group
        holding = grievances[groups >> player & 1 == 1]
        assert leaving.amount == pytest.approx(holding.max())


def test_groups_of_equal_grievance_come_smallest_first():
    values = np.array([0.0, 6, 5, 10, 5, 10, 10, 12])
    game = Game(players=("A", "B", "C"), kind="savings", values=values)

    stability = split_stability(game, [4, 4, 4])

    assert [each.amount for each in stability.blocking] == pytest.approx([2, 2, 2, 2, 1, 1])
    assert [each.group for each in stability.blocking[:2]] == [("A",), ("A", "B")]


def test_a_gain_below_materiality_is_no_reason_to_leave(water):
    shapley = apply_rule("shapley", water)

    assert split_stability(water, shapley, materiality=0.43).is_stable
    assert not split_stability(water, shapley, materiality=0.42).is_stable


def test_a_gain_of_exactly_the_materiality_counts():
    game = Game.from_values(("A", "B"), "cost", {"A": 11, "B": 7, "A,B": 15})

    assert not split_stability(game, [7.5, 7.5], materiality=0.5).is_stable


@pytest.mark.parametrize("split", [[1.0], [1, 2, 3, 4, 5, float("nan")]])
def test_a_split_needs_one_finite_amount_per_partner(water, split):
    with pytest.raises(InputError, match="finite"):
        split_stability(water, split)


def test_a_materiality_below_nil_is_refused(water):
    with pytest.raises(InputError, match="materiality is -1"):
        split_stability(water, [0] * 6, materiality=-1)


def test_the_chance_of_blocking_is_the_share_of_draws_in_which_somebody_would_leave():
    """B is better off alone in one draw of four, and A with nobody in any."""
    values = np.array([[0, 11, 7, 15], [0, 11, 8, 15], [0, 11, 9, 15], [0, 11, 10, 15]], float)

    chance = blocking_chance(values, np.array([7.5, 7.5]), players=("A", "B"), kind="cost")

    assert chance.chance == 0.25
    assert chance.by_group == ((("B",), 0.25),)
    assert chance.most_aggrieved == ((("B",), 0.25),)
    assert chance.standard_error == pytest.approx((0.25 * 0.75 / 4) ** 0.5)
    assert chance.n_draws == 4


def test_each_draw_may_have_its_own_split(water):
    random = np.random.default_rng(0)
    values = water.values * (1 + 0.05 * random.standard_normal((200, 64)))
    values[:, 0] = 0
    splits = shapley_values(values)
    chance = blocking_chance(values, splits, players=water.players, kind="cost")

    one_by_one = [
        split_stability(Game(players=water.players, kind="cost", values=drawn), split).is_stable
        for drawn, split in zip(values, splits, strict=True)
    ]
    assert chance.chance == pytest.approx(1 - np.mean(one_by_one))


def test_draws_that_do_not_fit_are_refused():
    with pytest.raises(InputError, match=r"shape \(draws, 4\)"):
        blocking_chance(np.zeros((3, 8)), np.zeros(2), players=("A", "B"), kind="cost")
    with pytest.raises(InputError, match="cannot have the shape"):
        blocking_chance(np.zeros((3, 4)), np.zeros((2, 2)), players=("A", "B"), kind="cost")
