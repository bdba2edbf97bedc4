"""Parsed values before the schema sees them: what no file can hold, and the rest as JSON has it.

TOML and JSON give figures, texts and dates of their own kinds. The schema judges JSON, strictly:
there `"1200"` is a text and no number, and `true` no 1, whichever form the file came in.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Any

from .locate import Path, key_name

__all__ = ["Finding", "as_json_values", "filled_in", "is_unicode", "unusable_values"]

#: (path, reason, mend)
Finding = tuple[Path, str, str]

#: Ten trillion, as `commonweal.money` has it: some three times the country's yearly output.
LARGEST = 10**13

#: Rows within rows: options, their levers, a range, its outcomes. Ten levels would be many.
DEEPEST = 30

#: What Unicode calls white space, as the schema strips it from texts. Python's own notion is wider.
_SPACE = "\t\n\x0b\x0c\r \x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009"
_SPACE += "\u200a\u2028\u2029\u202f\u205f\u3000"

#: A seed is no amount; it may take all of TOML's 63 bits.
_SEED: Path = ("simulation", "seed")


def unusable_values(value: Any, path: Path = ()) -> Iterator[Finding]:
    """Yield each value that no key of a partnership file could take, whatever its schema says."""
    if len(path) > DEEPEST:
        mend = "Look for a bracket too many, or something pasted in by mistake."
        yield path[:3], f"Tables stand more than {DEEPEST} deep in one another.", mend
    elif isinstance(value, Mapping):
        seen: set[str] = set()
        for key, inner in value.items():
            if not isinstance(key, str):
                yield path, f"The key {key!r} is no text.", "Name every key by a text."
                continue
            if key.strip(_SPACE) in seen:
                name = key.strip(_SPACE)
                yield (*path, key), f"The key {name} stands here twice.", "Keep one of them."
            seen.add(key.strip(_SPACE))
            if not is_unicode(key):
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


def as_json_values(value: Any) -> Any:
    """Return parsed values as the schema is to see them: dates as ISO text, whole figures as
    integers, and no space around a text or a key."""
    if isinstance(value, Mapping):
        return {key.strip(_SPACE): as_json_values(inner) for key, inner in value.items()}
    if isinstance(value, str):
        return value.strip(_SPACE)
    if isinstance(value, (list, tuple)):
        return [as_json_values(inner) for inner in value]
    if isinstance(value, (dt.date, dt.time)):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer() and value:
        return int(value)
    return value


def filled_in(raw: Mapping[str, Any]) -> dict[str, Any]:
    """Return JSON values with the figure of each assumption wherever it is named."""
    values = {
        f"assumption:{row['id']}": row["value"]
        for row in raw.get("assumptions", [])
        if "id" in row and "value" in row
    }

    def filled(value: Any) -> Any:
        if isinstance(value, Mapping):
            return {key: filled(inner) for key, inner in value.items()}
        if isinstance(value, list):
            return [filled(inner) for inner in value]
        return values.get(value, value) if isinstance(value, str) else value

    return {key: value if key == "assumptions" else filled(value) for key, value in raw.items()}
