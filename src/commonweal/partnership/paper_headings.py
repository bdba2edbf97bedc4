"""The headings that a paper takes where a body lists none of its own, as sourced data."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from commonweal.files import Sourced, reference_rows

from .document import Partnership
from .papers import ContentKey, HeadingEntry, HeadingSetName, PaperEntry

__all__ = [
    "HeadingSet",
    "UsualHeading",
    "heading_set",
    "heading_sets",
    "headings_left_out",
    "headings_of",
    "paper_entry",
]

_DATA = ("commonweal.partnership", "data/paper-headings.toml")


@dataclass(frozen=True, slots=True, kw_only=True)
class UsualHeading(Sourced):
    """One heading of a usual set, and the office that writes what stands under it."""

    set: HeadingSetName
    content: ContentKey
    heading: str
    """`{body}` stands for the body's name."""
    office: str
    """Who writes it; empty where the paper itself does."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadingSet(Sourced):
    """How one kind of body reads its papers."""

    id: HeadingSetName
    name: str
    called: str
    kinds: tuple[str, ...]
    notice_days: int
    """Days of notice that a key decision needs; 0 where we know of none."""
    final_working_days: int
    """Working days before the meeting by which the paper is final."""
    area: str
    """What the places are called that a decision touches: wards, sites."""

    @property
    def headings(self) -> tuple[UsualHeading, ...]:
        return tuple(row for row in _headings() if row.set == self.id)

    def of(self, content: ContentKey) -> UsualHeading | None:
        return next((row for row in self.headings if row.content == content), None)

    def office_of(self, content: ContentKey) -> str:
        """Return who usually writes of a content, in this set or in the first that has it."""
        row = self.of(content) or next((row for row in _headings() if row.content == content), None)
        return row.office if row is not None else ""


@lru_cache(maxsize=1)
def heading_sets() -> tuple[HeadingSet, ...]:
    """Return every usual set of headings."""
    return reference_rows(*_DATA, "sets", HeadingSet)


@lru_cache(maxsize=1)
def _headings() -> tuple[UsualHeading, ...]:
    return reference_rows(*_DATA, "headings", UsualHeading)


def paper_entry(partnership: Partnership, body: str) -> PaperEntry:
    """Return what a body asks of its paper; an empty entry where the file says nothing."""
    return next(
        (entry for entry in partnership.papers if entry.body == body), PaperEntry(body=body)
    )


def heading_set(partnership: Partnership, entry: PaperEntry) -> HeadingSet:
    """Return the usual set of a body: the one it names, else that of its kind, else a council's."""
    sets = heading_sets()
    if entry.heading_set is not None:
        return next(one for one in sets if one.id == entry.heading_set)
    kind = partnership.body(entry.body).kind
    return next((one for one in sets if kind in one.kinds), sets[0])


def headings_of(partnership: Partnership, entry: PaperEntry) -> tuple[HeadingEntry, ...]:
    """Return the headings of a body's paper, in its own order and words or the usual ones."""
    if entry.headings:
        return entry.headings
    name = partnership.body(entry.body).name
    return tuple(
        HeadingEntry(heading=row.heading.replace("{body}", name), content=row.content)
        for row in heading_set(partnership, entry).headings
    )


def headings_left_out(partnership: Partnership, entry: PaperEntry) -> tuple[UsualHeading, ...]:
    """Return the usual headings whose content a body's own headings have no place for."""
    if not entry.headings:
        return ()
    placed = {row.content for row in entry.headings}
    return tuple(
        row for row in heading_set(partnership, entry).headings if row.content not in placed
    )
