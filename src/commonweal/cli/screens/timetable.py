"""A plan on a terminal: the critical path, what is due, people, effort and risks."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console

from commonweal.agreement.plan import Due, EffortLine, PeopleFinding, Plan, PlanRisk, Schedule

from .parts import bullets, heading, paragraph, table

__all__ = ["show_timetable"]

_MOST_DUE = 12


def show_timetable(
    console: Console,
    plan: Plan,
    found: Schedule,
    *,
    days: Sequence[Due],
    people: Sequence[PeopleFinding],
    risks: Sequence[PlanRisk],
    effort: Sequence[EffortLine],
) -> None:
    """Print when the service can begin, what holds it, and what comes next."""
    paragraph(console, f"{plan.name}: {found.sentence}", "bold")
    if found.go_live_range is not None:
        least, most = found.go_live_range
        paragraph(console, f"With every step at its least {least}, at its most {most}.")
    if found.missed:
        heading(console, "Fixed days that the plan cannot keep")
        bullets(console, found.missed)
    heading(console, "Steps", small_print="Slack is how many days a step could slip.")
    table(
        console,
        [("Step", "left"), ("From", "label"), ("To", "label"), ("Slack", "right")],
        [
            (
                one.name,
                str(one.start),
                str(one.finish),
                "done"
                if one.is_done
                else "holds the end"
                if one.is_critical
                else f"{one.slack_days}",
            )
            for one in found.tasks
        ],
    )
    coming = [one for one in days if not one.is_done]
    if coming:
        heading(console, "What is due next")
        bullets(
            console,
            [
                f"{one.day}{' OVERDUE' if one.is_overdue else ''}: {one.what}."
                + (f" {one.owner}." if one.owner else "")
                for one in coming[:_MOST_DUE]
            ],
        )
        if len(coming) > _MOST_DUE:
            paragraph(console, f"and {len(coming) - _MOST_DUE} more; --calendar holds them all.")
    if people:
        heading(console, "People")
        bullets(console, [f"{one.sentence} {one.mend}" for one in people])
    if any(one.standing != "not-promised" for one in effort):
        heading(console, "Days and cost of entry, spent against promised")
        bullets(console, [one.sentence for one in effort])
    if risks:
        heading(console, "Risks")
        bullets(
            console,
            [
                " ".join(part for part in (one.entry.name, one.open_question) if part)
                for one in risks
            ],
        )
