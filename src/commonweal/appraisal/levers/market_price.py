"""Market price: what a contractor would charge for the same work."""

from __future__ import annotations

from commonweal.appraisal.levers.arithmetic import cost_left, figure, saving_stream
from commonweal.appraisal.streams import Array, Figures, Setting, Stream
from commonweal.partnership.levers import MarketPrice

__all__ = ["apply", "market_price_saving"]


def market_price_saving(own: Array, price_share: Array) -> Array:
    """Return what each body saves a year at a contractor's price: own x (1 - price share).

    Parameters
    ----------
    own : ndarray, shape (..., B, D)
        Pounds a year on a line that the contract replaces; 0 outside the group.
    price_share : ndarray, shape (D,)
        Price over today's cost. Above 1 the contractor is dearer and the saving is negative.

    Limits: the price is for today's volume and standard; changes cost extra. The client side that
    stays, irrecoverable VAT, procurement and what must be paid to end the contract are costs of
    their own. Sources and evidence: data/levers.toml.

    Examples
    --------
    >>> market_price_saving(np.array([[500_000.0]]), np.array([0.93])).ravel().round(2)
    array([35000.])
    """
    found: Array = own * (1.0 - price_share)
    return found


def apply(setting: Setting, entry: MarketPrice, figures: Figures) -> tuple[Stream, ...]:
    """Return the saving on each line that the contract replaces."""
    price_share = figure(figures, "price_share", high=None)
    return tuple(
        saving_stream(
            setting,
            entry,
            line,
            market_price_saving(cost_left(setting, line), price_share),
            "Market price",
        )
        for line in dict.fromkeys(entry.lines)
    )
