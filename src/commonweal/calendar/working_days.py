"""Working days: which days count, by nation, and counting back and on from a day.

Bank holidays are worked out by their rules (Banking and Financial Dealings Act 1971, with the days
that have been usual by proclamation since), so that years not yet printed can be planned. Days
proclaimed once only, and days on which an office is shut, are passed in by whoever knows them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from types import MappingProxyType
from typing import Final, Literal, get_args

from commonweal.errors import InputError

__all__ = ["HolidayNation", "WorkingCalendar", "bank_holidays"]

HolidayNation = Literal["england", "wales", "scotland", "northern-ireland"]

_NATIONS: Final[tuple[HolidayNation, ...]] = get_args(HolidayNation)
_EARLIEST, _LATEST = 1978, 2299
_MONDAY: Final = 0
_DAY: Final = timedelta(days=1)
_SATURDAY: Final = 5

#: Counting further than this is a slip of the keyboard.
_MOST_DAYS: Final = 3_700


@lru_cache(maxsize=256)
def bank_holidays(nation: HolidayNation, year: int) -> MappingProxyType[date, str]:
    """Return the bank holidays of a calendar year by day, each with its name.

    Days proclaimed for one year only are not among them.

    >>> [f"{day:%d %b}" for day in bank_holidays("england", 2027)][:4]
    ['01 Jan', '26 Mar', '29 Mar', '03 May']

    Raises InputError for another nation, or a year outside 1978 to 2299.
    """
    if nation not in _NATIONS:
        raise InputError(
            f"There are no bank holidays on record for {nation!r}.",
            hint=f"Use one of: {', '.join(_NATIONS)}.",
        )
    if not _EARLIEST <= year <= _LATEST:
        raise InputError(
            f"Bank holidays of {year} are not known: the rules used run from {_EARLIEST} to "
            f"{_LATEST}.",
            hint="Look at the year of the date.",
        )
    easter = _easter_sunday(year)
    is_scotland = nation == "scotland"
    days = {
        _good_friday(easter): "Good Friday",
        _weekday_from(date(year, 5, 1), _MONDAY): "Early May bank holiday",
        _weekday_back(date(year, 5, 31), _MONDAY): "Spring bank holiday",
    }
    if is_scotland:
        days[_weekday_from(date(year, 8, 1), _MONDAY)] = "Summer bank holiday"
    else:
        days[easter + _DAY] = "Easter Monday"
        days[_weekday_back(date(year, 8, 31), _MONDAY)] = "Summer bank holiday"
    fixed = [(date(year, 1, 1), "New Year’s Day")]
    if is_scotland:
        fixed += [(date(year, 1, 2), "2 January"), (date(year, 11, 30), "St Andrew’s Day")]
    if nation == "northern-ireland":
        fixed += [
            (date(year, 3, 17), "St Patrick’s Day"),
            (date(year, 7, 12), "Battle of the Boyne"),
        ]
    fixed += [(date(year, 12, 25), "Christmas Day"), (date(year, 12, 26), "Boxing Day")]
    days |= {day: name for day, name in fixed if day.weekday() < _SATURDAY}
    for day, name in fixed:
        if day.weekday() >= _SATURDAY:
            stands = day
            while stands.weekday() >= _SATURDAY or stands in days:
                stands += _DAY
            days[stands] = f"{name} (in place of {day:%A} {day.day})"
    return MappingProxyType(dict(sorted(days.items())))


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkingCalendar:
    """Monday to Friday, less a nation's bank holidays and the days in `closed`."""

    nation: HolidayNation = "england"
    closed: frozenset[date] = frozenset()
    """Other days that do not count: proclaimed once only, or the office is shut."""

    def is_working_day(self, day: date) -> bool:
        return (
            day.weekday() < _SATURDAY
            and day not in self.closed
            and day not in bank_holidays(self.nation, day.year)
        )

    def at_or_before(self, day: date) -> date:
        """Return the day itself if it is a working day, else the last one before it."""
        return self._step(day, 0, -_DAY)

    def at_or_after(self, day: date) -> date:
        """Return the day itself if it is a working day, else the first one after it."""
        return self._step(day, 0, _DAY)

    def before(self, day: date, n_days: int) -> date:
        """Return the working day that lies a number of working days before a day.

        >>> WorkingCalendar().before(date(2026, 12, 29), 2)
        datetime.date(2026, 12, 23)
        """
        return self._step(day, _counted(n_days), -_DAY)

    def after(self, day: date, n_days: int) -> date:
        """Return the working day that lies a number of working days after a day."""
        return self._step(day, _counted(n_days), _DAY)

    def clear_days_before(self, day: date, n_days: int) -> date:
        """Return the last working day that leaves so many whole working days before a day.

        Neither the day of the notice nor the day itself counts.
        """
        return self.before(day, _counted(n_days) + 1)

    def days_before(self, day: date, n_days: int, *, clear: bool = False) -> date:
        """Return the last working day at least so many days, of any kind, before a day.

        With `clear`, neither the day of the notice nor the day itself counts.
        """
        return self.at_or_before(day - timedelta(days=_counted(n_days) + clear))

    def _step(self, day: date, n_days: int, step: timedelta) -> date:
        left = n_days
        while left:
            day += step
            left -= self.is_working_day(day)
        while not self.is_working_day(day):
            day += step
        return day


def _counted(n_days: int) -> int:
    if not 0 <= n_days <= _MOST_DAYS:
        raise InputError(
            f"{n_days:,} days cannot be counted.",
            hint=f"Give a number of days from 0 to {_MOST_DAYS:,}.",
        )
    return n_days


def _weekday_from(day: date, weekday: int) -> date:
    """Return the first such day of the week on or after a day."""
    return day + timedelta(days=(weekday - day.weekday()) % 7)


def _weekday_back(day: date, weekday: int) -> date:
    """Return the last such day of the week on or before a day."""
    return day - timedelta(days=(day.weekday() - weekday) % 7)


def _good_friday(easter: date) -> date:
    return easter - timedelta(days=2)


def _easter_sunday(year: int) -> date:
    """Return Easter Sunday by the Gregorian computus (Meeus, Jones and Butcher)."""
    golden = year % 19
    century, year_in_century = divmod(year, 100)
    leap_centuries, century_rest = divmod(century, 4)
    moon_shift = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - leap_centuries - moon_shift + 15) % 30
    leaps, year_rest = divmod(year_in_century, 4)
    weekday = (32 + 2 * century_rest + 2 * leaps - epact - year_rest) % 7
    correction = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * correction + 114, 31)
    return date(year, month, day + 1)
