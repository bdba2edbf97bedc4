"""What a file left out and what stands for it, so that nothing is decided by silence alone."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from .base import Entry, Range
from .costs import CostUse, OneOffCost, RiskUse
from .document import Partnership
from .levers import LeverUse
from .locate import key_text
from .options import Split
from .saying import entries
from .scanning import Path

__all__ = ["defaults_used"]

#: Left out, these say only that something is not so, and bear on no figure.
_SAYS_NO = frozenset(
    {
        "is_agency",
        "is_manager",
        "is_placeholder",
        "is_proposed",
        "is_system",
        "is_vacant",
        "schema_version",
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Default:
    """One value that was left out. Those of one `place` are told together."""

    path: Path
    place: tuple[str, ...]
    kind: str
    said: str


def defaults_used(partnership: Partnership) -> dict[str, str]:
    """Return each value that was left out and has a default that bears on the answer, by key.

    What is left out of many rows alike is told once: `bodies[*].vat_recovery`, `1 (5 of 6)`.
    """
    found: dict[tuple[str, ...], list[_Default]] = defaultdict(list)
    n_rows: Counter[tuple[str, ...]] = Counter()
    for path, entry in entries(partnership):
        for name in type(entry).model_fields:
            n_rows[_place(path, entry, name)] += 1
        for default in _left_out(path, entry):
            found[default.place].append(default)
    used: dict[str, str] = {}
    for place, defaults in found.items():
        told = dict.fromkeys(default.said for default in defaults)
        for said in told:
            alike = [default for default in defaults if default.said == said]
            key = ".".join(place)
            if len(told) > 1:  # one key, several defaults: say of which kinds
                kinds = ", ".join(dict.fromkeys(default.kind for default in alike))
                key = f"{'.'.join(place[:-1]).removesuffix('[*]')}[{kinds}].{place[-1]}"
            if n_rows[place] == 1:
                used[key_text(alike[0].path)] = said
            else:
                used[key] = f"{said} ({_share(len(alike), n_rows[place])})"
    return used


def _share(n_alike: int, n_rows: int) -> str:
    return f"all {n_rows}" if n_alike == n_rows else f"{n_alike} of {n_rows}"


def _left_out(path: Path, entry: Entry) -> Iterator[_Default]:
    for name, field in type(entry).model_fields.items():
        if name in entry.model_fields_set or field.is_required() or name in _SAYS_NO:
            continue
        default = getattr(entry, name)
        if isinstance(default, Entry):
            continue  # its own fields are listed one by one
        if default in (None, "", (), {}) or _bears_on_nothing(entry, name):
            continue
        yield _Default(
            path=(*path, name),
            place=_place(path, entry, name),
            kind=_kind(entry),
            said=_said(default),
        )


def _bears_on_nothing(entry: Entry, name: str) -> bool:
    if isinstance(entry, Split) and name == "fixed_share":
        return "fixed-and-unit" not in (entry.rule, entry.one_off_rule)
    if isinstance(entry, Split) and name == "funded_by":
        return not entry.no_more_than_now_years
    return isinstance(entry, Range) and name == "shape" and entry.shape == "discrete"


def _kind(entry: Entry) -> str:
    for key in ("lever", "risk", "cost"):
        kind = getattr(entry, key, None)
        if isinstance(kind, str):
            return kind
    return ""


def _place(path: Path, entry: Entry, name: str) -> tuple[str, ...]:
    """Return a key with the positions of its rows left open, so that rows alike fall together.

    A key of one kind of lever or cost alone keeps the kind; a key that all kinds have does not.
    """
    if isinstance(entry, Range):
        return ("ranges", name)
    parts: list[str] = []
    for part in path:
        if isinstance(part, int):
            parts[-1] += "[*]"
        else:
            parts.append(part)
    kind = _kind(entry)
    is_shared = any(
        isinstance(entry, base) and name in base.model_fields
        for base in (LeverUse, OneOffCost, CostUse, RiskUse)
    )
    if kind and not is_shared:
        parts[-1] = parts[-1].removesuffix("[*]") + f"[{kind}]"
    return (*parts, name)


def _said(default: Any) -> str:
    if isinstance(default, bool):
        return "yes" if default else "no"
    if isinstance(default, float):
        return f"{default:g}"
    if isinstance(default, tuple):
        return ", ".join(_said(part) for part in default)
    return str(default)
