"""Rules that divide the whole by facts about the partners: equally, by driver, baseline, volume.

They divide whatever sum they are given: equal charges are not equal savings.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from commonweal.errors import InputError
from commonweal.fairness.coalitions import say_group
from commonweal.fairness.games import Game

__all__ = [
    "amounts_of",
    "baseline_shares",
    "driver_mix_shares",
    "driver_shares",
    "equal_shares",
    "fixed_and_unit_shares",
]


def equal_shares(game: Game) -> NDArray[np.float64]:
    """Return the whole divided equally, shape (n_players,)."""
    return np.full(game.n_players, game.whole / game.n_players)


def driver_shares(
    game: Game, driver: Sequence[float], *, name: str = "driver"
) -> NDArray[np.float64]:
    """Return the whole divided in proportion to a driver, shape (n_players,).

    Raises
    ------
    InputError
        If there is not one finite amount of nil or more per partner, or all are nil.
    """
    weights = amounts_of(game, driver, name)
    if (weights < 0).any():
        player = int(np.flatnonzero(weights < 0)[0])
        raise InputError(
            f"The {name} of {game.players[player]} is {weights[player]:,g}, below nil.",
            hint="Use a driver that is nil or more for every partner.",
        )
    if weights.sum() <= 0:
        raise InputError(
            f"The {name} of every partner is nil.",
            hint="Use a driver that at least one partner has some of.",
        )
    shares: NDArray[np.float64] = game.whole * (weights / weights.sum())
    return shares


def driver_mix_shares(
    game: Game, drivers: Mapping[str, Sequence[float]], weights: Mapping[str, float]
) -> NDArray[np.float64]:
    """Return the whole divided by several drivers, each with its weight, shape (n_players,).

    Raises
    ------
    InputError
        If no weight is given, one is below nil or they add up to nil, a driver is not there, or
        for what `driver_shares` refuses.
    """
    if not weights:
        raise InputError(
            "A rule by driver needs a driver, and none is given.",
            hint="Name a driver, for example population, with its weight.",
        )
    for name, weight in weights.items():
        if name not in drivers:
            raise InputError(
                f"There is no driver called {name}.",
                hint=f"The drivers given are {say_group(tuple(drivers)) or 'none'}.",
            )
        if not (np.isfinite(weight) and weight >= 0):
            raise InputError(f"The weight of {name} is {weight:g}.", hint="Give 0 or more.")
    total = sum(weights.values())
    if total <= 0:
        raise InputError("Every driver has a weight of nil.", hint="Give one a weight above 0.")
    mixed = np.zeros(game.n_players)
    for name, weight in weights.items():
        if weight:
            mixed += weight / total * driver_shares(game, drivers[name], name=name)
    return mixed


def baseline_shares(game: Game, baseline: Sequence[float]) -> NDArray[np.float64]:
    """Return the whole divided in proportion to what each contributes now, (n_players,)."""
    return driver_shares(game, baseline, name="baseline contribution")


def fixed_and_unit_shares(
    game: Game, volumes: Sequence[float], fixed_total: float
) -> NDArray[np.float64]:
    """Return an equal fixed fee plus one unit price times volume, shape (n_players,).

    The unit price is what is left of the whole after the fixed fees, over all volumes.

    Raises
    ------
    InputError
        If the fixed fees are below nil or above the whole, or for what `driver_shares` refuses.
    """
    size = abs(game.whole)
    if not (np.isfinite(fixed_total) and 0 <= fixed_total <= size):
        raise InputError(
            f"The fixed fees come to {fixed_total:,g} and the whole to {size:,g}.",
            hint="Give fixed fees of 0 up to the whole.",
        )
    fixed = fixed_total if game.whole >= 0 else -fixed_total
    by_volume = driver_shares(game, volumes, name="volume")
    part = fixed / game.whole if game.whole else 0.0
    return fixed / game.n_players + (1 - part) * by_volume


def amounts_of(game: Game, amounts: Sequence[float], name: str) -> NDArray[np.float64]:
    """Return one figure per partner as an array; refuse a wrong number of them, NaN or infinity."""
    given = np.asarray(amounts, dtype=np.float64)
    if given.shape != (game.n_players,):
        raise InputError(
            f"There are {game.n_players} partners and {given.size} figures for {name}.",
            hint=f"Give a {name} for each of {say_group(game.players)}.",
        )
    if not np.isfinite(given).all():
        player = int(np.flatnonzero(~np.isfinite(given))[0])
        raise InputError(
            f"The {name} of {game.players[player]} is {given[player]}.",
            hint="Give a finite number.",
        )
    return given
