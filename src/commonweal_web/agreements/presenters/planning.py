"""The plan: when the service can begin and what holds it, what is due, risks, people, effort."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from commonweal.agreement import Agreement as Content
from commonweal.agreement.approvals import Approvals
from commonweal.agreement.plan import (
    Due,
    Plan,
    Schedule,
    due_list,
    effort_account,
    people_findings,
    risk_register,
    schedule,
)
from commonweal.partnership import Partnership as Case
from commonweal.reports.tables import Table, figure, table, text
from commonweal_web.agreements.forms.rows import PLAN_LISTS, said_of_row
from commonweal_web.agreements.models import Agreement, PlanVersion
from commonweal_web.core.layout import TagKind
from commonweal_web.core.layout.filters import say_date, say_moment

from .places import Frame, place_of

__all__ = ["PlanPage", "due_of"]

_MOST_DUE = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class DueLine:
    day: str
    what: str
    owner: str
    tag: TagKind
    said: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanList:
    heading: str
    one: str
    add: str
    lines: tuple[tuple[str, str, str], ...]
    """What it is, what is said of it, where it is changed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanPage:
    """A plan as it stands on a day."""

    frame: Frame
    start: str
    """Where a first plan is drafted; empty where there is one, or this person may not."""
    why_not: str
    sentence: str
    small: str
    critical: tuple[str, ...]
    due: tuple[DueLine, ...]
    tables: tuple[Table, ...]
    findings: tuple[str, ...]
    effort: tuple[str, ...]
    lists: tuple[PlanList, ...]
    calendar: str
    take: str

    @classmethod
    def none_yet(cls, agreement: Agreement, *, may_change: bool, has_run: bool) -> PlanPage:
        return cls(
            frame=Frame.of(agreement),
            start=place_of(agreement)("start-plan") if may_change and has_run else "",
            why_not=""
            if has_run
            else "No run stands behind this agreement, so no plan can be drafted.",
            sentence="",
            small="",
            critical=(),
            due=(),
            tables=(),
            findings=(),
            effort=(),
            lists=(),
            calendar="",
            take="",
        )

    @classmethod
    def of(
        cls,
        agreement: Agreement,
        version: PlanVersion,
        plan: Plan,
        content: Content,
        case: Case,
        *,
        today: dt.date,
        approvals: Approvals | None,
        may_change: bool,
        take: str,
    ) -> PlanPage:
        place = place_of(agreement)
        found = schedule(plan)
        names = {one.id: one.name for one in plan.tasks}
        due = [one for one in due_of(plan, found, today, approvals) if not one.is_done]
        return cls(
            frame=Frame.of(agreement),
            start="",
            why_not="",
            sentence=f"{found.sentence} At their shortest the steps end on "
            f"{say_date(found.earliest_finish)}, at their longest on "
            f"{say_date(found.latest_finish)}.",
            small=f"Version {version.number}: {version.what}. {version.made_as}, "
            f"{say_moment(version.made_at)}",
            critical=tuple(names.get(one, one) for one in found.critical),
            due=tuple(_due_line(one) for one in due[:_MOST_DUE]),
            tables=(_steps(plan, found), _risks(case, plan, found, today)),
            findings=tuple(f"{one.sentence} {one.mend}" for one in people_findings(plan, found)),
            effort=tuple(one.sentence for one in effort_account(plan, found, today=today)),
            lists=tuple(
                _list(agreement, version, content, name, may_change) for name in PLAN_LISTS
            ),
            calendar=place("plan-calendar"),
            take=take,
        )


def due_of(
    plan: Plan, found: Schedule, today: dt.date, approvals: Approvals | None
) -> tuple[Due, ...]:
    """Return everything with a day: steps, actions, messages, deadlines of the decisions."""
    return due_list(plan, found, today=today, approvals=approvals)


def _due_line(one: Due) -> DueLine:
    return DueLine(
        day=say_date(one.day),
        what=one.what,
        owner=one.owner,
        tag="red" if one.is_overdue else "",
        said="Overdue" if one.is_overdue else one.kind.capitalize(),
    )


def _steps(plan: Plan, found: Schedule) -> Table:
    return table(
        "steps",
        "Steps, as published durations have them until you say otherwise",
        (text("Step"), text("Begins"), text("Done by"), figure("Slack", "days"), text("Source")),
        [
            (
                one.name,
                say_date(one.start),
                say_date(one.finish),
                "on the critical path" if one.is_critical else f"{one.slack_days:,}",
                getattr(plan.task(one.task), "source", "") or "the partners",
            )
            for one in found.tasks
        ],
    )


def _risks(case: Case, plan: Plan, found: Schedule, today: dt.date) -> Table:
    return table(
        "plan-risks",
        "Risks: of the figures, of the appraisal and of the plan",
        tuple(text(name) for name in ("Risk", "From", "Owner", "What is done", "Open")),
        [
            (
                one.entry.name,
                one.origin,
                one.owner or "nobody yet",
                one.entry.response or "nothing yet",
                one.open_question or ("holds going live" if one.holds_go_live else "nothing"),
            )
            for one in risk_register(case, plan, found, today=today)
        ],
    )


def _list(
    agreement: Agreement, version: PlanVersion, content: Content, name: str, may_change: bool
) -> PlanList:
    place = place_of(agreement)
    one, heading = PLAN_LISTS[name]
    rows: list[Mapping[str, Any]] = json.loads(version.text).get(name, [])
    return PlanList(
        heading=heading,
        one=one,
        add=place("add-plan-row", name) if may_change else "",
        lines=tuple(
            (
                said_of_row(row, content),
                _small(row),
                place("change-plan-row", name, at) if may_change else "",
            )
            for at, row in enumerate(rows)
        ),
    )


def _small(row: Mapping[str, Any]) -> str:
    said = []
    if row.get("owner"):
        said.append(f"owner {row['owner']}")
    for key, word in (("due", "due"), ("done_on", "done"), ("until", "until")):
        if row.get(key):
            said.append(f"{word} {say_date(dt.date.fromisoformat(row[key]))}")
    if "days" in row:
        said.append(f"{row['days']:,} days")
    if "promised_days" in row:
        said.append(f"{row.get('spent_days', 0):g} of {row['promised_days']:g} days spent")
    return "; ".join(said)
