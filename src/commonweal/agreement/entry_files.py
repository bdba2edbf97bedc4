"""Reading a document of ours from TOML or plain values, and writing one so that it reads back."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar

from pydantic import ValidationError

from commonweal.errors import FileFormatError, InputError, Place, Refusal, RefusedError
from commonweal.partnership import Entry, plain
from commonweal.partnership.locate import key_text, line_by_path, nearest_line
from commonweal.partnership.raw_values import as_json_values
from commonweal.partnership.toml_form import parse_toml
from commonweal.partnership.words import refusals_of
from commonweal.partnership.writing import (
    is_rows,
    key_as_toml,
    rows_as_toml,
    table_as_toml,
    value_as_toml,
)

__all__ = ["EntryFault", "check_entry", "read_entry", "read_entry_values", "write_entry"]

EntryT = TypeVar("EntryT", bound=Entry)

#: Where a fault is, what is wrong, and how to mend it.
EntryFault = tuple[tuple[str | int, ...], str, str]
Check = Callable[[Any], Iterable[EntryFault]]


def read_entry(
    model: type[EntryT], text: str, *, source: str, what: str, check: Check | None = None
) -> EntryT:
    """Read a document from TOML; `what` names it in words, such as "a plan".

    Raises
    ------
    FileFormatError
        The text is not TOML, or holds nothing.
    RefusedError
        Something in it cannot be used; its report lists every fault with place and mend.
    """
    raw = parse_toml(text, source=source)
    return read_entry_values(model, raw, source=source, what=what, check=check, text=text)


def read_entry_values(
    model: type[EntryT],
    raw: Mapping[str, Any],
    *,
    source: str,
    what: str,
    check: Check | None = None,
    text: str = "",
) -> EntryT:
    """Read a document from plain values, as TOML or JSON parses to; see `read_entry`."""
    if not isinstance(raw, Mapping) or not raw:
        raise FileFormatError(
            f"{source} is not {what}: it holds no keys.",
            hint="The guide shows one, key by key.",
            place=Place(file=source),
        )
    lines = line_by_path(text)
    values = as_json_values(raw)
    try:
        found = model.model_validate_json(json.dumps(values), strict=True)
    except ValidationError as error:
        refused = list(dict.fromkeys(refusals_of(error, values, source=source, lines=lines)))
        raise RefusedError.from_refusals(source, refused, read=len(values)) from error
    refused = [
        Refusal(
            place=Place(file=source, key=key_text(path), line=nearest_line(lines, path)),
            reason=reason,
            mend=mend,
        )
        for path, reason, mend in (check(found) if check is not None else ())
    ]
    if refused:
        raise RefusedError.from_refusals(source, refused, read=len(values))
    return found


def check_entry(found: Entry, check: Check) -> None:
    """Refuse a document made in code for the faults for which a file would be refused.

    Raises InputError with the first.
    """
    for path, reason, mend in check(found):
        raise InputError(reason, hint=mend, place=Place(key=key_text(path)))


def write_entry(entry: Entry) -> str:
    """Return a document as TOML that reads back equal."""
    values = plain(entry)
    rows = {key: value for key, value in values.items() if is_rows(value)}
    tables = {key: value for key, value in values.items() if isinstance(value, Mapping)}
    lines = [
        f"{key_as_toml(key)} = {value_as_toml(value)}"
        for key, value in values.items()
        if key not in rows and key not in tables
    ]
    for key, value in values.items():
        if key in rows:
            lines.extend(rows_as_toml(value, (key,)))
        elif key in tables:
            lines.extend(table_as_toml(value, (key,)))
    return "\n".join(lines) + "\n"
