"""Whose each row of a partnership is: a body's own, or the partnership's in common."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from commonweal.errors import InputError
from commonweal.partnership.finance import EVERYONE
from commonweal.services import catalogue

__all__ = ["BY_BODY", "COMMON", "Holder", "Section", "holder_of", "is_rows", "sections_of"]

#: A body's id, or `COMMON`.
Holder = str

#: Stands for what the partners hold in common. No body can have it as its id.
COMMON: Final[Holder] = ""

#: Tables whose keys are bodies.
BY_BODY: Final = frozenset({"red_lines"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A list of rows and where in the document it stands."""

    path: tuple[str, ...]
    rows: tuple[Mapping[str, Any], ...]


def sections_of(document: Mapping[str, Any]) -> Iterator[Section]:
    """Yield every list of rows, those one table down (`finance.funding`) included."""
    for key, value in document.items():
        if is_rows(value):
            yield Section(path=(key,), rows=tuple(value))
        elif isinstance(value, Mapping) and key not in BY_BODY:
            for inner_key, inner in value.items():
                if is_rows(inner):
                    yield Section(path=(key, inner_key), rows=tuple(inner))


def holder_of(path: tuple[str, ...], row: Mapping[str, Any]) -> Holder:
    """Return who holds a row.

    A body holds itself, every row that names it under `body`, and every way of going it alone that
    is its own; all else is held in common.
    """
    if path == ("bodies",):
        return str(row.get("id", COMMON))
    if path == ("options",):
        return _holder_of_option(row)
    if path == ("withheld",):
        return COMMON
    body = row.get("body", COMMON)
    return COMMON if body == EVERYONE else str(body)


def _holder_of_option(row: Mapping[str, Any]) -> Holder:
    bodies = row.get("bodies", ())
    if len(bodies) != 1:
        return COMMON
    try:
        family = catalogue().form(str(row.get("form", ""))).family
    except InputError:
        return COMMON
    return COMMON if family == "sharing" else str(bodies[0])


def is_rows(value: Any) -> bool:
    """Say whether a value is a list of tables."""
    return (
        isinstance(value, (list, tuple))
        and bool(value)
        and all(isinstance(row, Mapping) for row in value)
    )
