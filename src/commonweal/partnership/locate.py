"""Finding the line of a TOML file on which a key stands, so that an error can point at it."""

from __future__ import annotations

import re
from collections.abc import Mapping

__all__ = ["key_text", "line_by_path", "nearest_line"]

Path = tuple[str | int, ...]

_BARE = r"[A-Za-z0-9_-]+"
_KEY = rf"(?:{_BARE}|\"[^\"]*\"|'[^']*')"
_DOTTED = rf"{_KEY}(?:\s*\.\s*{_KEY})*"
_ARRAY_HEADER = re.compile(rf"^\s*\[\[\s*({_DOTTED})\s*\]\]")
_HEADER = re.compile(rf"^\s*\[\s*({_DOTTED})\s*\]")
_ASSIGNMENT = re.compile(rf"^\s*({_DOTTED})\s*=")


def _parts(dotted: str) -> tuple[str, ...]:
    return tuple(part.strip("\"'") for part in re.findall(_KEY, dotted))


def line_by_path(text: str) -> dict[Path, int]:
    """Map the path of each table and key to the line, from 1, on which it stands.

    Reads line by line, as a person does: headers, arrays of tables and `key = value` lines. Keys
    inside inline tables share the line of the key that holds them.
    """
    lines: dict[Path, int] = {}
    counts: dict[Path, int] = {}

    def resolved(parts: tuple[str, ...]) -> Path:
        path: Path = ()
        for part in parts:
            path = (*path, part)
            if path in counts:
                path = (*path, counts[path] - 1)
        return path

    here: Path = ()
    for number, line in enumerate(text.splitlines(), start=1):
        if match := _ARRAY_HEADER.match(line):
            parts = _parts(match[1])
            holder = (*resolved(parts[:-1]), parts[-1])
            counts[holder] = counts.get(holder, 0) + 1
            here = (*holder, counts[holder] - 1)
            lines.setdefault(here, number)
        elif match := _HEADER.match(line):
            here = resolved(_parts(match[1]))
            lines.setdefault(here, number)
        elif match := _ASSIGNMENT.match(line):
            lines.setdefault((*here, *_parts(match[1])), number)
    return lines


def nearest_line(lines: Mapping[Path, int], path: Path) -> int | None:
    """Return the line of the path, or of the nearest table or key that holds it."""
    for length in range(len(path), 0, -1):
        if path[:length] in lines:
            return lines[path[:length]]
    return None


def key_text(path: Path) -> str:
    """Return a path as an officer would read it, counting rows from 1: `bodies[2].drivers`."""
    text = ""
    for part in path:
        if isinstance(part, int):
            text += f"[{part + 1}]"
        else:
            text += f".{part}" if text else part
    return text
