"""Tables of what a case rests on: what is spent today, what is assumed, what was left out."""

from __future__ import annotations

from commonweal.errors import ReaderReport
from commonweal.money import say_pounds
from commonweal.partnership import Baseline, CostLines, Partnership, Range

from .tables import Cell, Table, figure, table, text
from .words import say_estimate, say_number

__all__ = [
    "assumptions_table",
    "baselines_table",
    "changes_table",
    "defaults_table",
    "warnings_table",
]


def baselines_table(partnership: Partnership) -> Table:
    """Return what each body spends on each service today, with its source."""
    names = {body.id: body.name for body in partnership.bodies}
    services = {
        service.id: service.name or service.id.replace("-", " ") for service in partnership.services
    }
    rows = []
    for baseline in partnership.baselines:
        rows.append(
            (
                Cell(
                    said=names.get(baseline.body, baseline.body),
                    small_print=services.get(baseline.service, baseline.service),
                ),
                _cost(baseline),
                Cell(said=_said_pounds(baseline.income)),
                Cell(said=_volumes(baseline)),
                Cell(said=baseline.year),
                Cell(said=baseline.status.replace("-", " ")),
                Cell(
                    said=baseline.source or "no source named",
                    small_print=baseline.grade or "not graded",
                ),
            )
        )
    return table(
        "baselines-table",
        "What each body spends today",
        (
            text("Body", "and service"),
            figure("Cost a year", "by line in small print"),
            figure("Income a year"),
            text("Volume a year"),
            text("Year"),
            text("Standing"),
            text("Source", "and grade"),
        ),
        rows,
        small_print="£ at the prices of each row's own year, before any option",
    )


def _cost(baseline: Baseline) -> Cell:
    """Return a body's yearly cost, with the lines and undivided sums that make it up."""
    if baseline.status in ("does-not-provide", "missing"):
        return Cell(
            said="none" if baseline.status == "does-not-provide" else "not known",
            trace=f"baseline/{baseline.body}/{baseline.service}",
        )
    total = 0.0
    said = []
    is_exact = True
    for line in CostLines.model_fields:
        value = getattr(baseline.costs, line)
        if value is None:
            continue
        if isinstance(value, int | float):
            total += float(value)
        else:
            is_exact = False
        said.append(f"{line} {_said_pounds(value)}")
    for part in baseline.undivided:
        total += part.amount
        said.append(f"{part.label[:1].lower()}{part.label[1:]} {say_pounds(part.amount)}")
    if baseline.total is not None:
        total, is_exact = baseline.total, True
    return Cell(
        said=say_pounds(total) if is_exact else "see lines",
        small_print="; ".join(said),
        trace=f"baseline/{baseline.body}/{baseline.service}",
    )


def _said_pounds(value: float | Range | str) -> str:
    if isinstance(value, int | float):
        return say_pounds(float(value))
    if isinstance(value, Range) and value.low is not None and value.high is not None:
        return f"{say_pounds(value.low)} to {say_pounds(value.high)}"
    return say_estimate(value)


def _volumes(baseline: Baseline) -> str:
    return "; ".join(
        f"{say_number(count)} {name.replace('-', ' ')}" for name, count in baseline.volumes.items()
    )


def assumptions_table(partnership: Partnership) -> Table | None:
    """Return the figures that the case assumes and names, with source and owner."""
    if not partnership.assumptions:
        return None
    rows = []
    for assumption in partnership.assumptions:
        value = assumption.value
        # Where the range carries its own evidence, that is the nearer to it.
        nearer = value if isinstance(value, Range) else assumption
        source = assumption.source or nearer.source
        rows.append(
            (
                Cell(said=assumption.name, small_print=assumption.note or nearer.note),
                Cell(said=say_estimate(value), trace=f"assumption/{assumption.id}"),
                Cell(said=assumption.unit),
                Cell(said=source or "no source named"),
                Cell(said=assumption.owner or nearer.owner or "nobody named"),
                Cell(said=assumption.grade or nearer.grade or "not graded"),
            )
        )
    return table(
        "assumptions-table",
        "What is assumed",
        (
            text("Assumption"),
            text("Figure"),
            text("Unit"),
            text("Source"),
            text("Owner"),
            text("Grade"),
        ),
        rows,
    )


def changes_table(partnership: Partnership) -> Table | None:
    """Return the reorganisations that are due to touch the bodies."""
    if not partnership.reorganisations:
        return None
    names = {body.id: body.name for body in partnership.bodies}
    carry = {
        "to-successors": "pass to the successors",
        "lost": "are lost",
        "not-known": "nobody knows yet",
    }
    return table(
        "changes-table",
        "What becomes of the bodies",
        (
            text("On"),
            text("Bodies"),
            text("Successors"),
            text("Gains after that day"),
            text("Source"),
        ),
        [
            (
                f"{change.on.day} {change.on:%B %Y}",
                ", ".join(names.get(body, body) for body in change.bodies),
                ", ".join(names.get(one, one) for one in change.successors) or "not decided",
                carry[change.gains_carry],
                change.source or "no source named",
            )
            for change in partnership.reorganisations
        ],
    )


def warnings_table(report: ReaderReport) -> Table | None:
    """Return what a careful officer would want to know of the file."""
    if not report.warnings:
        return None
    return table(
        "warnings-table",
        "Warnings",
        (text("Where in the file"), text("What to know")),
        [
            (
                str(warning.place).removeprefix(report.source).lstrip(", "),
                warning.message,
            )
            for warning in report.warnings
        ],
    )


def defaults_table(report: ReaderReport) -> Table | None:
    """Return each value that the file leaves out, with what stands for it."""
    if not report.defaults:
        return None
    return table(
        "defaults-table",
        "Left out of the file, with what stands for it",
        (text("Key"), text("Stands at")),
        sorted(report.defaults.items()),
    )
