"""The keys of sealed answers: given by the environment, or kept in one file beside the database.

Neither is ever in the database or in a backup. The first is for new answers; the others still open
what was sealed under them.
"""

from __future__ import annotations

import base64
import hashlib
import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from django.conf import settings

__all__ = [
    "Key",
    "KeyLostError",
    "forget_old_keys",
    "key_file",
    "key_for_new",
    "keys",
    "keys_by_id",
    "make_new_key",
]

_BYTES = 32


class KeyLostError(Exception):
    """The key that something was sealed under is not here: it cannot be opened."""

    def __init__(self, key_id: str) -> None:
        super().__init__(f"The key {key_id} of sealed answers is not here.")
        self.key_id = key_id


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """A key. Its id is kept beside what it sealed, and tells nothing of it."""

    id: str
    secret: bytes = field(repr=False)

    @classmethod
    def of(cls, secret: bytes) -> Key:
        return cls(
            id=hashlib.sha256(b"commonweal exchange key\n" + secret).hexdigest()[:16], secret=secret
        )


def key_file() -> Path:
    return Path(settings.HOME) / "exchange-key"


def keys() -> tuple[Key, ...]:
    """Return every key that is here, that for new answers first; none before the first need."""
    given: tuple[bytes, ...] = settings.EXCHANGE_KEYS
    return tuple(Key.of(secret) for secret in given or _from_file())


def keys_by_id() -> Mapping[str, Key]:
    return {key.id: key for key in keys()}


def key_for_new() -> Key:
    """Return the key for new answers; the first is made when it is first needed."""
    if not keys():
        _write_first(secrets.token_bytes(_BYTES))
    return keys()[0]


def make_new_key() -> Key:
    """Put a new key before those in the file."""
    _replace((secrets.token_bytes(_BYTES), *_from_file()))
    return keys()[0]


def forget_old_keys() -> None:
    """Keep only the key for new answers: what lies elsewhere under others never opens again."""
    _replace(_from_file()[:1])


def _from_file() -> tuple[bytes, ...]:
    try:
        lines = key_file().read_text(encoding="ascii").split()
    except FileNotFoundError:
        return ()
    return tuple(base64.b64decode(line) for line in lines)


def _text(secret_keys: tuple[bytes, ...]) -> str:
    return "".join(base64.b64encode(secret).decode("ascii") + "\n" for secret in secret_keys)


def _write_first(secret: bytes) -> None:
    """Write the first key; where another process was quicker, its key stands."""
    file = key_file()
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    unfinished = file.with_name(f"{file.name}.{secrets.token_hex(8)}")
    descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as out:
        out.write(_text((secret,)))
        out.flush()
        os.fsync(out.fileno())
    try:
        # A link is made whole or not at all, and never over a key that is there.
        os.link(unfinished, file)
    except FileExistsError:
        pass
    finally:
        unfinished.unlink()


def _replace(secret_keys: tuple[bytes, ...]) -> None:
    file = key_file()
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    unfinished = file.with_name(f"{file.name}.{secrets.token_hex(8)}")
    descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as out:
        out.write(_text(secret_keys))
        out.flush()
        os.fsync(out.fileno())
    os.replace(unfinished, file)
