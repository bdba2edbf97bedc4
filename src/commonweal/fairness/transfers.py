"""Side payments: the least that must change hands for a split to keep every group."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from commonweal.errors import ComputationError, InputError
from commonweal.fairness.core import smallest_subsidy
from commonweal.fairness.games import Game
from commonweal.fairness.pence import split_to_unit
from commonweal.fairness.program import InfeasibleError, SplitProgram
from commonweal.fairness.scan import GroupTable
from commonweal.fairness.words import decimals_for, say_amount

__all__ = ["SidePayments", "side_payments"]


@dataclass(frozen=True, slots=True, kw_only=True)
class SidePayments:
    """What partners pay one another on top of a split so that no group would leave.

    Attributes
    ----------
    players : tuple of str
    received : tuple of float
        What each partner gets (below nil: pays), in the game's unit; they add up to nil.
    total : float
        What changes hands: the sum of what is received.
    amounts : tuple of float
        The split after the payments: charges (cost game) or savings (savings game).
    largest_grievance : float
        What the nearest group would gain by leaving after the payments; nil or less, but for a
        fraction of `unit` where the stable splits are too few to hold one in whole units.
    """

    players: tuple[str, ...]
    received: tuple[float, ...]
    total: float
    amounts: tuple[float, ...]
    largest_grievance: float

    def to_dict(self) -> dict[str, Any]:
        return {
            "players": list(self.players),
            "received": list(self.received),
            "total": self.total,
            "amounts": list(self.amounts),
            "largest_grievance": self.largest_grievance,
        }


def side_payments(
    game: Game, amounts: Sequence[float] | NDArray[np.float64], *, unit: float | None = None
) -> SidePayments:
    """Find the side payments of least total that make a split keep every group.

    Where several sets of payments have the least total, one with the smallest largest payment is
    taken. The linear programs take only the groups that bind.

    Parameters
    ----------
    amounts : shape (n_players,)
        A split that adds up to the whole: charges (cost game) or savings (savings game).
    unit : float, optional
        Round payments to whole units (0.01 for pence in a game in pounds), with just enough of a
        margin that rounding wrongs no group, if some split has one.

    Raises
    ------
    InputError
        If the amounts do not add up to the whole, or are not one finite number per partner.
    ComputationError
        If no split keeps every group; it says what subsidy from outside would make one.
    """
    n_players = game.n_players
    split = np.asarray(amounts, dtype=np.float64)
    if split.shape != (n_players,) or not np.isfinite(split).all():
        raise InputError(
            f"A split of {n_players} partners needs {n_players} finite amounts.",
            hint="Give one amount for each partner, in the game's order.",
        )
    table = GroupTable(game)
    payoffs = game.sign * split
    if abs(split.sum() - game.whole) > 100 * table.noise(payoffs):
        raise InputError(
            f"The split adds up to {split.sum():,.2f} and the whole is {game.whole:,.2f}.",
            hint="Side payments move money between partners; they cannot make up a difference.",
        )
    try:
        received = _least_payments(game, table, payoffs, 0.0)
    except InfeasibleError as error:
        subsidy = smallest_subsidy(game).total
        said = say_amount(subsidy, decimals_for(subsidy))
        raise ComputationError(
            "No side payments keep every group: no split of the whole does.",
            hint=f"A subsidy of {said} from outside would make one, or a smaller partnership.",
        ) from error
    if unit is not None:
        received = _in_whole_units(game, table, payoffs, received, unit)
    received = np.where(np.abs(received) <= table.noise(payoffs), 0.0, received)
    after = payoffs + received
    return SidePayments(
        players=game.players,
        received=tuple(received.tolist()),
        total=float(received[received > 0].sum()),
        amounts=tuple((game.sign * after).tolist()),
        largest_grievance=table.largest_grievance(after),
    )


def _in_whole_units(
    game: Game,
    table: GroupTable,
    payoffs: NDArray[np.float64],
    least: NDArray[np.float64],
    unit: float,
) -> NDArray[np.float64]:
    """Round payments, with the smallest margin for every group under which rounding wrongs none.

    Rounding moves a group's sum by less than a unit for each member, or each partner outside it,
    whichever are fewer; so a margin of half as many units as partners is always enough, where a
    split with that margin exists.
    """
    noise = 10 * table.noise(payoffs)
    best = split_to_unit(least, 0.0, unit)
    for n_units in range(1, game.n_players // 2 + 1):
        wronged = table.largest_grievance(payoffs + best)
        if wronged <= noise:
            return best
        try:
            wider = _least_payments(game, table, payoffs, n_units * unit)
        except InfeasibleError:
            return best
        rounded = split_to_unit(wider, 0.0, unit)
        if table.largest_grievance(payoffs + rounded) < wronged:
            best = rounded
    return best


def _least_payments(
    game: Game, table: GroupTable, payoffs: NDArray[np.float64], margin: float
) -> NDArray[np.float64]:
    """Return what each receives; columns are received (n), gain (n) and the largest payment."""
    n_players = game.n_players
    worst = table.largest_grievance(payoffs) + margin
    if worst <= table.noise(payoffs) * 10:
        return np.zeros(n_players)
    scale = max(worst, 1e-5 * table.largest)
    n_columns = 2 * n_players + 1
    free = np.full(n_players, np.inf)
    costs = np.concatenate([np.zeros(n_players), np.ones(n_players), [0.0]])
    lower = np.concatenate([-free, np.zeros(n_players + 1)])
    program = SplitProgram(costs, lower, np.full(n_columns, np.inf))
    one = np.eye(n_players)
    none = np.zeros((n_players, n_players))
    ones = np.ones((n_players, 1))
    # What is received is at most the gain; neither what is received nor paid passes the largest.
    program.add_rows(np.hstack([-one, one, 0 * ones]), np.zeros(n_players))
    program.add_rows(np.hstack([-one, none, ones]), np.zeros(n_players))
    program.add_rows(np.hstack([one, none, ones]), np.zeros(n_players))
    nil = np.zeros((1, n_columns))
    nil[0, :n_players] = 1.0
    program.add_rows(nil, np.zeros(1), np.zeros(1))

    received = _until_nobody_is_wronged(program, table, payoffs, margin, scale, known=set())
    total = float(np.maximum(received, 0).sum()) / scale
    # Of all payments of that total, those with the smallest largest payment.
    cap = np.concatenate([np.zeros(n_players), np.ones(n_players), [0.0]])[np.newaxis, :]
    program.add_rows(cap, np.array([-np.inf]), np.array([total * (1 + 1e-9) + 1e-9]))
    program.set_costs([*np.zeros(2 * n_players).tolist(), 1.0])
    return _until_nobody_is_wronged(program, table, payoffs, margin, scale, known=set())


def _until_nobody_is_wronged(
    program: SplitProgram,
    table: GroupTable,
    payoffs: NDArray[np.float64],
    margin: float,
    scale: float,
    known: set[int],
) -> NDArray[np.float64]:
    """Solve a program, adding the groups that its answer leaves short, until there are none."""
    n_players = table.n_players
    for _ in range(10_000):
        received = scale * program.solve("Side payments")[:n_players]
        short = table.grievances_above(
            payoffs + received, threshold=-margin + 1e-9 * scale, limit=60
        )
        new = [group for group in short.tolist() if group not in known]
        if not new:
            return received
        numbers = np.array(new, dtype=np.int64)
        members = table.members(numbers)
        needed = (table.worth_of(numbers) + margin - members @ payoffs) / scale
        program.add_rows(
            np.hstack([members, np.zeros((len(new), program.n_columns - n_players))]), needed
        )
        known.update(new)
    raise ComputationError(
        "Side payments could not be found: groups kept coming.",
        hint="Check that the values are of like size, pounds with pounds.",
    )
