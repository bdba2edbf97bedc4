"""`commonweal timetable`: the plan to going live, its critical path, risks, people and calendar."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from commonweal.cli.options import AsJson, Force, OnDay, day_of, or_today
from commonweal.cli.output import console, print_json

if TYPE_CHECKING:
    from commonweal.agreement.approvals import Approvals, ApprovalState
    from commonweal.agreement.plan import Plan
    from commonweal.partnership import Partnership

__all__ = ["timetable"]


def timetable(
    file: Annotated[
        Path,
        typer.Argument(
            metavar="FILE",
            help="A partnership file, or the plan that --output wrote from one.",
            show_default=False,
        ),
    ],
    start: Annotated[
        dt.date | None,
        typer.Option(
            parser=day_of,
            metavar="DAY",
            help="First day of a plan drafted from a partnership; the day of --on if left out.",
        ),
    ] = None,
    approvals_file: Annotated[
        Path | None,
        typer.Option(
            "--approvals",
            metavar="FILE",
            help="The list of approvals whose days the plan keeps.",
            show_default=False,
        ),
    ] = None,
    case_file: Annotated[
        Path | None,
        typer.Option(
            "--case",
            metavar="FILE",
            help="With a plan: the partnership file whose risks join the register.",
            show_default=False,
        ),
    ] = None,
    on: OnDay = None,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            metavar="FILE",
            help="Write the plan here to be kept, ending in .toml.",
            show_default=False,
        ),
    ] = None,
    calendar: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help="Write every day as a calendar file, ending in .ics.",
            show_default=False,
        ),
    ] = None,
    force: Force = False,
    as_json: AsJson = False,
) -> None:
    """Draft a plan from published durations, or show one: what holds the day of going live.

    Durations are ranges that others needed; put your own in their place.
    """
    from commonweal.agreement.entry_files import write_entry
    from commonweal.agreement.plan import (
        calendar_text,
        draft_plan,
        due_list,
        effort_account,
        people_findings,
        read_plan,
        risk_register,
        schedule,
    )
    from commonweal.cli.cases import read_case, write
    from commonweal.cli.documents import document_text
    from commonweal.cli.screens.timetable import show_timetable

    today = or_today(on)
    text = document_text(file, key="tasks", unless="base_year")
    decisions = None if approvals_file is None else _approvals(approvals_file)
    partnership: Partnership | None = None
    plan: Plan
    if text is None:
        partnership = read_case(file).partnership
        plan = draft_plan(partnership, start=start or today, approvals=decisions)
    else:
        plan = read_plan(text, source=str(file))
        partnership = None if case_file is None else read_case(case_file).partnership
    found = schedule(plan)
    days = due_list(plan, found, today=today, approvals=decisions)
    people = people_findings(plan, found)
    effort = effort_account(plan, found, today=today)
    risks = (
        ()
        if partnership is None
        else risk_register(partnership, plan, found, state=_state(decisions, today), today=today)
    )
    if output is not None:
        write(output, write_entry(plan), overwrite=force)
    if calendar is not None:
        stamp = dt.datetime.combine(today, dt.time(), tzinfo=dt.UTC)
        content = calendar_text(days, name=plan.name, reference=plan.name, stamp=stamp)
        write(calendar, content.encode(), overwrite=force)
    if as_json:
        print_json(
            {
                "schedule": found.to_dict(),
                "due": [one.to_dict() for one in days],
                "people": [one.to_dict() for one in people],
                "risks": [one.to_dict() for one in risks],
            }
        )
        return
    show_timetable(console(), plan, found, days=days, people=people, risks=risks, effort=effort)


def _approvals(file: Path) -> Approvals:
    from commonweal.agreement.approvals import read_approvals
    from commonweal.files import check_kind, decode_text, read_bytes

    data = read_bytes(file)
    check_kind(data, expected=["text"], file=str(file), wanted="a list of approvals, in TOML")
    return read_approvals(decode_text(data, file=str(file)), source=str(file))


def _state(decisions: Approvals | None, today: dt.date) -> ApprovalState | None:
    from commonweal.agreement.approvals import approval_state

    return None if decisions is None else approval_state(decisions, today=today)
