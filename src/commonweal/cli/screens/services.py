"""The catalogue on a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from rich.console import Console

from commonweal.services import Catalogue, Explanation, Service

from .parts import bullets, heading, paragraph, table

__all__ = ["show_readiness", "show_rows", "show_service", "show_services"]

#: Heading of each list, and what to say of a row: label and field.
_LISTS: dict[str, tuple[str, tuple[tuple[str, str], ...]]] = {
    "forms": (
        "Forms of acting alone or together",
        (("", "what_it_is"), ("Fits when", "fits_when"), ("Watch", "watch")),
    ),
    "routes": (
        "Legal routes",
        (
            ("Power", "power"),
            ("Legal person", "legal_person"),
            ("Employs", "employs"),
            ("Decides", "decides"),
            ("Procurement", "procurement"),
            ("VAT", "vat"),
            ("Best when", "best_when"),
            ("Watch", "watch"),
            ("Nations", "nations"),
            ("Not yet verified", "to_check"),
        ),
    ),
    "aims": (
        "Aims",
        (
            ("", "what_it_means"),
            ("Typical case", "typical_case"),
            ("Judged as", "judged_as"),
        ),
    ),
    "schools": (
        "Schools of redesign: partners must choose the same one",
        (
            ("", "what_it_does"),
            ("Example", "example"),
            ("Strength", "strength"),
            ("Weakness", "weakness"),
        ),
    ),
    "conditions": (
        "Conditions for the best results",
        (("", "what_it_asks"), ("Met in", "where_met")),
    ),
}

_RULES = {"all": "all must be yes", "any": "at least one must be yes"}


def show_services(console: Console, services: Iterable[Service]) -> None:
    """Print every service on two axes, the easiest first."""
    paragraph(console, "What could be shared", "bold")
    paragraph(
        console,
        "How hard the work is to share, and how politically sensitive: 1 is little, 3 is much.",
    )
    console.print()
    easiest_first = sorted(
        services, key=lambda one: (one.technical.level, one.political.level, one.name)
    )
    table(
        console,
        (("Service", "left"), ("Hard", "right"), ("Sensitive", "right"), ("Id", "left")),
        [
            (one.name, str(one.technical.level), str(one.political.level), one.id)
            for one in easiest_first
        ],
    )
    console.print()
    paragraph(console, "`commonweal services ID` explains one.", "dim")


def show_service(console: Console, explanation: Explanation) -> None:
    """Print what is known of one service."""
    paragraph(console, explanation.service.name, "bold")
    for line in explanation.lines:
        _show_line(console, line.label, line.texts)


def show_rows(console: Console, what: str, rows: Sequence[Any]) -> None:
    """Print forms, routes, aims, schools or conditions, each with its source."""
    title, fields = _LISTS[what]
    paragraph(console, title, "bold")
    for row in rows:
        heading(console, row.name, small_print=f"({row.id})")
        for label, field in fields:
            said = getattr(row, field)
            _show_line(console, label, (said,) if isinstance(said, str) else said)
        paragraph(
            console,
            f"Source: {row.source} ({row.date}; {row.status.replace('-', ' ')}).",
            "dim",
            indent=2,
        )


def show_readiness(console: Console, shipped: Catalogue) -> None:
    """Print the readiness questions by group."""
    paragraph(console, "What to answer before work begins", "bold")
    for group in shipped.readiness_groups:
        heading(console, group.name, small_print=f"({_RULES.get(group.rule, group.rule)})")
        bullets(console, [row.question for row in shipped.criteria_of(group.id)])


def _show_line(console: Console, label: str, texts: Sequence[str]) -> None:
    said = [text for text in texts if text]
    if not said:
        return
    if len(said) == 1:
        paragraph(console, f"{label}: {said[0]}" if label else said[0], indent=2)
        return
    paragraph(console, f"{label}:", indent=2)
    bullets(console, said)
