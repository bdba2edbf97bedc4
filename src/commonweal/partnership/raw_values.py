"""Parsed values before the schema sees them: what no file can hold, and the rest as JSON.

TOML and JSON give figures, texts and dates of their own kinds. The schema judges JSON, strictly:
there `"1200"` is a text and no number, and `true` no 1, whichever form the file came in.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator, Mapping
from typing import Any

from .locate import Path, key_name

__all__ = ["Finding", "as_json", "filled_in", "is_unicode", "unusable_values"]

#: (path, reason, mend)
Finding = tuple[Path, str, str]

#: Ten trillion, as `commonweal.money` has it: some three times the country's yearly output.
LARGEST = 10**13

#: Rows within rows: options, their levers, a range, its outcomes. Ten levels would be many.
DEEPEST = 30

#: A seed is no amount; it may take all of TOML's 63 bits.
_SEED: Path = ("simulation", "seed")


def unusable_values(value: Any, path: Path = ()) -> Iterator[Finding]:
    """Yield each value that no key of a partnership file could take, whatever its schema says."""
    if len(path) > DEEPEST:
        mend = "Look for a bracket too many, or something pasted in by mistake."
        yield path[:3], f"Tables stand more than {DEEPEST} deep in one another.", mend
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            if not isinstance(key, str):
                yield path, f"The key {key!r} is no text.", "Name every key by a text."
            elif not is_unicode(key):
                yield path, f"The key {key!r} holds half a character.", "Type the key again."
            else:
                yield from unusable_values(inner, (*path, key))
    elif isinstance(value, (list, tuple)):
        for index, inner in enumerate(value):
            yield from unusable_values(inner, (*path, index))
    elif isinstance(value, str):
        if not is_unicode(value):
            yield path, f"The text {value!r} holds half a character.", "Type the text again."
    elif isinstance(value, (int, float)):
        # Infinity is left to the schema, which knows whether a number belongs there at all.
        if path != _SEED and LARGEST < abs(value) < float("inf"):
            mend = "Check the figure, and whether it was already multiplied."
            yield path, f"{key_name(path)} is more than ten trillion.", mend
    elif value is not None and not isinstance(value, (dt.date, dt.time)):
        yield path, f"A value of the kind {type(value).__name__} cannot be kept.", "Leave it out."


def is_unicode(text: str) -> bool:
    """Say whether a text holds whole characters only, as every file must."""
    return not any("\ud800" <= letter <= "\udfff" for letter in text)


def as_json(raw: Mapping[str, Any]) -> str:
    """Return parsed values as JSON, with dates as ISO text and whole figures as integers."""
    return json.dumps(_plain(raw))


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _plain(inner) for key, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(inner) for inner in value]
    if isinstance(value, (dt.date, dt.time)):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer() and value:
        return int(value)
    return value


def filled_in(raw: Mapping[str, Any]) -> dict[str, Any]:
    """Return parsed values with the figure of each assumption wherever it is named."""
    values = {
        f"assumption:{row['id']}": row["value"]
        for row in raw.get("assumptions", [])
        if "id" in row and "value" in row
    }

    def filled(value: Any) -> Any:
        if isinstance(value, Mapping):
            return {key: filled(inner) for key, inner in value.items()}
        if isinstance(value, (list, tuple)):
            return [filled(inner) for inner in value]
        return values.get(value, value) if isinstance(value, str) else value

    return {key: value if key == "assumptions" else filled(value) for key, value in raw.items()}
