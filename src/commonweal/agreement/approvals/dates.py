"""What must happen by when for one decision: counted back from its meeting and on from it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from functools import cache
from typing import Any, Final, Literal

from commonweal.calendar import WorkingCalendar
from commonweal.errors import InputError
from commonweal.files import Sourced, check_unique_ids, parse_reference_rows, reference_toml

from .document import Approval, Decider, sector_of_kind

__all__ = [
    "Deadline",
    "NoticePeriod",
    "calendar_of",
    "deadlines",
    "earliest_meeting",
    "notice_periods",
    "passes_on",
]

_PACKAGE: Final = "commonweal.agreement.approvals"

Step = Literal["notice", "private-notice", "report-final", "agenda", "meeting", "call-in-ends"]


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticePeriod(Sourced):
    """How long something must be published before a meeting, or wait after a decision."""

    id: str
    name: str
    nations: tuple[str, ...]
    sectors: tuple[str, ...]
    deciders: tuple[Decider, ...]
    days: int
    counted: Literal["days", "clear-days", "working-days", "clear-working-days"]
    side: Literal["before", "after"]
    only_if: Literal["always", "key", "private"]
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Proclaimed(Sourced):
    day: dt.date
    nations: tuple[str, ...]
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """A day by which something must be done for one decision."""

    approval: str
    body: str
    step: Step
    name: str
    by: dt.date
    """A working day, save for the meeting itself, which is on the day that was fixed."""
    counted: str
    """How it was counted, in words."""
    source: str
    date: str
    status: str

    def to_dict(self) -> dict[str, Any]:
        return asdict(self)


@cache
def notice_periods() -> tuple[NoticePeriod, ...]:
    """Return every period of notice and call-in, in the order of the data file."""
    file = "data/notice-periods.toml"
    document = reference_toml(_PACKAGE, file)
    rows = [document["defaults"] | row for row in document["periods"]]
    found = parse_reference_rows(rows, NoticePeriod, file=file, table="periods")
    check_unique_ids(found, file=file, what="period")
    return found


@cache
def _proclaimed() -> tuple[_Proclaimed, ...]:
    file = "data/proclaimed-days.toml"
    rows = reference_toml(_PACKAGE, file)["days"]
    return parse_reference_rows(rows, _Proclaimed, file=file, table="days")


def calendar_of(approval: Approval) -> WorkingCalendar:
    """Return the working days of the body that decides."""
    shut = {row.day for row in _proclaimed() if approval.nation in row.nations}
    return WorkingCalendar(nation=approval.nation, closed=frozenset(shut | set(approval.closed)))


def deadlines(approval: Approval) -> tuple[Deadline, ...]:
    """Return what must happen by when for one decision, in the order of the days.

    Nothing for one without a day. A decision of which nobody has said whether it is key is given
    the notice of one.

    Raises InputError for a meeting so early or late that its days cannot be counted.
    """
    meeting = _held_on(approval)
    if meeting is None:
        return ()
    try:
        found = list(_deadlines(approval, meeting))
    except OverflowError as error:
        raise InputError(
            f"The days before the meeting of {meeting} cannot be counted.",
            hint="Look at the year of the date.",
        ) from error
    return tuple(sorted(found, key=lambda one: one.by))


def earliest_meeting(approval: Approval, *, today: dt.date) -> dt.date:
    """Return the first working day on which it could meet with every notice still to be given.

    Raises InputError for a body whose own rules ask for more than two years of notice.
    """
    calendar = calendar_of(approval)
    day = calendar.at_or_after(today)
    for _ in range(_MOST_LOOKED_AT):
        fresh = {"meeting": day, "outcome": "awaited", "decided_on": None, "published_on": None}
        if all(one.by >= today for one in deadlines(approval.model_copy(update=fresh))):
            return day
        day = calendar.after(day, 1)
    raise InputError(
        f"No meeting of {approval.body_name} within two years gives the notice asked for.",
        hint="Look at notice_days and agenda_days.",
    )


def _held_on(approval: Approval) -> dt.date | None:
    """Return the day of the decision, or of the meeting still to come."""
    if approval.outcome == "deferred":
        is_new = approval.meeting and approval.decided_on and approval.meeting > approval.decided_on
        return approval.meeting if is_new else None
    return approval.decided_on or approval.meeting


def _published(approval: Approval) -> dt.date | None:
    """Return the day on which the decision was published; putting it off decides nothing."""
    return approval.published_on if approval.outcome == "approved" else None


#: Working days looked at for the next meeting: two years.
_MOST_LOOKED_AT: Final = 520


def passes_on(approval: Approval) -> dt.date | None:
    """Return the first day on which its decision can be acted upon: its call-in has run out.

    It is counted from the day of publication where that is known, else from the decision, else from
    the meeting that is planned. None for one without a day.
    """
    held = _held_on(approval)
    if held is None:
        return None
    start = _published(approval) or held
    days, _ = _call_in(approval)
    if not days:
        return start
    calendar = calendar_of(approval)
    return calendar.after(calendar.after(start, days), 1)


def _deadlines(approval: Approval, meeting: dt.date) -> Iterator[Deadline]:
    calendar = calendar_of(approval)
    for row in _periods_of(approval, "before"):
        is_agenda = row.only_if == "always"
        if row.only_if == "key" and approval.decision == "not-key":
            continue
        if row.only_if == "private" and not approval.is_private:
            continue
        own = approval.agenda_days if is_agenda else approval.notice_days
        step: Step = (
            "agenda" if is_agenda else "notice" if row.only_if == "key" else "private-notice"
        )
        n_days = row.days if own is None else own
        said = f"{n_days} {_WORDS[row.counted]} before"
        if row.only_if == "key" and approval.decision == "not-known":
            said += ", if it is a key decision"
        yield Deadline(
            approval=approval.id,
            body=approval.body,
            step=step,
            name=row.name,
            by=_counted_back(calendar, meeting, n_days, row.counted),
            counted=said,
            source=row.source if own is None else f"{approval.body_name}’s own rules",
            date=row.date,
            status=row.status if own is None else "our-reading",
        )
    if not any(True for _ in _periods_of(approval, "before")):
        yield from _own_notice(approval, calendar, meeting)
    yield Deadline(
        approval=approval.id,
        body=approval.body,
        step="report-final",
        name="Report final",
        by=calendar.before(meeting, approval.final_days),
        counted=f"{approval.final_days} working days before",
        source="Practice compiled November 2026: reports ready seven working days ahead, unless "
        "the body says otherwise",
        date="2026-11",
        status="our-reading",
    )
    yield Deadline(
        approval=approval.id,
        body=approval.body,
        step="meeting",
        name=f"{approval.decided_by} decides",
        by=meeting,
        counted="the day fixed",
        source=f"{approval.body_name}",
        date=str(meeting.year),
        status="our-reading",
    )
    days, call_in = _call_in(approval)
    if days:
        start = _published(approval) or meeting
        yield Deadline(
            approval=approval.id,
            body=approval.body,
            step="call-in-ends",
            name="Call-in ends",
            by=calendar.after(start, days),
            counted=f"{days} working days after the decision is published",
            source=call_in.source if call_in else f"{approval.body_name}’s own constitution",
            date=call_in.date if call_in else str(start.year),
            status=call_in.status if call_in else "our-reading",
        )


def _own_notice(
    approval: Approval, calendar: WorkingCalendar, meeting: dt.date
) -> Iterator[Deadline]:
    """Yield the notice of a body of whose kind we hold none, where it states its own."""
    for step, name, days in (
        ("notice", "Notice of the decision", approval.notice_days),
        ("agenda", "Agenda and report sent", approval.agenda_days),
    ):
        if days is not None:
            yield Deadline(
                approval=approval.id,
                body=approval.body,
                step="notice" if step == "notice" else "agenda",
                name=name,
                by=calendar.days_before(meeting, days),
                counted=f"{days} days before",
                source=f"{approval.body_name}’s own rules",
                date=str(meeting.year),
                status="our-reading",
            )


def _call_in(approval: Approval) -> tuple[int, NoticePeriod | None]:
    """Return the working days of call-in and the row they are from, None for the body’s own."""
    if approval.call_in_days is not None:
        return approval.call_in_days, None
    row = next(iter(_periods_of(approval, "after")), None)
    return (0, None) if row is None else (row.days, row)


def _periods_of(approval: Approval, side: str) -> Iterator[NoticePeriod]:
    sector = sector_of_kind(approval.kind)
    for row in notice_periods():
        if (
            row.side == side
            and approval.nation in row.nations
            and sector in row.sectors
            and approval.decider in row.deciders
        ):
            yield row


def _counted_back(calendar: WorkingCalendar, day: dt.date, n_days: int, counted: str) -> dt.date:
    match counted:
        case "clear-working-days":
            return calendar.clear_days_before(day, n_days)
        case "working-days":
            return calendar.before(day, n_days)
        case "clear-days":
            return calendar.days_before(day, n_days, clear=True)
        case _:
            return calendar.days_before(day, n_days)


_WORDS: Final = {
    "days": "days",
    "clear-days": "clear days",
    "working-days": "working days",
    "clear-working-days": "clear working days",
}
