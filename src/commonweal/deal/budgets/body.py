"""Every body's budget: doing nothing, its best alone, and the deal, by financial year in cash."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from commonweal.appraisal import Appraisal, Array, OptionResult
from commonweal.appraisal.lenses import CostSharing
from commonweal.deal.splits import SplitResult

from .affordability import Affordability, affordability
from .flows import Flow, costs_by_line, flows_of, flows_of_nothing
from .funding import purses_of
from .funds import by_fund, fund_shares
from .plan import MediumTermPlan, medium_term_plan
from .prices import CashPrices, cash_prices
from .reconciling import Reconciliation, real_change, reconcile
from .rows import BudgetRow, Pence, base_rows, flow_rows, limit_rows, moved_rows, pooled_pence
from .ways import WayBudget, WayId, needs_of, paid_for

__all__ = ["BodyBudget", "Budgets", "budgets", "sharing_of"]


@dataclass(frozen=True, kw_only=True)
class BodyBudget:
    """One body's budget under each way of providing its services."""

    body: str
    name: str
    years: tuple[str, ...]
    nothing: WayBudget
    alone: WayBudget
    """Its best way of going it alone, which may be to do nothing."""
    deal: WayBudget | None
    """The sharing option, at the body's share; None where it takes no part."""
    reconciliations: tuple[Reconciliation, ...]
    """From cash back to the appraisal: its best alone, then the deal."""

    @property
    def chosen(self) -> WayBudget:
        """The deal, or the best alone of a body that takes no part."""
        return self.alone if self.deal is None else self.deal

    @cached_property
    def affordability(self) -> Affordability:
        """The deal, or the best alone, against doing nothing."""
        return affordability(self.name, self.years, [self.nothing], [self.chosen])

    @cached_property
    def plan(self) -> MediumTermPlan:
        """The table for its medium-term plan."""
        return medium_term_plan(self.years, self.nothing, self.chosen)

    def to_dict(self) -> dict[str, Any]:
        return {
            "body": self.body,
            "name": self.name,
            "nothing": self.nothing.to_dict(),
            "alone": self.alone.to_dict(),
            "deal": None if self.deal is None else self.deal.to_dict(),
            "affordability": self.affordability.to_dict(),
            "plan": self.plan.to_dict(),
            "reconciliations": [one.to_dict() for one in self.reconciliations],
        }


@dataclass(frozen=True, kw_only=True)
class Budgets:
    """What a case does to the budgets of its bodies, in cash and whole pence."""

    years: tuple[str, ...]
    option: str | None
    """The sharing option; None where the case has none."""
    rule: str | None
    """The sharing rule by which its joint cost is charged."""
    prices: CashPrices
    bodies: tuple[BodyBudget, ...]
    notes: tuple[str, ...]
    """What a reader must know of the figures, in sentences."""

    def of(self, body: str) -> BodyBudget:
        return next(found for found in self.bodies if found.body == body)

    @cached_property
    def together(self) -> Affordability | None:
        """The partners' budgets together against doing nothing; None without a deal."""
        partners = [(body.nothing, body.deal) for body in self.bodies if body.deal is not None]
        if not partners:
            return None
        return affordability(
            "The partners together",
            self.years,
            [nothing for nothing, _ in partners],
            [deal for _, deal in partners],
        )

    def to_dict(self) -> dict[str, Any]:
        together = self.together
        return {
            "years": list(self.years),
            "option": self.option,
            "rule": self.rule,
            "notes": list(self.notes),
            "prices": self.prices.to_dict(),
            "together": None if together is None else together.to_dict(),
            "bodies": [body.to_dict() for body in self.bodies],
        }


