"""Rules built on what each partner alone adds to the whole: marginal, ACA, SCRB and tau.

ACA and SCRB. Both give each partner its separable cost (what the whole would save without it)
and share the rest. ACA, *alternative cost avoided* (Ransmeier 1942, for the Tennessee Valley
Authority), shares the rest in proportion to what each avoids by joining: its stand-alone cost
less its separable cost. SCRB, *separable costs, remaining benefits* (the United States federal
practice of 1950, still that of water agencies), caps what a partner can be said to avoid at what
the service is worth to it: the lesser of stand-alone cost and benefit, less separable cost, and
never below nil. Where no benefits are given, or they exceed stand-alone costs, the two coincide;
so they do in every game of examples/games. In a savings game both are the Gately point.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from commonweal.errors import ComputationError, InputError
from commonweal.fairness.games import Game
from commonweal.fairness.rules.by_facts import amounts_of
from commonweal.fairness.scan import GroupTable

__all__ = ["aca_shares", "marginal_amounts", "scrb_shares", "tau_shares"]


def marginal_amounts(game: Game) -> NDArray[np.float64]:
    """Return what the whole changes by for each partner's presence, shape (n_players,).

    c(N) - c(N without i), the separable cost; in a savings game v(N) - v(N without i). These
    need not add up to the whole, and nothing is scaled to make them.
    """
    everybody = 2**game.n_players - 1
    without: NDArray[np.float64] = game.values[everybody ^ (1 << np.arange(game.n_players))]
    return game.whole - without


def aca_shares(game: Game) -> NDArray[np.float64]:
    """Return separable cost plus a part of the rest by alternative cost avoided, (n_players,).

    Raises
    ------
    ComputationError
        If nobody avoids anything by joining, yet something is left to share.
    """
    return _separable_and_rest(game, game.alone(), "alternative cost avoided")


def scrb_shares(game: Game, benefits: Sequence[float] | None = None) -> NDArray[np.float64]:
    """Return separable cost plus a part of the rest by remaining benefit, (n_players,).

    Parameters
    ----------
    benefits : shape (n_players,), optional
        What the service is worth to each partner; caps its stand-alone cost. In a savings game
        the stand-alone saving stands for both, and benefits cannot be given.

    Raises
    ------
    InputError
        If benefits are given for a savings game, or not one per partner.
    ComputationError
        If nobody has a remaining benefit, yet something is left to share.
    """
    limit = game.alone()
    if benefits is not None:
        if game.kind == "savings":
            raise InputError(
                "Benefits cap stand-alone costs, and a savings game has none.",
                hint="Give the cost game, or leave the benefits out.",
            )
        limit = np.minimum(limit, amounts_of(game, benefits, "benefit"))
    avoided = game.sign * (marginal_amounts(game) - limit)
    # A negative remaining benefit counts as none: the partner then pays its separable cost.
    limit = np.where(avoided < 0, marginal_amounts(game), limit)
    return _separable_and_rest(game, limit, "remaining benefit")


def tau_shares(game: Game) -> NDArray[np.float64]:
    """Return the tau value: a compromise between the most and the least each can hope for.

    The most is what the whole gains by the partner; the least, what it could be left with by any
    group after paying the others their most. All go the same part of the way (Tijs 1981).

    Raises
    ------
    ComputationError
        If the most a partner can hope for is less than its least, or all of the most together
        are less than the whole, or all of the least more: then there is no compromise.
    """
    most = game.sign * marginal_amounts(game)
    whole = game.sign * game.whole
    table = GroupTable(game)
    gap_of_all = float(most.sum()) - whole
    worst = table.worst_by_player(table.survey(most))
    gap = table.members(worst) @ most - table.worth_of(worst)
    gap = np.minimum(gap, gap_of_all)  # everybody together is a group too
    noise = 100 * table.noise(most)
    if gap.min() < -noise or gap_of_all < -noise or gap.sum() < gap_of_all - noise:
        raise ComputationError(
            "The tau value is not defined for this game: what partners can hope for at most and "
            "at least leave no room for a compromise.",
            hint="Use the nucleolus, which every game has.",
        )
    gap = np.maximum(gap, 0.0)
    if gap.sum() <= noise:
        return game.sign * most
    shares: NDArray[np.float64] = game.sign * (most - gap_of_all * gap / gap.sum())
    return shares


def _separable_and_rest(game: Game, limit: NDArray[np.float64], what: str) -> NDArray[np.float64]:
    separable = marginal_amounts(game)
    avoided = game.sign * (separable - limit)  # 0 or more where joining pays
    rest = game.whole - separable.sum()
    total = float(avoided.sum())
    noise = 100 * GroupTable(game).noise(separable)
    if abs(rest) <= noise:
        return separable
    if abs(total) <= noise:
        raise ComputationError(
            f"Separable amounts leave {rest:,.2f} to share, and no partner has any {what} to "
            "share it by.",
            hint="Use the Shapley value or the nucleolus, which every game has.",
        )
    shares: NDArray[np.float64] = separable + rest * avoided / total
    return shares
