"""What can be found by its words: each app says what it holds, to one asker; search gathers it.

    def ready(self) -> None:
        from commonweal_web.core.finding import add_source
        from .finding import found
        add_source("agreements", "Agreements", found)

    def found(sought: Sought) -> Iterator[Found]: ...

A source asks the policy for everything that it yields and asks the database a fixed number of
questions. It looks only through words that this asker could read on a page: never through what
would be kept back from them, for that something is found tells what it says.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from typing import Any

from commonweal_web.core.policy import Standing

__all__ = ["MOST", "Found", "Sought", "add_source", "find", "kinds", "words_of"]

MOST = 200
"""So many of each kind are found at most."""

_MOST_WORDS = 8
_LEAST_CHARACTERS = 2
_BETWEEN_DIGITS = re.compile(r"(?<=\d),(?=\d{3})")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sought:
    """What somebody looks for."""

    user: Any
    standing: Standing
    words: tuple[str, ...]
    """In small letters, numbers without commas; all of them must be found."""
    partnerships: Mapping[int, Any] = field(default_factory=dict)
    """Those they take part in, by id, as `partnerships.queries` gives them."""

    def is_in(self, *texts: str) -> bool:
        """Return whether every word stands somewhere in these texts."""
        plain = _plain(" ".join(texts))
        return all(word in plain for word in self.words)

    def is_partly_in(self, text: str) -> bool:
        """Return whether one of the words stands in a text."""
        plain = _plain(text)
        return any(word in plain for word in self.words)

    @property
    def written(self) -> tuple[str, ...]:
        """Every way in which one of the words may be written: a number with its commas too.

        For asking the database for rows that may hold them; `is_in` decides.
        """
        with_commas = [f"{int(word):,}" for word in self.words if word.isdecimal()]
        return tuple(dict.fromkeys([*self.words, *with_commas]))


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One thing that was found, in plain words; its address is one that the asker may open."""

    title: str
    said: str
    """The words around what was sought, or what the thing is."""
    address: str
    within: str = ""
    """The partnership or body in which it stands."""
    at: datetime | None = None
    """From when it is: the newest stands first."""


Source = Callable[[Sought], Iterable[Found]]

_sources: dict[str, tuple[str, Source]] = {}


def add_source(kind: str, name: str, source: Source) -> None:
    """Add what finds one kind of thing; `kind` stands in addresses, `name` above what is found."""
    _sources[kind] = (name, source)


def kinds() -> tuple[tuple[str, str], ...]:
    """Return every kind and its name, in the order in which they were added."""
    return tuple((kind, name) for kind, (name, _) in _sources.items())


def find(sought: Sought, kind: str = "") -> dict[str, list[Found]]:
    """Return what is found, by kind: at most `MOST` of each, whose title holds the words first."""
    return {
        each: _in_order(sought, islice(source(sought), MOST))
        for each, (_, source) in _sources.items()
        if kind in ("", each)
    }


def words_of(said: str) -> tuple[str, ...]:
    """Return the words that are looked for; none where too little was typed."""
    words = _plain(said).replace("£", " ").split()[:_MOST_WORDS]
    return tuple(words) if sum(map(len, words)) >= _LEAST_CHARACTERS else ()


def _plain(said: str) -> str:
    return _BETWEEN_DIGITS.sub("", said.casefold())


def _in_order(sought: Sought, found: Iterable[Found]) -> list[Found]:
    def place(one: Found) -> tuple[bool, float, str]:
        return (
            not sought.is_in(one.title),
            -one.at.timestamp() if one.at is not None else 0.0,
            one.title,
        )

    return sorted(found, key=place)
