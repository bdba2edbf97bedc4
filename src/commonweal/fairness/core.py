"""Whether any split can keep every group; how nearly; and what it would cost to make one.

Small print: the **core** is the set of splits that no group would leave; the **least core** value
is the smallest sum that, promised to every group that stays, leaves none with a reason to go.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from commonweal.errors import ComputationError
from commonweal.fairness.games import Game
from commonweal.fairness.program import SplitProgram
from commonweal.fairness.scan import GroupTable
from commonweal.fairness.stages import Stages

__all__ = [
    "BalancedCollection",
    "LeastCore",
    "Subsidy",
    "core_is_empty",
    "least_core",
    "smallest_subsidy",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class BalancedCollection:
    """Groups, counted in parts, that between them hold every partner exactly once.

    If each partner gave the stated part of itself to each group that holds it, it would be used
    up exactly. So what the groups would pay by themselves, counted in those parts, bounds what
    the partners can be asked to pay together: where it is less than the whole costs, no split
    keeps every group (Bondareva 1963, Shapley 1967).

    Attributes
    ----------
    groups : tuple of tuple of str
    parts : tuple of float
        Positive; over the groups that hold any one partner they add up to 1.
    by_themselves : float
        The groups' own values, counted in those parts.
    whole : float
        The value of everybody together.
    """

    groups: tuple[tuple[str, ...], ...]
    parts: tuple[float, ...]
    by_themselves: float
    whole: float


@dataclass(frozen=True, slots=True, kw_only=True)
class LeastCore:
    """How nearly every group can be kept.

    Attributes
    ----------
    value : float
        Smallest sum, the same for every group, that would keep them all; in the game's unit.
        Negative where every group can be left better off than by itself: the slack.
    amounts : tuple of float
        One split that reaches it (there may be others; the nucleolus is always one).
    proof : BalancedCollection
        Shows that no split does better; where `core_empty`, that none keeps every group.
    core_empty : bool
    """

    value: float
    amounts: tuple[float, ...]
    proof: BalancedCollection
    core_empty: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Subsidy:
    """The smallest sum from outside that makes some split keep every group, and that split."""

    total: float
    amounts: tuple[float, ...]


def least_core(game: Game) -> LeastCore:
    """Find the least core value, a split that reaches it, and the proof.

    The smallest e such that some split of the whole has, for every group S but nobody and
    everybody, x(S) <= c(S) + e in a cost game, or x(S) >= v(S) - e in a savings game.

    Raises
    ------
    ComputationError
        If the program cannot be solved.
    """
    table = GroupTable(game)
    stage, payoffs = Stages(table, nobody_worse=False).run_first()
    groups = np.array(stage.groups, dtype=np.int64)
    prices = np.array(stage.prices)
    covered = float((prices * np.bitwise_count(groups)).sum()) / game.n_players
    parts = prices / covered
    by_themselves = float(parts @ game.values[groups])
    noise = 10 * table.noise(payoffs)
    return LeastCore(
        value=stage.level,
        amounts=tuple((game.sign * payoffs).tolist()),
        proof=BalancedCollection(
            groups=tuple(game.names(group) for group in stage.groups),
            parts=tuple(parts.tolist()),
            by_themselves=by_themselves,
            whole=game.whole,
        ),
        core_empty=stage.level > noise,
    )


def core_is_empty(game: Game) -> bool:
    """Say whether every split gives some group reason to leave (beyond rounding, 1e-10)."""
    return least_core(game).core_empty


def smallest_subsidy(game: Game) -> Subsidy:
    """Find the smallest sum from outside that, added to the whole, lets a split keep every group.

    In a cost game the partners then pay the whole less the subsidy; in a savings game they share
    the whole and the subsidy. Nil where the core is not empty. Small print: the cost of stability
    (Bachrach and others 2009).

    Raises
    ------
    ComputationError
        If the program cannot be solved.
    """
    n_players = game.n_players
    table = GroupTable(game)
    alone = game.sign * game.alone()
    whole = game.sign * game.whole
    start = alone + (whole - alone.sum()) / n_players
    scale = max(table.largest_grievance(start), 1e-5 * table.largest) or 1.0
    program = SplitProgram(np.ones(n_players), *_free(n_players))
    known: set[int] = set()

    def add(groups: list[int]) -> None:
        numbers = np.array(groups, dtype=np.int64)
        members = table.members(numbers)
        program.add_rows(members, (table.worth_of(numbers) - members @ start) / scale)
        known.update(groups)

    everybody = 2**n_players - 1
    singles = [1 << player for player in range(n_players)]
    add(list(dict.fromkeys([*singles, *(everybody ^ single for single in singles), everybody])))
    for _ in range(10_000):
        payoffs = start + scale * program.solve("The smallest subsidy")
        wronged = table.grievances_above(payoffs, threshold=1e-9 * scale, limit=60)
        new = [group for group in wronged.tolist() if group not in known]
        if not new:
            total = float(payoffs.sum()) - whole
            noise = 10 * table.noise(payoffs)
            return Subsidy(
                total=total if total > noise else 0.0,
                amounts=tuple((game.sign * payoffs).tolist()),
            )
        add(new)
    raise ComputationError(
        "The smallest subsidy could not be found: groups kept coming.",
        hint="Check that the values are of like size, pounds with pounds.",
    )


def _free(n_columns: int) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    return np.full(n_columns, -np.inf), np.full(n_columns, np.inf)
