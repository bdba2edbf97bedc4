"""When what must happen, counted back from the meeting and on to the day that it begins."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from commonweal.reports.papers.paper import Block, Facts, Paragraph, Points, Words

from .case import Decision

__all__ = ["day_said", "head_facts", "timetable", "working_days_before"]

_DECISIONS = {"key": "key decision", "not-key": "not a key decision", "not-known": "not said"}


def day_said(day: dt.date) -> str:
    """Say a day: "9 December 2026"."""
    return f"{day.day} {day:%B %Y}"


def working_days_before(day: dt.date, n_days: int) -> dt.date:
    """Return the day that lies some working days before another, public holidays not counted.

    >>> working_days_before(dt.date(2026, 12, 9), 7)
    datetime.date(2026, 11, 30)
    """
    left = n_days
    while left and day > dt.date.min:
        day = _days_before(day, 1)
        left -= day.weekday() < 5
    return day


def _days_before(day: dt.date, n_days: int) -> dt.date:
    """Return the day that lies some days before, or the first that there is."""
    return dt.date.fromordinal(max(1, day.toordinal() - n_days))


def head_facts(case: Decision) -> Iterator[tuple[str, Words]]:
    """Yield the head of the paper: to whom, when, by whom, for whom."""
    entry = case.entry
    yield "To", entry.committee or "not yet named"
    yield "Meeting", day_said(entry.meeting) if entry.meeting else "no date yet"
    yield "Lead officer", entry.lead_officer or "not yet named"
    if entry.author:
        yield "Author", entry.author
    if entry.lead_member:
        yield "Brought by", entry.lead_member
    has_exempt = bool(entry.exempt) or any(row.exempt for row in case.headings)
    said = {"public": "public", "part-exempt": "public, with an exempt part", "exempt": "exempt"}
    yield (
        "Classification",
        "public, with an exempt part"
        if has_exempt and entry.classification == "public"
        else said[entry.classification],
    )
    if case.notice_days:
        yield "Decision", _DECISIONS[entry.decision]
    yield case.usual.area, ", ".join(entry.area) if entry.area else "not yet said"


def timetable(case: Decision) -> tuple[Block, ...]:
    """Return the dates, counted back from the meeting, and the steps that follow."""
    blocks: list[Block] = [Facts(rows=tuple(_dates(case)))]
    if case.entry.meeting is not None:
        blocks.append(
            Paragraph(
                words="Working days are counted from Monday to Friday; public holidays are not "
                "taken out."
            )
        )
    if case.entry.next_steps:
        blocks.append(Points(items=case.entry.next_steps, is_numbered=True))
    return tuple(blocks)


def _dates(case: Decision) -> Iterator[tuple[str, Words]]:
    entry, usual = case.entry, case.usual
    meeting = entry.meeting
    notice, final = case.notice_days, usual.final_working_days
    if notice and entry.decision != "not-key":
        when = (
            f"{notice} days before the meeting"
            if meeting is None
            else f"by {day_said(_days_before(meeting, notice))}, {notice} days before"
        )
        yield (
            "Notice of the decision",
            when if entry.decision == "key" else f"{when}, if it is a key decision",
        )
    if final:
        yield (
            "Paper final",
            f"{final} working days before the meeting"
            if meeting is None
            else f"by {day_said(working_days_before(meeting, final))}, {final} working days before",
        )
    yield "Decision", "no date yet" if meeting is None else day_said(meeting)
    yield "The same decision elsewhere", _elsewhere(case)
    yield from _begins(case)
    for change in case.desk.deal.partnership.reorganisations:
        who = "this body" if case.body in change.bodies else "other bodies"
        yield f"Reorganisation of {who}", day_said(change.on)


def _elsewhere(case: Decision) -> Words:
    """Say when the other partners decide: all of them must."""
    by_body = {paper.body: paper for paper in case.desk.deal.partnership.papers}
    dated, undated = [], []
    for body in case.desk.partner_ids:
        if body == case.body:
            continue
        paper = by_body.get(body)
        if paper is not None and paper.meeting is not None:
            dated.append(f"{case.desk.names[body]} {day_said(paper.meeting)}")
        else:
            undated.append(case.desk.names[body])
    parts = list(dated)
    if undated:
        parts.append(f"no date yet for {', '.join(undated)}")
    return f"{'; '.join(parts)}. Nothing is agreed until all have decided."


def _begins(case: Decision) -> Iterator[tuple[str, Words]]:
    desk = case.desk
    if desk.proposed is None or desk.deal.verdict.answer not in ("share", "share-if"):
        return
    option = desk.deal.partnership.option(desk.proposed.id)
    yield "Spending on change begins", desk.deal.partnership.first_year
    yield "Service begins", option.go_live or desk.deal.partnership.first_year
