"""Reading a whole table of groups against a proposed split, once, in pieces that fit the cache.

A group's **grievance** is what it could have by itself less what the split gives it: positive
where it would do better to leave. With x(S) = x(low part) + x(high part) the table needs one
subtraction per group and is read once: 16.8 million groups (24 partners) take some 20 ms.

Everything is in **worth**: what a group gains. For a cost game a group's worth is minus its cost
and a partner's payoff minus its charge; `GroupTable` holds the sign, so no table is copied.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from commonweal.errors import ComputationError
from commonweal.fairness.coalitions import coalition_sums, is_member, say_group
from commonweal.fairness.games import Game

__all__ = ["GroupTable", "Survey", "Weighting"]

#: What a group's grievance is counted by: nothing, its size, or the size of its own value.
Weighting = Literal["group", "head", "value"]

#: Entries of one piece: 2**15 float64 are 256 KB, half of a core's second cache.
_PIECE = 2**15

#: Below this a random vector that is orthogonal to the settled groups is orthogonal to a group
#: because the group is settled, not by chance: chance gives 1e-10 per vector, and there are two.
_SETTLED_BELOW = 1e-10


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Survey:
    """What one reading of a table against a split leaves behind.

    Attributes
    ----------
    payoffs : ndarray, shape (n_players,)
    best_by_row : ndarray, shape (2**n_high,)
        Largest grievance among the groups with each high half.
    best_by_high_size : ndarray, shape (n_high + 1, 2**n_low)
        Largest grievance for each low half, by the size of the high half.
    n_above : int
        How many groups have a grievance above the threshold asked for.
    """

    payoffs: NDArray[np.float64]
    best_by_row: NDArray[np.float64]
    best_by_high_size: NDArray[np.float64]
    n_above: int


class GroupTable:
    """A game's table, laid out as high bits by low bits for scanning.

    Parameters
    ----------
    game : Game
    weighting : "group", "head" or "value"
        How much of a common level each group's grievance is allowed: 1, its size, or its value.

    Raises
    ------
    ComputationError
        If groups weigh by their values and one is below nil.
    """

    def __init__(self, game: Game, weighting: Weighting = "group") -> None:
        self.game = game
        self.weighting = weighting
        self.n_players = game.n_players
        self.sign = game.sign
        self.values = game.values
        if weighting == "value" and game.values[:-1].min() < 0:
            group = int(np.flatnonzero(game.values < 0)[0])
            raise ComputationError(
                "The proportional nucleolus has no meaning here: the group of "
                f"{say_group(game.names(group))} has the negative value "
                f"{game.values[group]:,.2f}.",
                hint="Use the nucleolus or the per-capita nucleolus.",
            )
        self.n_low = min(12, max(1, self.n_players // 2 + 2), self.n_players - 1)
        self.n_high = self.n_players - self.n_low
        self._table = self.values.reshape(2**self.n_high, 2**self.n_low)
        self._n_rows = max(1, _PIECE >> self.n_low)

    def worth_of(self, groups: NDArray[np.int64]) -> NDArray[np.float64]:
        """Return what these groups are worth to themselves, shape (n_groups,)."""
        return self.sign * self.values[groups]

    def weight_of(self, groups: NDArray[np.int64]) -> NDArray[np.float64]:
        """Return the weights of these groups, shape (n_groups,)."""
        match self.weighting:
            case "group":
                return np.ones(len(groups))
            case "head":
                return np.bitwise_count(groups).astype(np.float64)
            case _:
                return self.values[groups].astype(np.float64)

    @cached_property
    def largest_weight(self) -> float:
        """Largest weight of a group; for sizes 1, so that levels are in pounds a head."""
        return (self.largest or 1.0) if self.weighting == "value" else 1.0

    def is_weightless(self, free: NDArray[np.float64] | None) -> bool:
        """Say whether every group that can still move has a weight of nil.

        `free` are directions in which payoffs may move; None for any that add up to nil.
        """
        if self.weighting != "value":
            return False
        groups = np.flatnonzero(self.values[:-1] > 0)
        if groups.size == 0 or free is None:
            return not groups.size
        return bool((np.abs(self.members(groups) @ free.T) < 1e-9).all())

    def in_pounds(self) -> GroupTable:
        """Return the same table with every group's weight 1."""
        return GroupTable(self.game)

    def pieces(
        self, payoffs: NDArray[np.float64], level: float = 0.0
    ) -> Iterator[tuple[slice, NDArray[np.float64]]]:
        """Yield rows of the table and the grievances in them less weight times level.

        Each piece has shape (n_rows, 2**n_low) and is overwritten by the next. The empty group
        and everybody together are -inf: neither can leave.
        """
        low, high = self._sums(payoffs, level)
        last = 2**self.n_high
        buffer = np.empty((min(self._n_rows, last), 2**self.n_low))
        for start in range(0, last, self._n_rows):
            rows = slice(start, min(start + self._n_rows, last))
            yield rows, self._fill(buffer, rows, low, high, level)

    def best_by_row(self, payoffs: NDArray[np.float64], level: float = 0.0) -> NDArray[np.float64]:
        """Return the largest grievance less weight times level in each row, (2**n_high,)."""
        best = np.empty(2**self.n_high)
        for rows, grievances in self.pieces(payoffs, level):
            np.max(grievances, axis=1, out=best[rows])
        return best

    def largest_grievance(self, payoffs: NDArray[np.float64]) -> float:
        """Return the largest grievance of any group that can leave."""
        return float(self.best_by_row(payoffs).max())

    def grievances_above(
        self,
        payoffs: NDArray[np.float64],
        *,
        level: float = 0.0,
        threshold: float,
        limit: int,
        free: NDArray[np.float64] | None = None,
    ) -> NDArray[np.int64]:
        """Return groups whose grievance exceeds weight times level by more than the threshold.

        At most one per row of the table and `limit` in all, worst first: unlike groups make
        better constraints than sixty variations on one.

        Parameters
        ----------
        payoffs : ndarray, shape (n_players,)
        free : ndarray, shape (n_vectors, n_players), optional
            Directions in which payoffs may still move. Groups whose sum cannot move in any of
            them are settled and are passed over.
        """
        best = self.best_by_row(payoffs, level)
        rows = np.flatnonzero(best > threshold)
        rows = rows[np.argsort(-best[rows], kind="stable")]
        low, high = self._sums(payoffs, level)
        if free is not None:
            free_low = coalition_sums(free[:, : self.n_low])  # (vectors, 2**n_low)
            free_high = coalition_sums(free[:, self.n_low :])  # (vectors, 2**n_high)
        found: list[NDArray[np.int64]] = []
        n_found = 0
        for start in range(0, rows.size, 64):
            chosen = rows[start : start + 64]
            grievances = self._fill(
                np.empty((chosen.size, 2**self.n_low)), chosen, low, high, level
            )
            if free is not None:
                settled = np.ones(grievances.shape, dtype=np.bool_)
                for along_low, along_high in zip(free_low, free_high, strict=True):
                    moves = along_high[chosen, np.newaxis] + along_low
                    settled &= np.abs(moves) < _SETTLED_BELOW
                grievances[settled] = -np.inf
            columns = grievances.argmax(axis=1)
            keep = grievances[np.arange(chosen.size), columns] > threshold
            found.append((chosen[keep] << self.n_low | columns[keep]).astype(np.int64))
            n_found += int(keep.sum())
            if n_found >= limit:
                break
        if not found:
            return np.zeros(0, dtype=np.int64)
        return np.concatenate(found)[:limit]

    def survey(self, payoffs: NDArray[np.float64], threshold: float = np.inf) -> Survey:
        """Read the table once and keep what every question about a split needs.

        Rows of like size are folded into one another, so that the largest grievance of each
        column and size needs one comparison per group and no sorting.
        """
        best = np.empty(2**self.n_high)
        by_high_size = np.full((self.n_high + 1, 2**self.n_low), -np.inf)
        sizes_high = np.bitwise_count(np.arange(2**self.n_high)).tolist()
        n_above = 0
        for rows, grievances in self.pieces(payoffs):
            np.max(grievances, axis=1, out=best[rows])
            above = best[rows] > threshold
            if above.any():
                n_above += int(np.count_nonzero(grievances[above] > threshold))
            for size, row in zip(sizes_high[rows], grievances, strict=True):
                np.maximum(by_high_size[size], row, out=by_high_size[size])
        return Survey(
            payoffs=payoffs, best_by_row=best, best_by_high_size=by_high_size, n_above=n_above
        )

    def worst(self, survey: Survey, n_worst: int) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
        """Return the groups with the largest grievances and those grievances, worst first.

        Groups of equal grievance (to 1 part in 10**11 of the largest sum) come in order of size,
        then number, so that the answer does not hang on the last bit.
        """
        best = survey.best_by_row
        n_worst = min(n_worst, self.values.size - 2)
        # The n-th largest of the rows' own worst is a floor under the n-th largest of all.
        if n_worst < best.size:
            floor = np.partition(best, best.size - n_worst)[best.size - n_worst]
        else:
            floor = -np.inf
        step = self.noise(survey.payoffs)
        low, high = self._sums(survey.payoffs, 0.0)
        rows = np.flatnonzero(best >= floor - step)
        groups: list[NDArray[np.int64]] = []
        amounts: list[NDArray[np.float64]] = []
        for start in range(0, rows.size, self._n_rows):
            chosen = rows[start : start + self._n_rows]
            grievances = self._fill(np.empty((chosen.size, 2**self.n_low)), chosen, low, high, 0.0)
            at, columns = np.nonzero((grievances >= floor - step) & (grievances > -np.inf))
            groups.append((chosen[at] << self.n_low | columns).astype(np.int64))
            amounts.append(grievances[at, columns])
        group = np.concatenate(groups)
        amount = np.concatenate(amounts)
        order = np.lexsort((group, np.bitwise_count(group), -np.round(amount / step)))[:n_worst]
        return group[order], amount[order]

    def noise(self, payoffs: NDArray[np.float64]) -> float:
        """Return the amount below which a difference is rounding: 1e-11 of the largest sum."""
        largest = max(float(np.abs(payoffs).sum()), self.largest)
        return 1e-11 * largest if largest else 1e-11

    @cached_property
    def largest(self) -> float:
        """Largest value of any group, cost or saving, above or below nil."""
        return max(-float(self.values.min()), float(self.values.max()))

    def worst_by_player(self, survey: Survey) -> NDArray[np.int64]:
        """Return, for each partner, the group holding it with the largest grievance, (n_players,).

        The group may be the partner by itself, never everybody together.
        """
        best = survey.best_by_row
        column_best = survey.best_by_high_size.max(axis=0)
        low, high = self._sums(survey.payoffs, 0.0)
        groups = np.zeros(self.n_players, dtype=np.int64)
        for player in range(self.n_players):
            if player < self.n_low:
                holding = np.arange(column_best.size) >> player & 1 == 1
                column = int(np.where(holding, column_best, -np.inf).argmax())
                row = self._worst_row(column, low, high)
            else:
                holding = np.arange(best.size) >> (player - self.n_low) & 1 == 1
                row = int(np.where(holding, best, -np.inf).argmax())
                one = np.empty((1, column_best.size))
                column = int(self._fill(one, np.array([row]), low, high, 0.0).argmax())
            groups[player] = row << self.n_low | column
        return groups

    def worst_by_size(self, survey: Survey) -> NDArray[np.float64]:
        """Return the largest grievance among groups of each size, shape (n_players + 1,).

        Nobody and everybody, who cannot leave, are -inf.
        """
        sizes_low = np.bitwise_count(np.arange(2**self.n_low))
        worst = np.full(self.n_players + 1, -np.inf)
        for size_high, best in enumerate(survey.best_by_high_size):
            np.maximum.at(worst, size_high + sizes_low, best)
        return worst

    def members(self, groups: NDArray[np.int64]) -> NDArray[np.float64]:
        """Return 1 for each partner in each group, shape (n_groups, n_players)."""
        return is_member(groups, self.n_players).astype(np.float64)

    def _sums(
        self, payoffs: NDArray[np.float64], level: float
    ) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Return what the split gives each half-group, with the level where it adds up."""
        if self.weighting == "head":
            payoffs = payoffs + level
        low = coalition_sums(payoffs[: self.n_low])
        high = coalition_sums(payoffs[self.n_low :])
        if self.weighting == "group":
            high += level
        return low, high

    def _fill(
        self,
        buffer: NDArray[np.float64],
        rows: slice | NDArray[np.int64],
        low: NDArray[np.float64],
        high: NDArray[np.float64],
        level: float,
    ) -> NDArray[np.float64]:
        table = self._table[rows]
        grievances = buffer[: table.shape[0]]
        if self.sign > 0:
            np.subtract(table, low, out=grievances)
        else:
            np.subtract(-low, table, out=grievances)
        grievances -= high[rows, np.newaxis]
        if self.weighting == "value" and level:
            grievances -= level * table
        numbers = np.arange(rows.start, rows.stop) if isinstance(rows, slice) else rows
        grievances[numbers == 0, 0] = -np.inf
        grievances[numbers == 2**self.n_high - 1, -1] = -np.inf
        return grievances

    def _worst_row(self, column: int, low: NDArray[np.float64], high: NDArray[np.float64]) -> int:
        grievances = self.sign * self._table[:, column] - low[column] - high
        if column == 0:
            grievances[0] = -np.inf
        if column == 2**self.n_low - 1:
            grievances[-1] = -np.inf
        return int(grievances.argmax())
