"""An answer as the exact text that is hashed: the same answer is the same text everywhere."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Mapping
from typing import Any, Final

from commonweal.errors import InputError

__all__ = ["PAD_TO", "answer_text", "padded", "unpadded"]

#: Bytes that a sealed answer is filled up to, in steps, so that its size says nothing.
PAD_TO: Final = 16_384


def answer_text(answer: Mapping[str, Any]) -> str:
    """Return an answer as canonical JSON: keys in order, letters composed, no spaces.

    Raises
    ------
    InputError
        It holds something that JSON does not: a number without end, a value of another kind.
    """
    try:
        return json.dumps(
            _composed(answer),
            ensure_ascii=False,
            allow_nan=False,
            sort_keys=True,
            separators=(",", ":"),
        )
    except (TypeError, ValueError) as error:
        raise InputError(
            f"The answer cannot be sealed: {error}.",
            hint="Use text, numbers, yes or no, and lists of these.",
        ) from error


def padded(data: bytes, *, size: int | None = None) -> bytes:
    """Return bytes of a size that is the same for every answer of ordinary length.

    With `size`, of that many bytes exactly, whatever the answer.

    Raises
    ------
    InputError
        The answer is longer than `size` has room for.
    """
    whole = len(data).to_bytes(8, "big") + data
    if size is None:
        return whole + bytes(-len(whole) % PAD_TO)
    if len(whole) > size:
        raise InputError(
            f"The answer has {len(data):,} bytes, and {size - 8:,} have room: every answer is "
            "filled up to one size, so that its size says nothing.",
            hint="Shorten it.",
        )
    return whole + bytes(size - len(whole))


def unpadded(data: bytes) -> bytes:
    """Return what `padded` was given.

    Raises
    ------
    InputError
        The bytes are not from there.
    """
    length = int.from_bytes(data[:8], "big")
    if len(data) < 8 or length > len(data) - 8 or any(data[8 + length :]):
        raise InputError(
            "These bytes are not a padded answer.", hint="Give the bytes as they were kept."
        )
    return data[8 : 8 + length]


def _composed(value: Any) -> Any:
    """Return a value with its texts in one form: é is one letter however it was typed."""
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value)
    if isinstance(value, Mapping):
        return {_composed(str(key)): _composed(inner) for key, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return [_composed(inner) for inner in value]
    return value