def budgets(
    appraisal: Appraisal, option: OptionResult | None, split: SplitResult | None
) -> Budgets:
    """Work out every body's budget: doing nothing, its best alone, and the deal.

    Each partner is charged the split's percentages of what the joint service costs in each year,
    one-off cost by its own where the split has one, within the split's limits and phasing. Until
    go-live each still pays for its own service. All figures are of the expected case.

    Raises
    ------
    InputError
        The base year lies outside the price index.
    """
    desk = _Desk(appraisal)
    nothing = desk.of_nothing()
    alone = desk.of_best_alone(nothing)
    deal: Mapping[str, tuple[WayBudget, Reconciliation]] = {}
    if option is not None and split is not None:
        deal = desk.of_deal(nothing, option, split)
    return Budgets(
        years=appraisal.years,
        option=None if option is None else option.id,
        rule=None if split is None else split.rule,
        prices=desk.prices,
        notes=_notes(appraisal, option),
        bodies=tuple(
            BodyBudget(
                body=body,
                name=appraisal.partnership.body(body).name,
                years=appraisal.years,
                nothing=nothing[body],
                alone=alone[body][0],
                deal=deal[body][0] if body in deal else None,
                reconciliations=tuple(ways[body][1] for ways in (alone, deal) if body in ways),
            )
            for body in appraisal.body_ids
        ),
    )


def sharing_of(split: SplitResult, factors: Array) -> CostSharing:
    """Return how a split shares what is joint, as the lenses ask for it."""
    moved = factors @ (split.charges.dampening / 100.0)  # (n,)
    return CostSharing(
        running={share.body: share.percentage for share in split.shares},
        one_off={share.body: share.one_off_percentage for share in split.shares},
        fixed={
            share.body: float(pounds)
            for share, pounds in zip(split.shares, moved, strict=True)
            if pounds
        },
    )


def _notes(appraisal: Appraisal, option: OptionResult | None) -> tuple[str, ...]:
    notes = [
        "Figures are of the expected case. Where an arrangement may be given up or end early, each "
        "year's cost and saving is weighed by the chance that it still runs.",
        "Fees and charges stay with each body and are the same every way, so they are left out.",
        "Until go-live each body runs and pays for its own service.",
        "Borrowing is charged from the year after the spending: repayment over the life of what "
        "was bought, and interest on what is not yet repaid.",
    ]
    unpaid = {flow.label: None for flow in _all_flows(appraisal, option) if not flow.is_cash}
    notes += [f"{label} is left out: no budget pays it." for label in unpaid]
    return tuple(notes)


def _all_flows(appraisal: Appraisal, option: OptionResult | None) -> Iterable[Flow]:
    alone = [appraisal.option(name) for name in dict.fromkeys(appraisal.alone)]
    for result in (*alone, *([] if option is None else [option])):
        yield from flows_of(appraisal, result)


