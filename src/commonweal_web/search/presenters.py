"""What the page of a search says."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator

from commonweal_web.core.finding import MOST, Found, kinds
from commonweal_web.core.layout.filters import say_date

__all__ = ["SearchPage"]

_FIRST = 5
_PER_PAGE = 20
_AROUND = 90
_COMMAS = re.compile(r"(?<=\d)(?=\d)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """Some words, and whether they are what was sought."""

    said: str
    is_sought: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class HitLine:
    title: tuple[Piece, ...]
    said: tuple[Piece, ...]
    small: str
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """What is found of one kind: all of it, or the first of it and where the rest is."""

    id: str
    name: str
    count: str
    lines: tuple[HitLine, ...]
    more: str
    """The address of all of the kind; empty where all stands here."""
    more_text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchPage:
    """What was found, by kind; or ways on where nothing was."""

    title: str
    is_asked: bool
    too_little: bool
    groups: tuple[Group, ...]
    leaf: Any
    """The page of Django's paginator, where one kind is shown; else nothing."""
    query: str
    everything: str
    """The address of the same among everything, where one kind is shown; else empty."""

    @classmethod
    def of(
        cls,
        said: str,
        kind: str,
        words: tuple[str, ...],
        found: Mapping[str, Sequence[Found]],
        *,
        page: str | None,
    ) -> SearchPage:
        asked = {"q": said, "kind": kind}
        query = urlencode({name: value for name, value in asked.items() if value})
        leaf = Paginator(found[kind], _PER_PAGE).get_page(page) if kind in found else None
        names = dict(kinds())
        return cls(
            title=_title(said, is_found=any(found.values())) if words else "Search",
            is_asked=bool(said),
            too_little=bool(said) and not words,
            groups=tuple(
                _group(each, names[each], hits, leaf, said, words)
                for each, hits in found.items()
                if hits
            ),
            leaf=leaf,
            query=f"{query}&" if query else "",
            everything=f"?{urlencode({'q': said})}" if kind else "",
        )


def _title(said: str, *, is_found: bool) -> str:
    return f"Found for “{said}”" if is_found else f"Nothing found for “{said}”"


def _group(
    kind: str,
    name: str,
    hits: Sequence[Found],
    leaf: Any,
    said: str,
    words: tuple[str, ...],
) -> Group:
    shown = list(leaf) if leaf is not None else hits[:_FIRST]
    is_all = leaf is not None or len(hits) <= _FIRST
    n_found = f"{len(hits)}" if len(hits) < MOST else f"{MOST} or more"
    return Group(
        id=f"found-{kind}",
        name=name,
        count=n_found,
        lines=tuple(_line(one, words) for one in shown),
        more="" if is_all else f"?{urlencode({'q': said, 'kind': kind})}",
        more_text=f"All {n_found}",
    )


def _line(one: Found, words: tuple[str, ...]) -> HitLine:
    small = [one.within, say_date(one.at)]
    return HitLine(
        title=tuple(_pieces(one.title, words)),
        said=tuple(_pieces(_excerpt(one.said, words), words)),
        small=", ".join(part for part in small if part),
        address=one.address,
    )


def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    """Return what matches any of the words; a number with its commas or without."""
    each = [
        _COMMAS.sub(",?", word) if word.isdecimal() else re.escape(word)
        for word in sorted(words, key=len, reverse=True)
    ]
    return re.compile("|".join(each), re.IGNORECASE)


def _excerpt(said: str, words: tuple[str, ...]) -> str:
    """Return the words around the first that was sought."""
    plain = " ".join(said.split())
    met = _pattern(words).search(plain)
    at = 0 if met is None else met.start()
    start, end = max(0, at - _AROUND), min(len(plain), at + 2 * _AROUND)
    # Whole words: a line that is cut off stops where one ends.
    shown = plain[start:end].partition(" ")[2] if start else plain[:end]
    shown = shown.rpartition(" ")[0] or shown if end < len(plain) else shown
    return f"{'… ' if start else ''}{shown}{' …' if end < len(plain) else ''}"


def _pieces(said: str, words: tuple[str, ...]) -> Iterator[Piece]:
    at = 0
    for met in _pattern(words).finditer(said):
        if met.start() > at:
            yield Piece(said=said[at : met.start()], is_sought=False)
        yield Piece(said=met[0], is_sought=True)
        at = met.end()
    if at < len(said):
        yield Piece(said=said[at:], is_sought=False)
