"""The little Markdown that built pages need."""

from __future__ import annotations

import re
from collections.abc import Iterable

__all__ = ["anchor", "page", "table"]


def page(*parts: str) -> str:
    """Return the parts that are not empty, parted by blank lines."""
    return "\n\n".join(part for part in parts if part) + "\n"


def table(headings: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """Return a table."""
    heads = list(headings)
    lines = [f"| {' | '.join(heads)} |", "|" + "---|" * len(heads)]
    lines += [
        "| " + " | ".join(" ".join(cell.split()).replace("|", "\\|") for cell in row) + " |"
        for row in rows
    ]
    return "\n".join(lines)


def anchor(heading: str) -> str:
    """Return the anchor that a page gives a heading.

    >>> anchor("What's due, and when")
    'whats-due-and-when'
    """
    return re.sub(r"[^\w\- ]", "", heading.lower()).strip().replace(" ", "-")
