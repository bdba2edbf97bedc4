"""Trading income: work sold to outside customers, less the cost to serve them."""

from __future__ import annotations

from commonweal.appraisal.levers.arithmetic import figure, figures_by_body, saving_stream
from commonweal.appraisal.streams import Array, Figures, Setting, Stream
from commonweal.partnership.levers import TradingIncome

__all__ = ["apply", "growing_ramp", "net_income"]


def net_income(income: Array, margin: Array) -> Array:
    """Return what outside customers leave each body a year: income x margin.

    Parameters
    ----------
    income : ndarray, shape (B, D)
        Pounds a year, by the body that brings the customer.
    margin : ndarray, shape (D,)
        Share of income left after the cost to serve. Income 0 or margin 0 brings nothing.

    Limits: a customer must be named, or its source. Income that nobody in particular brings must
    still be set against a body, because a group without that body will not have it. Serving
    outsiders may need a company, may breach the limits of the power to trade or the in-house
    exemption, and takes managers' time. Sources and evidence: data/levers.toml.

    Examples
    --------
    A neighbour of the first body would pay 40,000 a year, of which an eighth is left.

    >>> net_income(np.array([[40_000.0], [0.0]]), np.array([0.125])).ravel()
    array([5000.,    0.])
    """
    found: Array = income * margin
    return found


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

    The stream is as large as the income becomes once it has grown, and its ramp leads there.
    """
    net = net_income(
        figures_by_body(setting, figures, "income_by_body", entry.income_by_body),
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
