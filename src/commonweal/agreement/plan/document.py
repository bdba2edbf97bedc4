"""A plan as one value: tasks, actions, people, messages, effort and cost promised and spent."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field

from commonweal.agreement.entry_files import EntryFault, read_entry
from commonweal.partnership import Entry
from commonweal.partnership.base import Slug, unit

__all__ = [
    "Action",
    "Effort",
    "KeyPerson",
    "Message",
    "Move",
    "Plan",
    "RiskLink",
    "Task",
    "faults_of_plan",
    "read_plan",
]

Text = Annotated[str, Field(min_length=1)]
Days = Annotated[int, Field(ge=0, le=3_660)]
Pence = Annotated[int, Field(ge=0, json_schema_extra=unit("pence"))]


class Task(Entry):
    """A step of the plan. Durations are calendar days."""

    id: Slug
    name: Text
    days: Days
    """How long it is likely to take; 0 for a milestone."""
    least_days: Days | None = None
    most_days: Days | None = None
    after: tuple[Slug, ...] = ()
    """Tasks that must be done first."""
    not_before: dt.date | None = None
    """The first day on which it can begin, whatever else is done."""
    is_fixed: bool = False
    """Whether that day is the only one, such as a meeting's: a plan that cannot keep it says so."""
    done_on: dt.date | None = None
    """The day on which it was done."""
    owner: str = ""
    body: Slug | None = None
    source: str = ""
    """Where its duration comes from."""
    note: str = ""


class Action(Entry):
    """Something that somebody has promised to do."""

    id: Slug
    words: Text
    owner: str = ""
    body: Slug | None = None
    due: dt.date | None = None
    done_on: dt.date | None = None
    task: Slug | None = None


class Message(Entry):
    """What one audience must hear, and when."""

    id: Slug
    audience: Text
    say: Text
    by: str = ""
    """Who says it."""
    channel: str = ""
    step: Slug
    """Task from which the day is counted."""
    side: Literal["start", "finish"] = "start"
    days_before: Days = 0
    said_on: dt.date | None = None
    source: str = ""


class Move(Entry):
    """A group of staff, and what becomes of it."""

    id: Slug
    body: Slug
    group: Text
    """Post or team, for example "Building control surveyors"."""
    n_people: Annotated[int, Field(ge=1)]
    becomes: Literal["moves", "seconded", "stays", "vacancy-not-filled", "redeployed", "redundant"]
    to_body: str = ""
    """The employer or place of work that they go to: a body's id, or the name of a new one."""
    on: dt.date | None = None
    pension_now: str = ""
    pension_then: str = ""
    alternatives: tuple[str, ...] = ()
    """For redundancy: what was tried first."""
    consultation_starts: dt.date | None = None
    place_now: str = ""
    place_then: str = ""
    relocation_notice_days: Days | None = None
    """Notice of a new place of work, in calendar days."""
    training_days_each: Annotated[float, Field(ge=0)] = 0.0
    fit_out_pence: Pence = 0
    """What fitting out their place of work costs, in pence."""
    one_off_pence: Pence = 0
    """Redundancy pay, pension strain, relocation, in pence."""


class KeyPerson(Entry):
    """Somebody without whom the plan stops."""

    id: Slug
    name: Text
    office: str = ""
    body: Slug | None = None
    tasks: tuple[Slug, ...] = ()
    until: dt.date | None = None
    """The day on which they are known to leave or to have other work."""
    stand_in: str = ""
    knows: str = ""
    """What only they know."""


class Effort(Entry):
    """What one partner promised to put into getting there, and what it has put in."""

    body: Slug
    promised_days: Annotated[float, Field(ge=0)] = 0.0
    """Days of its own staff, unpaid by the others."""
    spent_days: Annotated[float, Field(ge=0)] = 0.0
    promised_pence: Pence = 0
    """Its part of the cost of entry, in pence."""
    spent_pence: Pence = 0
    counted_to: dt.date | None = None


class RiskLink(Entry):
    """Who answers for a risk of the partnership file, and what it touches here."""

    risk: Text
    """Its name in the partnership file."""
    owner: str = ""
    tasks: tuple[Slug, ...] = ()
    actions: tuple[Slug, ...] = ()


