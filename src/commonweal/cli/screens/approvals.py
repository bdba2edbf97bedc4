"""Approvals on a terminal: where each stands, the days counted back, the register."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console

from commonweal.agreement.approvals import ApprovalState, RegisterRow

from .parts import bullets, heading, paragraph, table

__all__ = ["show_approvals"]


def show_approvals(console: Console, state: ApprovalState, register: Sequence[RegisterRow]) -> None:
    """Print where the proposal stands with all of them, then each body's days."""
    paragraph(console, f"{state.name}: {state.sentence}", "bold")
    heading(console, "Where each stands", small_print=f"On {state.on}.")
    bullets(console, [one.sentence for one in state.standings])
    dated = [one for one in state.standings if one.deadlines]
    if dated:
        heading(console, "Days, counted back from each meeting and on from each decision")
        table(
            console,
            [("Body", "left"), ("By", "label"), ("What", "left"), ("Counted", "left")],
            [
                (one.body_name, f"{day.by:%a} {day.by}", day.name, f"{day.counted} [{day.status}]")
                for one in dated
                for day in one.deadlines
            ],
        )
    heading(console, "Register of decisions")
    table(
        console,
        [("Body", "left"), ("Decided by", "left"), ("Day", "label"), ("Outcome", "left")],
        [
            (
                one.body_name,
                one.decided_by,
                str(one.day or "no day"),
                "; ".join((one.outcome, *one.conditions)),
            )
            for one in register
        ],
    )
    if state.warnings:
        heading(console, "To be sure of")
        bullets(console, state.warnings)
    heading(console, "What lapses")
    bullets(console, state.lapses)
    console.print()
    paragraph(
        console,
        "It may go live."
        if state.may_go_live
        else "Nothing goes live until all have passed the same version and signed it.",
        "dim",
    )
