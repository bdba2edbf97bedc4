"""Several things in one cell: items parted by semicolons, pairs of name and value, and quotes."""

from __future__ import annotations

from collections.abc import Iterator

__all__ = ["pairs_of", "parts_of"]


def parts_of(text: str, *, commas: bool = False) -> list[str]:
    """Return the items of a cell, parted by semicolons or new lines, and by commas if so told.

    An item in quotes may hold what parts items; a quote within it is doubled.
    """
    marks = ";\n," if commas else ";\n"
    return [part for part, is_quoted, _ in _scanned(text, marks) if part or is_quoted]


def pairs_of(text: str) -> list[tuple[str | None, str]]:
    """Return the pairs of a cell, `name: value; name: value`; None for a value without a name."""
    found: list[tuple[str | None, str]] = []
    name: str | None = None
    for part, is_quoted, mark in _scanned(text, ";\n:"):
        if mark == ":" and name is None:
            name = part
        elif name is not None or part or is_quoted:
            found.append((name, part))
            name = None
    return found


def _scanned(text: str, all_marks: str) -> Iterator[tuple[str, bool, str]]:
    """Yield each part with whether it stood in quotes and the mark that ended it."""
    at, marks = 0, all_marks
    while at <= len(text):
        start = at + len(text[at:]) - len(text[at:].lstrip(" \t\r"))
        quoted = _quoted_at(text, start, marks)
        if quoted is not None:
            part, end = quoted
        else:
            end = min((found for mark in marks if (found := text.find(mark, at)) >= 0), default=-1)
            end = len(text) if end < 0 else end
            part = text[at:end].strip()
        mark = text[end : end + 1]
        # A second colon belongs to the value.
        marks = all_marks.replace(":", "") if mark == ":" else all_marks
        yield part, quoted is not None, mark
        at = end + 1


def _quoted_at(text: str, start: int, marks: str) -> tuple[str, int] | None:
    """Return the text in quotes that starts here and where it ends; None where there is none."""
    if text[start : start + 1] != '"':
        return None
    at = start + 1
    while (close := text.find('"', at)) >= 0:
        if text[close + 1 : close + 2] == '"':
            at = close + 2
            continue
        end = close + 1 + len(text[close + 1 :]) - len(text[close + 1 :].lstrip(" \t\r"))
        if end < len(text) and text[end] not in marks:
            return None
        return text[start + 1 : close].replace('""', '"'), end
    return None
