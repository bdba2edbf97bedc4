"""Sealing an answer and opening it again: AES-256-GCM, under a key that no database holds.

A sealed answer is bound to its exchange, use, body, role and version: moved to another place, or
altered by one bit, it does not open. Each has a nonce and a salt of its own, and one size.
"""

from __future__ import annotations

import base64
import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from commonweal.exchange import Opening, answer_text, padded, receipt_of, unpadded
from commonweal_web.exchange.keys import Key, KeyLostError, key_for_new, keys_by_id

__all__ = ["Place", "Sealed", "TamperedError", "open_sealed", "seal", "seal_again"]

_NONCE = 12
_SALT = 32


class TamperedError(Exception):
    """What is kept is not what was sealed, or not in the place that it was sealed for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """What an answer is bound to."""

    exchange: str
    use: str
    body: str
    role: str
    version: int

    def to_bytes(self) -> bytes:
        bound = [self.exchange, self.use, self.body, self.role, self.version]
        return json.dumps(["commonweal-sealed", *bound]).encode("utf-8")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sealed:
    """An answer as the database keeps it, all in text, and the hash of its receipt."""

    key_id: str
    nonce: str
    sealed: str
    digest: str


def seal(answer: Mapping[str, Any], *, place: Place, authorised_by: str, size: int) -> Sealed:
    """Seal an answer, filled up to `size` bytes.

    Raises
    ------
    InputError
        It is too long, or holds what JSON does not.
    """
    opening = Opening(
        exchange=place.exchange,
        body=place.body,
        role=place.role,
        version=place.version,
        authorised_by=authorised_by,
        answer=answer,
        salt=secrets.token_bytes(_SALT),
    )
    text = answer_text(opening.to_dict())
    # Hashed as it will be read back, so that page, receipt and opening are one text.
    read_back = Opening.from_dict(json.loads(text), source="the answer")
    data = padded(text.encode("utf-8"), size=size)
    return _sealed(data, key_for_new(), place, receipt_of(read_back).digest)


def open_sealed(kept: Sealed, *, place: Place) -> Opening:
    """Open an answer.

    Raises
    ------
    KeyLostError
        The key that it was sealed under is not here.
    TamperedError
        It was altered, moved, or is not the one that its receipt was given for.
    """
    opening = Opening.from_dict(json.loads(_plain(kept, place)), source="the sealed answer")
    is_there = (opening.exchange, opening.body, opening.role, opening.version) == (
        place.exchange, place.body, place.role, place.version,
    )  # fmt: skip
    if not is_there or receipt_of(opening).digest != kept.digest:
        raise TamperedError("The answer that was kept is not the one that was sealed.")
    return opening


def seal_again(kept: Sealed, *, place: Place) -> Sealed:
    """Seal the same under the key for new answers; its receipt stays."""
    data = base64.b64decode(kept.sealed)
    key = _key_of(kept)
    return _sealed(_decrypted(key, kept, data, place), key_for_new(), place, kept.digest)


def _sealed(data: bytes, key: Key, place: Place, digest: str) -> Sealed:
    nonce = secrets.token_bytes(_NONCE)
    sealed = AESGCM(key.secret).encrypt(nonce, data, place.to_bytes())
    return Sealed(
        key_id=key.id,
        nonce=nonce.hex(),
        sealed=base64.b64encode(sealed).decode("ascii"),
        digest=digest,
    )


def _plain(kept: Sealed, place: Place) -> str:
    data = _decrypted(_key_of(kept), kept, base64.b64decode(kept.sealed), place)
    return unpadded(data).decode("utf-8")


def _key_of(kept: Sealed) -> Key:
    key = keys_by_id().get(kept.key_id)
    if key is None:
        raise KeyLostError(kept.key_id)
    return key


def _decrypted(key: Key, kept: Sealed, data: bytes, place: Place) -> bytes:
    try:
        return AESGCM(key.secret).decrypt(bytes.fromhex(kept.nonce), data, place.to_bytes())
    except (InvalidTag, ValueError) as error:
        raise TamperedError("The answer that was kept is not the one that was sealed.") from error
