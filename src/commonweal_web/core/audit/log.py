"""Reading the log: whose, which kind, by whom, newest first; and how an entry is said."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Q, QuerySet

from commonweal_web.core.layout.filters import say_date
from commonweal_web.core.models import AuditEvent

from .chains import Chain
from .events import Event

__all__ = [
    "OF_THE_BODY_ALONE",
    "LogEntry",
    "LogFilter",
    "entries_of_body",
    "entries_of_chain",
    "entry_of",
]

#: A day as the log keeps it.
_DAY = re.compile(r"\d{4}-\d\d-\d\d")

_KINDS = {event.value: event for event in Event}

#: What only the body itself is told: how its figures came about before it submitted them, and
#: what it did in a sealed exchange or said within itself.
OF_THE_BODY_ALONE = (
    Event.DOCUMENT_SAVED.value,
    Event.DOCUMENT_RETURNED.value,
    Event.EXCHANGE_SEALED.value,
    Event.EXCHANGE_FINAL.value,
    Event.EXCHANGE_TAKEN_BACK.value,
    Event.INTEREST_GIVEN.value,
    Event.INTEREST_RENEWED.value,
    Event.INTEREST_WITHDRAWN.value,
    Event.INTEREST_MUTUAL.value,
    Event.COMMENT_ADDED.value,
    Event.COMMENT_ANSWERED.value,
    Event.COMMENT_REWORDED.value,
    Event.COMMENT_WITHDRAWN.value,
    Event.COMMENT_RESOLVED.value,
    Event.COMMENT_REOPENED.value,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class LogFilter:
    """What is looked for: a kind of event, and part of the name of who did it."""

    kind: str = ""
    who: str = ""

    def narrow(self, entries: QuerySet[AuditEvent]) -> QuerySet[AuditEvent]:
        if self.kind:
            entries = entries.filter(event=self.kind)
        if self.who:
            entries = entries.filter(actor_name__icontains=self.who)
        return entries


def entries_of_chain(chain: Chain, *, own_bodies: Collection[int]) -> QuerySet[AuditEvent]:
    """Return a chain's entries, newest first.

    What a body did before it submitted, and said within itself, is left out for all but those of
    the body: `own_bodies`.
    """
    entries = AuditEvent.objects.filter(chain=chain.name)
    others = Q(event__in=OF_THE_BODY_ALONE, body_id__isnull=False)
    return entries.exclude(others & ~Q(body_id__in=list(own_bodies))).order_by("-sequence")


def entries_of_body(body_id: int) -> QuerySet[AuditEvent]:
    """Return what concerns a body, in whichever chain, newest first."""
    return AuditEvent.objects.filter(body_id=body_id).order_by("-id")


@dataclass(frozen=True, slots=True, kw_only=True)
class LogEntry:
    """One entry as people read it: when, who, what, and what else is known of it."""

    at: datetime
    who: str
    what: str
    more: Mapping[str, str]
    """Details that the sentence does not hold, by name."""
    chain: str
    sequence: int


def entry_of(row: AuditEvent) -> LogEntry:
    """Return an entry from its text alone, as it was recorded."""
    kept = json.loads(row.text)
    details: dict[str, Any] = kept["details"]
    event = _KINDS.get(kept["event"])
    said, needed = kept["event"], frozenset()
    if event is not None:
        said, needed = event.say(kept["about"], _dated(details)), event.details_needed
    return LogEntry(
        at=row.at,
        who=kept["by"]["name"],
        what=said,
        more={
            name.replace("_", " "): _plain(value)
            for name, value in _dated(details).items()
            if name not in needed and value not in (None, "", [], {})
        },
        chain=row.chain,
        sequence=row.sequence,
    )


def _dated(details: Mapping[str, Any]) -> dict[str, Any]:
    """Return details with days as people write them; the log keeps them as 2026-11-29."""
    return {name: _day(value) for name, value in details.items()}


def _day(value: Any) -> Any:
    if not isinstance(value, str) or not _DAY.fullmatch(value):
        return value
    try:
        return say_date(date.fromisoformat(value))
    except ValueError:  # somebody's own words, that look like a day
        return value


def _plain(value: Any) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{name} {inner}" for name, inner in value.items())
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return str(value)
