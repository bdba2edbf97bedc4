"""Spans of groups, exactly: which sums are fixed once some are. Only the checker uses it."""

from __future__ import annotations

from fractions import Fraction
from math import lcm

import numpy as np
from numpy.typing import NDArray

__all__ = ["ExactSpan"]


class ExactSpan:
    """The span of rows settled so far, as an echelon of whole numbers over fractions."""

    def __init__(self, n_players: int) -> None:
        self.n_players = n_players
        self._echelon: list[tuple[int, list[Fraction]]] = []

    @property
    def rank(self) -> int:
        return len(self._echelon)

    def holds(self, row: list[Fraction]) -> bool:
        return not any(self._left(row))

    def add(self, group: int) -> None:
        left = self._left([Fraction(group >> player & 1) for player in range(self.n_players)])
        pivot = next((column for column, entry in enumerate(left) if entry), None)
        if pivot is not None:
            lead = left[pivot]
            self._echelon.append((pivot, [entry / lead for entry in left]))

    def _left(self, row: list[Fraction]) -> list[Fraction]:
        row = list(row)
        for pivot, known in self._echelon:
            factor = row[pivot]
            if factor:
                row = [entry - factor * other for entry, other in zip(row, known, strict=True)]
        return row

    def directions(self) -> NDArray[np.float64]:
        """Return whole-number directions that span all that leaves every settled sum unmoved.

        Shape (n_players - rank, n_players); sums over any group are exact in floating point.
        """
        pivots = [pivot for pivot, _ in self._echelon]
        free = [column for column in range(self.n_players) if column not in pivots]
        rows = []
        for column in free:
            direction = [Fraction(0)] * self.n_players
            direction[column] = Fraction(1)
            # Later rows have nothing in earlier pivots, so go backwards.
            for pivot, known in reversed(self._echelon):
                direction[pivot] = -sum(
                    (
                        known[other] * direction[other]
                        for other in range(self.n_players)
                        if other != pivot and known[other] and direction[other]
                    ),
                    Fraction(0),
                )
            common = lcm(*(entry.denominator for entry in direction))
            whole = [int(entry * common) for entry in direction]
            if sum(abs(entry) for entry in whole) >= 2**53:
                raise OverflowError("directions too long for exact sums in floating point")
            rows.append(whole)
        return np.array(rows, dtype=np.float64).reshape(len(free), self.n_players)
