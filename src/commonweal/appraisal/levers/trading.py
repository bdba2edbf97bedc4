"""Trading income: work sold to outside customers, less the cost to serve them."""

from __future__ import annotations

import numpy as np

from commonweal.appraisal.levers.arithmetic import figure, figures_by_body, saving_stream
from commonweal.appraisal.streams import LINES, Array, Figures, Setting, Stream
from commonweal.partnership.levers import TradingIncome

__all__ = ["apply", "growing_ramp", "net_income"]


def net_income(
    yearly_income: Array, share_of_cost: Array, income_by_body: Array, margin: Array
) -> Array:
    """Return what outside customers leave each body a year, (B, D).

        net = (yearly income x share of cost + income of its own customers) x margin

    Parameters
    ----------
    yearly_income : ndarray, shape (D,)
        Income that all bodies together would earn.
    share_of_cost : ndarray, shape (B, D)
        Each body's share of the cost in scope of all bodies: the capacity that it brings.
    income_by_body : ndarray, shape (B, D)
        Income from customers who come and go with one body.
    margin : ndarray, shape (D,)
        Share of income left after the cost to serve. Income 0 or margin 0 brings nothing.

    Limits: a customer must be named, or its source. Serving outsiders may need a company, may
    breach the limits of the power to trade or the in-house exemption, and takes managers' time.
    Sources and evidence: data/levers.toml.

    Examples
    --------
    A neighbour pays 40,000 a year, of which an eighth is left; three quarters of the cost is the
    first body's.

    >>> net_income(
    ...     np.array([40_000.0]), np.array([[0.75], [0.25]]), np.zeros((2, 1)), np.array([0.125])
    ... ).ravel()
    array([3750., 1250.])
    """
    return np.asarray((yearly_income * share_of_cost + income_by_body) * margin)


def growing_ramp(ramp: tuple[float, ...], rate: float, n_years: int) -> tuple[float, ...]:
    """Return a ramp that goes on growing for some years, as shares of the size it then has.

    >>> growing_ramp((0.0, 1.0), 0.25, 1)
    (0.0, 0.8, 1.0)
    """
    full = (1.0 + rate) ** n_years
    grown = (ramp[-1] * (1.0 + rate) ** year for year in range(1, n_years + 1))
    return tuple(share / full for share in (*ramp, *grown))


def apply(setting: Setting, entry: TradingIncome, figures: Figures) -> tuple[Stream, ...]:
    """Return the net income of every group on the line `income`, where a saving is income gained.

    A group earns in proportion to the cost its members bring in, out of all bodies of the case.
    """
    costs = [np.maximum(setting.records.costs[line], 0.0) for line in LINES]
    in_scope: Array = np.sum(costs, axis=0)  # (B, D)
    total = in_scope.sum(axis=0)
    by_body = figures_by_body(setting, figures, "income_by_body", entry.income_by_body)
    net = net_income(
        figure(figures, "yearly_income", high=None),
        np.divide(in_scope, total, out=np.zeros_like(in_scope), where=total > 0),
        by_body,
        figure(figures, "margin"),
    )
    growth = (1.0 + entry.yearly_growth) ** entry.growth_years
    return (
        saving_stream(
            setting,
            entry,
            "income",
            setting.inside * (net * growth),
            "Trading income, net",
            ramp=growing_ramp(entry.ramp, entry.yearly_growth, entry.growth_years),
        ),
    )
