"""Time: financial years, discounting, and whose pounds a figure is in."""

from commonweal.calendar.discounting import (
    DiscountSchedule,
    DiscountStep,
    RateComponents,
    present_value,
)
from commonweal.calendar.prices import DeflatorSeries, PriceBase, chained_index
from commonweal.calendar.years import YEAR_KINDS, FinancialYear, YearKind

__all__ = [
    "YEAR_KINDS",
    "DeflatorSeries",
    "DiscountSchedule",
    "DiscountStep",
    "FinancialYear",
    "PriceBase",
    "RateComponents",
    "YearKind",
    "chained_index",
    "present_value",
]
