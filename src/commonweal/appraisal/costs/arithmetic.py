"""What every cost needs: figures within limits, the members' own records, and its stream.

Sums are worked out on the small axes, (C, 1, D) for a group or (B, D) for a body, and meet the
large array once: eight bodies in 255 groups over a thousand draws fill 16 MB.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Literal

import numpy as np

from commonweal.appraisal.costs.notes import COST_NOTES
from commonweal.appraisal.streams import LINES, Array, Figures, Line, Setting, Stream
from commonweal.errors import InputError, Place
from commonweal.partnership.costs import CostUse, OneOffCost

__all__ = [
    "cost_left",
    "figure",
    "laid_over_members",
    "one_off",
    "over_lines",
    "pooled_before",
    "recorded",
    "replace_rows",
    "table_by_body",
    "yearly",
]


def figure(figures: Figures, name: str, *, high: float | None = None) -> Array:
    """Return the drawn values of a figure, (D,), none below 0 or above `high`.

    A single draw beyond the limits is only the tail of a distribution without ends, and is held
    at the limit.

    Raises
    ------
    InputError
        If the expected value, draw 0, lies beyond the limits: a mistake in the file.
    """
    values = figures(name)
    expected = values[0]
    if not (expected >= 0.0 and (high is None or expected <= high)):
        span = "0 or more" if high is None else f"from 0 to {high:g}"
        raise InputError(
            f"{name} is {expected:g} in the expected case; it must be {span}.",
            hint="Mend the figure, or the assumption that it names.",
            place=Place(key=name),
        )
    return np.clip(values, 0.0, high)


def laid_over_members(setting: Setting, total: Array) -> Array:
    """Lay a group's cost, (C, 1, D), evenly over its members, (C, B, D).

    Only so that all costs have one shape: where it is joint, the sharing rule decides who pays.
    """
    laid: Array = setting.inside * (total / np.maximum(setting.n_members, 1.0))
    return laid


def over_lines(costs: Mapping[Line, Array], lines: Iterable[Line]) -> Array:
    """Add up some cost lines, (C, B, D), in a new array."""
    first, *others = dict.fromkeys(lines)
    total: Array = costs[first].copy()
    for line in others:
        total += costs[line]
    return total


def cost_left(setting: Setting, lines: Iterable[Line] = LINES) -> Array:
    """Return what each member still spends on some lines after every lever, (C, B, D)."""
    total = over_lines(setting.costs, lines)
    return np.maximum(total, 0.0, out=total)


def pooled_before(setting: Setting, lines: Iterable[Line] = LINES) -> Array:
    """Return what each body spent on some lines before any lever, (B, D).

    Only what is pooled: what an option keeps local is no part of it. What a body spent before is
    the same in every group that it joins, so it is read off the first of them; a body in no group
    has 0.
    """
    total: Array = np.zeros_like(setting.costs["staff"][0])
    for place in np.flatnonzero(setting.members.any(axis=0)):
        group = setting.members[:, place].argmax()
        for line in dict.fromkeys(lines):
            total[place] += setting.costs[line][group, place] + setting.saved[line][group, place]
    held: Array = np.maximum(total, 0.0, out=total)
    return held


def recorded(setting: Setting, values: Array, what: str, *, mend: str) -> Array:
    """Return a record of each body, (B,), with 0 for a body that is in no group.

    Raises
    ------
    InputError
        If a member of a group did not return it.
    """
    known = np.where(setting.members.any(axis=0), values, 0.0)
    without = [
        body
        for body, value in zip(setting.records.bodies, known, strict=True)
        if not np.isfinite(value)
    ]
    if without:
        raise InputError(f"{what} is missing for {', '.join(without)}.", hint=mend)
    return known


def table_by_body(
    setting: Setting, figures: Figures, field: str, bodies: Sequence[str]
) -> dict[int, Array]:
    """Return the drawn values, (D,), of a table of estimates by body, keyed by the body's place.

    Raises
    ------
    InputError
        If the table names a body that the case does not hold.
    """
    known = setting.records.bodies
    strangers = [body for body in bodies if body not in (*known, *setting.records.others)]
    if strangers:
        raise InputError(
            f"{field} names {', '.join(strangers)}, not among the bodies of this case.",
            hint=f"The bodies are: {', '.join(known)}.",
            place=Place(key=field),
        )
    return {
        known.index(body): figure(figures, f"{field}.{body}") for body in bodies if body in known
    }


def replace_rows(general: Array, by_place: Mapping[int, Array]) -> Array:
    """Put single bodies' own figures in place of the general one, (..., B, D), in place."""
    for place, values in by_place.items():
        general[..., place, :] = values
    return general


def one_off(setting: Setting, entry: OneOffCost, amount: Array, *, part: str = "") -> Stream:
    """Return a cost met once, (C, B, D), spread as the entry says; `part` names a part of it."""
    name = COST_NOTES[entry.cost].name
    return Stream(
        id=f"{entry.cost}-{part}" if part else entry.cost,
        label=f"{name}: {part}" if part else name,
        line="one-off",
        amount=amount,
        timing="one-off",
        is_joint=setting.is_shared and entry.falls_on == "partnership",
        spread=entry.spread,
        first_year=entry.first_year,
        counted_from=entry.counted_from,
        is_transfer=_is_transfer(entry),
        is_within_purse=COST_NOTES[entry.cost].is_within_purse,
        is_cash=COST_NOTES[entry.cost].is_cash,
        lens_note=_lens_note(entry),
    )


def yearly(
    setting: Setting,
    entry: CostUse,
    amount: Array,
    *,
    line: Line | Literal["running"] = "running",
    ramp: tuple[float, ...] | None = None,
) -> Stream:
    """Return a cost met every year from go-live, (C, B, D), or following `ramp` from then on.

    Given a cost line, it grows as that line grows.
    """
    return Stream(
        id=entry.cost,
        label=COST_NOTES[entry.cost].name,
        line=line,
        amount=amount,
        timing="running" if ramp is None else "ramp",
        is_joint=setting.is_shared and entry.falls_on == "partnership",
        ramp=(1.0,) if ramp is None else ramp,
        is_transfer=_is_transfer(entry),
        is_within_purse=COST_NOTES[entry.cost].is_within_purse,
        is_cash=COST_NOTES[entry.cost].is_cash,
        lens_note=_lens_note(entry),
    )


def _is_transfer(entry: CostUse) -> bool:
    if entry.counts_for_society is not None:
        return not entry.counts_for_society
    return COST_NOTES[entry.cost].is_transfer


def _lens_note(entry: CostUse) -> str:
    notes = COST_NOTES[entry.cost]
    if entry.counts_for_society is None or entry.counts_for_society != notes.is_transfer:
        return notes.lens_note
    verb = "counts" if entry.counts_for_society else "leaves out"
    return f"This case {verb} it for society. {entry.why} As a rule: {notes.lens_note}"
