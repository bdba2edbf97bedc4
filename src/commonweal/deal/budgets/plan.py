"""The table for a medium-term financial plan: pressures up, savings down, one-off, financing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np

from commonweal.tables import LabelledTable

from .rows import BudgetRow, Pence, RowKind
from .ways import WayBudget

__all__ = ["PLAN_YEARS", "MediumTermPlan", "medium_term_plan"]

#: Years shown one by one; the rest stand in one column. Plans of three to five years are usual.
PLAN_YEARS = 5

RowStyle = Literal["item", "sum", "memo"]

_LATER, _ALL = "Later years", "All years"

#: Kinds of row in the order of the table, under the sum that closes each block.
_BLOCKS: tuple[tuple[tuple[RowKind, ...], str], ...] = (
    (("service", "prices", "growth", "do-nothing"), "Continuing budget if nothing is done"),
    (("spared", "moved", "saving", "pressure", "vat"), "Continuing budget"),
    (
        ("do-nothing", "spared", "one-off", "capital", "funding"),
        "Budget after one-off cost, capital and funding",
    ),
    (("repayment", "interest"), "Call on revenue"),
)
#: The block of what is met once.
_ONCE = 2


@dataclass(frozen=True, kw_only=True)
class MediumTermPlan:
    """Rows as they stand in a plan: an item, a sum of all items above it, or a memorandum.

    Cells are whole pence, spending above 0. A sum is the sum of every item above it, in each
    column; `Later years` and `All years` add up the years, save that the running total stands as
    it is in the last of them.
    """

    table: LabelledTable
    styles: tuple[RowStyle, ...]

    def to_dict(self) -> dict[str, Any]:
        return {
            "columns": list(self.table.columns),
            "rows": [
                {
                    "label": label,
                    "style": style,
                    "pence": [int(pence) for pence in self.table.row(label)],
                }
                for label, style in zip(self.table.rows, self.styles, strict=True)
            ],
        }


def medium_term_plan(years: Sequence[str], nothing: WayBudget, option: WayBudget) -> MediumTermPlan:
    """Set out one body's budget under an option, from today's service to the call on revenue."""
    labels: list[str] = []
    styles: list[RowStyle] = []
    values: list[Pence] = []

    def add(label: str, style: RowStyle, pence: Pence) -> None:
        same = sum(1 for one in labels if one == label or one.startswith(f"{label} ("))
        labels.append(f"{label} ({same + 1})" if same else label)
        styles.append(style)
        values.append(pence)

    running = np.zeros(len(years), dtype=np.int64)
    for block, (kinds, title) in enumerate(_BLOCKS):
        for kind in kinds:
            for row in option.rows:
                if row.kind != kind or row.is_one_off != (block == _ONCE):
                    continue
                if any(row.pence) or kind == "service":
                    add(_prefixed(row), "item", np.array(row.pence, dtype=np.int64))
                    running = running + values[-1]
        add(title, "sum", running)
    dearer = option.net - nothing.net
    add("Dearer than doing nothing (below 0: cheaper)", "memo", dearer)
    add("The same, year on year", "memo", np.diff(dearer, prepend=0))
    cumulative = np.cumsum(dearer)
    cells = [_columns(pence) for pence in values]
    labels.append("The same, added up from the first year")
    styles.append("memo")
    cells.append(_columns(cumulative, adds_up=False))
    return MediumTermPlan(
        table=LabelledTable(
            rows=tuple(labels),
            columns=(*years[:PLAN_YEARS], *([_LATER] if len(years) > PLAN_YEARS else []), _ALL),
            values=np.array(cells, dtype=np.float64),
            unit="pence",
        ),
        styles=tuple(styles),
    )


def _prefixed(row: BudgetRow) -> str:
    match row.kind:
        case "prices" | "growth" | "pressure" | "vat":
            return f"Pressure: {_lower(row.label)}"
        case "do-nothing":
            return f"{'One-off' if row.is_one_off else 'Pressure'}: {_lower(row.label)}"
        case "saving":
            return f"Saving: {_lower(row.label)}"
        case "one-off":
            return f"One-off: {_lower(row.label)}"
        case "capital":
            return f"Capital: {_lower(row.label.removesuffix(': capital'))}"
        case "repayment" | "interest":
            return f"Financing: {_lower(row.label)}"
        case _:
            return row.label


def _lower(text: str) -> str:
    """Lower the first letter, save in an abbreviation."""
    return text if text[:2].isupper() else text[:1].lower() + text[1:]


def _columns(pence: Pence, *, adds_up: bool = True) -> list[int]:
    first, rest = pence[:PLAN_YEARS].tolist(), pence[PLAN_YEARS:].tolist()
    if adds_up:
        return [*first, *([sum(rest)] if rest else []), int(pence.sum())]
    return [*first, *([rest[-1]] if rest else []), int(pence[-1])]
