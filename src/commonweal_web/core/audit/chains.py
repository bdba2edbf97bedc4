"""Which chain an entry belongs to: the site's own, or one partnership's."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from .actors import Actor

__all__ = ["Chain", "hash_of", "text_of"]

_PARTNERSHIP = "partnership-"


@dataclass(frozen=True, slots=True, order=True)
class Chain:
    """A chain of the log, by name."""

    name: str

    @classmethod
    def site(cls) -> Chain:
        """People, bodies, keys, backups: all that belongs to no partnership."""
        return cls("site")

    @classmethod
    def of(cls, partnership_id: int) -> Chain:
        """All that happens in one partnership."""
        return cls(f"{_PARTNERSHIP}{int(partnership_id)}")

    @property
    def partnership_id(self) -> int | None:
        number = self.name.removeprefix(_PARTNERSHIP)
        return int(number) if number != self.name else None

    def __str__(self) -> str:
        return self.name


def text_of(
    *,
    chain: str,
    sequence: int,
    at: datetime,
    event: str,
    actor: Actor,
    about: str,
    body_id: int | None,
    details: dict[str, Any],
) -> str:
    """Return an entry's text: JSON with its keys in order, the same for the same entry."""
    entry = {
        "about": about,
        "at": at.astimezone(UTC).isoformat(timespec="microseconds"),
        "body": body_id,
        "by": {"id": actor.id, "kind": actor.kind, "name": actor.name},
        "chain": chain,
        "details": details,
        "event": event,
        "sequence": sequence,
    }
    return json.dumps(entry, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def hash_of(previous_hash: str, text: str) -> str:
    """Return the hash that ties an entry to the one before it."""
    return hashlib.sha256(f"{previous_hash}\n{text}".encode()).hexdigest()