class Plan(Entry):
    """How the partners mean to get from talk to a service that runs."""

    name: Text
    start: dt.date
    """The first day of the plan."""
    nation: Literal["england", "wales", "scotland", "northern-ireland"] = "england"
    names: dict[Slug, Text] = Field(default_factory=dict)
    """What sentences call each body, by id."""
    go_live: dt.date | None = None
    """The day on which the service is meant to begin; the task `go-live` is held against it."""
    tasks: tuple[Task, ...] = ()
    actions: tuple[Action, ...] = ()
    messages: tuple[Message, ...] = ()
    moves: tuple[Move, ...] = ()
    key_people: tuple[KeyPerson, ...] = ()
    effort: tuple[Effort, ...] = ()
    risks: tuple[RiskLink, ...] = ()

    def name_of(self, body: str) -> str:
        """Return what a body is called, or its id where no name is given."""
        return self.names.get(body, body)

    def task(self, task_id: str) -> Task | None:
        """Return a task by id, or None where there is none."""
        return next((one for one in self.tasks if one.id == task_id), None)


def read_plan(text: str, *, source: str) -> Plan:
    """Read a plan from TOML.

    Raises FileFormatError if it is no TOML and RefusedError, every fault with its mend, if
    something in it cannot be used.
    """
    return read_entry(Plan, text, source=source, what="a plan", check=faults_of_plan)


def faults_of_plan(plan: Plan) -> Iterator[EntryFault]:
    """Yield what the schema cannot see: names that are not there, repeats, circles."""
    for key in ("tasks", "actions", "messages", "moves", "key_people"):
        seen: set[str] = set()
        for place, row in enumerate(getattr(plan, key)):
            if row.id in seen:
                yield (key, place), f"{row.id} is there twice.", "Give each its own id."
            seen.add(row.id)
    tasks = {one.id for one in plan.tasks}
    actions = {one.id for one in plan.actions}
    for path, wanted in _tasks_named(plan):
        if wanted not in tasks:
            yield (
                path,
                f"There is no task {wanted}.",
                f"The tasks are: {', '.join(sorted(tasks)) or 'none yet'}.",
            )
    for place, link in enumerate(plan.risks):
        for wanted in link.actions:
            if wanted not in actions:
                yield (
                    ("risks", place, "actions"),
                    f"There is no action {wanted}.",
                    "Name an action of the plan.",
                )
    for place, task in enumerate(plan.tasks):
        least, most = task.least_days, task.most_days
        if (least is not None and least > task.days) or (most is not None and most < task.days):
            yield (
                ("tasks", place, "days"),
                f"{task.id} takes {task.days} days, outside its own range.",
                "Give least_days, days and most_days in rising order.",
            )
    circle = circle_in(plan.tasks)
    if circle:
        yield (
            ("tasks",),
            f"These tasks wait for each other in a circle: {', '.join(circle)}.",
            "Take one of them out of another’s after.",
        )


def _tasks_named(plan: Plan) -> Iterator[tuple[tuple[str | int, ...], str]]:
    for place, task in enumerate(plan.tasks):
        yield from ((("tasks", place, "after"), wanted) for wanted in task.after)
    for place, action in enumerate(plan.actions):
        if action.task is not None:
            yield ("actions", place, "task"), action.task
    for place, message in enumerate(plan.messages):
        yield ("messages", place, "step"), message.step
    for place, person in enumerate(plan.key_people):
        yield from ((("key_people", place, "tasks"), wanted) for wanted in person.tasks)
    for place, link in enumerate(plan.risks):
        yield from ((("risks", place, "tasks"), wanted) for wanted in link.tasks)


def circle_in(tasks: tuple[Task, ...]) -> tuple[str, ...]:
    """Return the tasks that wait for each other in a circle, sorted; none where there is none."""
    left = {one.id: set(one.after) for one in tasks}
    ids = set(left)
    while True:
        free = {one for one, after in left.items() if not after & ids & set(left)}
        if not free:
            break
        left = {one: after for one, after in left.items() if one not in free}
    # What only waits for the circle, and is not of it, is taken out from the other end.
    while True:
        needed = {wanted for after in left.values() for wanted in after}
        loose = {one for one in left if one not in needed}
        if not loose:
            return tuple(sorted(left))
        left = {one: after for one, after in left.items() if one not in loose}
