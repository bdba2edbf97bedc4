"""The nucleolus: the split that treats the worst-treated group best, then the next, and so on.

Weights tell what "treated" means. With a weight of 1 a group's grievance counts in pounds
(nucleolus); with its size, in pounds a head (per-capita nucleolus); with its own cost, as a
proportion of what it would pay by itself (proportional nucleolus). One routine serves all.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from commonweal.fairness.games import Game, GameKind
from commonweal.fairness.scan import GroupTable, Weighting
from commonweal.fairness.stages import SettledLevel, Stages

__all__ = [
    "Nucleolus",
    "nucleolus",
    "per_capita_nucleolus",
    "prenucleolus",
    "proportional_nucleolus",
    "solve_nucleolus",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Nucleolus:
    """A nucleolus and the stages that led to it.

    Attributes
    ----------
    players : tuple of str
    kind : "cost" or "savings"
    weighting : "group", "head" or "value"
    nobody_worse : bool
        Whether splits that leave a partner worse off than alone were set aside.
    amounts : tuple of float
        Charge (cost game) or saving (savings game) of each partner.
    levels : tuple of SettledLevel
    """

    players: tuple[str, ...]
    kind: GameKind
    weighting: Weighting
    nobody_worse: bool
    amounts: tuple[float, ...]
    levels: tuple[SettledLevel, ...]


def nucleolus(game: Game) -> NDArray[np.float64]:
    """Return each partner's charge (cost game) or saving (savings game), shape (n_players,).

    This is Schmeidler's (1969) nucleolus: among the splits that leave nobody worse off than
    alone, the one whose sorted grievances are least. Where no split leaves everybody at least as
    well off as alone, that condition falls away and the answer is the prenucleolus. The two
    differ only where no split is stable.
    """
    return np.array(solve_nucleolus(game).amounts)


def prenucleolus(game: Game) -> NDArray[np.float64]:
    """Return the split whose sorted grievances are least among all splits, (n_players,)."""
    return np.array(solve_nucleolus(game, nobody_worse=False).amounts)


def per_capita_nucleolus(game: Game) -> NDArray[np.float64]:
    """Return the nucleolus with grievances counted a head (Grotte 1970), shape (n_players,)."""
    return np.array(solve_nucleolus(game, weighting="head").amounts)


def proportional_nucleolus(game: Game) -> NDArray[np.float64]:
    """Return the nucleolus with grievances counted as a proportion, shape (n_players,).

    In a cost game (x(S) - c(S)) / c(S): every group's saving as a proportion of what it would
    pay by itself (Young, Okada and Hashimoto 1982). In a savings game (v(S) - x(S)) / v(S).
    The two are different measures, so the answers need not agree with one another. A group worth
    nothing by itself gets at least that; once all others are settled, what is left open among
    such groups is settled in pounds.

    Raises
    ------
    ComputationError
        If a group has a negative value, or those worth nothing cannot all have it.
    """
    return np.array(solve_nucleolus(game, weighting="value").amounts)


def solve_nucleolus(
    game: Game, *, weighting: Weighting = "group", nobody_worse: bool = True
) -> Nucleolus:
    """Find the (weighted) nucleolus and the stages that prove it.

    Raises
    ------
    ComputationError
        As `proportional_nucleolus`; or if the programs cannot be solved.
    """
    stages = Stages(GroupTable(game, weighting), nobody_worse=nobody_worse)
    levels, payoffs = stages.run()
    return Nucleolus(
        players=game.players,
        kind=game.kind,
        weighting=weighting,
        nobody_worse=stages.nobody_worse,
        amounts=tuple((game.sign * payoffs).tolist()),
        levels=levels,
    )
