"""One module for each command. Their names, in the order of a case's life, with examples."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import typer

from .agreement import agreement
from .appraise import appraise
from .approvals import approvals
from .check import check
from .compare import compare
from .convert import convert
from .exit import exit_
from .game import game
from .join import join
from .new import new
from .quick import quick
from .report import report
from .rerun import rerun
from .route import route
from .schema import schema
from .sensitivity import sensitivity
from .services import services
from .shares import shares
from .timetable import timetable
from .verify import verify

__all__ = ["COMMANDS", "Entry"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A command as the help lists it."""

    name: str
    command: Callable[..., Any] | typer.Typer
    """A command, or a group of commands that has examples of its own."""
    summary: str
    """What it does, in a line of help."""
    examples: tuple[str, ...]


COMMANDS: tuple[Entry, ...] = (
    Entry(
        name="new",
        command=new,
        summary="Write a starter file or workbook in which every key is explained.",
        examples=(
            "commonweal new my-case.toml",
            "commonweal new my-case.xlsx",
            'commonweal new "Building control in the north" --output north.toml',
        ),
    ),
    Entry(
        name="quick",
        command=quick,
        summary="Take a first look from five figures.",
        examples=(
            'commonweal quick "Ashby=1.2m" "Barton=800k" --saves 8% --alone 3% --set-up 150k',
            'commonweal quick "Ashby=1.2m" "Barton=800k" --saves 8% --set-up 150k -o first.toml',
        ),
    ),
    Entry(
        name="check",
        command=check,
        summary="Say everything that is wrong with a file, and the mend.",
        examples=("commonweal check my-case.toml", "commonweal check my-case.toml --json"),
    ),
    Entry(
        name="appraise",
        command=appraise,
        summary="Say whether to share, who gains, and who would leave.",
        examples=(
            "commonweal appraise my-case.toml",
            "commonweal appraise my-case.toml --draws 1000 --seed 7",
            "commonweal appraise my-case.toml --json > run.json",
        ),
    ),
    Entry(
        name="sensitivity",
        command=sensitivity,
        summary="Say what would change the answer.",
        examples=(
            "commonweal sensitivity my-case.toml",
            "commonweal sensitivity my-case.toml --draws 1000 --json",
        ),
    ),
    Entry(
        name="compare",
        command=compare,
        summary="Say what changed between two versions of a case.",
        examples=(
            "commonweal compare last-week.toml my-case.toml",
            "commonweal compare last-week.toml my-case.toml --json",
        ),
    ),
    Entry(
        name="shares",
        command=shares,
        summary="Show what each pays and gains under every rule.",
        examples=(
            "commonweal shares my-case.toml",
            "commonweal shares my-case.toml --rule shapley",
            "commonweal shares my-case.toml --json",
        ),
    ),
    Entry(
        name="exit",
        command=exit_,
        summary="Say what a partner owes if it leaves, year by year.",
        examples=(
            "commonweal exit my-case.toml",
            "commonweal exit my-case.toml ashby --year 2029-30",
        ),
    ),
    Entry(
        name="join",
        command=join,
        summary="Say on what terms a newcomer could come in.",
        examples=(
            "commonweal join my-case.toml",
            "commonweal join my-case.toml colne --as customer",
            "commonweal join my-case.toml colne --as returning --paid 12000",
        ),
    ),
    Entry(
        name="report",
        command=report,
        summary="Write the papers: verdict, business case, decision papers.",
        examples=(
            "commonweal report my-case.toml --output my-case.html",
            "commonweal report my-case.toml --paper business-case --size full -o case.pdf",
            "commonweal report my-case.toml --paper decision --body ashby -o ashby.docx",
            "commonweal report my-case.toml --paper workbook -o my-case.xlsx",
            "commonweal report my-case.toml --all papers --charts papers/charts",
        ),
    ),
    Entry(
        name="agreement",
        command=agreement,
        summary="Draft an agreement, check one, fill it, write it.",
        examples=(
            "commonweal agreement draft my-case.toml -o agreement.toml",
            "commonweal agreement check agreement.toml --against my-case.toml",
        ),
    ),
    Entry(
        name="route",
        command=route,
        summary="Say which legal routes are open, and what to ask first.",
        examples=(
            "commonweal route my-case.toml",
            "commonweal route my-case.toml --output route.toml",
            "commonweal route route.toml",
        ),
    ),
    Entry(
        name="approvals",
        command=approvals,
        summary="Count back from every body's meeting and say where each stands.",
        examples=(
            "commonweal approvals my-case.toml --output approvals.toml",
            "commonweal approvals approvals.toml --on 2027-01-20",
        ),
    ),
    Entry(
        name="timetable",
        command=timetable,
        summary="Plan to going live: critical path, risks, people and a calendar.",
        examples=(
            "commonweal timetable my-case.toml --start 2027-01-04 --output plan.toml",
            "commonweal timetable plan.toml --approvals approvals.toml --calendar plan.ics",
        ),
    ),
    Entry(
        name="game",
        command=game,
        summary="Share out a bare game by every rule.",
        examples=("commonweal game water.json", "commonweal game water.json --json"),
    ),
    Entry(
        name="rerun",
        command=rerun,
        summary="Work a saved run out again: are the figures the same?",
        examples=("commonweal rerun run.json", "commonweal rerun run.json --json"),
    ),
    Entry(
        name="convert",
        command=convert,
        summary="Write a partnership in another form, without loss.",
        examples=(
            "commonweal convert my-case.toml my-case.xlsx",
            "commonweal convert edited.json my-case.toml --in-place",
        ),
    ),
    Entry(
        name="schema",
        command=schema,
        summary="Print what a partnership file may hold, as JSON Schema.",
        examples=("commonweal schema > partnership.schema.json",),
    ),
    Entry(
        name="services",
        command=services,
        summary="List and explain what could be shared.",
        examples=(
            "commonweal services",
            "commonweal services building-control",
            "commonweal services --routes --nation wales",
        ),
    ),
    Entry(
        name="verify",
        command=verify,
        summary="Check an opened answer of a sealed exchange against its receipt.",
        examples=("commonweal verify receipt.json opened.json",),
    ),
)
