"""A partnership written as TOML from nothing, without loss: read again, it is equal."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import tomlkit

from .base import Entry
from .document import Partnership

__all__ = [
    "is_rows",
    "key_as_toml",
    "plain",
    "rows_as_toml",
    "table_as_toml",
    "value_as_toml",
    "write_toml",
]

#: Keys that say which kind of entry a table is; written even where they equal a default.
_ALWAYS_WRITTEN = frozenset({"lever", "cost", "risk", "schema_version", "name", "id"})

_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")


def plain(entry: Entry) -> dict[str, Any]:
    """Return an entry as the values that TOML holds, leaving out what equals its default."""
    values: dict[str, Any] = {}
    for name, field in type(entry).model_fields.items():
        value = getattr(entry, name)
        is_default = not field.is_required() and value == field.get_default(
            call_default_factory=True
        )
        if value is None or (is_default and name not in _ALWAYS_WRITTEN):
            continue
        values[name] = _plain_value(value)
    return values


def _plain_value(value: Any) -> Any:
    if isinstance(value, Entry):
        return plain(value)
    if isinstance(value, Mapping):
        return {key: _plain_value(inner) for key, inner in value.items()}
    if isinstance(value, (tuple, list)):
        return [_plain_value(inner) for inner in value]
    if isinstance(value, float) and value.is_integer() and abs(value) < 2**53:
        return int(value)
    return value


def write_toml(partnership: Partnership) -> str:
    """Return a partnership as TOML that reads back equal."""
    return "\n".join(_table_lines(plain(partnership), ())).strip("\n") + "\n"


def _table_lines(values: Mapping[str, Any], path: tuple[str, ...]) -> Iterator[str]:
    """Yield a table's own keys first, then the tables in it, as TOML needs."""
    tables = {key: value for key, value in values.items() if is_rows(value)}
    if not path:  # at the top, a table reads better under a heading of its own
        tables |= {key: value for key, value in values.items() if isinstance(value, Mapping)}
    for key, value in values.items():
        if key not in tables:
            yield f"{key_as_toml(key)} = {value_as_toml(value)}"
    for key, value in values.items():
        if key in tables and isinstance(value, Mapping):
            yield from table_as_toml(value, (*path, key))
        elif key in tables:
            yield from rows_as_toml(value, (*path, key))


def table_as_toml(values: Mapping[str, Any], path: tuple[str, ...]) -> Iterator[str]:
    """Yield the lines of a table under its heading, a blank line before it."""
    lines = list(_table_lines(values, path))
    if not lines or lines[0]:  # rows alone make their table, without a heading
        yield from ("", f"[{'.'.join(map(key_as_toml, path))}]")
    yield from lines


def rows_as_toml(rows: Sequence[Mapping[str, Any]], path: tuple[str, ...]) -> Iterator[str]:
    """Yield the lines of an array of tables, a blank line before each."""
    heading = ".".join(map(key_as_toml, path))
    for row in rows:
        yield from ("", f"[[{heading}]]", *_table_lines(row, path))


def is_rows(value: Any) -> bool:
    """Say whether a value is written as an array of tables."""
    return isinstance(value, list) and bool(value) and all(isinstance(v, Mapping) for v in value)


def key_as_toml(key: str) -> str:
    """Return a key as it stands in TOML, in quotes where it must be."""
    return key if _BARE_KEY.fullmatch(key) else value_as_toml(key)


def value_as_toml(value: Any) -> str:
    """Return a value as it stands in TOML, on one line."""
    if isinstance(value, Mapping):
        pairs = (f"{key_as_toml(key)} = {value_as_toml(inner)}" for key, inner in value.items())
        inside = ", ".join(pairs)
        return f"{{ {inside} }}" if inside else "{}"
    if isinstance(value, list):
        return f"[{', '.join(map(value_as_toml, value))}]"
    if isinstance(value, (str, bool, int, float, dt.date)):
        return tomlkit.item(value).as_string()
    raise TypeError(f"TOML cannot hold {value!r}")
