"""Figures with a unit and limits: pounds, shares, months, none of them below nought.

A figure named by `assumption:ID` is not known here; its limits are checked when it is used.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Annotated, Any

from pydantic import AfterValidator, Field

from .base import Estimate, Range, unit

__all__ = [
    "Count",
    "Days",
    "Erlangs",
    "HoursAYear",
    "Months",
    "Multiple",
    "PartOfWhole",
    "Pounds",
    "PoundsAMonth",
    "PoundsAYear",
    "Seconds",
    "Share",
    "Shrinkage",
    "YearlyChance",
    "Years",
]


def _between(low: float, high: float | None, mend: str = "") -> Callable[[Any], Any]:
    """Return a check that every value an estimate names outright lies within limits."""
    span = f"{low:g} or more" if high is None else f"from {low:g} to {high:g}"

    def check(estimate: Any) -> Any:
        for value in _values_named(estimate):
            if value < low or (high is not None and value > high):
                raise ValueError(f"must be {span}; it is {value:g}.{mend}")
        return estimate

    return check


def _values_named(estimate: Any) -> Iterator[float]:
    if isinstance(estimate, Range):
        yield from estimate.outcomes
        yield from (
            value for value in (estimate.low, estimate.likely, estimate.high) if value is not None
        )
    elif isinstance(estimate, int | float):
        yield float(estimate)


def _marks(name: str, high: float | None = None) -> dict[str, Any]:
    # JSON Schema applies `minimum` to numbers only, so it may stand beside the whole union.
    return unit(name) | {"minimum": 0} | ({} if high is None else {"maximum": high})


Pounds = Annotated[
    Estimate, AfterValidator(_between(0, None)), Field(json_schema_extra=_marks("pounds"))
]
PoundsAYear = Annotated[
    Estimate, AfterValidator(_between(0, None)), Field(json_schema_extra=_marks("pounds a year"))
]
PoundsAMonth = Annotated[
    Estimate, AfterValidator(_between(0, None)), Field(json_schema_extra=_marks("pounds a month"))
]
Share = Annotated[
    Estimate,
    AfterValidator(_between(0, 1, " Write 12 per cent as 0.12.")),
    Field(json_schema_extra=_marks("share", 1)),
]
Multiple = Annotated[
    Estimate, AfterValidator(_between(0, None)), Field(json_schema_extra=_marks("multiple"))
]
Count = Annotated[
    Estimate, AfterValidator(_between(0, None)), Field(json_schema_extra=_marks("number"))
]
Months = Annotated[
    Estimate, AfterValidator(_between(0, None)), Field(json_schema_extra=_marks("months"))
]
Years = Annotated[
    Estimate, AfterValidator(_between(0, None)), Field(json_schema_extra=_marks("years"))
]
Days = Annotated[
    Estimate, AfterValidator(_between(0, None)), Field(json_schema_extra=_marks("days"))
]
Seconds = Annotated[
    Estimate, AfterValidator(_between(0, None)), Field(json_schema_extra=_marks("seconds"))
]
HoursAYear = Annotated[
    Estimate, AfterValidator(_between(0, None)), Field(json_schema_extra=_marks("hours a year"))
]
Erlangs = Annotated[
    Estimate, AfterValidator(_between(0, None)), Field(json_schema_extra=_marks("erlangs"))
]
Shrinkage = Annotated[
    Estimate,
    AfterValidator(_between(0, 0.9, " Write 30 per cent as 0.3.")),
    Field(json_schema_extra=_marks("share", 0.9)),
]
YearlyChance = Annotated[
    Estimate,
    AfterValidator(_between(0, 1, " Write 12 per cent as 0.12.")),
    Field(json_schema_extra=_marks("share a year", 1)),
]
PartOfWhole = Annotated[float, Field(ge=0, le=1)]
