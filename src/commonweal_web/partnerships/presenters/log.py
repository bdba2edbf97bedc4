"""What the pages of a log say."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from commonweal_web.core.audit import Event
from commonweal_web.core.audit.log import LogEntry, LogFilter
from commonweal_web.core.layout.filters import say_date, say_moment

__all__ = ["HEADINGS", "LogLine", "LogPage", "kinds_met", "say_kind", "sheet_of"]

#: What says nothing to a reader; the CSV has it.
_FOR_PROGRAMS = ("sha256", "person id")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")

HEADINGS = ("When", "Who", "What", "More", "Chain", "Entry")


@dataclass(frozen=True, slots=True, kw_only=True)
class LogLine:
    """One entry on a page."""

    when: str
    who: str
    what: str
    more: tuple[tuple[str, str], ...]
    place: str
    """Chain and entry, to find it again."""

    @classmethod
    def of(cls, entry: LogEntry) -> LogLine:
        return cls(
            when=say_moment(entry.at),
            who=entry.who,
            what=entry.what,
            more=tuple(
                (name, _say(said)) for name, said in entry.more.items() if name not in _FOR_PROGRAMS
            ),
            place=f"{entry.chain}, entry {entry.sequence}",
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class LogPage:
    """A page of a log: newest first."""

    heading: str
    text: str
    back: str
    back_text: str
    lines: tuple[LogLine, ...]
    leaf: Any
    """The page of Django's paginator."""
    query: str
    """What the address asks beside its page."""
    csv: str
    is_narrowed: bool

    @classmethod
    def of(
        cls,
        *,
        heading: str,
        text: str,
        back: str,
        back_text: str,
        leaf: Any,
        entries: Iterable[LogEntry],
        narrowed: LogFilter,
    ) -> LogPage:
        asked = {"kind": narrowed.kind, "who": narrowed.who}
        query = urlencode({name: value for name, value in asked.items() if value})
        return cls(
            heading=heading,
            text=text,
            back=back,
            back_text=back_text,
            lines=tuple(LogLine.of(entry) for entry in entries),
            leaf=leaf,
            query=f"{query}&" if query else "",
            csv=f"?{query}&form=csv" if query else "?form=csv",
            is_narrowed=bool(query),
        )


def _say(said: str) -> str:
    """Return a detail in words: a day as an officer writes it."""
    return say_date(datetime.date.fromisoformat(said)) if _DAY.fullmatch(said) else said


def say_kind(value: str) -> str:
    """Return a kind of event as a choice: "Document submitted"."""
    return value.replace("-", " ").capitalize()


def kinds_met(values: Iterable[str]) -> Sequence[tuple[str, str]]:
    """Return the kinds of event that there are, for choosing one."""
    known = {event.value for event in Event}
    return [(value, say_kind(value)) for value in sorted(values) if value in known]


def sheet_of(entries: Iterable[LogEntry]) -> Iterable[tuple[str, ...]]:
    """Yield a log's lines for a sheet, whole: times to the second, hashes too."""
    for entry in entries:
        yield (
            entry.at.isoformat(timespec="seconds"),
            entry.who,
            entry.what,
            "; ".join(f"{name}: {said}" for name, said in entry.more.items()),
            entry.chain,
            str(entry.sequence),
        )
