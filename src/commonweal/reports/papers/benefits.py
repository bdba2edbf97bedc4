"""The benefits profile: each benefit, how it comes about, who gains, when, and whose it is."""

from __future__ import annotations

from collections.abc import Iterator

from commonweal.appraisal import FlowRow, OptionResult
from commonweal.deal import names_of, say_names
from commonweal.money import say_pounds
from commonweal.partnership import LeverUse
from commonweal.reports.tables import Cell, Table, figure, table, text

from .desk import Desk
from .paper import Words
from .saying import capital, joined, small

__all__ = ["benefit_names", "benefits_table", "disbenefits", "savings_of"]

_NO_OWNER = "no owner named"


def savings_of(option: OptionResult) -> tuple[FlowRow, ...]:
    """Return what an option saves, the largest first."""
    return tuple(
        sorted((row for row in option.flows if row.is_saving), key=lambda row: row.present_value)
    )


def benefit_names(desk: Desk, option: OptionResult, n_most: int = 3) -> tuple[Words, ...]:
    """Return the largest savings, each with what it is worth."""
    return tuple(
        joined(_short(row), " ", desk.pounds(_trace(option, row), -row.present_value))
        for row in savings_of(option)[:n_most]
        if row.present_value < 0
    )


def benefits_table(desk: Desk, option: OptionResult) -> Table | None:
    """Return the profile of an option's benefits; None where it claims none."""
    rows = [*_savings(desk, option), *_outcomes(desk, option)]
    if not rows:
        return None
    return table(
        "benefits",
        f"What {option.name} is to bring",
        (
            text("Benefit", "and how it comes about"),
            text("Who gains"),
            text("Baseline", "and how it is measured"),
            figure("Expected", "a full year; present value in small print"),
            text("From"),
            text("Owner"),
            text("Grade"),
        ),
        rows,
        small_print=f"Corrected for what became of others like it; {desk.basis}",
        trace=f"table/flows-{option.id}" if option.flows else "verdict",
    )


def _savings(desk: Desk, option: OptionResult) -> Iterator[tuple[str | Cell, ...]]:
    who = say_names(names_of(desk.deal.partnership, option.bodies))
    is_for_all = len(option.bodies) == len(desk.deal.partnership.bodies)
    base_year = desk.deal.partnership.base_year
    for row in savings_of(option):
        lever = _lever_of(desk, option, row)
        measure = f"{_LINES.get(row.line, row.line)} at {base_year} prices, by each body's accounts"
        yield (
            Cell(said=row.label, small_print="" if lever is None else lever.mechanism),
            Cell(
                said="the partners, by the sharing rule" if row.is_joint else "each body its own",
                small_print="" if is_for_all else who,
            ),
            Cell(said=measure),
            Cell(
                said=say_pounds(-row.full_year),
                small_print=say_pounds(-row.present_value),
                trace=_trace(option, row),
            ),
            Cell(said=_when(desk, option, lever)),
            Cell(said=(lever.owner if lever is not None else "") or _NO_OWNER),
            Cell(said=row.grade),
        )


#: What each cost line is called where a saving on it is to be measured.
_LINES = {
    "management": "cost of managers",
    "staff": "cost of staff",
    "systems": "cost of systems",
    "accommodation": "cost of accommodation",
    "supplies": "cost of supplies and contracts",
    "other": "other cost",
    "income": "income",
}


def _when(desk: Desk, option: OptionResult, lever: LeverUse | None) -> str:
    assert option.priced is not None, "What saves is priced."
    years = desk.deal.appraisal.years
    first = option.priced.timeline.go_live
    ramp = () if lever is None else lever.ramp
    full = next((place for place, part in enumerate(ramp) if part >= 1.0), 0)
    begins = next((place for place, part in enumerate(ramp) if part > 0.0), 0)
    if first + full >= len(years) or full == begins:
        return years[min(first + begins, len(years) - 1)]
    return f"{years[first + begins]}, in full from {years[first + full]}"


def _lever_of(desk: Desk, option: OptionResult, row: FlowRow) -> LeverUse | None:
    kind, position, _ = row.id.rsplit("-", 2)
    stated = next((one for one in desk.deal.partnership.options if one.id == option.id), None)
    place = int(position) - 1
    for lever in () if stated is None else stated.levers[place : place + 1]:
        if lever.lever == kind:
            return lever
    return None


def _outcomes(desk: Desk, option: OptionResult) -> Iterator[tuple[str | Cell, ...]]:
    """Yield what is sought that is not money, and is said to be bought or made worse by sharing."""
    for row in desk.deal.unmonetised.outcomes:
        is_of_option = option.id in row.bought_by or row.is_sought
        if not is_of_option or row.effect == "worse":
            continue
        described = {outcome.name: outcome for outcome in desk.deal.partnership.outcomes}
        outcome = described.get(row.name)
        yield (
            Cell(said=capital(row.name), small_print=row.evidence or "no evidence given"),
            Cell(said="not said who gains"),
            Cell(said="no baseline and no measure named"),
            Cell(said="not turned into pounds", small_print=_EFFECTS.get(row.effect, row.effect)),
            Cell(said="not said"),
            Cell(said=(outcome.owner if outcome is not None else "") or _NO_OWNER),
            Cell(said=row.grade),
        )


_EFFECTS = {
    "better": "expected to be better",
    "same": "expected to be the same",
    "not-known": "effect not known",
}


def disbenefits(desk: Desk) -> tuple[str, ...]:
    """Return what sharing makes worse and nobody has turned into pounds."""
    return tuple(row.name for row in desk.deal.unmonetised.outcomes if row.effect == "worse")


def _trace(option: OptionResult, row: FlowRow) -> str:
    return f"flow/{option.id}/{row.id}"


def _short(row: FlowRow) -> str:
    """Return a saving's name as it stands within a sentence: "purchasing (supplies)"."""
    name, _, line = row.label.partition(": ")
    return f"{small(name)} ({line})" if line else small(name)
