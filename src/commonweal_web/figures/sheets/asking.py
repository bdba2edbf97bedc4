"""What has been said so far about a waiting sheet, as it stands in the page's address.

Every step is a GET: nothing is kept until the last page's button, and a page can be gone back to.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.http import QueryDict

from commonweal.tables import (
    Guess,
    Headings,
    OwnRow,
    OwnSheet,
    find_headings,
    headings_at,
    match_columns,
    rows_below,
)

from .reading import Mapped
from .targets import Column, Target
from .words import MOST_WORDS, Word, as_known, is_known, words_in

__all__ = ["Asked"]

_UNIT_MARKS = ("000", "£k", "thousand")


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A waiting sheet with what its sender has said of it."""

    sheets: tuple[OwnSheet, ...]
    target: Target
    said: QueryDict
    remembered_columns: Mapping[str, str]
    remembered_words: Mapping[str, Mapping[str, str]]

    @property
    def has_said_sheet(self) -> bool:
        return len(self.sheets) == 1 or bool(self.said.get("sheet"))

    @property
    def sheet_number(self) -> int:
        """Place of the sheet that was chosen, else of the one that looks most like it."""
        said = self.said.get("sheet", "")
        if said.isdecimal() and len(said) < 4 and int(said) < len(self.sheets):
            return int(said)
        return max(range(len(self.sheets)), key=lambda place: (self._likeness(place), -place))

    def _likeness(self, place: int) -> float:
        sheet = self.sheets[place]
        names = headings_at(sheet, find_headings(sheet, self.target.wanted())).names
        return sum(guess.likeness for guess in match_columns(names, self.target.wanted()))

    @property
    def sheet(self) -> OwnSheet:
        return self.sheets[self.sheet_number]

    @property
    def headings(self) -> Headings:
        said = self.said.get("heading", "")
        row = int(said) - 1 if said.isdecimal() and 0 < len(said) < 7 else -1
        if not 0 <= row < len(self.sheet.rows):
            row = find_headings(self.sheet, self.target.wanted())
        return headings_at(self.sheet, row)

    def rows(self) -> Iterator[OwnRow]:
        return rows_below(self.sheet, self.headings)

    def guesses(self) -> tuple[Guess, ...]:
        return match_columns(
            self.headings.names, self.target.wanted(), remembered=self.remembered_columns
        )

    @property
    def guessed_unit(self) -> str:
        amounts = {column.key for column in self.target.columns if column.leaf.is_amount}
        headings = " ".join(
            guess.heading for guess in self.guesses() if guess.key in amounts
        ).casefold()
        return "£000" if any(mark in headings for mark in _UNIT_MARKS) else "£"

    @property
    def has_amounts(self) -> bool:
        return any(column.leaf.is_amount for column in self.target.columns)

    @property
    def is_instead(self) -> bool:
        return self.said.get("how") == "instead"

    def positions(self) -> dict[str, int]:
        """Return which column was said to be what; one column can be one thing only."""
        found: dict[str, int] = {}
        for column in self.target.columns:
            said = self.said.get(f"c_{column.key}", "")
            is_there = said.isdecimal() and len(said) < 6 and int(said) < self.sheet.n_columns
            if is_there and int(said) not in found.values():
                found[column.key] = int(said)
        return found

    def columns_with_words(self) -> list[Column]:
        """Return the columns whose words stand for something, of those that were chosen."""
        positions = self.positions()
        return [one for one in self.target.columns if one.choices and one.key in positions]

    def words(self, column: Column) -> tuple[Word, ...]:
        return words_in(
            self.rows(),
            column,
            self.positions()[column.key],
            self.remembered_words.get(column.key, {}),
        )[:MOST_WORDS]

    @property
    def has_said_words(self) -> bool:
        return "words" in self.said or not self.columns_with_words()

    def mapped(self) -> Mapped:
        """Return everything that was said of the columns and their words."""
        words = {}
        for column in self.columns_with_words():
            said = {}
            for place, word in enumerate(self.words(column)):
                chosen = self.said.get(f"w_{column.key}_{place}", "")
                if is_known(self.target, column.key, chosen):
                    said[as_known(word.said)] = chosen
            words[column.key] = said
        unit = "£000" if self.said.get("unit") == "£000" else "£"
        return Mapped(positions=self.positions(), words=words, unit=unit)
