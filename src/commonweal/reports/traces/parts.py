"""The few shapes that the inputs of every trace have."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from commonweal.appraisal import Array
from commonweal.appraisal.figures import FigureBook
from commonweal.deal import Deal
from commonweal.money import pounds, say_pounds
from commonweal.partnership import Entry, Estimate, Range
from commonweal.reports.words import say_estimate, say_number

from .trace import TraceInput

__all__ = [
    "BY_DEFINITION",
    "NO_SOURCE",
    "SEE_THERE",
    "discounted",
    "exact",
    "figure_of",
    "given",
    "graded",
    "names_by_id",
    "said_fraction",
    "service_names",
    "worked",
    "yearly_pence",
]

#: Said of a figure of the file that stands there with no source.
NO_SOURCE = "the file; no source is named there"

#: Said of what is so because of how it is defined.
BY_DEFINITION = "by definition"

#: Stands for what another trace says, until all are gathered and it can be said.
SEE_THERE = "see there"

#: Said of a figure that the file leaves out.
_DEFAULT = "left out of the file: this is what stands for it"


def exact(amount: float) -> str:
    """Say pounds to the penny, as a calculator is fed them."""
    return say_pounds(amount, pence=True)


def said_fraction(value: float) -> str:
    """Say a factor or a part of the whole with enough places for pennies in millions."""
    return f"{value:.8f}".replace("-", "−")


def worked(name: str, said: str, trace: str) -> TraceInput:
    """Return an input that is itself worked out, as the trace says."""
    return TraceInput(name=name, said=said, trace=trace)


def given(name: str, said: str, source: str, grade: str = "") -> TraceInput:
    """Return an input that comes from the file or from reference data."""
    return TraceInput(name=name, said=said, source=source or NO_SOURCE, grade=grade)


def discounted(
    years: Sequence[str], amounts: Array, factors: Array, *, sign: float = 1.0
) -> tuple[TraceInput, ...]:
    """Return a row for each year that holds anything: amount × factor = present value.

    `amounts` and `factors` are (years,).
    """
    return tuple(
        worked(
            year,
            f"{exact(sign * amount)} × {said_fraction(factor)} = {exact(sign * amount * factor)}",
            "discount-factors",
        )
        for year, amount, factor in zip(years, amounts.tolist(), factors.tolist(), strict=True)
        if abs(amount) >= 0.005
    )


def yearly_pence(
    years: Sequence[str], pence: NDArray[np.int64], trace: str
) -> Iterator[TraceInput]:
    """Yield whole pence by year, (years,), each with its trace: `charge/ashby` and the year."""
    for year, amount in zip(years, pence.tolist(), strict=True):
        yield worked(year, pounds(amount, pence=True), f"{trace}/{year}")


def figure_of(
    book: FigureBook, name: str, value: Estimate | None, *entries: Entry, field: str = ""
) -> TraceInput:
    """Return a figure of the file with its source and grade, the nearest that is stated.

    Parameters
    ----------
    entries
        The tables that hold it, the nearest first; what the nearest does not say, the next may.
    field : str
        Its key in the first of them, to tell whether the file gives it at all.
    """
    if isinstance(value, str):
        which = value.removeprefix("assumption:")
        return worked(name, said_in_full(book, value), f"assumption/{which}")
    if field and entries and field not in entries[0].model_fields_set:
        return given(name, said_in_full(book, value), _DEFAULT)
    nearest = (value, *entries) if isinstance(value, Range) else entries
    return given(
        name,
        said_in_full(book, value),
        next((found for one in nearest if (found := getattr(one, "source", ""))), ""),
        next((found for one in nearest if (found := getattr(one, "grade", None))), "not graded"),
    )


def said_in_full(book: FigureBook, value: Estimate | None) -> str:
    """Say a figure of the file, and at what it stands in the expected case where it is a range."""
    if isinstance(value, int | float) or value is None:
        return say_estimate(value)
    expected = f"{say_number(float(book.values(value)[0]))} in the expected case"
    if isinstance(value, str):
        return expected
    return f"{say_estimate(value)}; {expected}"


def graded(entry: object) -> str:
    """Return how far an entry's figures can be trusted, in words."""
    return getattr(entry, "grade", None) or "not graded"


def names_by_id(deal: Deal) -> dict[str, str]:
    return {body.id: body.name for body in deal.partnership.bodies}


def service_names(deal: Deal) -> dict[str, str]:
    return {
        service.id: service.name or service.id.replace("-", " ")
        for service in deal.partnership.services
    }
