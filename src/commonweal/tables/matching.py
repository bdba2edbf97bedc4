"""Guessing which column of somebody's own sheet is which, for a person to confirm.

A guess is never acted on unseen: a wrong column gives plausible figures. What was confirmed once
is remembered by its heading and comes first the next time.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from rapidfuzz import fuzz

__all__ = ["Guess", "Wanted", "as_compared", "match_columns"]

#: Likeness from 0 to 1 from which two headings are taken for the same. Our own choice: below it
#: "Supplies" is taken for "Surplus".
LIKE: Final = 0.78

_NOISE: Final = re.compile(r"\([^)]*\)|£000s?|£k|£m|£|[^\w\s]|_")
#: Words that say when or in what, not which figure.
_IDLE: Final = re.compile(
    r"\b(\d{2,4}|fy|budget|actual|outturn|estimate|cost|costs|total|the|of)\b"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A column that is looked for."""

    key: str
    name: str
    """What our own sheet calls it."""
    other_names: tuple[str, ...] = ()
    """What others call it."""
    is_required: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Guess:
    """Which column of the sheet a wanted one probably is."""

    key: str
    position: int | None
    """Counted from 0; None where no column is like it."""
    heading: str
    likeness: float
    """From 0 to 1."""
    is_remembered: bool = False


def match_columns(
    headings: Sequence[str],
    wanted: Sequence[Wanted],
    *,
    remembered: Mapping[str, str] | None = None,
) -> tuple[Guess, ...]:
    """Guess a column for everything wanted, in its order; no column is taken twice.

    Parameters
    ----------
    headings
        The sheet's headings as they stand.
    remembered
        What a heading was confirmed to be before, by heading as `as_compared` gives it.
    """
    known = remembered or {}
    compared = [as_compared(heading) for heading in headings]
    taken: dict[str, tuple[int, float, bool]] = {}
    used: set[int] = set()
    keys = {one.key for one in wanted}
    for position, heading in enumerate(compared):
        key = known.get(heading)
        if heading and key in keys and key not in taken:
            taken[key] = (position, 1.0, True)
            used.add(position)
    pairs = sorted(
        (
            (-likeness, order, position)
            for order, one in enumerate(wanted)
            for position, heading in enumerate(compared)
            if heading and (likeness := _likeness(heading, one)) >= LIKE
        ),
    )
    for minus_likeness, order, position in pairs:
        key = wanted[order].key
        if key not in taken and position not in used:
            taken[key] = (position, -minus_likeness, False)
            used.add(position)
    return tuple(_guess(one, taken.get(one.key), headings) for one in wanted)


def as_compared(heading: str) -> str:
    """Return a heading without case, units, years and marks; as it is where nothing else is left.

    >>> as_compared("Employee costs 2024/25 (£000)")
    'employee'
    """
    words = " ".join(_NOISE.sub(" ", heading.casefold()).split())
    return " ".join(_IDLE.sub(" ", words).split()) or words


def _likeness(heading: str, wanted: Wanted) -> float:
    names = (wanted.key.replace("_", " "), wanted.name, *wanted.other_names)
    return max(float(fuzz.ratio(heading, as_compared(name))) for name in names) / 100


def _guess(one: Wanted, found: tuple[int, float, bool] | None, headings: Sequence[str]) -> Guess:
    if found is None:
        return Guess(key=one.key, position=None, heading="", likeness=0.0)
    position, likeness, is_remembered = found
    return Guess(
        key=one.key,
        position=position,
        heading=headings[position],
        likeness=round(likeness, 4),
        is_remembered=is_remembered,
    )
