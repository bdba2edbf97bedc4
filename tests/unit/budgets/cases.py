"""Small whole cases for budgets, with prices that can be reckoned in the head."""

from __future__ import annotations

from typing import Any

from commonweal.appraisal import Appraisal, appraise
from commonweal.calendar import DeflatorSeries, FinancialYear
from commonweal.deal import partner_game, split_by_rule
from commonweal.deal.budgets import Budgets, budgets
from commonweal.partnership import Partnership
from tests.unit.appraisal.worked import case, cost, lever, parameters, shared

#: Two councils: a tenth of their staff is saved from the second year on, for £100,000 of set-up in
#: the first, shared by the people whom they serve, three to one.
SPENDS = {"ashby": {"staff": 400_000}, "barton": {"staff": 200_000}}
PEOPLE = {
    "ashby": {"drivers": {"population": 75_000}},
    "barton": {"drivers": {"population": 25_000}},
}
BY_PEOPLE = {"rule": "driver", "driver": "population"}


def rising(rate: float, *, n_years: int = 40) -> DeflatorSeries:
    """Return prices that rise by one rate from 2020-21 on."""
    return DeflatorSeries(
        id="as-worked",
        name="Prices as worked",
        vintage="2026-06",
        first_year=FinancialYear.parse("2020-21"),
        index=tuple(100.0 * (1.0 + rate) ** year for year in range(n_years)),
        last_outturn=FinancialYear.parse("2025-26"),
        source="As worked",
        date="2026",
        status="our-reading",
    )


def two_councils(
    finance: dict[str, Any] | None = None, *, costs: Any = None, levers: Any = None, **rest: Any
) -> Partnership:
    """Return the two councils' case with a finance section; `rest` adds keys to the document."""
    saving = lever("process-redesign", share_of_staff_saved=0.1, ramp=[0.0, 1.0])
    option = shared(
        [saving] if levers is None else levers,
        [cost("set-up", other=100_000)] if costs is None else costs,
    )
    options = rest.pop("options", [option])
    return case(
        SPENDS,
        options,
        bodies=rest.pop("bodies", PEOPLE),
        split=rest.pop("split", BY_PEOPLE),
        finance=finance or {},
        **rest,
    )


def appraised_at(partnership: Partnership, *, prices: float = 0.0, rate: float = 0.0) -> Appraisal:
    """Appraise with prices that rise by one rate, discounting at another."""
    return appraise(partnership, parameters(rate, rising(prices)), n_draws=100, seed=1)


def budgets_of(partnership: Partnership, *, prices: float = 0.0, rate: float = 0.0) -> Budgets:
    """Return the budgets under the partners' own rule."""
    appraisal = appraised_at(partnership, prices=prices, rate=rate)
    game = partner_game(appraisal, appraisal.option("shared"))
    chosen = partnership.split
    split = split_by_rule(appraisal, game, chosen.rule, split=chosen)
    return budgets(appraisal, game.option, split)


def in_pounds(pence: Any) -> list[float]:
    """Return pence as pounds, for tables."""
    return [round(int(one) / 100, 2) for one in pence]
