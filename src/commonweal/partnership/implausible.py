"""Figures that can be read and are hard to believe. Each function asks one question."""

from __future__ import annotations

from collections.abc import Iterator
from statistics import median

from commonweal.calendar import FinancialYear

from .base import Range
from .baselines import LineName
from .document import Partnership
from .lever_effects import (
    line_costs,
    share_of_line_joined,
    shares_of_line_saved,
    why_nothing,
)
from .options import Option
from .saying import entries, label, listed, name_of, percent
from .scanning import Path

__all__ = ["implausible"]

#: (path, message)
Doubt = tuple[Path, str]

#: A ramp that gives full effect in its first year is rare: Worcestershire took until its third.
FULL_AT_ONCE = 1.0
#: Ten years is usual for shared services; most of those on record changed shape sooner.
LONG_HORIZON_YEARS = 15
#: How far a body's unit cost may lie from the middle of the others before it is worth a question.
UNIT_COST_FACTOR = 4.0
#: A share of a line above which a saving needs more than a mechanism. Worcestershire, among the
#: best on record, saved 17 to 23 per cent of direct cost.
MUCH_SAVED = 0.3
#: Where several teams or systems become one, more may go; above half, who does the work is asked.
MUCH_JOINED = 0.5


def implausible(partnership: Partnership) -> Iterator[Doubt]:
    """Yield what is hard to believe, each with its place."""
    yield from _long_horizon(partnership)
    yield from _ranges_of_no_width(partnership)
    for service in partnership.services:
        yield from _unit_costs(partnership, service.id)
        yield from _years_that_differ(partnership, service.id)
    for index, option in enumerate(partnership.options):
        if not option.set_aside:
            yield from _levers(partnership, index, option)


def _levers(partnership: Partnership, index: int, option: Option) -> Iterator[Doubt]:
    for place, lever in enumerate(option.levers):
        here: Path = ("options", index, "levers", place)
        name = label(partnership, here)
        nothing = why_nothing(partnership, option, lever)
        if nothing:
            yield here, f"The lever {name} saves nothing as it is written: {nothing}."
            continue
        if lever.ramp[0] >= FULL_AT_ONCE and lever.lever != "market-price":
            yield (
                (*here, "ramp"),
                f"The lever {name} has its full effect in its first year. That is rare: "
                "Worcestershire reached its saving in the third.",
            )
        for key, line, share in shares_of_line_saved(partnership, lever):
            if share > MUCH_SAVED:
                yield (
                    (*here, key),
                    f"The lever {name} would save {percent(share)} of {line}. "
                    "Worcestershire, among the best on record, saved 17 to 23 per cent of its "
                    "direct cost: say what shows that more can be had here.",
                )
        joined = share_of_line_joined(partnership, option, lever)
        if joined is not None and joined[2] > MUCH_JOINED:
            yield (
                (*here, joined[0]),
                f"The lever {name} would do without {percent(joined[2])} of all that the bodies "
                f"spend on {joined[1]}: say who then does the work of the others.",
            )


def _long_horizon(partnership: Partnership) -> Iterator[Doubt]:
    if partnership.horizon_years > LONG_HORIZON_YEARS:
        yield (
            ("horizon_years",),
            f"A horizon of {partnership.horizon_years} years is long: most of the shared services "
            "on record changed shape or ended within 11.",
        )


def _ranges_of_no_width(partnership: Partnership) -> Iterator[Doubt]:
    found = [
        path
        for path, entry in entries(partnership)
        if isinstance(entry, Range) and entry.low is not None and entry.low == entry.high
    ]
    if found:
        names = listed([label(partnership, path) for path in found])
        yield found[0], f"Low and high are the same in {names}: write one number, or a real range."


def _cost_of(partnership: Partnership, service: str) -> dict[str, float]:
    """Return the likely yearly cost of one service in each body that has one."""
    alone = Option(id="all", name="All", form="do-nothing", services=(service,))
    totals: dict[str, float] = {}
    lines: tuple[LineName, ...] = (
        "management",
        "staff",
        "systems",
        "accommodation",
        "supplies",
        "other",
    )
    for line in lines:
        for body, pounds in line_costs(partnership, alone, line).items():
            totals[body] = totals.get(body, 0.0) + pounds
    return {body: pounds for body, pounds in totals.items() if pounds > 0}


def _unit_costs(partnership: Partnership, service: str) -> Iterator[Doubt]:
    heads = {
        body: pounds / people
        for body, pounds in _cost_of(partnership, service).items()
        if (people := partnership.body(body).drivers.get("population", 0.0)) > 0
    }
    if len(heads) < 3:
        return
    middle = median(heads.values())
    for index, baseline in enumerate(partnership.baselines):
        if baseline.service != service or baseline.body not in heads:
            continue
        cost = heads[baseline.body]
        if not middle / UNIT_COST_FACTOR <= cost <= UNIT_COST_FACTOR * middle:
            yield (
                ("baselines", index),
                f"{name_of(partnership, baseline.body)} spends £{cost:,.2f} a head on {service}; "
                f"the middle of the group is £{middle:,.2f}. Check scope, recharges and units "
                "(pounds or thousands).",
            )


def _years_that_differ(partnership: Partnership, service: str) -> Iterator[Doubt]:
    bodies_by_year: dict[FinancialYear, list[str]] = {}
    places: dict[FinancialYear, int] = {}
    for index, baseline in enumerate(partnership.baselines):
        if baseline.service == service and baseline.status not in ("does-not-provide", "missing"):
            year = FinancialYear.parse(baseline.year, kind=partnership.year_kind)
            bodies_by_year.setdefault(year, []).append(name_of(partnership, baseline.body))
            places.setdefault(year, index)
    if len(bodies_by_year) > 1:
        told = "; ".join(f"{year}: {listed(bodies_by_year[year])}" for year in sorted(places))
        yield (
            ("baselines", places[min(places)], "year"),
            f"The baselines of {service} are of different years ({told}). Pounds are brought to "
            "one price base; volumes and staff are not.",
        )
