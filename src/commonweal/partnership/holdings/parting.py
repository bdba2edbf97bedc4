"""A document parted by who holds what, and put together again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from commonweal.partnership.rows import row_name

from .holders import BY_BODY, COMMON, Holder, holder_of, is_rows, sections_of

__all__ = ["Parts", "assembled", "parted"]

Document = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """What is held in common, and what each body holds, each in the shape of a document."""

    common: Document
    by_body: dict[str, Document]
    """In the order of the document's bodies."""


def parted(document: Mapping[str, Any]) -> Parts:
    """Part a document by who holds each row. Put together again it holds the same rows."""
    bodies = [row["id"] for row in document.get("bodies", ())]
    parts: dict[Holder, Document] = {COMMON: {}, **{body: {} for body in bodies}}

    def part_of(holder: Holder) -> Document:
        return parts.setdefault(holder, {})

    for key, value in document.items():
        if key in BY_BODY:
            for body, inner in value.items():
                part_of(body).setdefault(key, {})[body] = inner
        elif is_rows(value):
            for row in value:
                part_of(holder_of((key,), row)).setdefault(key, []).append(row)
        elif isinstance(value, Mapping):
            for inner_key, inner in value.items():
                if is_rows(inner):
                    for row in inner:
                        table = part_of(holder_of((key, inner_key), row)).setdefault(key, {})
                        table.setdefault(inner_key, []).append(row)
                else:
                    parts[COMMON].setdefault(key, {})[inner_key] = inner
        else:
            parts[COMMON][key] = value
    common = parts.pop(COMMON)
    return Parts(common=common, by_body=parts)


def assembled(
    common: Mapping[str, Any],
    by_body: Mapping[str, Mapping[str, Any]],
    *,
    like: Mapping[str, Any] | None = None,
) -> Document:
    """Put parts together as one document.

    Rows stand in the order of `like` where it holds them; new ones follow, those in common before
    those of bodies, bodies in the order of `by_body`.
    """
    document: Document = {}
    for part in (common, *by_body.values()):
        for key, value in part.items():
            if isinstance(value, Mapping):
                table = document.setdefault(key, {})
                for inner_key, inner in value.items():
                    if inner_key in table and isinstance(inner, (list, tuple)):
                        table[inner_key] = [*table[inner_key], *inner]
                    else:
                        table[inner_key] = inner
            elif key in document and isinstance(value, (list, tuple)):
                document[key] = [*document[key], *value]
            else:
                document[key] = value
    if like is not None:
        _order_like(document, like)
    return document


def _order_like(document: Document, like: Mapping[str, Any]) -> None:
    places = {section.path: _numbered(section.rows) for section in sections_of(like)}
    for section in list(sections_of(document)):
        place = {name: index for index, name in enumerate(places.get(section.path, ()))}
        rows = sorted(
            zip(_numbered(section.rows), section.rows, strict=True),
            key=lambda pair: place.get(pair[0], len(place)),
        )
        table = document
        for key in section.path[:-1]:
            table = table[key]
        table[section.path[-1]] = [row for _, row in rows]


def _numbered(rows: Iterable[Mapping[str, Any]]) -> Sequence[tuple[str, int]]:
    """Return each row's name with how many of that name came before."""
    seen: Counter[str] = Counter()
    named = []
    for row in rows:
        name = row_name(row)
        named.append((name, seen[name]))
        seen[name] += 1
    return named
