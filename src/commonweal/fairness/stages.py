"""The sequence of linear programs behind the nucleolus and the least core.

The method is the sequence of linear programs of Maschler, Peleg and Shapley (1979) with rows made
as they are needed. At each stage the largest weighted grievance is made as small as it can be;
the groups that **must** stand at it are settled, and the next stage minds the rest. A group is
settled only by a positive price in the program, which proves that it stands at that level in
every best answer, or because its sum is fixed by settled groups (its row is in their span). A
group that merely happens to stand at the level is not settled: that is the classic mistake
(Guajardo and Jörnsten 2015 list published answers that it made wrong).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol, Self

import numpy as np
from numpy.typing import NDArray

from commonweal.errors import ComputationError
from commonweal.fairness.program import SplitProgram

__all__ = ["GroupSource", "SettledLevel", "Stages"]

#: Figures in the programs are scaled to the order of 1; a shortfall below this is rounding.
_TOLERANCE = 1e-9
#: Prices of a stage add up to 1 over at most n_players + 1 groups.
_PRICE_ABOVE = 1e-7
_CUTS_A_ROUND = 60
#: With up to 7 partners every group (126) goes in at once.
_MOST_GROUPS_AT_ONCE = 126


class GroupSource(Protocol):
    """All that the programs ask about a game. `GroupTable` answers from a table of all groups; a
    game given by a function of drivers can answer by a rule of its own, for up to 62 partners.

    Groups are numbers whose bits are partners; worth is what a group gains (a cost is below nil).
    """

    @property
    def n_players(self) -> int: ...

    @property
    def largest(self) -> float:
        """Size of the largest value, against which rounding is judged."""
        ...

    @property
    def largest_weight(self) -> float:
        """Largest weight of a group, above nil, by which levels are scaled."""
        ...

    def worth_of(self, groups: NDArray[np.int64]) -> NDArray[np.float64]: ...

    def weight_of(self, groups: NDArray[np.int64]) -> NDArray[np.float64]: ...

    def members(self, groups: NDArray[np.int64]) -> NDArray[np.float64]: ...

    def largest_grievance(self, payoffs: NDArray[np.float64]) -> float: ...

    def grievances_above(
        self,
        payoffs: NDArray[np.float64],
        *,
        level: float,
        threshold: float,
        limit: int,
        free: NDArray[np.float64] | None,
    ) -> NDArray[np.int64]:
        """Return groups whose grievance exceeds weight times level by more than the threshold.

        Worst first, not all: any, if there is one. Never one that `free` directions cannot move.
        """
        ...

    def is_weightless(self, free: NDArray[np.float64] | None) -> bool:
        """Say whether every group that can still move has a weight of nil."""
        ...

    def in_pounds(self) -> Self:
        """Return the same groups, each with a weight of 1."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class SettledLevel:
    """One stage: the level at which groups were settled, which, and with what positive prices.

    Attributes
    ----------
    level : float
        The largest weighted grievance among groups not settled before; negative is contentment.
    groups : tuple of int
        Groups whose weighted grievance is this level in every answer left.
    prices : tuple of float
        A positive price for each; priced, they cover every direction still free equally.
    held : tuple of int
        Groups held at exactly their own worth by the condition that nobody does worse than alone
        (or by a weight of nil), which the proof needs too.
    held_prices : tuple of float
    """

    level: float
    groups: tuple[int, ...]
    prices: tuple[float, ...]
    held: tuple[int, ...] = ()
    held_prices: tuple[float, ...] = ()


