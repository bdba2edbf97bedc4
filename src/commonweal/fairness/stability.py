"""Testing a proposed split: would any group do better by itself, which, and by how much?

Small print: a split that no group would leave is in the **core** of the game.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from commonweal.errors import InputError
from commonweal.fairness.coalitions import coalition_sums, members_of, names_of
from commonweal.fairness.games import Game, GameKind
from commonweal.fairness.scan import GroupTable

__all__ = [
    "BlockingChance",
    "Grievance",
    "SplitStability",
    "blocking_chance",
    "split_stability",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Grievance:
    """What one group could have by itself against what a split gives it.

    Attributes
    ----------
    group : tuple of str
        Names, in the game's order.
    amount : float
        How much better the group would do by itself, in the game's unit; negative is to spare.
    under_split : float
        What the group pays (cost game) or gains (savings game) under the split.
    by_itself : float
        What it would pay or gain by itself.
    """

    group: tuple[str, ...]
    amount: float
    under_split: float
    by_itself: float

    def to_dict(self) -> dict[str, Any]:
        return {
            "group": list(self.group),
            "amount": self.amount,
            "under_split": self.under_split,
            "by_itself": self.by_itself,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class SplitStability:
    """Whether any group would do better by itself than under a split.

    Attributes
    ----------
    amounts : tuple of float
        The split.
    is_stable : bool
        No group would gain more than `tolerance` (materiality or rounding) by leaving.
    n_blocking : int
        How many groups would.
    blocking : tuple of Grievance
        The most aggrieved of them, worst first.
    closest : Grievance
        The group with the largest grievance, even where that is negative (nearest to leaving).
    by_size : tuple of float
        Largest grievance among groups of 1, 2, ... n_players - 1 partners.
    exits : tuple of Grievance
        For each partner, the group holding it with the largest grievance: whom it would most
        gain to leave with, if anybody gains (the amount may be negative).
    tolerance : float
    """

    amounts: tuple[float, ...]
    is_stable: bool
    n_blocking: int
    blocking: tuple[Grievance, ...]
    closest: Grievance
    by_size: tuple[float, ...]
    exits: tuple[Grievance, ...]
    tolerance: float


def split_stability(
    game: Game,
    amounts: Sequence[float] | NDArray[np.float64],
    *,
    n_worst: int = 20,
    materiality: float = 0.0,
) -> SplitStability:
    """Compare a split with what every group could do by itself.

    Parameters
    ----------
    amounts : shape (n_players,)
        Charges (cost game) or savings (savings game), in the order of the game's players. They
        should add up to the whole; a split that leaves some of it over is tested as it stands.
    n_worst : int
        How many blocking groups to name.
    materiality : float
        A gain smaller than this does not count as a reason to leave.

    Raises
    ------
    InputError
        If there is not one finite amount per partner, or materiality is negative.
    """
    split = _split(amounts, game.n_players)
    if not materiality >= 0:
        raise InputError(f"The materiality is {materiality:g}.", hint="Give a sum of 0 or more.")
    table = GroupTable(game)
    payoffs = game.sign * split
    # A gain of exactly the materiality counts, as it does in commonweal.money.
    tolerance = max(float(np.nextafter(materiality, -1.0)), 10 * table.noise(payoffs))
    survey = table.survey(payoffs, tolerance)
    groups, grievances = table.worst(survey, max(n_worst, 1))
    blocking = [
        _grievance(game, group, split)
        for group, grievance in zip(groups.tolist(), grievances.tolist(), strict=True)
        if grievance > tolerance
    ]
    return SplitStability(
        amounts=tuple(split.tolist()),
        is_stable=not blocking,
        n_blocking=survey.n_above,
        blocking=tuple(blocking[:n_worst]),
        closest=_grievance(game, int(groups[0]), split),
        by_size=tuple(table.worst_by_size(survey)[1:-1].tolist()),
        exits=tuple(
            _grievance(game, group, split) for group in table.worst_by_player(survey).tolist()
        ),
        tolerance=tolerance,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockingChance:
    """How often, over the draws, some group would do better by itself.

    Attributes
    ----------
    chance : float
        Share of draws in which at least one group would.
    standard_error : float
        Of that share, for the number of draws.
    n_draws : int
    by_group : tuple of (group, chance)
        Groups that would in most draws, most often first; at most the number asked for.
    most_aggrieved : tuple of (group, chance)
        How often each group is the worst treated of those that would leave.
    """

    chance: float
    standard_error: float
    n_draws: int
    by_group: tuple[tuple[tuple[str, ...], float], ...]
    most_aggrieved: tuple[tuple[tuple[str, ...], float], ...]


def blocking_chance(
    values: NDArray[np.float64],
    amounts: NDArray[np.float64],
    *,
    players: Sequence[str],
    kind: GameKind,
    n_worst: int = 10,
    materiality: float = 0.0,
) -> BlockingChance:
    """Return the chance, over draws of a game, that a split is blocked, and by whom.

    Parameters
    ----------
    values : ndarray, shape (n_draws, 2**n_players)
        The game's value of every group in each draw.
    amounts : ndarray, shape (n_players,) or (n_draws, n_players)
        One split for all draws, or the split that a rule gives in each.
    materiality : float
        A gain smaller than this does not count as a reason to leave.

    Raises
    ------
    InputError
        If the shapes do not fit one another.
    """
    values = np.asarray(values, dtype=np.float64)
    amounts = np.asarray(amounts, dtype=np.float64)
    n_players = len(players)
    if values.ndim != 2 or values.shape[1] != 2**n_players or len(values) == 0:
        raise InputError(
            f"Draws of a game of {n_players} partners have the shape (draws, {2**n_players}); "
            f"these have {values.shape}.",
            hint="Give one row per draw and a value for every group.",
        )
    if amounts.shape not in ((n_players,), (len(values), n_players)):
        raise InputError(
            f"A split of {n_players} partners over {len(values)} draws cannot have the shape "
            f"{amounts.shape}.",
            hint="Give one amount per partner, or one per draw and partner.",
        )
    sign = 1.0 if kind == "savings" else -1.0
    n_draws = len(values)
    times = np.zeros(2**n_players)
    worst_times = np.zeros(2**n_players)
    n_blocked = 0
    rows = max(1, 2**22 >> n_players)  # 32 MB of grievances at a time
    for start in range(0, n_draws, rows):
        drawn = values[start : start + rows]
        split = amounts if amounts.ndim == 1 else amounts[start : start + rows]
        grievances = sign * (drawn - coalition_sums(split))
        grievances[:, [0, -1]] = -np.inf
        tolerance = np.maximum(np.nextafter(materiality, -1.0), 1e-10 * np.abs(drawn).max(axis=1))
        blocks = grievances > tolerance[:, np.newaxis]
        times += blocks.sum(axis=0)
        is_blocked = blocks.any(axis=1)
        n_blocked += int(is_blocked.sum())
        np.add.at(worst_times, grievances[is_blocked].argmax(axis=1), 1)
    chance = n_blocked / n_draws
    return BlockingChance(
        chance=chance,
        standard_error=float(np.sqrt(chance * (1 - chance) / n_draws)),
        n_draws=n_draws,
        by_group=_most_often(times / n_draws, players, n_worst),
        most_aggrieved=_most_often(worst_times / n_draws, players, n_worst),
    )


def _most_often(
    chances: NDArray[np.float64], players: Sequence[str], n_most: int
) -> tuple[tuple[tuple[str, ...], float], ...]:
    sizes = np.bitwise_count(np.arange(chances.size))
    order = np.lexsort((np.arange(chances.size), sizes, -chances))[:n_most]
    return tuple(
        (names_of(group, players), float(chances[group]))
        for group in order.tolist()
        if chances[group] > 0
    )


def _split(amounts: Sequence[float] | NDArray[np.float64], n_players: int) -> NDArray[np.float64]:
    split = np.asarray(amounts, dtype=np.float64)
    if split.shape != (n_players,) or not np.isfinite(split).all():
        raise InputError(
            f"A split of {n_players} partners needs {n_players} finite amounts; this one has "
            f"the shape {split.shape}."
            if split.shape != (n_players,)
            else "A split holds an amount that is not a finite number.",
            hint="Give one amount for each partner, in the game's order.",
        )
    return split


def _grievance(game: Game, group: int, split: NDArray[np.float64]) -> Grievance:
    under_split = float(split[list(members_of(group))].sum())
    by_itself = float(game.values[group])
    return Grievance(
        group=game.names(group),
        amount=game.sign * (by_itself - under_split),
        under_split=under_split,
        by_itself=by_itself,
    )
