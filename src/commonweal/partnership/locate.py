"""Finding the line of a TOML file on which a key stands, so that an error can point at it."""

from __future__ import annotations

import json
import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping

from .scanning import Assignment, Path, Value, statements

__all__ = ["Path", "key_name", "key_text", "line_by_path", "nearest_line"]

_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")


def line_by_path(text: str) -> dict[Path, int]:
    """Map the path of each table, key and item to the line, from 1, on which it begins."""
    ends = [position for position, letter in enumerate(text) if letter == "\n"]
    lines: dict[Path, int] = {}
    for statement in statements(text):
        number = bisect_left(ends, statement.start) + 1
        path = statement.path
        # The tables on the way to it, where nothing before this line has named them.
        for length in range(1, len(path) + 1):
            lines.setdefault(path[:length], number)
        if isinstance(statement, Assignment):
            for inner, start in _inside(statement.value, path):
                lines.setdefault(inner, bisect_left(ends, start) + 1)
    return lines


def _inside(value: Value, path: Path) -> Iterator[tuple[Path, int]]:
    for key, inner in value.items.items():
        for length in range(1, len(key) + 1):
            yield (*path, *key[:length]), inner.start
        yield from _inside(inner, (*path, *key))


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
            key = part if _BARE_KEY.fullmatch(part) else json.dumps(part, ensure_ascii=False)
            text += f".{key}" if text else key
    return text


def key_name(path: Path) -> str:
    """Return the last key of a path, with the row of it if it is one: `ramp[3]`."""
    if not path:
        return "The file"
    last = max(index for index, part in enumerate(path) if isinstance(part, str))
    return key_text(path[last:])
