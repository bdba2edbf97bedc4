"""How wide the columns of a printed table are, and where a table too wide for a page is cut."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from .laid import LaidTable

__all__ = ["Piece", "pieces_of"]

#: Letters that fit across an A4 page between its margins, by size of type in points.
LETTERS_BY_SIZE = {9.0: 100, 8.0: 113, 7.5: 121}
#: What the space around a cell takes, in letters.
PADDING = 2.5
#: A word of a heading or of a text is broken beyond this.
LONGEST_WORD = 12
#: A figure, or a range of two, is held together up to this.
LONGEST_FIGURE = 28
#: Letters that a column is given room for, at most; and how wide one of the small print is.
FULL_CELL = 140
SMALL = 0.8


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """As much of a table as fits across a page: its first column and some of the others."""

    columns: tuple[int, ...]
    shares: tuple[float, ...]
    """The share of the page's width for each; they add up to 1."""
    points: float
    """Size of the type."""


def pieces_of(table: LaidTable, *, width: float = 1.0) -> tuple[Piece, ...]:
    """Return how a table is printed: whole where it fits, at the largest type that lets it.

    `width` is how much of our A4 page it may take, less for a wider face or wider margins.
    """
    least = [_least(table, place) for place in range(len(table.columns))]
    full = [max(_full(table, place), least[place]) for place in range(len(table.columns))]
    everything = tuple(range(len(table.columns)))
    for points, letters in LETTERS_BY_SIZE.items():
        if sum(least) <= letters * width:
            return (_piece(everything, least, full, points, letters * width),)
    points, letters = min(LETTERS_BY_SIZE.items())
    return tuple(
        _piece(columns, least, full, points, letters * width)
        for columns in _cut(least, letters * width, everything)
    )


def _cut(
    least: Sequence[float], letters: float, everything: Sequence[int]
) -> list[tuple[int, ...]]:
    """Return groups of columns, as even as may be, each with the first that names the rows."""
    rest = everything[1:]
    room = max(letters - least[0], max(least[place] for place in rest))
    n_pieces = 1
    while True:
        size = -(-len(rest) // n_pieces)
        groups = [rest[start : start + size] for start in range(0, len(rest), size)]
        if size == 1 or all(sum(least[place] for place in group) <= room for group in groups):
            return [(0, *group) for group in groups]
        n_pieces += 1


def _piece(
    columns: tuple[int, ...],
    least: Sequence[float],
    full: Sequence[float],
    points: float,
    letters: float,
) -> Piece:
    """Give each column what it must have, and share the rest by what each would like."""
    left = max(letters - sum(least[place] for place in columns), 0.0)
    wanted = [full[place] - least[place] for place in columns]
    total = sum(wanted)
    given = [
        least[place] + (left * want / total if total else left / len(columns))
        for place, want in zip(columns, wanted, strict=True)
    ]
    return Piece(
        columns=columns,
        shares=tuple(round(width / sum(given), 4) for width in given),
        points=points,
    )


def _least(table: LaidTable, place: int) -> float:
    """Return the fewest letters a column can do with."""
    column = table.columns[place]
    heads = [*_words(column.name), *_words(column.small_print)]
    longest = min(max(map(len, heads), default=0), LONGEST_WORD)
    for row in table.rows:
        said = row[place].text
        if column.is_figure and len(said) <= LONGEST_FIGURE and any(map(str.isdigit, said)):
            longest = max(longest, len(said))
        else:
            longest = max(longest, *(min(len(word), LONGEST_WORD) for word in (*_words(said), "")))
    return longest + PADDING


def _full(table: LaidTable, place: int) -> float:
    """Return the letters a column would like: those of its fullest cell, within reason."""
    fullest = max(
        (len(row[place].text) + SMALL * len(row[place].small_print) for row in table.rows),
        default=0.0,
    )
    return min(fullest, FULL_CELL) + PADDING


def _words(text: str) -> list[str]:
    # A hyphen parts words, not the two halves of a financial year.
    return re.split(r"[\s/_]+|(?<!\d)-|-(?!\d)", text)
