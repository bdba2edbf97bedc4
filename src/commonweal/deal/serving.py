"""Selling to a body that is served but is no partner: the least price, and the full cost.

A customer pays a price and has no part in the investment, the savings or the decisions. The least
price is what serving it adds to the partners' cost; below it they pay for its service. The full
cost is what a unit of the service costs when everybody served is counted, investment included: the
price that internal trading must show (SeRCOP). What stands between the two and what the customer
would pay alone can be bargained for.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from commonweal.partnership import Partnership

from .agree import Deal
from .group_pricing import price_group
from .joining import check_can_join

__all__ = ["CustomerTerms", "customer_terms"]


@dataclass(frozen=True, slots=True, kw_only=True)
class CustomerTerms:
    """Prices for serving a body that is no partner, in real pounds.

    Present values are over the horizon; yearly prices are level sums from go-live on with the
    same present value.
    """

    body: str
    alone: float
    """Present value of what its best option alone costs it."""
    own: float
    """Present value of what it would go on spending itself if it were served."""
    least: float
    """Present value of the least price: what serving it adds to the partners' cost."""
    least_a_year: float
    most_a_year: float
    """What it saves by being served, at a price of nothing; below 0 it would not come at all."""
    full_a_year: float | None
    """Full cost of its units; None where the file holds no measure of use for everybody."""
    driver: str | None
    """The measure of use that units are counted in."""
    units: float | None
    full_cost_per_unit: float | None
    least_per_unit: float | None

    @property
    def room_a_year(self) -> float:
        """What lies between the least price and what it would pay; below 0 no price serves both."""
        return self.most_a_year - self.least_a_year

    @property
    def can_be_agreed(self) -> bool:
        return self.room_a_year > 0

    def to_dict(self) -> dict[str, Any]:
        return {
            "body": self.body,
            "alone": round(self.alone, 2),
            "own": round(self.own, 2),
            "least": round(self.least, 2),
            "least_a_year": round(self.least_a_year, 2),
            "most_a_year": round(self.most_a_year, 2),
            "room_a_year": round(self.room_a_year, 2),
            "can_be_agreed": self.can_be_agreed,
            "driver": self.driver,
            "units": self.units,
            "full_a_year": _rounded(self.full_a_year),
            "full_cost_per_unit": _rounded(self.full_cost_per_unit, 4),
            "least_per_unit": _rounded(self.least_per_unit, 4),
        }


def customer_terms(deal: Deal, body: str, *, driver: str | None = None) -> CustomerTerms:
    """Price the service for a body of the file that takes no part.

    It is priced as one more body served from the first year. What falls on it whatever is agreed
    (its own redundancies, what it keeps local) it pays itself.

    Parameters
    ----------
    driver : str, optional
        Measure of use in which units are counted; the split's own where left out.

    Raises
    ------
    InputError
        The body is a partner already, or there is nothing to be served by.
    """
    game, appraisal = check_can_join(deal, body), deal.appraisal
    everybody = (*game.partners, body)
    before = price_group(appraisal, game.option.id, game.partners)
    after = price_group(appraisal, game.option.id, everybody)
    position = appraisal.body_ids.index(body)
    base = float(appraisal.base[position, 0])
    pooled = float(after.pooled[position, 0])
    own = base - pooled + float(after.own[0, position, 0])
    # Serving it changes the cost of all; what it pays itself is no part of the price.
    least = base + float(after.net_cost[0, 0] - before.net_cost[0, 0]) - own
    alone = float((appraisal.base - appraisal.alone_net_benefit)[position, 0])
    years = float(appraisal.factors @ after.timeline.is_running)
    chosen = driver or deal.partnership.split.driver
    units = _units(deal.partnership, everybody, chosen)
    places = [appraisal.body_ids.index(one) for one in everybody]
    joint = float(after.pooled[places, 0].sum() + after.joint[0, 0])
    per_unit = None if units is None else joint / sum(units) / years
    return CustomerTerms(
        body=body,
        alone=alone,
        own=own,
        least=least,
        least_a_year=least / years,
        most_a_year=(alone - own) / years,
        driver=None if units is None else chosen,
        units=None if units is None else units[-1],
        full_cost_per_unit=per_unit,
        full_a_year=None if units is None or per_unit is None else per_unit * units[-1],
        least_per_unit=None if not units or not units[-1] else least / units[-1] / years,
    )


def _units(
    partnership: Partnership, bodies: tuple[str, ...], driver: str | None
) -> tuple[float, ...] | None:
    """Return each body's units, or None where one of them has no such measure."""
    if driver is None:
        return None
    held = [partnership.body(body).drivers.get(driver) for body in bodies]
    units = tuple(value for value in held if value is not None)
    return units if len(units) == len(held) and sum(units) > 0 else None


def _rounded(amount: float | None, places: int = 2) -> float | None:
    return None if amount is None else round(amount, places)
