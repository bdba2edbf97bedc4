"""Receipts: what a body holds to prove later what it had sealed, and that nobody changed it.

A receipt is a hash over the answer, who gave it in which exchange, and a random salt. Without the
salt the hash tells nothing: a number from a short list could otherwise be tried until it fits. With
the opening (answer and salt) anybody can work the hash out again, without the site.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal

from commonweal.errors import FileFormatError, InputError, Place

from .answers import answer_text

__all__ = [
    "LEAST_SALT",
    "OPENINGS_KIND",
    "RECEIPTS_KIND",
    "Opening",
    "Receipt",
    "Verification",
    "opening_for",
    "receipt_of",
    "verify",
]

#: Bytes of salt, 128 bits: more than can be tried.
LEAST_SALT: Final = 16

_KIND: Final = "commonweal-sealed-answer-1"

#: What files of all openings, and of all receipts, of one exchange say that they are.
OPENINGS_KIND: Final = "commonweal-openings-1"
RECEIPTS_KIND: Final = "commonweal-receipts-1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """A sealed answer once it is open: all that its receipt was made from."""

    exchange: str
    """The exchange's own id."""
    body: str
    role: str
    """In which role of the body: empty where the body answers as one."""
    version: int
    """1 for the first answer, one more for each that replaced it."""
    authorised_by: str
    """Who in the body authorised it."""
    answer: Mapping[str, Any]
    salt: bytes

    def __post_init__(self) -> None:
        if len(self.salt) < LEAST_SALT:
            raise InputError(
                f"The salt has {len(self.salt)} bytes.",
                hint=f"Draw at least {LEAST_SALT} at random, anew for every answer.",
                place=Place(key="salt"),
            )

    def to_dict(self) -> dict[str, Any]:
        return {
            "kind": _KIND,
            "exchange": self.exchange,
            "body": self.body,
            "role": self.role,
            "version": self.version,
            "authorised_by": self.authorised_by,
            "answer": self.answer,
            "salt": self.salt.hex(),
        }

    @classmethod
    def from_dict(cls, values: Mapping[str, Any], *, source: str) -> Opening:
        """Read an opening from plain values.

        Raises
        ------
        FileFormatError
            They are not an opening.
        """
        _check(
            values,
            {
                "exchange": str,
                "body": str,
                "role": str,
                "version": int,
                "authorised_by": str,
                "answer": Mapping,
                "salt": str,
            },
            "an opening",
            source,
        )
        try:
            salt = bytes.fromhex(values["salt"])
        except ValueError as error:
            raise FileFormatError(
                "The salt of the opening is not written as hexadecimal digits.",
                hint="Give the opening as the site exports it.",
                place=Place(file=source, key="salt"),
            ) from error
        return cls(
            exchange=values["exchange"],
            body=values["body"],
            role=values["role"],
            version=values["version"],
            authorised_by=values["authorised_by"],
            answer=values["answer"],
            salt=salt,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """What a body is given when it seals an answer. It says nothing of the answer."""

    exchange: str
    body: str
    role: str
    version: int
    digest: str
    """SHA-256 of the opening, 64 hexadecimal digits."""

    def to_dict(self) -> dict[str, Any]:
        return {
            "kind": _KIND,
            "exchange": self.exchange,
            "body": self.body,
            "role": self.role,
            "version": self.version,
            "digest": self.digest,
        }

    @classmethod
    def from_dict(cls, values: Mapping[str, Any], *, source: str) -> Receipt:
        """Read a receipt from plain values; FileFormatError where they are none."""
        wanted = {"exchange": str, "body": str, "role": str, "version": int, "digest": str}
        _check(values, wanted, "a receipt", source)
        return cls(**{key: values[key] for key in wanted})


@dataclass(frozen=True, slots=True, kw_only=True)
class Verification:
    """Whether an opened answer is the one that was sealed."""

    is_same: bool
    sentence: str
    digest: str
    """As it comes out now."""

    def to_dict(self) -> dict[str, Any]:
        return {"same": self.is_same, "sentence": self.sentence, "digest": self.digest}


def receipt_of(opening: Opening) -> Receipt:
    """Return the receipt of an answer with its salt."""
    return Receipt(
        exchange=opening.exchange,
        body=opening.body,
        role=opening.role,
        version=opening.version,
        digest=_digest(opening),
    )


def opening_for(receipt: Receipt, values: Mapping[str, Any], *, source: str) -> Opening:
    """Read the opening that a receipt is for: one by itself, or one among all of an exchange.

    Raises
    ------
    FileFormatError
        The values are neither, or none of them is of the receipt's body and role.
    """
    if values.get("kind") != OPENINGS_KIND:
        return Opening.from_dict(values, source=source)
    every = [Opening.from_dict(one, source=source) for one in values.get("openings", ())]
    for opening in every:
        if (opening.body, opening.role) == (receipt.body, receipt.role):
            return opening
    raise FileFormatError(
        f"{source} holds no answer of {receipt.body}, whose receipt this is.",
        hint="Give the openings of the exchange that the receipt is for.",
        place=Place(file=source, key="openings"),
    )


def verify(receipt: Receipt, opening: Opening) -> Verification:
    """Say whether an opened answer is the one that its receipt was given for."""
    digest = _digest(opening)
    whose = f"{opening.body}, answer {opening.version}"
    other: Literal["exchange", "body", "role", "version"]
    for other in ("exchange", "body", "role", "version"):
        if getattr(receipt, other) != getattr(opening, other):
            return Verification(
                is_same=False,
                sentence=f"The receipt is for another {other}: {getattr(receipt, other)!r}, and "
                f"the opening is for {getattr(opening, other)!r}.",
                digest=digest,
            )
    if not hmac.compare_digest(digest, receipt.digest.lower()):
        return Verification(
            is_same=False,
            sentence=f"What was opened for {whose}, is not what was sealed.",
            digest=digest,
        )
    return Verification(
        is_same=True,
        sentence=f"What was opened for {whose}, is exactly what was sealed.",
        digest=digest,
    )


def _digest(opening: Opening) -> str:
    return hashlib.sha256(answer_text(opening.to_dict()).encode("utf-8")).hexdigest()


def _check(values: Mapping[str, Any], wanted: Mapping[str, type], what: str, source: str) -> None:
    if values.get("kind") != _KIND:
        raise FileFormatError(
            f"{source} is not {what} of a sealed answer.",
            hint=f"Give {what} as the site exports it: its kind is {json.dumps(_KIND)}.",
            place=Place(file=source, key="kind"),
        )
    for key, kind in wanted.items():
        value = values.get(key)
        if not isinstance(value, kind) or isinstance(value, bool):
            raise FileFormatError(
                f"{what[0].upper()}{what[1:]} needs its {key.replace('_', ' ')}, and here it "
                f"{'is missing' if key not in values else f'is {value!r}'}.",
                hint="Give it as the site exports it, unchanged.",
                place=Place(file=source, key=key),
            )
