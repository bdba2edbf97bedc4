"""A list of days as iCalendar (RFC 5545), which every officer’s calendar can take in."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Iterable

from icalendar import Calendar, Event

from commonweal.errors import InputError

from .due import Due

__all__ = ["calendar_text", "event_uid"]

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
    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", "-//Commonweal//Plan//EN")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", _plain(name))
    for one in days:
        calendar.add_component(_event(one, reference, stamp.astimezone(dt.UTC), version))
    written: bytes = calendar.to_ical()
    return written.decode("utf-8")


def _event(one: Due, reference: str, made: dt.datetime, version: int) -> Event:
    event = Event()
    event.add("uid", event_uid(reference, one))
    event.add("dtstamp", made)
    event.add("sequence", version)
    event.add("dtstart", one.day)
    event.add("dtend", one.day + dt.timedelta(days=1))
    event.add("summary", _plain(("Done: " if one.is_done else "") + one.what))
    owner = f"Owner: {one.owner}." if one.owner else ""
    about = " ".join(part for part in (one.detail, owner) if part)
    if about:
        event.add("description", _plain(about))
    event.add("categories", [one.kind])
    event.add("transp", "TRANSPARENT")
    return event


def _plain(text: str) -> str:
    """Return text without signs that no calendar can hold."""
    return "".join(one for one in text if one in "\n\t" or ord(one) >= 32)