class Stages:
    """The sequence of programs for one game.

    Rows are written for y = (payoff - start) / scale, where `start` gives everybody its worth
    alone and an equal part of the rest, and `scale` a thousandth of how far groups' fortunes
    spread there. The last column is the level, in units of scale / unit_weight.
    """

    def __init__(self, source: GroupSource, *, nobody_worse: bool) -> None:
        self.source = source
        self.n_players = source.n_players
        self.everybody = 2**self.n_players - 1
        self.whole = float(source.worth_of(np.array([self.everybody]))[0])
        alone = source.worth_of(1 << np.arange(self.n_players))
        self.start = alone + (self.whole - alone.sum()) / self.n_players
        nobody_worse = nobody_worse and self._everybody_can_gain(alone)
        self.nobody_worse = nobody_worse
        surplus = abs(self.whole - float(alone.sum()))
        # A game in which groups gain next to nothing is mostly rounding: do not magnify that.
        spread = abs(source.largest_grievance(self.start)) + surplus
        # The solver's tolerance is absolute. In thousandths of the spread it tells a penny in a
        # hundred million pounds from nothing, and basic answers keep figures to spare.
        self.scale = max(1e-3 * spread, 1e-5 * source.largest) or 1.0
        self.unit_weight = source.largest_weight

        # Of each row of the program: its group; whether the level is no part of it; whether it
        # still waits to be settled. And the rows by group.
        self.groups: list[int]
        self.is_hard: list[bool]
        self.is_open: list[bool]
        self.known: dict[tuple[int, bool], int]
        self.payoffs = self.start
        self.equations: list[tuple[int, float]] = [(self.everybody, self.whole)]
        self.span = np.full((1, self.n_players), self.n_players**-0.5)
        self.program = self._begin_program()
        self._seed(hold_singles=nobody_worse)

    def run(self) -> tuple[tuple[SettledLevel, ...], NDArray[np.float64]]:
        """Settle level after level until every payoff is fixed; return levels and payoffs."""
        levels: list[SettledLevel] = []
        while len(self.span) < self.n_players:
            if self.source.is_weightless(self._free_directions()):
                self._weigh_the_weightless()
            levels.append(self._settle_one_level())
        return tuple(levels), self._solve_equations()

    def run_first(self) -> tuple[SettledLevel, NDArray[np.float64]]:
        """Settle the first level only; return it and the payoffs of a split that reaches it."""
        return self._settle_one_level(), self.payoffs

    # -- one stage -----------------------------------------------------------------------------

    def _settle_one_level(self) -> SettledLevel:
        level = self._solve_with_rows()
        prices = self.program.row_prices()
        priced = [
            row for row in np.flatnonzero(prices > _PRICE_ABOVE).tolist() if self.is_open[row]
        ]
        if not priced:
            raise ComputationError(
                "The nucleolus could not be found: no group stands out at a stage.",
                hint="Check that the values are of like size, pounds with pounds.",
            )
        groups = np.array([self.groups[row] for row in priced], dtype=np.int64)
        hard = np.array([self.is_hard[row] for row in priced])
        weights = np.where(hard, 0.0, self.source.weight_of(groups))
        amounts = self.source.worth_of(groups) - weights * level
        for row, group, amount in zip(priced, groups.tolist(), amounts.tolist(), strict=True):
            self._settle(row, group, amount)
        self._close_settled_rows()
        return SettledLevel(
            level=level,
            groups=tuple(groups[~hard].tolist()),
            prices=tuple(prices[priced][~hard].tolist()),
            held=tuple(groups[hard].tolist()),
            held_prices=tuple(prices[priced][hard].tolist()),
        )

    def _solve_with_rows(self) -> float:
        """Solve the stage's program, adding the groups its answer wrongs until there are none."""
        for _ in range(10_000):
            answer = self.program.solve("The nucleolus")
            payoffs = self.start + self.scale * answer[: self.n_players]
            level = float(answer[self.n_players]) * self.scale / self.unit_weight
            if not self._add_wronged(payoffs, level):
                self.payoffs = payoffs
                return level
        raise ComputationError(
            "The nucleolus could not be found: groups kept coming.",
            hint="Check that the values are of like size, pounds with pounds.",
        )

    def _add_wronged(self, payoffs: NDArray[np.float64], level: float) -> bool:
        wronged = self.source.grievances_above(
            payoffs,
            level=level,
            threshold=max(_TOLERANCE * self.scale, 1e-13 * self.source.largest),
            limit=_CUTS_A_ROUND,
            free=self._free_directions(),
        )
        new = [group for group in wronged.tolist() if (group, False) not in self.known]
        self._add_groups(new)
        return bool(new)

    # -- rows ----------------------------------------------------------------------------------

    def _begin_program(self) -> SplitProgram:
        """Begin a program in which the whole is shared out and the level is made least."""
        level = self.n_players
        costs = np.zeros(self.n_players + 1)
        costs[level] = 1.0
        free = np.full(self.n_players + 1, np.inf)
        program = SplitProgram(costs, -free, free)
        everybody = np.ones((1, self.n_players + 1))
        everybody[0, level] = 0.0
        program.add_rows(everybody, np.zeros(1), np.zeros(1))
        self.groups = [self.everybody]
        self.is_hard = [True]
        self.is_open = [False]
        self.known = {}
        return program

    def _seed(self, *, hold_singles: bool) -> None:
        """Begin with single partners and everybody but one: they bound every payoff."""
        singles = [1 << player for player in range(self.n_players)]
        if hold_singles:
            self._add_groups(singles, hard=True)
        if 2**self.n_players - 2 <= _MOST_GROUPS_AT_ONCE:
            self._add_groups(list(range(1, self.everybody)))
            return
        others = [self.everybody ^ single for single in singles]
        self._add_groups([*singles, *others])

    def _add_groups(self, groups: list[int], *, hard: bool = False) -> None:
        if not groups:
            return
        numbers = np.array(groups, dtype=np.int64)
        members = self.source.members(numbers)
        weights = np.zeros(len(groups)) if hard else self.source.weight_of(numbers)
        rows = np.column_stack([members, weights / self.unit_weight])
        at_least = (self.source.worth_of(numbers) - members @ self.start) / self.scale
        if hard:
            # Nobody is worse off than alone at the start; where there is nothing to gain, rounding
            # must not make that impossible. (Rows that will be equations get their own bounds.)
            at_least = np.minimum(at_least, 0.0)
        self.program.add_rows(rows, at_least)
        for group, weight in zip(groups, weights.tolist(), strict=True):
            self.known[group, hard] = len(self.groups)
            self.groups.append(group)
            self.is_hard.append(hard or weight == 0)
            self.is_open.append(True)

    def _settle(self, row: int, group: int, amount: float) -> None:
        """Fix a group's sum, if settled groups have not fixed it already."""
        member = self.source.members(np.array([group]))[0]
        # Twice is enough: Gram-Schmidt repeated once leaves nothing but rounding.
        rest = member - self.span.T @ (self.span @ member)
        rest -= self.span.T @ (self.span @ rest)
        size = float(np.linalg.norm(rest))
        self.is_open[row] = False
        if size < 1e-7:
            self.program.free_row(row)
            return
        self.span = np.vstack([self.span, rest / size])
        self.equations.append((group, amount))
        self.program.fix_row(
            row, (amount - float(member @ self.start)) / self.scale, self.n_players
        )

    def _close_settled_rows(self) -> None:
        rows = [row for row, is_open in enumerate(self.is_open) if is_open]
        if not rows:
            return
        members = self.source.members(np.array([self.groups[row] for row in rows], dtype=np.int64))
        rest = members - members @ self.span.T @ self.span
        for row, settled in zip(rows, (np.abs(rest).max(axis=1) < 1e-9).tolist(), strict=True):
            if settled:
                self.is_open[row] = False
                self.program.free_row(row)

    def _free_directions(self) -> NDArray[np.float64] | None:
        """Return two directions in which no settled group's sum moves, shape (2, n_players)."""
        if len(self.span) == 1:
            return None  # only everybody is settled, and no scan looks at everybody
        # A fixed seed: any two directions will do, and the same game takes the same path.
        directions = np.random.default_rng(0).standard_normal((2, self.n_players))
        directions -= directions @ self.span.T @ self.span
        directions -= directions @ self.span.T @ self.span
        directions /= np.abs(directions).max(axis=1, keepdims=True)
        return directions

    def _solve_equations(self) -> NDArray[np.float64]:
        members = self.source.members(np.array([group for group, _ in self.equations]))
        amounts = np.array([amount for _, amount in self.equations])
        payoffs: NDArray[np.float64] = self.start + np.linalg.solve(
            members, amounts - members @ self.start
        )
        return payoffs

    # -- the start -----------------------------------------------------------------------------

    def _everybody_can_gain(self, alone: NDArray[np.float64]) -> bool:
        return bool(self.whole - alone.sum() >= -1e-12 * (abs(self.whole) + np.abs(alone).sum()))

    # -- groups of no weight -------------------------------------------------------------------

    def _weigh_the_weightless(self) -> None:
        """Compare what is left open in pounds: every group of weight is settled.

        Nobody can now do worse than the conditions held so far allow, since some split meets
        them all and the largest grievance left is made as small as it can be.
        """
        settled = self.equations[1:]
        self.source = self.source.in_pounds()
        self.unit_weight = 1.0
        self.program = self._begin_program()
        for group, amount in settled:
            self._add_groups([group], hard=True)  # an equation, once it is fixed below
            row = self.known[group, True]
            self.is_open[row] = False
            member = self.source.members(np.array([group]))[0]
            self.program.fix_row(
                row, (amount - float(member @ self.start)) / self.scale, self.n_players
            )
        self._seed(hold_singles=False)
        self._close_settled_rows()
