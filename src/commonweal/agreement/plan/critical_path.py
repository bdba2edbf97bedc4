"""The critical path: when each task can begin, what holds it, and what moves the end."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Literal

from commonweal.agreement.approvals import say_day
from commonweal.errors import InputError, Place

from .document import Plan, Task, circle_in, faults_of_plan

__all__ = ["Schedule", "ScheduledTask", "schedule", "schedule_tasks"]

Pace = Literal["least", "likely", "most"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ScheduledTask:
    """When one task can begin and end, and how much it could slip."""

    task: str
    name: str
    start: dt.date
    finish: dt.date
    """The day on which what comes after it can begin."""
    latest_finish: dt.date
    """The latest day on which it may end without moving the end of the plan."""
    slack_days: int
    is_critical: bool
    is_done: bool
    held_by: tuple[str, ...]
    """Tasks that it begins after; empty where its own first day, or the plan’s, holds it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Schedule:
    """The dates of a plan, its critical path, and its range."""

    start: dt.date
    finish: dt.date
    earliest_finish: dt.date
    """If every task takes its least."""
    latest_finish: dt.date
    """If every task takes its most."""
    tasks: tuple[ScheduledTask, ...]
    """In the order of their beginnings."""
    critical: tuple[str, ...]
    """The tasks that hold the end, in their order."""
    go_live: dt.date | None
    """When the task `go-live` is reached; None where there is none."""
    go_live_range: tuple[dt.date, dt.date] | None
    spare_days: int | None
    """Days from there to the day wanted; below nought it is late. None where none is wanted."""
    missed: tuple[str, ...]
    """Fixed days that the plan cannot keep, in sentences."""
    sentence: str

    def task(self, task_id: str) -> ScheduledTask:
        """Return one task’s dates. Raises InputError if there is none."""
        for one in self.tasks:
            if one.task == task_id:
                return one
        raise InputError(
            f"There is no task {task_id} in the schedule.",
            hint=f"The tasks are: {', '.join(one.task for one in self.tasks)}.",
        )

    def to_dict(self) -> dict[str, Any]:
        return asdict(self)


def schedule(plan: Plan) -> Schedule:
    """Return the dates of a plan’s tasks.

    Raises InputError for a plan without tasks, tasks in a circle, or a task that is not there.
    """
    for path, reason, mend in faults_of_plan(plan):
        raise InputError(reason, hint=mend, place=Place(key=".".join(map(str, path))))
    if not plan.tasks:
        raise InputError(
            f"The plan {plan.name} has no tasks.", hint="Add them under [[tasks]] with id and days."
        )
    likely = schedule_tasks(plan.tasks, start=plan.start)
    least = _finishes(plan.tasks, plan.start, "least")
    most = _finishes(plan.tasks, plan.start, "most")
    finish = max(one.finish for one in likely)
    live = next((one.finish for one in likely if one.task == "go-live"), None)
    spare = (plan.go_live - live).days if plan.go_live is not None and live is not None else None
    critical = tuple(one.task for one in likely if one.is_critical)
    return Schedule(
        start=plan.start,
        finish=finish,
        earliest_finish=max(least.values()),
        latest_finish=max(most.values()),
        tasks=likely,
        critical=critical,
        go_live=live,
        go_live_range=None if live is None else (least["go-live"], most["go-live"]),
        spare_days=spare,
        missed=tuple(_missed(plan, likely)),
        sentence=_sentence(plan, finish, live, spare),
    )


