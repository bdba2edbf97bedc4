"""The assumptions log: every figure that the case assumes, with its evidence and its four roles."""

from __future__ import annotations

from collections.abc import Iterator

from commonweal.partnership import Assumption, Range
from commonweal.reports.tables import Cell, Table, table, text
from commonweal.reports.words import say_estimate

from .desk import Desk

__all__ = ["assumptions_log", "without_role"]

#: The Aqua Book's four roles in analysis.
_ROLES = ("commissioner", "analyst", "assurer", "approver")


def assumptions_log(desk: Desk) -> Table | None:
    """Return the log; None where the file names no assumption."""
    found = desk.deal.partnership.assumptions
    if not found:
        return None
    return table(
        "assumptions-log",
        "What is assumed, on whose word",
        (
            text("Assumption", "and its id in the file"),
            text("Value and range"),
            text("Source", "and date"),
            text("Grade"),
            text("Owner"),
            text("Roles", "commissioner, analyst, assurer, approver"),
        ),
        [tuple(_row(one)) for one in found],
        small_print="Figures of the file; every place that names one moves with it",
        trace="seed",
    )


def _row(found: Assumption) -> Iterator[Cell]:
    value = found.value
    # Where the range carries its own evidence, that is the nearer to it.
    nearer = value if isinstance(value, Range) else found
    yield Cell(said=found.name, small_print=found.id)
    unit = "" if found.unit in ("", "share") else f" {found.unit}"
    yield Cell(said=f"{say_estimate(value)}{unit}", trace=f"assumption/{found.id}")
    yield Cell(
        said=found.source or nearer.source or "no source named",
        small_print=found.date or nearer.date or "no date",
    )
    yield Cell(said=found.grade or nearer.grade or "not graded")
    yield Cell(said=found.owner or nearer.owner or "no owner named")
    held = [f"{role}: {getattr(found, role)}" for role in _ROLES if getattr(found, role)]
    yield Cell(said="; ".join(held) or "none named")


def without_role(desk: Desk, role: str) -> int:
    """Return how many assumptions name nobody for one of the four roles."""
    return sum(not getattr(one, role) for one in desk.deal.partnership.assumptions)
