"""One body's budget under one way of providing its services, paid for as the file says."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np

from commonweal.partnership.finance import FundingKind, FundName

from .borrowing import charges
from .funding import FUNDING_NAMES, Need, Paid, Purse, pay
from .rows import BudgetRow, Pence, RowKind

__all__ = ["CONTINUING", "Financed", "WayBudget", "WayId", "needs_of", "paid_for"]

WayId = Literal["nothing", "alone", "deal"]

#: Kinds of row that go on from year to year; a cost of doing nothing goes on or is met once.
CONTINUING: tuple[RowKind, ...] = (
    "service",
    "prices",
    "growth",
    "do-nothing",
    "spared",
    "moved",
    "saving",
    "pressure",
    "vat",
)

_MET_ONCE: tuple[RowKind, ...] = ("one-off", "do-nothing", "spared")


@dataclass(frozen=True, kw_only=True)
class WayBudget:
    """What one body would spend, year by year, in cash and whole pence."""

    way: WayId
    option: str
    name: str
    rows: tuple[BudgetRow, ...]
    """Spending above 0, savings and what funding pays below; their sum is the call on revenue."""
    charge: tuple[int, ...]
    """What the body is charged for a joint service, already within the rows; nought otherwise."""
    outstanding: tuple[int, ...]
    """Borrowing still to be repaid at the end of each year."""
    not_funded: tuple[int, ...]
    """Capital that no funding pays for, which revenue bears in its year."""
    unused: tuple[tuple[str, int], ...]
    """Funding of which something is left over, and how much."""
    by_fund: Mapping[FundName, tuple[int, ...]]
    """The call on revenue by the fund that it falls on."""

    @property
    def net(self) -> Pence:
        """The call on revenue, (years,)."""
        return self._sum(self.rows)

    def of_kind(self, *kinds: RowKind) -> Pence:
        """Return the sum of the rows of some kinds, (years,)."""
        return self._sum(row for row in self.rows if row.kind in kinds)

    @property
    def continuing(self) -> Pence:
        """Spending that goes on, before financing, (years,)."""
        return self._sum(row for row in self.rows if row.kind in CONTINUING and not row.is_one_off)

    @property
    def one_off(self) -> Pence:
        """Revenue spending that is met once, before funding, (years,)."""
        return self._sum(row for row in self.rows if row.kind in _MET_ONCE and row.is_one_off)

    @property
    def capital(self) -> Pence:
        """Capital spending, before funding, (years,)."""
        return self.of_kind("capital")

    @property
    def spending(self) -> Pence:
        """All spending, whatever pays for it, (years,)."""
        return self.continuing + self.one_off + self.capital

    @property
    def financing(self) -> Pence:
        """Repayment and interest, (years,)."""
        return self.of_kind("repayment", "interest")

    def _sum(self, rows: Iterable[BudgetRow]) -> Pence:
        total = np.zeros(len(self.charge), dtype=np.int64)
        for row in rows:
            total += np.array(row.pence, dtype=np.int64)
        return total

    def to_dict(self) -> dict[str, Any]:
        return {
            "way": self.way,
            "option": self.option,
            "name": self.name,
            "rows": [row.to_dict() for row in self.rows],
            "continuing": self.continuing.tolist(),
            "one_off": self.one_off.tolist(),
            "capital": self.capital.tolist(),
            "funding": (-self.of_kind("funding")).tolist(),
            "repayment": self.of_kind("repayment").tolist(),
            "interest": self.of_kind("interest").tolist(),
            "irrecoverable_vat": self.of_kind("vat").tolist(),
            "net": self.net.tolist(),
            "by_fund": {fund: list(pence) for fund, pence in self.by_fund.items()},
            "charge": list(self.charge),
            "outstanding": list(self.outstanding),
            "capital_not_funded": list(self.not_funded),
            "funding_not_used": [{"label": label, "pence": pence} for label, pence in self.unused],
        }


def needs_of(rows: Iterable[BudgetRow]) -> tuple[Need, ...]:
    """Return what one-off cost and capital ask of funding, a cost spared set against its own."""
    wanted: dict[tuple[str, int], int] = {}
    kinds: dict[str, tuple[Literal["capital", "one-off"], int]] = {}
    for row in rows:
        if row.kind != "capital" and not row.is_one_off:
            continue
        kinds[row.key] = ("capital" if row.kind == "capital" else "one-off", row.life_years)
        for year, pence in enumerate(row.pence):
            wanted[row.key, year] = wanted.get((row.key, year), 0) + pence
    return tuple(
        Need(kind=kinds[key][0], year=year, pence=pence, life_years=kinds[key][1])
        for (key, year), pence in wanted.items()
        if pence > 0
    )


@dataclass(frozen=True, kw_only=True)
class Financed:
    """How one body's one-off cost and capital are paid for."""

    rows: tuple[BudgetRow, ...]
    outstanding: tuple[int, ...]
    not_funded: tuple[int, ...]
    unused: tuple[tuple[str, int], ...]


def paid_for(rows: Sequence[BudgetRow], purses: Iterable[Purse], n_years: int) -> Financed:
    """Pay for one body's one-off cost and capital; return what that adds to its budget."""
    paid, left, unused = pay(needs_of(rows), purses)
    found = [
        _funding_row(kind, [one for one in paid if one.kind == kind], n_years)
        for kind in FUNDING_NAMES
        if kind != "revenue" and any(one.kind == kind for one in paid)
    ]
    cost = charges((one.loan for one in paid if one.loan is not None), n_years)
    repayment: tuple[RowKind, str, Pence] = (
        "repayment",
        "Set aside for repayment (minimum revenue provision)",
        cost.repayment,
    )
    interest: tuple[RowKind, str, Pence] = ("interest", "Interest", cost.interest)
    for kind, label, pence in (repayment, interest):
        if pence.any():
            found.append(BudgetRow(id=kind, label=label, kind=kind, pence=tuple(pence.tolist())))
    not_funded = [0] * n_years
    for need in left:
        if need.kind == "capital":
            not_funded[need.year] += need.pence
    return Financed(
        rows=tuple(found),
        outstanding=tuple(cost.outstanding.tolist()),
        not_funded=tuple(not_funded),
        unused=tuple((_label(purse), pence) for purse, pence in unused),
    )


def _label(purse: Purse) -> str:
    row = purse.row
    name = {"grant": "Grant", "reserves": "Reserves", "borrowing": "Borrowing"}.get(
        row.kind, FUNDING_NAMES[row.kind].removeprefix("Met from ").capitalize()
    )
    return f"{name}: {row.source}" if row.source else name


def _funding_row(kind: FundingKind, paid: Sequence[Paid], n_years: int) -> BudgetRow:
    pence = [0] * n_years
    for one in paid:
        pence[one.need.year] -= one.pence
    return BudgetRow(
        id=f"funding-{kind}",
        label=FUNDING_NAMES[kind],
        kind="funding",
        is_one_off=True,
        pence=tuple(pence),
    )