def schedule_tasks(tasks: Sequence[Task], *, start: dt.date) -> tuple[ScheduledTask, ...]:
    """Return when each task can begin and end at its likely length, in order of beginning.

    A task done ends on the day that it was done; it holds nothing any more.
    Raises InputError for tasks in a circle, or dates outside the calendar.
    """
    finishes = _finishes(tasks, start, "likely")
    by_id = {one.id: one for one in tasks}
    end = max(finishes.values(), default=start)
    latest = dict.fromkeys(by_id, end)
    for task_id in reversed(_ordered(tasks)):
        task = by_id[task_id]
        # What comes before must end by the time at which this must begin at the latest.
        must_begin = latest[task_id] - dt.timedelta(days=task.days)
        if task.done_on is None:
            for wanted in task.after:
                latest[wanted] = min(latest[wanted], must_begin)
    found = []
    for task in tasks:
        finish = finishes[task.id]
        begins = finish - dt.timedelta(days=task.days)
        slack = (latest[task.id] - finish).days
        is_done = task.done_on is not None
        found.append(
            ScheduledTask(
                task=task.id,
                name=task.name,
                start=begins,
                finish=finish,
                latest_finish=latest[task.id],
                slack_days=slack,
                is_critical=slack == 0 and not is_done,
                is_done=is_done,
                held_by=()
                if is_done
                else tuple(wanted for wanted in task.after if finishes[wanted] == begins),
            )
        )
    place = {task_id: number for number, task_id in enumerate(_ordered(tasks))}
    return tuple(sorted(found, key=lambda one: (one.start, place[one.task])))


def _finishes(tasks: Sequence[Task], start: dt.date, pace: Pace) -> Mapping[str, dt.date]:
    """Return the day on which each task can end at the earliest."""
    by_id = {one.id: one for one in tasks}
    finishes: dict[str, dt.date] = {}
    try:
        for task_id in _ordered(tasks):
            task = by_id[task_id]
            if task.done_on is not None:
                finishes[task_id] = task.done_on
                continue
            begins = max(
                (start, task.not_before or start, *(finishes[wanted] for wanted in task.after))
            )
            finishes[task_id] = begins + dt.timedelta(days=_days(task, pace))
    except OverflowError as error:
        raise InputError(
            "The plan runs past the end of the calendar.", hint="Look at its start and durations."
        ) from error
    return finishes


def _days(task: Task, pace: Pace) -> int:
    given = {"least": task.least_days, "likely": task.days, "most": task.most_days}[pace]
    return task.days if given is None else given


def _ordered(tasks: Sequence[Task]) -> list[str]:
    """Return the ids so that each comes after those it waits for; those of the file first."""
    circle = circle_in(tuple(tasks))
    if circle:
        raise InputError(
            f"These tasks wait for each other in a circle: {', '.join(circle)}.",
            hint="Take one of them out of another’s after.",
        )
    done: list[str] = []
    left = list(tasks)
    while left:
        ready = [one for one in left if set(one.after) <= set(done)]
        if not ready:
            missing = sorted(
                {wanted for one in left for wanted in one.after} - {t.id for t in tasks}
            )
            raise InputError(
                f"There is no task {missing[0]}.", hint="Name tasks of the plan under after."
            )
        done += [one.id for one in ready]
        left = [one for one in left if one.id not in done]
    return done


def _missed(plan: Plan, found: Sequence[ScheduledTask]) -> Iterator[str]:
    """Yield each fixed day that comes before what must be done first."""
    fixed = {one.id: one.not_before for one in plan.tasks if one.is_fixed}
    for one in found:
        day = fixed.get(one.task)
        if day is not None and one.start > day and not one.is_done:
            yield (
                f"{one.name}: {say_day(day)} is fixed, but what must come first is not done before "
                f"{say_day(one.start)}."
            )


def _sentence(plan: Plan, finish: dt.date, live: dt.date | None, spare: int | None) -> str:
    said = f"The plan ends on {say_day(finish)}."
    if live is None:
        return said
    said = f"The service can begin on {say_day(live)}"
    if spare is None or plan.go_live is None:
        return f"{said}."
    wanted = say_day(plan.go_live)
    if spare < 0:
        return f"{said}, {-spare:,} days after the day wanted, {wanted}."
    return f"{said}, {spare:,} days before the day wanted, {wanted}."