class _Desk:
    """What all budgets of one case have in common, worked out once."""

    def __init__(self, appraisal: Appraisal) -> None:
        self._appraisal = appraisal
        self._partnership = appraisal.partnership
        self.prices = cash_prices(appraisal.partnership, appraisal.parameters)
        self._bodies = appraisal.body_ids
        self._base = costs_by_line(appraisal.options[0].scope)
        self._of_nothing = flows_of_nothing(appraisal)
        services = [service.id for service in appraisal.partnership.services]
        self._whole_funds = fund_shares(appraisal, services)

    def _base_rows(self, body: str) -> list[BudgetRow]:
        """Return today's cost carried on, with the costs that doing nothing would bring."""
        at = self._bodies.index(body)
        rows = base_rows(self._base, self.prices, at, base_year=self._partnership.base_year)
        for flow in self._of_nothing:
            if flow.is_cash:
                rows += flow_rows(flow, self.prices, [at], None)[0]
        return rows

    def of_nothing(self) -> dict[str, WayBudget]:
        nothing = self._appraisal.options[0]
        rows = {body: self._base_rows(body) for body in self._bodies}
        return self._paid_for("nothing", nothing, rows, {}, {})

    def of_best_alone(
        self, nothing: Mapping[str, WayBudget]
    ) -> dict[str, tuple[WayBudget, Reconciliation]]:
        found: dict[str, tuple[WayBudget, Reconciliation]] = {}
        for option_id in dict.fromkeys(self._appraisal.alone):
            option = self._appraisal.option(option_id)
            bodies = [
                body
                for body, best in zip(self._bodies, self._appraisal.alone, strict=True)
                if best == option_id
            ]
            flows = () if option.family == "nothing" else flows_of(self._appraisal, option)
            rows = {body: self._base_rows(body) for body in bodies}
            for body in bodies:
                at = self._bodies.index(body)
                for flow in flows:
                    if flow.is_cash:
                        rows[body] += flow_rows(flow, self.prices, [at], None)[0]
            ways = self._paid_for("alone", option, rows, {}, nothing)
            for body in bodies:
                at = self._bodies.index(body)
                found[body] = (
                    ways[body],
                    self._reconciled(
                        body,
                        nothing[body],
                        ways[body],
                        real_change(flows, (), at, running=0.0, one_off=0.0, members=()),
                        0.0 - float(self._appraisal.alone_net_benefit[at, 0]),
                    ),
                )
        return found

    def of_deal(
        self, nothing: Mapping[str, WayBudget], option: OptionResult, split: SplitResult
    ) -> dict[str, tuple[WayBudget, Reconciliation]]:
        assert option.priced is not None
        partners = [share.body for share in split.shares]
        places = [self._bodies.index(body) for body in partners]
        running = np.array([share.percentage for share in split.shares])
        one_off = np.array([share.one_off_percentage for share in split.shares])
        priced = option.priced
        pooled = costs_by_line(option.scope, priced.pooled_share, years=priced.timeline.is_running)
        pooled_by_body = pooled_pence(pooled, self.prices)[:, places]  # (Y, n)
        flows = flows_of(self._appraisal, option)
        rows = {body: self._base_rows(body) for body in partners}
        for moved in (
            moved_rows(pooled_by_body, running),
            limit_rows(split.charges.dampening, self.prices),
        ):
            for body, row in zip(partners, moved, strict=True):
                if any(row.pence):
                    rows[body].append(row)
        for flow in flows:
            if flow.is_cash:
                parts = one_off if flow.is_one_off else running
                divided = flow_rows(flow, self.prices, places, parts)
                for body, found in zip(partners, divided, strict=True):
                    rows[body] += found
        charge = {
            body: pooled_by_body[:, at] + _joint(rows[body]) for at, body in enumerate(partners)
        }
        ways = self._paid_for("deal", option, rows, charge, nothing)
        base = self._appraisal.base[:, 0]
        return {
            share.body: (
                ways[share.body],
                self._reconciled(
                    share.body,
                    nothing[share.body],
                    ways[share.body],
                    real_change(
                        flows,
                        pooled,
                        at,
                        running=share.percentage,
                        one_off=share.one_off_percentage,
                        members=places,
                    ),
                    share.cost - float(base[at]),
                ),
            )
            for share, at in zip(split.shares, places, strict=True)
        }

    def _paid_for(
        self,
        way: WayId,
        option: OptionResult,
        rows: Mapping[str, Sequence[BudgetRow]],
        charge: Mapping[str, Pence],
        nothing: Mapping[str, WayBudget],
    ) -> dict[str, WayBudget]:
        """Pay for the one-off cost and capital of bodies that go one way together."""
        n_years = len(self._appraisal.years)
        needs = {body: needs_of(found) for body, found in rows.items()}
        purses = purses_of(self._partnership, option.id, needs)
        funds = fund_shares(self._appraisal, option.scope.services)
        ways = {}
        for body, found in rows.items():
            financed = paid_for(found, purses[body], n_years)
            every_row = (*found, *financed.rows)
            net = np.array([row.pence for row in every_row], dtype=np.int64).sum(axis=0)
            anyway = nothing[body].net if body in nothing else net
            ways[body] = WayBudget(
                way=way,
                option=option.id,
                name=option.name,
                rows=every_row,
                charge=tuple(charge[body].tolist()) if body in charge else (0,) * n_years,
                outstanding=financed.outstanding,
                not_funded=financed.not_funded,
                unused=financed.unused,
                by_fund=by_fund(anyway, net - anyway, self._whole_funds[body], funds[body]),
            )
        return ways

    def _reconciled(
        self,
        body: str,
        nothing: WayBudget,
        way: WayBudget,
        change: tuple[list[tuple[str, Array]], list[tuple[str, Array]]],
        appraised: float,
    ) -> Reconciliation:
        cash, not_cash = change
        return reconcile(
            body,
            nothing,
            way,
            cash=cash,
            not_cash=not_cash,
            prices=self.prices,
            factors=self._appraisal.factors,
            appraised=appraised,
        )


def _joint(rows: Iterable[BudgetRow]) -> Pence:
    joint = np.array([row.pence for row in rows if row.is_joint], dtype=np.int64)
    total: Pence = joint.sum(axis=0)
    return total
