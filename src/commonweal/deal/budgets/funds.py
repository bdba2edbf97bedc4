"""Which fund a body's spending falls on: general fund, housing account or collection fund."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from commonweal.appraisal import LINES, Appraisal
from commonweal.appraisal.records import scope_of
from commonweal.money import split_pence_rows
from commonweal.partnership import Option
from commonweal.partnership.finance import FundName

from .rows import Pence

__all__ = ["FUNDS", "FundShares", "by_fund", "fund_shares"]

#: In the order of every table.
FUNDS: tuple[FundName, ...] = ("general-fund", "housing-account", "collection-fund")

FundShares = Mapping[FundName, float]


def fund_shares(appraisal: Appraisal, services: Sequence[str]) -> dict[str, FundShares]:
    """Return the share of each body's spending on some services that falls on each fund.

    A service weighs by what the body spends on it today; one without a row in the file falls on
    the general fund whole. A body that spends nothing on any of them weighs them alike.
    """
    partnership = appraisal.partnership
    stated = {(row.body, row.service): row.shares for row in partnership.finance.funds}
    whole: FundShares = {"general-fund": 1.0}
    found: dict[str, FundShares] = dict.fromkeys(appraisal.body_ids, whole)
    touched = {body for body, service in stated if service in services}
    if not touched:
        return found
    spent = {service: _spent(appraisal, service) for service in services}  # (B,) each
    for at, body in enumerate(appraisal.body_ids):
        if body not in touched:
            continue
        weights = np.array([spent[service][at] for service in services])
        if not weights.any():
            weights = np.ones(len(services))
        added = dict.fromkeys(FUNDS, 0.0)
        for service, weight in zip(services, weights / weights.sum(), strict=True):
            for fund, share in stated.get((body, service), whole).items():
                added[fund] += weight * share
        found[body] = {fund: share for fund, share in added.items() if share > 0}
    return found


def _spent(appraisal: Appraisal, service: str) -> Sequence[float]:
    only = Option(id="one-service", name="One service", form="do-nothing", services=(service,))
    scope = scope_of(
        appraisal.partnership, only, appraisal.book, deflators=appraisal.parameters.deflators
    )
    total = sum(scope.records.costs[line][:, 0] for line in LINES)
    return list(np.asarray(total))


def by_fund(
    nothing: Pence, change: Pence, whole: FundShares, option: FundShares
) -> dict[FundName, tuple[int, ...]]:
    """Divide a call on revenue between funds, to the penny.

    What would be spent anyway, (Y,), falls as all the body's services do; what an option changes,
    (Y,), as the services that it covers do.
    """
    funds = [fund for fund in FUNDS if whole.get(fund) or option.get(fund)]
    parts = split_pence_rows(nothing, [whole.get(fund, 0.0) for fund in funds])
    parts = parts + split_pence_rows(change, [option.get(fund, 0.0) for fund in funds])
    return {fund: tuple(parts[:, at].tolist()) for at, fund in enumerate(funds)}
