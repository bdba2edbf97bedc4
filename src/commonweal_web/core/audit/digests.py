"""The heads of every chain at a moment: kept daily and at each backup, to print and to mail.

A chain shows what was altered within it. It cannot show that its last entries were cut off, if
whoever cut them wrote the head again: only a head kept elsewhere can.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from django.db import transaction
from django.utils import timezone

from commonweal.errors import FileFormatError
from commonweal_web.core.models import ChainDigest, ChainHead

__all__ = ["Heads", "heads_now", "keep_digest", "read_heads"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Heads:
    """Where every chain ended at a moment: sequence and hash by chain."""

    at: datetime
    ends: Mapping[str, tuple[int, str]]

    def to_text(self) -> str:
        """Return it as JSON that `read_heads` reads: a line a chain, to be printed or mailed."""
        ends = {chain: list(end) for chain, end in sorted(self.ends.items())}
        lines = ",\n".join(f"    {json.dumps(c)}: {json.dumps(e)}" for c, e in ends.items())
        at = self.at.astimezone(UTC).isoformat(timespec="seconds")
        return f'{{\n  "at": "{at}",\n  "heads": {{\n{lines}\n  }}\n}}\n'


def heads_now() -> Heads:
    """Return where every chain ends."""
    ends = {head.chain: (head.sequence, head.hash) for head in ChainHead.objects.all()}
    return Heads(at=timezone.now(), ends=ends)


def keep_digest(reason: str) -> Heads:
    """Keep where every chain ends, and return it."""
    with transaction.atomic():
        heads = heads_now()
        ChainDigest.objects.create(at=heads.at, reason=reason, text=heads.to_text())
    return heads


def read_heads(text: str) -> Heads:
    """Read what `Heads.to_text` wrote.

    Raises
    ------
    FileFormatError
        It is something else.
    """
    try:
        raw = json.loads(text)
        ends = {
            str(chain): (int(sequence), str(hash_))
            for chain, (sequence, hash_) in raw["heads"].items()
        }
        return Heads(at=datetime.fromisoformat(raw["at"]), ends=ends)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise FileFormatError(
            "These are not the heads of the log.",
            hint="Give the file that `commonweal site check --print-heads` printed.",
        ) from error
