"""Financial years, as councils (April to March) and colleges (August to July) write them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import total_ordering
from typing import Final, Literal, get_args

from commonweal.errors import InputError, Place

__all__ = ["YEAR_KINDS", "FinancialYear", "YearKind"]

#: Which month a year starts in. Councils and the NHS use April, colleges and academies' own
#: academic year August.
YearKind = Literal["april", "august"]
YEAR_KINDS: Final[tuple[YearKind, ...]] = get_args(YearKind)

_START_MONTH: Final = {"april": 4, "august": 8}
#: Colleges write their years with a stroke, so the two kinds look different on a page.
_STROKE: Final = {"april": "-", "august": "/"}
_EARLIEST, _LATEST = 1900, 2399

_FORM: Final = re.compile(
    r"(?:FY)?\s*(?P<first>\d{4}|\d{2})\s*[-/‐‑–—−]\s*(?P<last>\d{4}|\d{2})", re.I
)


@total_ordering
@dataclass(frozen=True, slots=True, kw_only=True)
class FinancialYear:
    """One financial year, named by the calendar year in which it starts.

    `FinancialYear(start_year=2026)` is April 2026 to March 2027, written 2026-27. Years of one kind
    have an order and can be moved (`year + 1`) and counted between (`last - first`); years of two
    kinds overlap without matching, so comparing them is refused.
    """

    start_year: int
    kind: YearKind = "april"

    def __post_init__(self) -> None:
        if self.kind not in YEAR_KINDS:
            raise InputError(
                f"A financial year cannot be of the kind {self.kind!r}.",
                hint="Use april (councils, NHS) or august (colleges).",
            )
        if not _EARLIEST <= self.start_year <= _LATEST:
            raise InputError(
                f"The year {self.start_year} is outside {_EARLIEST} to {_LATEST}.",
                hint="Write the year as 2026-27.",
            )

    @classmethod
    def parse(
        cls, text: str, *, kind: YearKind = "april", place: Place | None = None
    ) -> FinancialYear:
        """Read a year as officers write it: 2026-27, 2026/27, 26/27, FY2026-27, 2026/2027.

        Two-figure years from 80 to 99 are in the 1900s, the rest in the 2000s. A year alone, as
        2026, is refused: nobody can tell whether it starts or ends the year, or is a calendar year.

        Raises InputError if the text is not a year, or its halves do not follow one another.
        """
        found = _FORM.fullmatch(text.strip())
        if found is None:
            alone = re.fullmatch(r"(?:FY)?\s*(\d{4})", text.strip(), re.I)
            hint = "Write the year as 2026-27."
            if alone:
                year = int(alone[1])
                hint = (
                    f"Write {year}-{(year + 1) % 100:02d} for the year that starts in {year}, or "
                    f"{year - 1}-{year % 100:02d} for the one that ends in it."
                )
            raise InputError(f"{text!r} is not a financial year.", hint=hint, place=place)
        first = int(found["first"])
        if len(found["first"]) == 2:
            first += 1900 if first >= 80 else 2000
        following = (first + 1) % (10 ** len(found["last"]))
        if int(found["last"]) != following:
            raise InputError(
                f"{text!r} does not run from one year to the next.",
                hint=f"Write {cls(start_year=first, kind=kind).label} if it starts in {first}.",
                place=place,
            )
        return cls(start_year=first, kind=kind)

    @classmethod
    def containing(cls, day: date, *, kind: YearKind = "april") -> FinancialYear:
        """Return the year that a day falls in."""
        started = (day.month, day.day) >= (_START_MONTH[kind], 1)
        return cls(start_year=day.year if started else day.year - 1, kind=kind)

    @property
    def label(self) -> str:
        """The year as it is written: 2026-27, or 2026/27 for a college's."""
        return f"{self.start_year}{_STROKE[self.kind]}{(self.start_year + 1) % 100:02d}"

    @property
    def start(self) -> date:
        """The first day."""
        return date(self.start_year, _START_MONTH[self.kind], 1)

    @property
    def end(self) -> date:
        """The last day."""
        return (self + 1).start - timedelta(days=1)

    def following(self, n_years: int) -> tuple[FinancialYear, ...]:
        """Return `n_years` years running on from this one, this one first."""
        if n_years < 0:
            raise InputError(
                f"Cannot list {n_years} years.", hint="Ask for a number of years of 0 or more."
            )
        return tuple(self + offset for offset in range(n_years))

    def to(self, last: FinancialYear) -> tuple[FinancialYear, ...]:
        """Return every year from this one to `last`, both included."""
        if last < self:
            raise InputError(
                f"The years run backwards, from {self} to {last}.",
                hint="Give the earlier year first.",
            )
        return self.following(last - self + 1)

    def __str__(self) -> str:
        return self.label

    def __lt__(self, other: object) -> bool:
        if not isinstance(other, FinancialYear):
            return NotImplemented
        self._check_same_kind(other)
        return self.start_year < other.start_year

    def __add__(self, n_years: int) -> FinancialYear:
        return FinancialYear(start_year=self.start_year + n_years, kind=self.kind)

    def __sub__(self, other: FinancialYear) -> int:
        """Return how many years `other` is before this one; `year + -1` moves back."""
        self._check_same_kind(other)
        return self.start_year - other.start_year

    def _check_same_kind(self, other: FinancialYear) -> None:
        if self.kind != other.kind:
            raise InputError(
                f"{self} starts in {self.kind.capitalize()} and {other} in "
                f"{other.kind.capitalize()}: they overlap without matching.",
                hint="Put every body's figures on one kind of year first.",
            )
