"""How cautions and defaults name things: by what an officer calls them, and never all of fifty."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from .base import Entry, Estimate, Range, values_named
from .baselines import Baseline
from .document import Partnership
from .scanning import Path

__all__ = [
    "entries",
    "label",
    "likely",
    "listed",
    "name_of",
    "named",
    "percent",
    "possible_values",
]

#: How many names a sentence holds before the rest are counted.
MOST_NAMES = 6


def entries(value: Any, path: Path = ()) -> Iterator[tuple[Path, Entry]]:
    """Yield every table of a document with its path, the document itself first."""
    if isinstance(value, Entry):
        yield path, value
        for name in type(value).model_fields:
            yield from entries(getattr(value, name), (*path, name))
    elif isinstance(value, (tuple, list)):
        for index, inner in enumerate(value):
            yield from entries(inner, (*path, index))
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            yield from entries(inner, (*path, str(key)))


def listed(names: Sequence[str]) -> str:
    """Return names as a sentence holds them: `Ashby, Barton and 3 more`."""
    shown = list(dict.fromkeys(names))
    if len(shown) > MOST_NAMES:
        shown = [*shown[: MOST_NAMES - 1], f"{len(shown) - MOST_NAMES + 1} more"]
    if len(shown) < 2:
        return "".join(shown)
    return f"{', '.join(shown[:-1])} and {shown[-1]}"


def label(partnership: Partnership, path: Path) -> str:
    """Return what the table at a path is called: `set-up in shared-team`, `Ashby`."""
    names: list[str] = []
    here: Any = partnership
    for part in path:
        here = getattr(here, str(part)) if isinstance(here, Entry) else here[part]
        name = _name(partnership, here)
        if name:
            names.append(name)
        elif isinstance(here, Range):
            names.append(str(part))
    if not names:
        return str(path[0]) if path else "the file"
    return " in ".join(reversed(names[-2:]))


def named(partnership: Partnership, paths: Sequence[Path]) -> str:
    """Return the tables at several paths as a sentence holds them, baselines by their bodies."""
    rows = {path: partnership.baselines[int(path[1])] for path in paths if _is_baseline(path)}
    names = [label(partnership, path) for path in paths if path not in rows]
    if rows:
        bodies = listed([name_of(partnership, row.body) for row in rows.values()])
        names.insert(0, f"the {'baseline' if len(rows) == 1 else 'baselines'} of {bodies}")
    return listed(names)


def _is_baseline(path: Path) -> bool:
    return len(path) == 2 and path[0] == "baselines"


def _name(partnership: Partnership, entry: Any) -> str:
    if isinstance(entry, Baseline):
        return f"{entry.service} of {name_of(partnership, entry.body)}"
    for key in ("lever", "risk", "cost"):
        kind = getattr(entry, key, None)
        if isinstance(entry, Entry) and isinstance(kind, str):
            return kind
    for key in ("name", "label", "title", "id"):
        name = getattr(entry, key, None)
        if isinstance(entry, Entry) and isinstance(name, str) and name:
            return name
    return ""


def name_of(partnership: Partnership, body_id: str) -> str:
    """Return the name of a body."""
    return partnership.body(body_id).name


def percent(share: float) -> str:
    """Return a share as it is said: `35 per cent`."""
    return f"{100 * share:.3g} per cent"


def _resolved(partnership: Partnership, estimate: Estimate | None) -> Estimate | None:
    if isinstance(estimate, str):
        wanted = estimate.removeprefix("assumption:")
        return next(row.value for row in partnership.assumptions if row.id == wanted)
    return estimate


def likely(partnership: Partnership, estimate: Estimate | None) -> float | None:
    """Return the one figure that stands for an estimate in a check of sense, None for none."""
    found = _resolved(partnership, estimate)
    if isinstance(found, Range):
        if found.likely is not None:
            return found.likely
        values = list(values_named(found))
        return sum(values) / len(values)
    return float(found) if isinstance(found, (int, float)) else None


def possible_values(partnership: Partnership, estimate: Estimate | None) -> tuple[float, ...]:
    """Return every value that an estimate states, through the assumption that it may name."""
    return tuple(values_named(_resolved(partnership, estimate)))
