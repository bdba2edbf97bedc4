"""A run worked out again, on a terminal."""

from __future__ import annotations

from typing import Any

from rich.console import Console

from commonweal.reports import Rerun

from .parts import heading, paragraph, plural, table

__all__ = ["show_rerun"]

_MOST_ROWS = 40


def show_rerun(console: Console, found: Rerun) -> None:
    """Print whether the figures came out the same, and list those that did not."""
    paragraph(console, found.sentence, "bold")
    paragraph(console, f"{found.name}. {found.verdict}")
    if not found.differences:
        return
    heading(console, "What differs")
    shown = found.differences[:_MOST_ROWS]
    table(
        console,
        (("Where", "left"), ("Was", "left"), ("Is now", "left")),
        [(one.where, _said(one.was), _said(one.now)) for one in shown],
    )
    rest = len(found.differences) - len(shown)
    if rest:
        paragraph(console, f"And {plural(rest, 'more', 'more')}: see --json.")


def _said(value: Any) -> str:
    if value is None:
        return "none"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, (int, float)):
        return f"{value:,}"
    return str(value)
