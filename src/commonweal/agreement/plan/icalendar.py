"""A list of days as iCalendar (RFC 5545), which every officer’s calendar can take in."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Iterable, Iterator

from commonweal.errors import InputError

from .due import Due

__all__ = ["calendar_text", "event_uid"]

_MOST_OCTETS = 75
_NOT_PLAIN = re.compile(r"[^a-z0-9-]+")


def event_uid(reference: str, due: Due) -> str:
    """Return an event’s lasting name: it stays when its day or its words change.

    `reference` tells one plan from another: the partnership’s own reference or name.
    """
    plain = _NOT_PLAIN.sub("-", reference.lower()).strip("-")
    # Two names that differ only in what a plain name drops must not meet.
    mark = hashlib.sha256(reference.encode()).hexdigest()[:10]
    return f"{due.kind}-{due.id}@{plain[:40] or 'plan'}-{mark}.commonweal"


def calendar_text(
    days: Iterable[Due], *, name: str, reference: str, stamp: dt.datetime, version: int = 0
) -> str:
    """Return a list of days as an iCalendar file, an all-day event each.

    Parameters
    ----------
    name
        What a calendar calls it.
    reference
        Tells this plan from others, for the events’ lasting names.
    stamp
        When the list was made, with its time zone.
    version
        Raised by whoever keeps the plan each time it changes, so that calendars take the new days.

    Raises InputError for a stamp without a time zone, or a version below nought.
    """
    if stamp.tzinfo is None:
        raise InputError(
            f"The stamp {stamp.isoformat()} has no time zone.", hint="Give one, such as UTC."
        )
    if version < 0:
        raise InputError(f"The version is {version}.", hint="Give 0 or more.")
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Commonweal//Plan//EN",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{_escaped(name)}",
    ]
    made = stamp.astimezone(dt.UTC).strftime("%Y%m%dT%H%M%SZ")
    for one in days:
        lines.extend(_event(one, reference, made, version))
    lines.append("END:VCALENDAR")
    return "".join(f"{folded}\r\n" for line in lines for folded in _folded(line))


def _event(one: Due, reference: str, made: str, version: int) -> Iterator[str]:
    about = " ".join(
        part for part in (one.detail, f"Owner: {one.owner}." if one.owner else "") if part
    )
    yield "BEGIN:VEVENT"
    yield f"UID:{event_uid(reference, one)}"
    yield f"DTSTAMP:{made}"
    yield f"SEQUENCE:{version}"
    yield f"DTSTART;VALUE=DATE:{one.day:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{one.day + dt.timedelta(days=1):%Y%m%d}"
    yield f"SUMMARY:{_escaped(('Done: ' if one.is_done else '') + one.what)}"
    if about:
        yield f"DESCRIPTION:{_escaped(about)}"
    yield f"CATEGORIES:{_escaped(one.kind)}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _escaped(text: str) -> str:
    """Return text as a value may hold it: no bare comma, semicolon, backslash or line end."""
    plain = "".join(one for one in text if one in "\n\t" or ord(one) >= 32)
    for mark in ("\\", ";", ","):
        plain = plain.replace(mark, f"\\{mark}")
    return plain.replace("\n", "\\n")


def _folded(line: str) -> Iterator[str]:
    """Yield a line in parts of at most 75 octets, none cut within a letter."""
    part, room = "", _MOST_OCTETS
    for letter in line:
        size = len(letter.encode())
        if size > room:
            yield part
            # The space that marks a line carried on counts too.
            part, room = " ", _MOST_OCTETS - 1
        part += letter
        room -= size
    yield part
