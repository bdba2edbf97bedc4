"""The inputs of the workbook: every figure of the file that a formula starts from, with its range.

A figure that the file gives as a range stands as low, likely and high, and its expected value is
worked out from them as its shape has it. Each keeps a copy of what it was in the run, so that the
workbook can say that it was changed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final, Literal

from commonweal.appraisal.uncertainty.shapes import mean_of
from commonweal.partnership import Estimate, Range

from .formulas import Ledger, Node, Number

__all__ = ["Input", "Inputs", "SheetName"]

SheetName = Literal["Baselines", "Figures", "Facts"]

#: Score of the 90th percentile: a lognormal's low and high are its 10th and 90th.
_P90_SCORE: Final = 1.2815515655446004


@dataclass(frozen=True, slots=True, kw_only=True)
class Input:
    """One row of an input table: where it belongs, its cells, and the value that is used."""

    sheet: SheetName
    belongs_to: str
    name: str
    unit: str
    shape: str
    """`fixed` for a plain number; the value then stands under likely."""
    low: Node | None
    likely: Node | None
    high: Node | None
    expected: Number
    source: str
    grade: str
    note: str = ""

    @property
    def cells(self) -> tuple[Node, ...]:
        """The cells that a person may change."""
        return tuple(one for one in (self.low, self.likely, self.high) if one is not None)


class Inputs:
    """All inputs, each made when a formula first asks for it."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger
        self._rows: dict[Any, tuple[tuple[Any, ...], Input]] = {}

    def rows(self, sheet: SheetName) -> tuple[Input, ...]:
        """Return the inputs of one sheet in the order of the file."""
        found = [row for row in self._rows.values() if row[1].sheet == sheet]
        return tuple(row for _, row in sorted(found, key=lambda row: row[0]))

    def __iter__(self) -> Iterator[Input]:
        return (row for _, row in self._rows.values())

    def value(self, key: Any, estimate: Estimate, place: tuple[Any, ...], **told: Any) -> Number:
        """Return the expected value of an estimate, made an input at its first use.

        `key` tells one input from another, `place` orders them, `told` is what its row says.
        """
        if key not in self._rows:
            self._rows[key] = (place, self._made(estimate, told))
        return self._rows[key][1].expected

    def _made(self, estimate: Estimate, told: dict[str, Any]) -> Input:
        ledger = self.ledger
        assert not isinstance(estimate, str), "The assumption was looked up."
        if not isinstance(estimate, Range):
            value = ledger.cell(estimate)
            return Input(shape="fixed", low=None, likely=value, high=None, expected=value, **told)
        source = estimate.source or told.pop("source", "")
        grade = estimate.grade or told.pop("grade", "")
        told = {name: value for name, value in told.items() if name not in ("source", "grade")}
        told |= {"source": source, "grade": grade}
        if estimate.shape == "discrete":
            value = ledger.cell(mean_of(estimate))
            outcomes = "; ".join(
                f"{outcome:g} ({chance:.0%})"
                for outcome, chance in zip(estimate.outcomes, estimate.chances, strict=True)
            )
            told["note"] = f"The mean of its outcomes: {outcomes}"
            return Input(
                shape="discrete", low=None, likely=value, high=None, expected=value, **told
            )
        assert estimate.low is not None
        assert estimate.high is not None
        low, high = ledger.cell(estimate.low), ledger.cell(estimate.high)
        likely = None if estimate.likely is None else ledger.cell(estimate.likely)
        return Input(
            shape=estimate.shape,
            low=low,
            likely=likely,
            high=high,
            expected=_mean(ledger, estimate.shape, low, likely, high),
            **told,
        )


def _mean(ledger: Ledger, shape: str, low: Node, likely: Node | None, high: Node) -> Number:
    """Return the mean of a range as `mean_of` has it, as a sum."""
    if shape == "uniform":
        return (low + high) / 2.0
    if shape == "lognormal":
        import math

        bottom = ledger.function("LN", low, math.log)
        top = ledger.function("LN", high, math.log)
        spread = (top - bottom) / (2.0 * _P90_SCORE)
        return ledger.function("EXP", (bottom + top) / 2.0 + spread * spread / 2.0, math.exp)
    assert likely is not None
    if shape == "triangular":
        return (low + likely + high) / 3.0
    return (low + 4.0 * likely + high) / 6.0
