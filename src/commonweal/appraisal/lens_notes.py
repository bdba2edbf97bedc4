"""What an officer reads about each lens, and what lenses leave out of every case: data rows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from commonweal.files import Sourced, reference_rows

__all__ = [
    "ExclusionKind",
    "LensId",
    "LensNotes",
    "StandingExclusion",
    "lens_notes",
    "standing_exclusions",
]

LensId = Literal["society", "public-purse", "own-budget"]

ExclusionKind = Literal[
    "transfer",  # moves money and uses nothing up
    "within-purse",  # one public body pays another
    "not-cash",  # a real cost that no budget pays
    "sunk",  # spent whatever is decided
    "general-inflation",  # prices, in a sum of real pounds
    "financing",  # how a cost is paid for, not what it is
    "between-partners",  # charges that cancel
]


@dataclass(frozen=True, slots=True, kw_only=True)
class LensNotes(Sourced):
    """A lens as an officer reads it: a row of data/lenses.toml."""

    id: LensId
    name: str
    question: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StandingExclusion(Sourced):
    """Something that a lens leaves out of every case."""

    id: str
    kind: ExclusionKind
    lenses: tuple[LensId, ...]
    label: str
    reason: str


@lru_cache(maxsize=1)
def lens_notes() -> Mapping[LensId, LensNotes]:
    """Return what an officer reads about each lens, by its id."""
    rows = reference_rows("commonweal.appraisal", "data/lenses.toml", "lenses", LensNotes)
    return {row.id: row for row in rows}


@lru_cache(maxsize=1)
def standing_exclusions() -> tuple[StandingExclusion, ...]:
    """Return what the lenses leave out of every case, in the order of the file."""
    return tuple(
        reference_rows("commonweal.appraisal", "data/lenses.toml", "exclusions", StandingExclusion)
    )
