"""The one bit: right, whatever the game, and the same whoever is named first."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from commonweal.errors import InputError
from commonweal.exchange import is_feasible
from commonweal.fairness import Game

pounds = st.integers(-500, 2_000).map(float)


@st.composite
def games(draw):
    n_players = draw(st.integers(2, 4))
    values = [0.0, *draw(st.lists(pounds, min_size=2**n_players - 1, max_size=2**n_players - 1))]
    players = tuple(f"body-{index}" for index in range(n_players))
    return Game(players=players, kind="cost", values=np.array(values))


def by_another_way(game, minima):
    """Find a split by SciPy: no group pays more than by itself, each pays at most its most."""
    groups = np.arange(1, 2**game.n_players - 1)
    rows = (groups[:, None] >> np.arange(game.n_players)) & 1
    alone = game.values[1 << np.arange(game.n_players)]
    most = alone - np.array([minima.get(player, 0.0) for player in game.players])
    found = linprog(
        np.zeros(game.n_players),
        A_ub=np.vstack([rows, np.eye(game.n_players)]),
        b_ub=np.concatenate([game.values[groups], most]),
        A_eq=np.ones((1, game.n_players)),
        b_eq=[game.whole],
        bounds=[(None, None)] * game.n_players,
    )
    return found.status == 0


@settings(max_examples=60, deadline=None)
@given(games(), st.data())
def test_a_stable_split_is_said_to_exist_only_where_another_solver_finds_one(game, data):
    minima = {player: data.draw(pounds) for player in game.players}

    assert is_feasible("stable-split", game=game, least_gains=minima) == by_another_way(
        game, minima
    )


@settings(max_examples=60, deadline=None)
@given(games(), st.data())
def test_asking_for_less_never_turns_yes_into_no(game, data):
    minima = {player: data.draw(pounds) for player in game.players}
    less = {player: least - 100.0 for player, least in minima.items()}

    for question in ("stable-split", "nobody-worse-off"):
        if is_feasible(question, game=game, least_gains=minima):
            assert is_feasible(question, game=game, least_gains=less)


def test_minima_that_add_up_to_more_than_is_gained_have_no_split():
    game = Game(players=("ashby", "barton"), kind="cost", values=np.array([0.0, 60, 50, 100]))

    assert is_feasible("nobody-worse-off", game=game, least_gains={"ashby": 6, "barton": 4})
    assert not is_feasible("nobody-worse-off", game=game, least_gains={"ashby": 6, "barton": 4.01})


def test_a_question_without_its_game_is_refused():
    with pytest.raises(InputError, match="cost of every group"):
        is_feasible("stable-split")


def test_a_minimum_of_a_stranger_is_refused():
    game = Game(players=("ashby", "barton"), kind="cost", values=np.array([0.0, 60, 50, 100]))

    with pytest.raises(InputError, match="carrow"):
        is_feasible("stable-split", game=game, least_gains={"carrow": 1.0})
