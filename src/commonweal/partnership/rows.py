"""Looking into a parsed file as it stands, whatever junk may stand in it."""

from __future__ import annotations

import difflib
import math
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, TypeGuard

from .scanning import Path

__all__ = [
    "ids",
    "is_slug",
    "likely_of",
    "near",
    "row_name",
    "rows",
    "slugs",
    "strings",
    "tables",
    "walk",
]

#: What a row is known by: the first of these that it holds.
_ROW_NAMES: tuple[tuple[str, ...], ...] = (
    ("id",),
    ("body", "service"),
    ("lever",),
    ("risk",),  # before cost, since a risk may carry a cost of its own
    ("cost",),
    ("label",),
    ("title",),
    ("name",),
    ("on",),
)

_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def rows(raw: Mapping[str, Any], name: str) -> list[tuple[int, Mapping[str, Any]]]:
    """Return the tables of an array of tables with their positions, whatever else is there."""
    table = raw.get(name)
    if not isinstance(table, list):
        return []
    return [(index, row) for index, row in enumerate(table) if isinstance(row, Mapping)]


def ids(raw: Mapping[str, Any], name: str) -> list[str]:
    """Return the ids of an array of tables, those that are text."""
    return [row["id"] for _, row in rows(raw, name) if isinstance(row.get("id"), str)]


def row_name(row: Mapping[str, Any]) -> str:
    """Return what a row is known by among its fellows, empty where nothing names it."""
    for keys in _ROW_NAMES:
        if all(key in row for key in keys):
            return repr([row[key] for key in keys])
    return ""


def strings(row: Mapping[str, Any], name: str) -> list[tuple[int, str]]:
    """Return the texts of a list with their positions."""
    named = row.get(name)
    if not isinstance(named, list):
        return []
    return [(index, text) for index, text in enumerate(named) if isinstance(text, str)]


def is_slug(value: Any) -> TypeGuard[str]:
    """Say whether a value is a name as the file has them; what is none, the schema reports."""
    return isinstance(value, str) and bool(_SLUG.fullmatch(value))


def slugs(row: Mapping[str, Any], name: str) -> list[tuple[int, str]]:
    """Return the names of a list with their positions."""
    return [(index, text) for index, text in strings(row, name) if is_slug(text)]


def tables(value: Any, path: Path = ()) -> Iterator[tuple[Path, Mapping[str, Any]]]:
    """Yield every table of parsed TOML with its path, the outermost first."""
    if isinstance(value, Mapping):
        yield path, value
        for key, inner in value.items():
            yield from tables(inner, (*path, key))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from tables(inner, (*path, index))


def walk(value: Any, path: Path = ()) -> Iterator[tuple[Path, Any]]:
    """Yield every leaf of parsed TOML with its path."""
    if isinstance(value, Mapping):
        for key, inner in value.items():
            yield from walk(inner, (*path, key))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from walk(inner, (*path, index))
    else:
        yield path, value


def near(word: str, known: Iterable[str]) -> str:
    """Return the mend for a word that is not known: the one it is like, or all there are."""
    names = sorted(known)
    found = difflib.get_close_matches(word, names, n=1)
    if found:
        return f"Did you mean {found[0]}?"
    return f"Use one of: {', '.join(names)}." if names else "Add it to the file first."


def likely_of(value: Any) -> float | None:
    """Return a figure's likely value, or None where it is no figure."""
    if isinstance(value, Mapping):
        value = value.get("likely", value.get("low"))
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not math.isfinite(value):
        return None
    return float(value)
