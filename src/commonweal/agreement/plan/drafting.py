"""A first plan from published durations, with the days of the approvals where they are known."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cache
from typing import Any, Final, Literal, TypeVar

from commonweal.agreement.approvals import Approvals, passes_on
from commonweal.files import Sourced, check_unique_ids, parse_reference_rows, reference_toml
from commonweal.partnership import Partnership
from commonweal.services import catalogue

from .document import Effort, Message, Plan, RiskLink, Task

__all__ = ["Audience", "Duration", "audiences", "draft_plan", "durations"]

_PACKAGE: Final = "commonweal.agreement.plan"

RowT = TypeVar("RowT", "Duration", "Audience")


@dataclass(frozen=True, slots=True, kw_only=True)
class Duration(Sourced):
    """How long a step has taken elsewhere, in calendar days, with the range seen."""

    id: str
    name: str
    stage: str
    least_days: int
    likely_days: int
    most_days: int
    after: tuple[str, ...]
    forms: tuple[str, ...]
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Audience(Sourced):
    """Who must hear what, and when."""

    id: str
    audience: str
    say: str
    step: str
    side: Literal["start", "finish"]
    days_before: int
    by: str


@cache
def durations() -> tuple[Duration, ...]:
    """Return the published durations, in the order of the steps."""
    return _rows("durations.toml", "steps", Duration)


@cache
def audiences() -> tuple[Audience, ...]:
    """Return who must hear what, and when."""
    return _rows("audiences.toml", "audiences", Audience)


def draft_plan(
    partnership: Partnership,
    *,
    start: dt.date,
    approvals: Approvals | None = None,
    go_live: dt.date | None = None,
) -> Plan:
    """Return a first plan of a partnership: its steps, messages, partners’ effort and risks.

    Parameters
    ----------
    start
        The first day of the plan.
    approvals
        Where given, each decision with a day takes the place of the usual length of approval.
    go_live
        The day wanted; the approvals’ own where left out.
    """
    forms = {form.id: form.family for form in catalogue().forms}
    option = next(
        (one for one in partnership.options if one.is_proposed and forms.get(one.form) != "alone"),
        None,
    )
    form = "" if option is None else option.form
    steps = [row for row in durations() if not row.forms or form in row.forms]
    there = {row.id for row in steps}
    tasks = [
        Task(
            id=row.id,
            name=row.name,
            days=row.likely_days,
            least_days=row.least_days,
            most_days=row.most_days,
            after=tuple(one for one in row.after if one in there),
            source=f"{row.source} ({row.date}, {row.status})",
            note=row.note,
        )
        for row in steps
    ]
    if approvals is not None and approvals.approvals:
        tasks = [one for task in tasks for one in _with_approvals(task, approvals)]
        tasks = [_after_all(task) for task in tasks]
    wanted = [body.id for body in partnership.bodies]
    if option is not None:
        wanted = list(partnership.bodies_of(option))
    bodies = [one for one in partnership.bodies if one.id in wanted]
    nations = [body.nation for body in bodies]
    return Plan(
        name=partnership.name,
        start=start,
        names={body.id: body.name for body in bodies},
        nation=nations[0] if nations else "england",
        go_live=go_live or (approvals.go_live if approvals is not None else None),
        tasks=tuple(tasks),
        messages=tuple(
            Message(
                id=row.id,
                audience=row.audience,
                say=row.say,
                by=row.by,
                step=row.step,
                side=row.side,
                days_before=row.days_before,
                source=f"{row.source} ({row.date})",
            )
            for row in audiences()
        ),
        effort=tuple(Effort(body=body.id) for body in bodies),
        risks=tuple(RiskLink(risk=row.name, owner=row.owner) for row in partnership.risks),
    )


def _after_all(task: Task) -> Task:
    """Return a task that waited for the approvals as one that waits for the last of them."""
    if task.id == "all-approved" or "approvals" not in task.after:
        return task
    after = tuple("all-approved" if one == "approvals" else one for one in task.after)
    return task.model_copy(update={"after": after})


def _with_approvals(task: Task, approvals: Approvals) -> list[Task]:
    """Return the step of approval with the decisions that it waits for, else the step itself."""
    if task.id != "approvals":
        return [task]
    rows = []
    for one in approvals.approvals:
        day = passes_on(one)
        if day is None:
            continue
        rows.append(
            Task(
                id=f"passes-{one.id}"[:80].rstrip("-"),
                name=f"{one.body_name}: {one.decided_by} has passed it",
                days=0,
                after=task.after,
                not_before=day,
                is_fixed=True,
                body=one.body,
                source="The day of its meeting, with call-in",
            )
        )
    undated = [one.body_name for one in approvals.approvals if passes_on(one) is None]
    # The usual length stands for those without a day; with every day known none of it is left.
    if not undated:
        fixed: dict[str, Any] = {"days": 0, "least_days": 0, "most_days": 0, "note": task.note}
    else:
        fixed = {"note": f"No day yet for: {', '.join(undated)}."}
    done = Task(
        id="all-approved",
        name="Every body has passed it",
        days=0,
        after=(task.id, *(row.id for row in rows)),
    )
    return [*rows, task.model_copy(update=fixed), done]


def _rows(name: str, table: str, row_type: type[RowT]) -> tuple[RowT, ...]:
    document = reference_toml(_PACKAGE, f"data/{name}")
    rows = [document["defaults"] | row for row in document[table]]
    found = parse_reference_rows(rows, row_type, file=f"data/{name}", table=table)
    check_unique_ids(found, file=f"data/{name}", what=table)
    return found
