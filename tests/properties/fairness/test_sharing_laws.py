"""Laws that every rule of sharing obeys, whatever the game."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from commonweal.errors import ComputationError
from commonweal.fairness import (
    RULES,
    Game,
    apply_rule,
    certify,
    check_certificate,
    coalition_sums,
    core_is_empty,
    least_core,
    savings_game,
    shapley_values,
    smallest_subsidy,
    solve_nucleolus,
    split_stability,
)

GAME_RULES = [rule.id for rule in RULES.values() if rule.needs == ("groups",) and rule.adds_up]
FOLLOWING = [rule for rule in GAME_RULES if RULES[rule].follows_game]
NUCLEOLI = ["nucleolus", "per-capita-nucleolus"]

pounds = st.integers(0, 1_000_00).map(lambda pence: pence / 100)


@st.composite
def games(draw, *, most=5, kinds=("cost", "savings")):
    n_players = draw(st.integers(2, most))
    values = [0.0, *draw(st.lists(pounds, min_size=2**n_players - 1, max_size=2**n_players - 1))]
    return Game(
        players=tuple(f"P{number}" for number in range(n_players)),
        kind=draw(st.sampled_from(kinds)),
        values=np.array(values),
    )


def shares_or_reject(rule, game):
    try:
        return apply_rule(rule, game)
    except ComputationError:
        assume(False)


def close(game):
    return {"atol": 1e-7 * max(1.0, float(np.abs(game.values).max()))}


def relabelled(game, order):
    """Return the game in which partner number k is the old order[k]."""
    groups = np.arange(game.values.size)
    old = np.zeros_like(groups)
    for new_player, old_player in enumerate(order):
        old |= (groups >> new_player & 1) << old_player
    return Game(players=game.players, kind=game.kind, values=game.values[old])


@pytest.mark.parametrize("rule", GAME_RULES)
@given(game=games())
def test_shares_add_up_to_the_whole(rule, game):
    shares = shares_or_reject(rule, game)

    np.testing.assert_allclose(shares.sum(), game.whole, **close(game))


@pytest.mark.parametrize("rule", GAME_RULES)
@given(game=games(), data=st.data())
def test_a_relabelled_game_gives_relabelled_shares(rule, game, data):
    order = data.draw(st.permutations(range(game.n_players)))
    shares = shares_or_reject(rule, game)

    again = shares_or_reject(rule, relabelled(game, order))

    np.testing.assert_allclose(again, shares[list(order)], **close(game))


@pytest.mark.parametrize("rule", FOLLOWING)
@given(game=games(kinds=("cost",)))
def test_a_cost_game_and_its_savings_game_give_the_same_deal(rule, game):
    charges = shares_or_reject(rule, game)

    savings = shares_or_reject(rule, savings_game(game))

    np.testing.assert_allclose(charges, game.alone() - savings, **close(game))


@pytest.mark.parametrize("rule", [*FOLLOWING, "marginal"])
@given(game=games(), factor=st.sampled_from([0.01, 3.0, 1e6]), shift=st.lists(pounds, min_size=5))
def test_shares_follow_a_change_of_unit_and_what_each_had_anyway(rule, game, factor, shift):
    own = np.array(shift[: game.n_players])
    moved = Game(
        players=game.players, kind=game.kind, values=factor * game.values + coalition_sums(own)
    )
    shares = shares_or_reject(rule, game)

    np.testing.assert_allclose(apply_rule(rule, moved), factor * shares + own, **close(moved))


@pytest.mark.parametrize("rule", ["shapley", "prenucleolus", "marginal", "tau"])
@given(game=games(), own=pounds)
def test_a_partner_that_adds_only_its_own_gets_only_its_own(rule, game, own):
    values = np.concatenate([game.values, game.values + own])
    wider = Game(players=(*game.players, "dummy"), kind=game.kind, values=values)
    if rule == "prenucleolus":
        shares = np.array(solve_nucleolus(wider, nobody_worse=False).amounts)
    else:
        shares = shares_or_reject(rule, wider)

    np.testing.assert_allclose(shares[-1], own, **close(wider))


@pytest.mark.parametrize("rule", GAME_RULES)
@given(game=games())
def test_partners_who_are_alike_get_alike(rule, game):
    """Make the first two partners interchangeable by averaging over their exchange."""
    exchanged = relabelled(game, [1, 0, *range(2, game.n_players)])
    alike = Game(players=game.players, kind=game.kind, values=(game.values + exchanged.values) / 2)
    shares = shares_or_reject(rule, alike)

    np.testing.assert_allclose(shares[0], shares[1], **close(game))


@given(game=games(), other=st.data())
def test_shapley_shares_of_two_sums_add_up(game, other):
    size = game.values.size
    more = np.array([0.0, *other.draw(st.lists(pounds, min_size=size - 1, max_size=size - 1))])

    np.testing.assert_allclose(
        shapley_values(game.values + more),
        shapley_values(game.values) + shapley_values(more),
        **close(game),
    )


@pytest.mark.parametrize("rule", [*NUCLEOLI, "proportional-nucleolus"])
@given(game=games(most=6))
def test_where_any_split_keeps_every_group_the_nucleoli_do(rule, game):
    assume(not core_is_empty(game))
    assume(least_core(game).value < -1e-6 or rule == "nucleolus")
    shares = shares_or_reject(rule, game)

    assert split_stability(game, shares, materiality=1e-6).is_stable


@given(game=games(most=6))
def test_no_split_leaves_the_worst_treated_group_better_off_than_the_nucleolus(game):
    solved = solve_nucleolus(game, nobody_worse=False)
    worst = split_stability(game, solved.amounts).closest.amount

    np.testing.assert_allclose(worst, least_core(game).value, **close(game))


@pytest.mark.parametrize("nobody_worse", [True, False])
@pytest.mark.parametrize("weighting", ["group", "head"])
@given(game=games(most=6))
def test_the_checker_accepts_what_the_solver_proves(weighting, nobody_worse, game):
    solved = solve_nucleolus(game, weighting=weighting, nobody_worse=nobody_worse)

    assert check_certificate(game, certify(game, solved)).is_accepted


@given(game=games(most=6))
def test_levels_fall_from_stage_to_stage(game):
    levels = [stage.level for stage in solve_nucleolus(game).levels]

    assert all(later <= earlier + 1e-7 for earlier, later in pairwise(levels))


@given(game=games(most=5))
def test_an_empty_core_is_one_that_only_a_subsidy_fills(game):
    is_empty = core_is_empty(game)

    assert is_empty == (smallest_subsidy(game).total > 0)


@given(game=games(most=5), data=st.data())
def test_a_split_is_stable_when_no_group_would_do_better_alone(game, data):
    split = np.array(data.draw(st.lists(pounds, min_size=5)))[: game.n_players]
    grievances = game.sign * (game.values - coalition_sums(split))

    stability = split_stability(game, split)

    assert stability.is_stable == bool((grievances[1:-1] <= stability.tolerance).all())
    np.testing.assert_allclose(stability.closest.amount, grievances[1:-1].max(), **close(game))


@settings(max_examples=15)
@given(seed=st.integers(0, 10_000), n_players=st.integers(13, 15))
def test_large_games_relabel_as_small_ones_do(seed, n_players):
    """Above 12 partners the Shapley value, and above 7 the nucleolus, take another path."""
    random = np.random.default_rng(seed)
    values = np.round(random.random(2**n_players) * 100, 2)
    values[0] = 0
    game = Game(players=tuple(map(str, range(n_players))), kind="savings", values=values)
    order = random.permutation(n_players)
    other = relabelled(game, order.tolist())

    for rule in ("shapley", "nucleolus"):
        np.testing.assert_allclose(
            apply_rule(rule, other), apply_rule(rule, game)[order], atol=1e-7
        )
