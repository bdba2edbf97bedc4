"""Finding a sheet's row of headings, and which key each column stands for."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from .cells_in import RawCell, is_blank, shown
from .layout import Column
from .opening import Grid

__all__ = ["Headed", "find_headings", "nearest", "same_words"]

#: How far down a sheet its headings are looked for.
_DEEPEST = 40
#: How like a known heading one must be to be taken for a slip in it.
_LIKE = 0.78

_BRACKETED = re.compile(r"\s*\([^)]*\)\s*$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Headed:
    """A sheet whose row of headings was found."""

    row: int
    columns: Mapping[int, Column]
    """By position from 0: what the column stands for."""
    unknown: Mapping[int, str] = field(default_factory=dict)
    """Columns that stand for nothing, with their headings; empty where there is no heading."""
    repeated: Mapping[int, Column] = field(default_factory=dict)
    """Columns whose heading has stood before."""


def same_words(text: object) -> str:
    """Return a heading as it is compared: case, spaces and a question mark say nothing."""
    words = re.sub(r"[\s\u00a0_]+", " ", str(text)).strip().lower()
    return words.rstrip("?:* ").strip()


def nearest(word: str, known: Iterable[str], *, like: float = _LIKE) -> str:
    """Return the known heading that a word is probably a slip for, or nothing."""
    by_words = {same_words(one): one for one in known}
    found = difflib.get_close_matches(same_words(word), by_words, n=1, cutoff=like)
    return by_words[found[0]] if found else ""


def find_headings(
    grid: Grid, columns: Sequence[Column], *, read_only: Iterable[str] = ()
) -> Headed | None:
    """Return where the headings of a sheet stand; None where no row holds any of them.

    It is the row that holds most of them, the uppermost of several. A heading of a map stands
    before a colon: `Driver: population`. `read_only` are headings that are there to be read.
    """
    known = _by_words(columns)
    told = {same_words(heading) for heading in read_only}
    best: Headed | None = None
    for row, cells in enumerate(grid.rows[:_DEEPEST]):
        headed = _headed(row, cells, known, told)
        # A row of data may hold a word that is a heading too.
        if headed.columns and (best is None or len(headed.columns) > len(best.columns)):
            best = headed
    return best


def _by_words(columns: Sequence[Column]) -> dict[str, Column]:
    known: dict[str, Column] = {}
    for column in columns:
        known.setdefault(same_words(column.heading), column)
    for column in columns:  # the schema's own keys, and headings without what is in brackets
        if column.path[0] != "^":
            known.setdefault(same_words(".".join(column.path)), column)
            known.setdefault(same_words(column.path[-1]), column)
    return known


def _headed(
    row: int, cells: Sequence[RawCell], known: Mapping[str, Column], told: set[str]
) -> Headed:
    columns: dict[int, Column] = {}
    unknown: dict[int, str] = {}
    repeated: dict[int, Column] = {}
    for position, cell in enumerate(cells):
        if is_blank(cell):
            unknown[position] = ""
            continue
        if not isinstance(cell, str):
            unknown[position] = shown(cell)
            continue
        if same_words(cell) in told:
            continue
        column = _column(cell, known)
        if column is None:
            unknown[position] = " ".join(cell.split())
        elif any(column.path == other.path for other in columns.values()):
            repeated[position] = column
        else:
            columns[position] = column
    return Headed(row=row, columns=columns, unknown=unknown, repeated=repeated)


def _column(heading: str, known: Mapping[str, Column]) -> Column | None:
    for text in (heading, _BRACKETED.sub("", heading)):
        column = known.get(same_words(text))
        if column is not None:
            return column
    holder, colon, key = heading.partition(":")
    column = known.get(same_words(holder))
    if not colon or column is None or column.leaf.kind != "map" or not key.strip():
        return None
    return column.at(_as_key(column, key.strip()))


def _as_key(column: Column, key: str) -> str:
    """Return a key of a map as it was meant: one of its choices, or small letters and hyphens."""
    if column.leaf.key is not None and column.leaf.key.kind == "slug":
        return re.sub(r"[\s_]+", "-", key.lower())
    if column.leaf.key is not None and column.leaf.key.choices:
        return re.sub(r"[\s_]+", "-", key.lower())
    return key
