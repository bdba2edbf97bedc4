"""Games to try things on: seeded families, and the four published ones."""

from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path

import numpy as np

from commonweal.fairness import Game, coalition_sums, read_game

FAMILIES = ("general", "subadditive", "ties", "empty-core", "costs")

EXAMPLES = Path(__file__).parents[3] / "examples" / "games"
SHARED = Path(__file__).parents[4] / "shared" / "data" / "games"


def names(n_players):
    return tuple(f"P{number}" for number in range(n_players))


def random_game(family, n_players, seed):
    """Return one seeded game; values have at most two decimals, so that exact checks apply."""
    random = np.random.default_rng([seed, n_players, FAMILIES.index(family)])
    n_groups = 2**n_players
    sizes = np.bitwise_count(np.arange(n_groups))
    kind = "savings"
    if family == "general":
        # Type 1 of Benedek, Fliege and Nguyen: nothing alone, anything up to 100 a head together.
        values = np.floor(random.random(n_groups) * 100 * sizes) + 1
        values[1 << np.arange(n_players)] = 0
        values[-1] = random.integers(100 * (n_players - 2), 100 * n_players + 1)
    elif family == "ties":
        values = random.integers(0, 3, n_groups).astype(float)
        values[-1] = random.integers(1, 2 * n_players)
    elif family == "empty-core":
        values = np.round(random.random(n_groups) * 10, 1) + 10 * (sizes >= (n_players + 1) / 2)
        values[-1] = 12.0
    elif family == "costs":
        kind = "cost"
        demand = random.lognormal(size=(2, n_players))
        values = 40 + 20 * coalition_sums(demand[0]) ** 0.6 + 9 * coalition_sums(demand[1]) ** 0.9
        values *= 1 + 0.1 * (2 * random.random(n_groups) - 1)
    else:
        kind = "cost"
        values = subadditive(random.integers(1, 60, n_groups).astype(float), n_players)
    values = np.round(values, 2)
    values[0] = 0
    return Game(players=names(n_players), kind=kind, values=values)


def subadditive(values, n_players):
    """Let every group also form as the cheapest two of its parts."""
    closed = values.copy()
    closed[0] = 0
    for group in range(1, 2**n_players):
        part = (group - 1) & group
        while part:
            closed[group] = min(closed[group], closed[part] + closed[group ^ part])
            part = (part - 1) & group
    return closed


def example(name):
    """Return a game of examples/games with its notes."""
    return read_game((EXAMPLES / f"{name}.json").read_bytes(), f"{name}.json")


def exact(amounts):
    """Read figures that may be fractions written as text."""
    return [float(Fraction(amount)) for amount in amounts]


def shared_games():
    return sorted(SHARED.glob("*.json")) if SHARED.is_dir() else []


def shared_game(path):
    return json.loads(path.read_text(encoding="utf-8"))
