"""Time: financial years, discounting, whose pounds a figure is in, and working days."""

from commonweal.calendar.discounting import (
    DiscountSchedule,
    DiscountStep,
    RateComponents,
    present_value,
)
from commonweal.calendar.prices import DeflatorSeries, PriceBase, chained_index
from commonweal.calendar.working_days import HolidayNation, WorkingCalendar, bank_holidays
from commonweal.calendar.years import YEAR_KINDS, FinancialYear, YearKind

__all__ = [
    "YEAR_KINDS",
    "DeflatorSeries",
    "DiscountSchedule",
    "DiscountStep",
    "FinancialYear",
    "HolidayNation",
    "PriceBase",
    "RateComponents",
    "WorkingCalendar",
    "YearKind",
    "bank_holidays",
    "chained_index",
    "present_value",
]
