"""The little Markdown that built pages need."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable, Mapping

__all__ = ["anchor", "facts", "page", "source_line", "table"]


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


def facts(said_by_label: Mapping[str, str | Iterable[str]]) -> str:
    """Return a list of labels and what there is to say of each; empty ones are left out."""
    lines = []
    for label, said in said_by_label.items():
        text = said if isinstance(said, str) else "; ".join(said)
        if text:
            lines.append(f"- **{label}**: {' '.join(text.split())}")
    return "\n".join(lines)


def source_line(row: object) -> str:
    """Return the source, date and status of a row of reference data, in small print."""
    fields = {field.name: getattr(row, field.name) for field in dataclasses.fields(row)}
    status = fields["status"].replace("-", " ")
    return f"<sub>Source: {fields['source']} ({fields['date']}; {status}).</sub>"
