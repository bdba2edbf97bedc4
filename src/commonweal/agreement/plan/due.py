"""What is due when: actions, messages, deadlines and steps, on one list of days."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any, Literal

from commonweal.agreement.approvals import Approvals, deadlines
from commonweal.calendar import WorkingCalendar

from .critical_path import Schedule
from .document import Message, Plan

__all__ = ["Due", "due_list", "message_day"]

Kind = Literal["task", "action", "message", "deadline"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """Something that falls on a day."""

    kind: Kind
    id: str
    day: dt.date
    what: str
    owner: str
    detail: str
    is_done: bool
    is_overdue: bool

    def to_dict(self) -> dict[str, Any]:
        return asdict(self)


def due_list(
    plan: Plan, found: Schedule, *, today: dt.date, approvals: Approvals | None = None
) -> tuple[Due, ...]:
    """Return everything with a day, in the order of the days: steps, actions, messages, deadlines.

    Actions without a day are left out: see the plan’s own list.
    """
    rows = [*_tasks(plan, found, today), *_actions(plan, today), *_messages(plan, found, today)]
    if approvals is not None:
        rows += _deadlines(approvals, today)
    return tuple(sorted(rows, key=lambda one: (one.day, one.kind, one.id)))


def message_day(plan: Plan, found: Schedule, message: Message) -> dt.date:
    """Return the working day by which an audience must have heard: counted back from its step."""
    step = found.task(message.step)
    day = step.start if message.side == "start" else step.finish
    return WorkingCalendar(nation=plan.nation).days_before(day, message.days_before)


def _tasks(plan: Plan, found: Schedule, today: dt.date) -> Iterator[Due]:
    owners = {one.id: one.owner for one in plan.tasks}
    for one in found.tasks:
        yield Due(
            kind="task",
            id=one.task,
            day=one.finish,
            what=f"{one.name}: done",
            owner=owners[one.task],
            detail="On the critical path."
            if one.is_critical
            else f"{one.slack_days} days of slack.",
            is_done=one.is_done,
            is_overdue=not one.is_done and one.finish < today,
        )


def _actions(plan: Plan, today: dt.date) -> Iterator[Due]:
    for one in plan.actions:
        if one.due is not None:
            yield Due(
                kind="action",
                id=one.id,
                day=one.due,
                what=one.words,
                owner=one.owner,
                detail="" if one.body is None else one.body,
                is_done=one.done_on is not None,
                is_overdue=one.done_on is None and one.due < today,
            )


def _messages(plan: Plan, found: Schedule, today: dt.date) -> Iterator[Due]:
    for one in plan.messages:
        day = message_day(plan, found, one)
        yield Due(
            kind="message",
            id=one.id,
            day=day,
            what=f"Tell {one.audience[0].lower()}{one.audience[1:]}",
            owner=one.by,
            detail=one.say,
            is_done=one.said_on is not None,
            is_overdue=one.said_on is None and day < today,
        )


def _deadlines(approvals: Approvals, today: dt.date) -> Iterator[Due]:
    for approval in approvals.approvals:
        recorded = {
            "notice": approval.notice_given_on,
            "private-notice": approval.notice_given_on,
            "agenda": approval.agenda_published_on,
        }
        for one in deadlines(approval):
            is_done = approval.outcome != "awaited" or recorded.get(one.step) is not None
            yield Due(
                kind="deadline",
                id=f"{one.approval}-{one.step}",
                day=one.by,
                what=f"{approval.body_name}: {one.name}",
                owner="" if one.step == "meeting" else approval.committee,
                detail=f"{one.counted[:1].upper()}{one.counted[1:]}.",
                is_done=is_done,
                is_overdue=not is_done and one.by < today,
            )
