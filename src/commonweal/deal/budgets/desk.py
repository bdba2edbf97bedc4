"""Working out every body's budget of one case: rows, what pays for them, and the way back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from commonweal.appraisal import Appraisal, Array, OptionResult
from commonweal.deal.splits import SplitResult

from .flows import costs_by_line, flows_of, flows_of_nothing
from .funding import purses_of
from .funds import by_fund, fund_shares
from .prices import cash_prices
from .reconciling import Reconciliation, real_change, reconcile
from .rows import (
    BudgetRow,
    Pence,
    base_rows,
    flow_rows,
    limit_rows,
    moved_rows,
    pooled_pence,
)
from .ways import WayBudget, WayId, needs_of, paid_for

__all__ = ["Desk"]


class Desk:
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
        return self._paid_for("nothing", dict.fromkeys(self._bodies, nothing), rows, {}, {})

    def of_best_alone(
        self, nothing: Mapping[str, WayBudget]
    ) -> dict[str, tuple[WayBudget, Reconciliation]]:
        best = {
            body: self._appraisal.option(option)
            for body, option in zip(self._bodies, self._appraisal.alone, strict=True)
        }
        flows_by_option = {
            option.id: () if option.family == "nothing" else flows_of(self._appraisal, option)
            for option in best.values()
        }
        rows = {body: self._base_rows(body) for body in self._bodies}
        for at, body in enumerate(self._bodies):
            for flow in flows_by_option[best[body].id]:
                if flow.is_cash:
                    rows[body] += flow_rows(flow, self.prices, [at], None)[0]
        ways = self._paid_for("alone", best, rows, {}, nothing)
        return {
            body: (
                ways[body],
                self._reconciled(
                    body,
                    nothing[body],
                    ways[body],
                    real_change(
                        flows_by_option[best[body].id],
                        (),
                        at,
                        running=0.0,
                        one_off=0.0,
                        members=(),
                    ),
                    0.0 - float(self._appraisal.alone_net_benefit[at, 0]),
                ),
            )
            for at, body in enumerate(self._bodies)
        }

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
        ways = self._paid_for("deal", dict.fromkeys(partners, option), rows, charge, nothing)
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
        options: Mapping[str, OptionResult],
        rows: Mapping[str, Sequence[BudgetRow]],
        charge: Mapping[str, Pence],
        nothing: Mapping[str, WayBudget],
    ) -> dict[str, WayBudget]:
        """Pay for the one-off cost and capital of bodies that each take an option."""
        n_years = len(self._appraisal.years)
        needs = {body: needs_of(found) for body, found in rows.items()}
        ids = {body: option.id for body, option in options.items()}
        purses = purses_of(self._partnership, ids, needs)
        funds = {
            option.id: fund_shares(self._appraisal, option.scope.services)
            for option in options.values()
        }
        ways = {}
        for body, found in rows.items():
            financed = paid_for(found, purses[body], n_years)
            every_row = (*found, *financed.rows)
            net = np.array([row.pence for row in every_row], dtype=np.int64).sum(axis=0)
            anyway = nothing[body].net if body in nothing else net
            ways[body] = WayBudget(
                way=way,
                option=options[body].id,
                name=options[body].name,
                rows=every_row,
                charge=tuple(charge[body].tolist()) if body in charge else (0,) * n_years,
                outstanding=financed.outstanding,
                not_funded=financed.not_funded,
                unused=financed.unused,
                by_fund=by_fund(
                    anyway, net - anyway, self._whole_funds[body], funds[ids[body]][body]
                ),
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
