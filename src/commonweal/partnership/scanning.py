"""Reading where things stand in the text of a TOML file: every header, key and value.

`tomllib` says what a file holds, not where. This says where, for text that `tomllib` has read: to
point at the line of a mistake, and to change one figure without touching the lines around it.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

__all__ = ["Assignment", "Header", "Path", "Statement", "Value", "statements"]

#: Keys and positions from the top of the file; rows count from 0.
Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """A value as it stands in the text, from `start` up to `end`, with the values inside it.

    `items` holds those of an inline table by key, and those of an array by position.
    """

    start: int
    end: int
    kind: Literal["plain", "array", "table"] = "plain"
    items: Mapping[Path, Value] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """`[table]`, or `[[row]]` of an array of tables; `path` ends in the row's position."""

    start: int
    path: Path
    is_row: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Assignment:
    """`key = value`. `table` is the path of the table it stands under, `path` its own."""

    start: int
    table: Path
    path: Path
    value: Value


Statement = Header | Assignment

_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")
_BASIC_STRING = re.compile(r'"(?:[^"\\\n]|\\.)*"')
_LITERAL_STRING = re.compile(r"'[^'\n]*'")
# Up to two quotes may stand just inside the closing three.
_LONG_BASIC_STRING = re.compile(r'"""(?:[^\\]|\\.)*?"{3,5}(?!")', re.DOTALL)
_LONG_LITERAL_STRING = re.compile(r"'''.*?'{3,5}(?!')", re.DOTALL)
_STRINGS = (_LONG_BASIC_STRING, _LONG_LITERAL_STRING, _BASIC_STRING, _LITERAL_STRING)
_PLAIN = re.compile(r"[^,\]}#\r\n]*[^,\]}#\r\n \t]")
_BLANK = re.compile(r"[ \t]*")
_GAP = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
_REST_OF_LINE = re.compile(r"[^\n]*\n?")


class _LostError(Exception):
    """The text is not TOML from here on."""


def statements(text: str) -> Iterator[Statement]:
    """Yield each header and assignment of a TOML file in the order in which it stands.

    Text that is no TOML ends the list early; nothing is raised.
    """
    scanner = _Scanner(text)
    try:
        yield from scanner.statements()
    except (_LostError, RecursionError):
        return


class _Scanner:
    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 1 if text.startswith("\ufeff") else 0
        self._n_rows: dict[Path, int] = {}

    def statements(self) -> Iterator[Statement]:
        table: Path = ()
        self._skip(_GAP)
        while self._at < len(self._text):
            start = self._at
            if self._text[start] == "[":
                is_row = self._text.startswith("[[", start)
                self._at += 2 if is_row else 1
                table = self._resolved(self._key(), is_row=is_row)
                yield Header(start=start, path=table, is_row=is_row)
                self._skip(_REST_OF_LINE)
            else:
                key = self._key()
                self._take("=")
                yield Assignment(start=start, table=table, path=(*table, *key), value=self._value())
            self._skip(_GAP)

    def _resolved(self, key: tuple[str, ...], *, is_row: bool) -> Path:
        """Return a header's path with the position of each row on it: always the latest."""
        path: Path = ()
        for part in key[:-1]:
            path = self._latest((*path, part))
        path = (*path, key[-1])
        if is_row:
            self._n_rows[path] = self._n_rows.get(path, 0) + 1
        return self._latest(path)

    def _latest(self, path: Path) -> Path:
        return (*path, self._n_rows[path] - 1) if path in self._n_rows else path

    def _skip(self, pattern: re.Pattern[str]) -> str:
        found = pattern.match(self._text, self._at)
        if found is None:
            raise _LostError
        self._at = found.end()
        return found[0]

    def _take(self, mark: str) -> None:
        self._skip(_BLANK)
        if not self._text.startswith(mark, self._at):
            raise _LostError
        self._at += len(mark)
        self._skip(_BLANK)

    def _next(self) -> str:
        return self._text[self._at : self._at + 1]

    def _key(self) -> tuple[str, ...]:
        parts: list[str] = []
        while True:
            self._skip(_BLANK)
            if self._next() == "'":
                parts.append(self._skip(_LITERAL_STRING)[1:-1])
            elif self._next() == '"':
                parts.append(_unescaped(self._skip(_BASIC_STRING)))
            else:
                parts.append(self._skip(_BARE_KEY))
            self._skip(_BLANK)
            if self._next() != ".":
                return tuple(parts)
            self._at += 1

    def _value(self) -> Value:
        start, first = self._at, self._next()
        if first == "[":
            items = dict(self._array())
            return Value(start=start, end=self._at, kind="array", items=items)
        if first == "{":
            items = dict(self._inline_table())
            return Value(start=start, end=self._at, kind="table", items=items)
        if first in ('"', "'"):
            for pattern in _STRINGS:
                if pattern.match(self._text, start):
                    self._skip(pattern)
                    return Value(start=start, end=self._at)
        self._skip(_PLAIN)
        return Value(start=start, end=self._at)

    def _array(self) -> Iterator[tuple[Path, Value]]:
        self._at += 1
        position = 0
        while True:
            self._skip(_GAP)
            if self._next() == "]":
                self._at += 1
                return
            yield (position,), self._value()
            position += 1
            self._skip(_GAP)
            if self._next() == ",":
                self._at += 1

    def _inline_table(self) -> Iterator[tuple[Path, Value]]:
        self._at += 1
        while True:
            self._skip(_GAP)
            if self._next() == "}":
                self._at += 1
                return
            key = self._key()
            self._take("=")
            yield key, self._value()
            self._skip(_GAP)
            if self._next() == ",":
                self._at += 1


def _unescaped(quoted: str) -> str:
    try:
        return next(iter(tomllib.loads(f"{quoted} = 0")))
    except tomllib.TOMLDecodeError as error:
        raise _LostError from error
