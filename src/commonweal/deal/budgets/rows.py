"""One body's budget one way: rows in whole pence whose sum is the budget, to the penny.

Every row is rounded by itself and the budget is their sum, so that a table adds up by construction.
What is joint is rounded as a whole first and then divided by the split, so that the bodies' parts
add up to it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from commonweal.appraisal import Array
from commonweal.appraisal.lenses import LIMITS, LIMITS_AND_PHASING, MOVED, MOVED_BY_THE_SPLIT
from commonweal.fairness import split_by_amounts
from commonweal.fairness.pence import whole_pence
from commonweal.money import pence_array

from .flows import Flow, LineCost
from .prices import CashPrices

__all__ = [
    "BudgetRow",
    "Pence",
    "RowKind",
    "base_rows",
    "flow_rows",
    "limit_rows",
    "moved_rows",
    "pooled_pence",
]

Pence = NDArray[np.int64]

RowKind = Literal[
    "service",  # today's cost at the base year's prices
    "prices",  # what prices add
    "growth",  # what growth of the service's own cost adds
    "do-nothing",  # costs that doing nothing would bring
    "spared",  # those of them that the option spares
    "moved",  # what the split, its limits and phasing take or give
    "saving",
    "pressure",  # yearly costs of the option
    "vat",  # VAT that the body does not get back
    "one-off",  # met once, from revenue
    "capital",  # met once, for something that lasts
    "funding",  # what pays for one-off cost and capital in place of revenue
    "repayment",  # set aside to repay borrowing
    "interest",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class BudgetRow:
    """A line of one body's budget: whole pence by year, spending above 0."""

    id: str
    label: str
    kind: RowKind
    pence: tuple[int, ...]
    is_one_off: bool = False
    is_joint: bool = False
    """Part of what the body is charged for the joint service."""
    key: str = ""
    """What it is the cost of, so that a cost spared meets the cost that it spares."""
    life_years: int = 1
    """For capital: years over which what is borrowed for it is repaid."""

    @property
    def total(self) -> int:
        return sum(self.pence)

    def to_dict(self) -> dict[str, Any]:
        return {
            "id": self.id,
            "label": self.label,
            "kind": self.kind,
            "one_off": self.is_one_off,
            "joint": self.is_joint,
            "pence": list(self.pence),
        }


def _row(values: Pence, **rest: Any) -> BudgetRow:
    return BudgetRow(pence=tuple(values.tolist()), **rest)


def base_rows(
    costs: Sequence[LineCost], prices: CashPrices, body: int, *, base_year: str
) -> list[BudgetRow]:
    """Return today's cost of one body carried on: its cost now, what prices add, what growth adds.

    Together they are what it would spend if nothing were done, before the costs of doing nothing.
    """
    n_years = len(prices.general)
    now = np.zeros(n_years)
    rising, growing = np.zeros(n_years), np.zeros(n_years)
    for cost in costs:
        index = prices.of(cost.line)
        now += cost.now[body]
        rising += cost.now[body] * (index - 1.0)
        growing += (cost.by_year[:, body] - cost.now[body]) * index
    return [
        _row(
            pence_array(now),
            id="service",
            label=f"Services as they are, at {base_year} prices",
            kind="service",
        ),
        _row(pence_array(rising), id="prices", label="Rising prices and pay", kind="prices"),
        _row(
            pence_array(growing), id="growth", label="Growth of the service's cost", kind="growth"
        ),
    ]


def pooled_pence(pooled: Sequence[LineCost], prices: CashPrices) -> Pence:
    """Return what each body would spend on what is to be pooled, whole pence, (Y, B)."""
    shape = (len(prices.general), len(pooled[0].now) if pooled else 0)
    total = np.zeros(shape)
    for cost in pooled:
        total += cost.by_year * prices.of(cost.line)[:, None]
    return pence_array(total)


def moved_rows(pooled: Pence, shares: Array) -> list[BudgetRow]:
    """Return what the split alone moves between the bodies, one row for each of `shares`.

    `pooled` is (Y, n) and `shares` (n,), of the bodies that take part. The rows add to nought.
    """
    charged = split_by_amounts(pooled.sum(axis=1), shares)
    return [
        _row(
            charged[:, at] - pooled[:, at],
            id=MOVED_BY_THE_SPLIT,
            label=MOVED,
            kind="moved",
            is_joint=True,
        )
        for at in range(len(shares))
    ]


def limit_rows(dampening: Pence, prices: CashPrices) -> list[BudgetRow]:
    """Return what limits and phasing move between the bodies, in cash, one row for each.

    `dampening` is (Y, n), pence of the base year; it and the rows add to nought in every year. An
    agreement states such sums at one year's prices, so they rise with the general index.
    """
    cash = np.zeros_like(dampening)
    for year, index in enumerate(prices.general.tolist()):
        exact = [Fraction(pence) * Fraction(index) for pence in dampening[year].tolist()]
        cash[year] = whole_pence(exact, 0)
    return [
        _row(
            cash[:, at],
            id=LIMITS_AND_PHASING,
            label=LIMITS,
            kind="moved",
            is_joint=True,
        )
        for at in range(dampening.shape[1])
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Part:
    """What is revenue of a cost, or what is capital of it at one length of life."""

    pence: Pence
    kind: RowKind
    suffix: str = ""
    life_years: int = 1


def flow_rows(
    flow: Flow, prices: CashPrices, bodies: Sequence[int], shares: Array | None
) -> list[list[BudgetRow]]:
    """Return the rows of one lever or cost in the budgets of some bodies, in their order.

    What is joint is divided by `shares`, (n,). A cost that is part capital gives a row for each
    part. A row that comes to nothing in every year is left out.
    """
    cash = flow.by_year[:, list(bodies)] * prices.of(flow.line)[:, None]  # (Y, n)
    rows: list[list[BudgetRow]] = [[] for _ in bodies]
    for part in _parts(flow, pence_array(cash.sum(axis=1) if flow.is_joint else cash)):
        values = part.pence
        if flow.is_joint:
            assert shares is not None
            values = split_by_amounts(part.pence, shares)
        for at in np.flatnonzero(values.any(axis=0)).tolist():
            rows[at].append(
                _row(
                    values[:, at],
                    id=flow.id + part.suffix,
                    label=flow.label + (": capital" if part.kind == "capital" else ""),
                    kind=part.kind,
                    is_one_off=flow.is_one_off,
                    is_joint=flow.is_joint,
                    key=flow.key + part.suffix,
                    life_years=part.life_years,
                )
            )
    return rows


def _parts(flow: Flow, whole: Pence) -> list[_Part]:
    """Cut a cost into its revenue and each part that is capital; the parts add up to it."""
    revenue = whole.copy()
    parts = []
    for number, (share, life) in enumerate(flow.capital, start=1):
        capital = pence_array(whole / 100.0 * share)
        revenue -= capital
        parts.append(
            _Part(pence=capital, kind="capital", suffix=f"-capital-{number}", life_years=life)
        )
    return [_Part(pence=revenue, kind=flow.kind), *parts]
