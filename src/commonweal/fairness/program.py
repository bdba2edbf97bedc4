"""Linear programs over a split, whose rows (one per group) are made only when they bind.

A game of 24 partners has 16.8 million groups; a least core or a nucleolus needs some hundreds of
them. A `SplitProgram` starts from few rows, is solved, and is given the groups that its answer
wrongs most, until it wrongs none.
"""

from __future__ import annotations

from collections.abc import Sequence

import highspy
import numpy as np
from numpy.typing import NDArray

from commonweal.errors import ComputationError

__all__ = ["SplitProgram"]

_INFINITY = highspy.kHighsInf


class SplitProgram:
    """A linear program with one free column per partner, further columns, and rows that come late.

    It is solved by HiGHS's dual simplex: rows that arrive cut off the answer and leave the basis
    dual feasible, so each solve starts from the last. Tolerances are HiGHS's tightest (1e-10);
    callers scale their figures to the order of 1.

    Parameters
    ----------
    costs : ndarray, shape (n_columns,)
        What the program makes smallest.
    lower, upper : ndarray, shape (n_columns,)
        Bounds of the columns; infinite where there is none.
    """

    def __init__(
        self,
        costs: NDArray[np.float64],
        lower: NDArray[np.float64],
        upper: NDArray[np.float64],
    ) -> None:
        self.n_columns = len(costs)
        self.n_rows = 0
        self._solver = highspy.Highs()  # type: ignore[no-untyped-call]
        self._solver.silent()
        for option, value in (
            ("threads", 1),
            ("parallel", "off"),
            ("presolve", "off"),
            ("solver", "simplex"),
            ("random_seed", 0),
            ("primal_feasibility_tolerance", 1e-10),
            ("dual_feasibility_tolerance", 1e-10),
        ):
            self._solver.setOptionValue(option, value)
        nothing = np.zeros(0)
        none = np.zeros(0, dtype=np.int32)
        self._solver.addCols(
            self.n_columns,
            costs,
            lower,
            upper,
            0,
            np.zeros(self.n_columns, np.int32),
            none,
            nothing,
        )

    def add_rows(
        self,
        coefficients: NDArray[np.float64],
        lower: NDArray[np.float64],
        upper: NDArray[np.float64] | None = None,
    ) -> None:
        """Add rows lower <= coefficients . columns <= upper (shape (n_rows, n_columns))."""
        n_rows = len(coefficients)
        if upper is None:
            upper = np.full(n_rows, _INFINITY)
        at_row, at_column = np.nonzero(coefficients)
        starts = np.searchsorted(at_row, np.arange(n_rows)).astype(np.int32)
        self._solver.addRows(
            n_rows,
            np.ascontiguousarray(lower, dtype=np.float64),
            np.ascontiguousarray(upper, dtype=np.float64),
            len(at_row),
            starts,
            at_column.astype(np.int32),
            coefficients[at_row, at_column],
        )
        self.n_rows += n_rows

    def fix_row(self, row: int, amount: float, without_column: int) -> None:
        """Make a row an equation, with nothing of one column in it."""
        self._solver.changeCoeff(row, without_column, 0.0)
        self._solver.changeRowBounds(row, amount, amount)

    def free_row(self, row: int) -> None:
        """Ask nothing of a row any more."""
        self._solver.changeRowBounds(row, -_INFINITY, _INFINITY)

    def set_costs(self, costs: Sequence[float]) -> None:
        """Make something else smallest: a cost for each column."""
        for column, cost in enumerate(costs):
            self._solver.changeColCost(column, cost)

    def solve(self, question: str) -> NDArray[np.float64]:
        """Return the columns at the best answer, shape (n_columns,).

        Raises
        ------
        InfeasibleError
            If no split meets every row; the message begins with `question`.
        ComputationError
            If the solver ends without an answer for another reason.
        """
        self._solver.run()
        status = self._solver.getModelStatus()
        if status != highspy.HighsModelStatus.kOptimal:
            # A basis carried over from many solves can go astray; a fresh start settles it.
            self._solver.clearSolver()
            self._solver.run()
            status = self._solver.getModelStatus()
        if status == highspy.HighsModelStatus.kInfeasible:
            raise InfeasibleError(
                f"{question}: no split meets every condition.",
                hint="Loosen a condition, or ask which group stands in the way.",
            )
        if status != highspy.HighsModelStatus.kOptimal:
            raise ComputationError(
                f"{question}: the linear program ended without an answer ({status.name[1:]}).",
                hint="Check that the values are of like size, pounds with pounds.",
            )
        return np.array(self._solver.getSolution().col_value)

    def row_prices(self) -> NDArray[np.float64]:
        """Return what one unit more on each row's bound would cost, shape (n_rows,)."""
        return np.array(self._solver.getSolution().row_dual)


class InfeasibleError(ComputationError):
    """No split meets every condition asked of it."""
