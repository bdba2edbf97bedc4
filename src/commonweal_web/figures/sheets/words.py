"""What the words in a column stand for: known, remembered, guessed, or asked of a person."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from commonweal.partnership.workbook.cells_in import CellError, value_of
from commonweal.tables import OwnRow

from .targets import LEFT_OUT, Column, Target

__all__ = ["MOST_WORDS", "Word", "as_known", "words_in"]

#: Words of one column that a person can be asked about.
MOST_WORDS: Final = 80

#: By cost line, how accounts of it are called. A guess, for a person to confirm.
_LINES_BY_WORD: Final = (
    ("income", r"income|fees|grant|receipt|recharge to|sales"),
    ("management", r"manage|head of|director"),
    ("systems", r"software|licen[cs]|\bict\b|\bit\b|systems?|hardware|computer|telephon"),
    ("accommodation", r"premises|rents?\b|rates\b|energy|clean|electric|gas\b|water|building"),
    (
        "staff",
        r"salar|\bpay\b|employee|wages|agency|staff|pension|national insurance|overtime|\bni\b",
    ),
    (
        "supplies",
        r"suppl|service|contract|equipment|print|post(age)?\b|station|consult|third part|material",
    ),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """A word of a column, how often it stands there, and what it probably stands for."""

    said: str
    n_rows: int
    guess: str
    """Id of a choice; empty where nothing is like it."""
    is_remembered: bool = False


def as_known(said: str) -> str:
    """Return a word as it is remembered: without case and spaces to spare."""
    return " ".join(said.casefold().split())


def words_in(
    rows: Iterable[OwnRow], column: Column, position: int, remembered: Mapping[str, str]
) -> tuple[Word, ...]:
    """Return the words of a column that stand for choices, in alphabetical order."""
    counts: dict[str, int] = {}
    shown: dict[str, str] = {}
    for row in rows:
        cell = row.cells[position] if position < len(row.cells) else None
        said = " ".join(str(cell).split()) if cell is not None else ""
        if said and not row.total:
            counts[as_known(said)] = counts.get(as_known(said), 0) + 1
            shown.setdefault(as_known(said), said)
    return tuple(
        Word(
            said=shown[known],
            n_rows=counts[known],
            guess=remembered.get(known) or _guess(shown[known], column),
            is_remembered=known in remembered,
        )
        for known in sorted(counts)
    )


def _guess(said: str, column: Column) -> str:
    ids = {one for one, _ in column.choices}
    known = as_known(said)
    for one, name in column.choices:
        if known in (one.casefold(), name.casefold()):
            return one
    if column.leaf.kind in ("truth", "choice"):
        try:
            value = value_of(said, column.leaf)
        except CellError:
            return ""
        found = (
            {True: "yes", False: "no"}.get(value, str(value)) if value in (True, False) else value
        )
        return str(found) if str(found) in ids else ""
    for line, pattern in _LINES_BY_WORD:
        if line in ids and re.search(pattern, known):
            return line
    return ""


def is_known(target: Target, key: str, stands_for: str) -> bool:
    """Return whether a word may stand for that in a column."""
    return stands_for == LEFT_OUT or stands_for in {one for one, _ in target.column(key).choices}
