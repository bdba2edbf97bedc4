"""What a careful officer would want to know of a file that can be used as it stands.

Warnings never stop anything.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping

from commonweal.errors import Caution, Place
from commonweal.services import catalogue

from .base import Estimate, Evidenced, Range
from .baselines import Baseline
from .costs import CostUse, RiskUse
from .document import Partnership
from .entries import entries
from .levers import LeverUse
from .locate import Path, key_text, nearest_line
from .options import Assumption

__all__ = ["cautions"]

#: A ramp that gives full effect in its first year is rare: Worcestershire took until its third.
FULL_AT_ONCE = 1.0
#: Ten years is usual for shared services; most of those on record changed shape sooner.
LONG_HORIZON_YEARS = 15
#: How far a body's unit cost may lie from the middle of the others before it is worth a question.
UNIT_COST_FACTOR = 4.0


def cautions(
    partnership: Partnership, *, source: str, lines: Mapping[Path, int]
) -> Iterator[Caution]:
    """Yield what is missing, defaulted in silence, or hard to believe."""

    def caution(path: Path, message: str) -> Caution:
        place = Place(file=source, key=key_text(path), line=nearest_line(lines, path))
        return Caution(place=place, message=message)

    for path, message in (
        *_missing_baselines(partnership),
        *_alternatives(partnership),
        *_unsupported(partnership),
        *_implausible(partnership),
        *_reorganisation(partnership),
    ):
        yield caution(path, message)


def _missing_baselines(partnership: Partnership) -> Iterator[tuple[Path, str]]:
    for service in partnership.services:
        for body in partnership.bodies:
            if partnership.baseline(body.id, service.id) is None:
                yield (
                    ("baselines",),
                    f"{body.name} has no baseline for {service.id}; it is treated as missing.",
                )
    for index, baseline in enumerate(partnership.baselines):
        if baseline.status == "placeholder":
            yield (
                ("baselines", index, "status"),
                f"The figures of {baseline.body} are placeholders until it takes them over.",
            )
        if baseline.not_returned:
            lines = ", ".join(baseline.not_returned)
            yield (
                ("baselines", index, "not_returned"),
                f"The source did not return these lines of {baseline.body} apart: {lines}.",
            )


def _alternatives(partnership: Partnership) -> Iterator[tuple[Path, str]]:
    form_by_id = {form.id: form for form in catalogue().forms}
    priced = {
        body
        for option in partnership.options
        if form_by_id[option.form].family == "alone" and (option.levers or option.costs)
        for body in partnership.bodies_of(option)
    }
    without = [body.name for body in partnership.bodies if body.id not in priced]
    if without:
        yield (
            ("options",),
            f"No way of going it alone is priced for {', '.join(without)}: "
            "the verdict cannot be more than “not yet”.",
        )
    if not any(form_by_id[option.form].family == "sharing" for option in partnership.options):
        yield (("options",), "No sharing option is described.")


def _unsupported(partnership: Partnership) -> Iterator[tuple[Path, str]]:
    for path, entry in entries(partnership):
        if (
            isinstance(entry, (Baseline, LeverUse, CostUse, RiskUse, Assumption))
            and not entry.source
        ):
            yield (path, "This figure names no source.")
        if isinstance(entry, Evidenced) and entry.grade == "guessed":
            yield (path, "This figure is a guess: replace it before anyone relies on it.")


def _likely(estimate: Estimate | None) -> float | None:
    if isinstance(estimate, Range):
        return estimate.likely if estimate.likely is not None else estimate.low
    return estimate if isinstance(estimate, (int, float)) else None


def _implausible(partnership: Partnership) -> Iterator[tuple[Path, str]]:
    if partnership.horizon_years > LONG_HORIZON_YEARS:
        yield (
            ("horizon_years",),
            f"A horizon of {partnership.horizon_years} years is long: most shared services on "
            "record changed shape or ended within 11.",
        )
    for index, option in enumerate(partnership.options):
        for place, lever in enumerate(option.levers):
            if lever.ramp and lever.ramp[0] >= FULL_AT_ONCE and lever.lever != "market-price":
                yield (
                    ("options", index, "levers", place, "ramp"),
                    "Full effect in the first year is rare; Worcestershire reached its saving in "
                    "the third.",
                )
    for service in partnership.services:
        yield from _odd_unit_costs(partnership, service.id)


def _total(partnership: Partnership, body: str, service: str) -> float | None:
    baseline = partnership.baseline(body, service)
    if baseline is None or baseline.status in ("does-not-provide", "missing"):
        return None
    amounts = [
        _likely(value)
        for value in (getattr(baseline.costs, line) for line in type(baseline.costs).model_fields)
        if value is not None
    ]
    amounts += [part.amount for part in baseline.undivided]
    known = [amount for amount in amounts if amount is not None]
    return math.fsum(known) if known else None


def _odd_unit_costs(partnership: Partnership, service: str) -> Iterator[tuple[Path, str]]:
    heads = {
        body.id: total / body.drivers["population"]
        for body in partnership.bodies
        if body.drivers.get("population")
        and (total := _total(partnership, body.id, service)) is not None
    }
    if len(heads) < 3:
        return
    middle = sorted(heads.values())[len(heads) // 2]
    for index, body in enumerate(partnership.bodies):
        cost = heads.get(body.id)
        if cost is None or middle <= 0:
            continue
        if cost > UNIT_COST_FACTOR * middle or cost < middle / UNIT_COST_FACTOR:
            yield (
                ("bodies", index),
                f"{body.name} spends £{cost:,.2f} a head on {service}; the middle of the group is "
                f"£{middle:,.2f}. Check scope, recharges and units (pounds or thousands).",
            )


def _reorganisation(partnership: Partnership) -> Iterator[tuple[Path, str]]:
    for index, change in enumerate(partnership.reorganisations):
        if change.gains_carry == "not-known":
            yield (
                ("reorganisations", index, "gains_carry"),
                f"On {change.on:%-d %B %Y} {len(change.bodies)} of the bodies are due to be "
                "reorganised, and the file does not say whether gains after that day carry over.",
            )
