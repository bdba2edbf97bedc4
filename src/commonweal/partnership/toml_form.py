"""The partnership file as TOML: read with every fault reported at once, written without loss."""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Mapping, MutableMapping, Sequence
from typing import Any

import tomlkit
from pydantic import ValidationError
from tomlkit.items import AoT

from commonweal.errors import FileFormatError, Place, ReaderReport, Refusal, RefusedError

from .base import Entry
from .cautions import cautions, defaults_used
from .cross_checks import findings
from .document import Partnership
from .locate import key_text, line_by_path, nearest_line
from .words import refusals_of

__all__ = ["parse_toml", "plain", "read_partnership", "read_values", "rewrite_toml", "write_toml"]

#: Keys that say which kind of entry a table is; written even where they equal a default.
_ALWAYS_WRITTEN = frozenset({"lever", "cost", "risk", "schema_version", "name", "id"})


def parse_toml(text: str, *, source: str) -> dict[str, Any]:
    """Parse TOML, turning a fault of syntax into a `FileFormatError` with its line."""
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        message = str(error)
        line = None
        if "(at line " in message:
            line = int(message.split("(at line ")[1].split(",")[0])
            message = message.split(" (at line ")[0]
        raise FileFormatError(
            f"This is not TOML that can be read: {message[0].lower()}{message[1:]}.",
            hint="Look at that line and the one before it: a quote, a bracket or an equals sign "
            "is often missing. Text stands in quotes; numbers do not.",
            place=Place(file=source, line=line),
        ) from error


def read_partnership(text: str, *, source: str) -> tuple[Partnership, ReaderReport]:
    """Read a partnership file and say what became of everything in it.

    Raises
    ------
    FileFormatError
        The text is not TOML.
    RefusedError
        Something in it cannot be used; its report lists every fault with place and mend.
    """
    raw = parse_toml(text, source=source)
    return read_values(raw, source=source, text=text)


def read_values(
    raw: Mapping[str, Any], *, source: str, text: str = ""
) -> tuple[Partnership, ReaderReport]:
    """Read a partnership from plain values; see `read_partnership`."""
    lines = line_by_path(text)
    refused: list[Refusal] = []
    partnership: Partnership | None = None
    try:
        partnership = Partnership.model_validate(raw)
    except ValidationError as error:
        refused.extend(refusals_of(error, raw, source=source, lines=lines))
    for path, reason, mend in findings(raw):
        place = Place(file=source, key=key_text(path), line=nearest_line(lines, path))
        refused.append(Refusal(place=place, reason=reason, mend=mend))
    n_read = sum(len(value) if isinstance(value, list) else 1 for value in raw.values())
    if refused or partnership is None:
        unique = tuple(dict.fromkeys(refused))
        raise RefusedError.from_refusals(source, unique, read=n_read)
    report = ReaderReport(
        source=source,
        read=n_read,
        accepted=n_read,
        warnings=tuple(cautions(partnership, source=source, lines=lines)),
        defaults=defaults_used(partnership),
    )
    return partnership, report


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
    document = tomlkit.document()
    _fill(document, plain(partnership))
    return tomlkit.dumps(document)


def _fill(table: MutableMapping[str, Any], values: Mapping[str, Any]) -> None:
    """Add values to a table: plain keys first, then tables, as TOML needs."""
    tables = {key: value for key, value in values.items() if _is_tables(value)}
    for key, value in values.items():
        if key not in tables:
            table[key] = _item(value)
    for key, entries in tables.items():
        array = tomlkit.aot()
        for entry in entries:
            inner = tomlkit.table()
            _fill(inner, entry)
            array.append(inner)
        table[key] = array


def _is_tables(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(v, Mapping) for v in value)


def _item(value: Any) -> Any:
    if isinstance(value, Mapping):
        inline = tomlkit.inline_table()
        for key, inner in value.items():
            inline[key] = _item(inner)
        return inline
    if isinstance(value, list):
        array = tomlkit.array()
        for inner in value:
            array.append(_item(inner))
        return array
    if isinstance(value, (str, bool, int, float, dt.date, dt.datetime)):
        return tomlkit.item(value)
    raise TypeError(f"TOML cannot hold {value!r}")


def rewrite_toml(text: str, partnership: Partnership) -> str:
    """Return `text` changed to hold `partnership`, its comments and order kept.

    Rows of an array of tables are matched by their place; what is unchanged is not touched, a
    default that the writer said aloud included.
    """
    before = Partnership.model_validate(tomllib.loads(text))
    document = tomlkit.parse(text)
    _merge(document, plain(before), plain(partnership))
    return tomlkit.dumps(document)


def _merge(
    table: MutableMapping[str, Any], before: Mapping[str, Any], after: Mapping[str, Any]
) -> None:
    for key in before:
        if key not in after and key in table:
            del table[key]
    for key, value in after.items():
        if key not in table:
            table[key] = _new(value)
            continue
        old = before.get(key)
        if old == value:
            continue
        item = table[key]
        if isinstance(item, AoT) and _is_tables(value):
            _merge_rows(item, old if isinstance(old, list) else [], value)
        elif isinstance(item, MutableMapping) and isinstance(value, Mapping):
            _merge(item, old if isinstance(old, Mapping) else {}, value)
        else:
            table[key] = _new(value)


def _merge_rows(
    rows: AoT, before: Sequence[Mapping[str, Any]], after: Sequence[Mapping[str, Any]]
) -> None:
    for index, value in enumerate(after):
        if index < len(rows):
            _merge(rows[index], before[index], value)
        else:
            inner = tomlkit.table()
            _fill(inner, value)
            rows.append(inner)
    while len(rows) > len(after):
        del rows[-1]


def _new(value: Any) -> Any:
    if _is_tables(value):
        holder = tomlkit.document()
        _fill(holder, {"rows": value})
        return holder["rows"]
    return _item(value)
