"""What a jurisdiction fixes: discounting, price indices, thresholds, dates and its own words.

A partnership file names a pack and, if it must, a parameter set. Everything here is data with a
source, a date and a status; nothing decides anything.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from commonweal.calendar import DeflatorSeries, DiscountSchedule, YearKind
from commonweal.errors import InputError
from commonweal.files import Sourced, find_by_id

__all__ = ["Buyer", "Contract", "KnownDate", "Pack", "ParameterSet", "Threshold"]

Contract = Literal[
    "goods-and-services", "works", "concession", "light-touch", "light-touch-concession"
]
Buyer = Literal["central", "sub-central", "utility", "any"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ParameterSet(Sourced):
    """Every figure of method that an appraisal uses, stamped on it by id."""

    id: str
    name: str
    discount: DiscountSchedule
    deflators: DeflatorSeries | None = None
    """None where the jurisdiction has no price index: figures must share one price base."""
    real_pay_growth: float = 0.0
    """Yearly growth of pay above general prices, a fraction; nil unless somebody argues it."""
    sensitivity_of: str = ""
    """The id of the set that this one is shown beside; empty for a set that stands alone."""
    note: str = ""

    def stamp(self) -> dict[str, str]:
        """Return what a run records of its parameters: ids, vintages and standing."""
        return {
            "parameter_set": self.id,
            "parameter_set_status": self.status,
            "discount_schedule": self.discount.id,
            "discount_schedule_status": self.discount.status,
            "deflator_series": self.deflators.id if self.deflators else "none",
            "deflator_vintage": self.deflators.vintage if self.deflators else "none",
            "real_pay_growth": f"{self.real_pay_growth:.4f}",
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Threshold(Sourced):
    """A procurement threshold, in pounds including VAT, for procurements begun in its days."""

    id: str
    name: str
    contract: Contract
    buyer: Buyer
    pounds: int
    in_force_from: datetime.date
    in_force_to: datetime.date | None = None
    note: str = ""

    def __post_init__(self) -> None:
        Sourced.__post_init__(self)
        if self.pounds <= 0:
            raise ValueError(f"pounds is {self.pounds}: give an amount above nil")
        if self.in_force_to is not None and self.in_force_to < self.in_force_from:
            raise ValueError("in_force_to is before in_force_from")

    @property
    def pence(self) -> int:
        return self.pounds * 100

    def applies_on(self, day: datetime.date) -> bool:
        """Say whether a procurement begun on a day is judged by this threshold."""
        return self.in_force_from <= day <= (self.in_force_to or datetime.date.max)


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownDate(Sourced):
    """A dated fact that changes what a partnership may rely on."""

    id: str
    name: str
    text: str
    by: datetime.date
    """The last day on which it is expected to have happened."""
    figures: Mapping[str, int] = field(default_factory=dict)
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pack:
    """A jurisdiction's figures, dates and words. Rows stand in the order of their files."""

    id: str
    name: str
    nation: str
    """Empty where the pack is of no nation."""
    currency: str
    year_kinds: tuple[YearKind, ...]
    terms: Mapping[str, str]
    """What people here call the roles that every jurisdiction has, by plain name."""
    parameter_sets: tuple[ParameterSet, ...]
    default_parameter_set: str
    discount_schedules: tuple[DiscountSchedule, ...]
    deflators: tuple[DeflatorSeries, ...] = ()
    thresholds: tuple[Threshold, ...] = ()
    known_dates: tuple[KnownDate, ...] = ()
    note: str = ""

    def parameter_set(self, set_id: str | None = None) -> ParameterSet:
        """Return a parameter set by id, or the pack's default. Raises InputError if unknown."""
        wanted = self.default_parameter_set if set_id is None else set_id
        return find_by_id(self.parameter_sets, wanted, what="parameter set")

    def sensitivities_of(self, set_id: str | None = None) -> tuple[ParameterSet, ...]:
        """Return the sets that are to be shown beside a set."""
        standing = self.parameter_set(set_id).id
        return tuple(one for one in self.parameter_sets if one.sensitivity_of == standing)

    def discount_schedule(self, schedule_id: str) -> DiscountSchedule:
        """Return a discount schedule by id. Raises InputError if unknown."""
        return find_by_id(self.discount_schedules, schedule_id, what="discount schedule")

    def deflator_series(self, series_id: str) -> DeflatorSeries:
        """Return a deflator series by id. Raises InputError if unknown."""
        return find_by_id(self.deflators, series_id, what="deflator series")

    def known_date(self, fact_id: str) -> KnownDate:
        """Return a dated fact by id. Raises InputError if unknown."""
        return find_by_id(self.known_dates, fact_id, what="known date")

    def threshold(self, contract: Contract, buyer: Buyer, on: datetime.date) -> Threshold:
        """Return the threshold for a kind of contract and buyer, for a procurement begun on a day.

        A buyer without a figure of its own has the one for any buyer.

        Raises InputError if the pack has none for that day.
        """
        standing = [
            row for row in self.thresholds if row.contract == contract and row.applies_on(on)
        ]
        for kind in (buyer, "any"):
            for row in standing:
                if row.buyer == kind:
                    return row
        earliest = min((row.in_force_from for row in self.thresholds), default=None)
        raise InputError(
            f"The pack {self.id} has no threshold for {contract} on {on} (buyer: {buyer}).",
            hint=(
                f"Its thresholds start on {earliest}; for earlier procurements ask your "
                "procurement officer."
                if earliest
                else "It holds no thresholds: ask your procurement officer."
            ),
        )
