"""From a body's cash budget back to its present value in the appraisal, step by step."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from commonweal.appraisal import Array

from .flows import Flow, LineCost
from .prices import CashPrices
from .ways import WayBudget, WayId

__all__ = ["Reconciliation", "Step", "line_drift", "real_change", "reconcile"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step, in pounds; a cost above 0."""

    label: str
    pounds: float
    is_sum: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Reconciliation:
    """What one body pays more than by doing nothing: in cash, and in the appraisal."""

    body: str
    way: WayId
    steps: tuple[Step, ...]
    rounding: float
    """What rounding every cell of the budget to the penny leaves between the two, in pounds."""

    def to_dict(self) -> dict[str, Any]:
        return {
            "body": self.body,
            "way": self.way,
            "steps": [
                {"label": step.label, "pounds": round(step.pounds, 2), "sum": step.is_sum}
                for step in self.steps
            ],
            "rounding": round(self.rounding, 4),
        }


def line_drift(flows: Iterable[tuple[str, Array]], prices: CashPrices, factors: Array) -> float:
    """Return the present value of what lines cost by rising unlike general prices.

    `flows` are each a line and its real pounds by year, (Y,).
    """
    return float(
        sum(
            (factors * real * (prices.of(line) / prices.general - 1.0)).sum()
            for line, real in flows
        )
    )


def real_change(
    flows: Iterable[Flow],
    pooled: Sequence[LineCost],
    at: int,
    *,
    running: float,
    one_off: float,
    members: Sequence[int],
) -> tuple[list[tuple[str, Array]], list[tuple[str, Array]]]:
    """Return what an option changes for one body by line, in real pounds by year.

    First what is cash, then what no budget pays. `running` and `one_off` are its parts of what is
    joint, and `members` the places of all who take part.
    """
    cash: list[tuple[str, Array]] = [
        (
            cost.line,
            running * cost.by_year[:, list(members)].sum(axis=1) - cost.by_year[:, at],
        )
        for cost in pooled
    ]
    not_cash: list[tuple[str, Array]] = []
    for flow in flows:
        part = one_off if flow.is_one_off else running
        real = part * flow.by_year.sum(axis=1) if flow.is_joint else flow.by_year[:, at]
        (cash if flow.is_cash else not_cash).append((flow.line, real))
    return cash, not_cash


def reconcile(
    body: str,
    nothing: WayBudget,
    option: WayBudget,
    *,
    cash: Sequence[tuple[str, Array]],
    not_cash: Sequence[tuple[str, Array]],
    prices: CashPrices,
    factors: Array,
    appraised: float,
) -> Reconciliation:
    """Walk from the change in one body's call on revenue to its net present cost.

    Parameters
    ----------
    cash, not_cash : sequence of (line, (Y,))
        What the option changes in real pounds, see `real_change`.
    appraised : float
        Its net present cost against doing nothing, as the appraisal has it.
    """
    change = (option.net - nothing.net) / 100.0  # (Y,)
    financing = (option.financing - nothing.financing) / 100.0
    funding = (option.of_kind("funding") - nothing.of_kind("funding")) / 100.0
    spending = change - financing - funding
    real = spending / prices.general
    drift = line_drift(cash, prices, factors)
    unpaid = float(sum((factors * values).sum() for _, values in not_cash))
    worth = float((real * factors).sum())
    rounding = appraised - (worth - drift + unpaid)
    steps = (
        Step(label="Change in the call on revenue, cash", pounds=float(change.sum())),
        Step(label="Take out repayment and interest", pounds=0.0 - float(financing.sum())),
        Step(label="Put back what funding pays", pounds=0.0 - float(funding.sum())),
        Step(label="Change in spending, cash", pounds=float(spending.sum()), is_sum=True),
        Step(
            label="Take out rising prices, by the general index",
            pounds=float(real.sum() - spending.sum()),
        ),
        Step(label="Discount", pounds=worth - float(real.sum())),
        Step(label="Present value of cash", pounds=worth, is_sum=True),
        Step(label="Take out lines that rise unlike general prices", pounds=0.0 - drift),
        Step(label="Put in what no budget pays", pounds=unpaid),
        Step(label="Rounding of cash to the penny", pounds=rounding),
        Step(label="Net present cost in the appraisal", pounds=appraised, is_sum=True),
    )
    return Reconciliation(body=body, way=option.way, steps=steps, rounding=rounding)
