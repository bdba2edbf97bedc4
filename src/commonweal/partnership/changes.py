"""Two versions of a partnership, field by field, in an officer's words.

A row is known by its own name, so that moving it up or down is no change.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from .base import Entry, Range
from .baselines import Baseline
from .document import Partnership

__all__ = ["Change", "changes"]

ChangeKind = Literal["changed", "added", "removed"]

#: Keys that tell one row from another in its list, in this order.
_KEYS = ("id", "lever", "cost", "risk", "label", "name", "title", "on", "what")

#: Fields that say what something is rather than how much; they are compared like any other.
_UNSAID = ("schema_version",)

Words = tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One thing that stands otherwise in the newer version."""

    kind: ChangeKind
    where: str
    """What it belongs to, in words: "option One shared team, management deduplication"."""
    what: str
    """The field; empty where a whole row came or went."""
    before: str
    after: str

    @property
    def sentence(self) -> str:
        of = f" of {self.where}" if self.where else ""
        if not self.what:
            return f"{self.where[0].upper()}{self.where[1:]}: {self.kind}."
        what = f"{self.what[0].upper()}{self.what[1:]}{of}"
        if self.kind == "added":
            return f"{what}: {self.after}, where nothing was said before."
        if self.kind == "removed":
            return f"{what}: no longer said; it was {self.before}."
        return f"{what}: from {self.before} to {self.after}."

    def to_dict(self) -> dict[str, Any]:
        return {
            "kind": self.kind,
            "where": self.where,
            "what": self.what,
            "before": self.before,
            "after": self.after,
            "sentence": self.sentence,
        }


def changes(old: Partnership, new: Partnership) -> Iterator[Change]:
    """Yield what differs between two versions, in the order of the schema."""
    # Bodies by their names in either version, the newer's where they differ.
    names = {body.id: body.name for body in (*old.bodies, *new.bodies)}
    return _changes(old, new, names)


def _changes(old: Any, new: Any, names: Mapping[str, str], where: Words = ()) -> Iterator[Change]:
    """Yield what differs between two tables of the same kind."""
    for name in _fields_of(old, new):
        if name in _UNSAID:
            continue
        before, after = getattr(old, name, None), getattr(new, name, None)
        if before != after:
            yield from _field_changes(before, after, names, where, name)


def _fields_of(old: Entry, new: Entry) -> tuple[str, ...]:
    return tuple(dict.fromkeys([*type(old).model_fields, *type(new).model_fields]))


def _field_changes(
    before: Any, after: Any, names: Mapping[str, str], where: Words, name: str
) -> Iterator[Change]:
    """Yield what differs in one field, opening the tables and rows within it."""
    if _are_rows(before) and _are_rows(after) and (before or after):
        yield from _row_changes(before, after, names, where, name)
    elif _is_table(before) and _is_table(after):
        yield from _changes(before, after, names, (*where, _in_words(name)))
    elif isinstance(before, Mapping) and isinstance(after, Mapping):
        for key in dict.fromkeys([*before, *after]):
            if before.get(key) != after.get(key):
                what = f"{_in_words(name)}, {_in_words(str(key))}"
                yield _change(before.get(key), after.get(key), where, what)
    elif _is_table(before) != _is_table(after) and (before is None or after is None):
        yield _row_change(before, (*where, _in_words(name)))
    else:
        yield _change(before, after, where, _in_words(name))


def _row_changes(
    before: Sequence[Entry],
    after: Sequence[Entry],
    names: Mapping[str, str],
    where: Words,
    name: str,
) -> Iterator[Change]:
    """Yield what differs between two lists of rows, each known by its own name."""
    old, new = _by_name(before), _by_name(after)
    for key in dict.fromkeys([*old, *new]):
        row_before, row_after = old.get(key), new.get(key)
        label = _row_label(name, row_after or row_before, names)
        if row_before is None or row_after is None:
            yield _row_change(row_before, (*where, label))
        elif row_before != row_after:
            yield from _changes(row_before, row_after, names, (*where, label))


def _by_name(rows: Sequence[Entry]) -> dict[tuple[str, int], Entry]:
    """Return rows by their own names; those of one name are told apart by their order."""
    found: dict[tuple[str, int], Entry] = {}
    for row in rows:
        name = _row_name(row)
        n_before = sum(key[0] == name for key in found)
        found[name, n_before] = row
    return found


def _row_name(row: Entry) -> str:
    if isinstance(row, Baseline):
        return f"{row.body} {row.service}"
    return next((str(getattr(row, key)) for key in _KEYS if getattr(row, key, None)), "")


def _row_label(name: str, row: Any, names: Mapping[str, str]) -> str:
    """Say what a row is: "option One shared team", "baseline of Ashby, building control"."""
    singular = _SINGULAR.get(name, _in_words(name).removesuffix("s"))
    if isinstance(row, Baseline):
        return f"{singular} of {names.get(row.body, row.body)}, {_in_words(row.service)}"
    shown = getattr(row, "name", "") or _in_words(_row_name(row))
    return f"{singular} {shown}".strip()


_SINGULAR = {"bodies": "body", "history": "version", "stresses": "demand stress"}


def _row_change(before: Any, where: Words) -> Change:
    return Change(
        kind="added" if before is None else "removed",
        where=", ".join(where),
        what="",
        before="",
        after="",
    )


def _change(before: Any, after: Any, where: Words, what: str) -> Change:
    kind: ChangeKind = "changed"
    if _is_nothing(before):
        kind = "added"
    elif _is_nothing(after):
        kind = "removed"
    return Change(
        kind=kind,
        where=", ".join(where),
        what=what,
        before="" if kind == "added" else _said(before),
        after="" if kind == "removed" else _said(after),
    )


def _is_nothing(value: Any) -> bool:
    return value is None or value == "" or (isinstance(value, (tuple, dict)) and not value)


def _is_table(value: Any) -> bool:
    return isinstance(value, Entry) and not isinstance(value, Range)


def _are_rows(value: Any) -> bool:
    return isinstance(value, tuple) and all(isinstance(row, Entry) for row in value)


def _said(value: Any) -> str:
    """Say a value as an officer would: a range by its ends, yes and no, numbers with commas."""
    if isinstance(value, Range):
        return _said_range(value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int):
        return f"{value:,}"
    if isinstance(value, float):
        return f"{value:,.6f}".rstrip("0").rstrip(".")
    if isinstance(value, tuple):
        return ", ".join(_said(one) for one in value)
    if isinstance(value, str) and value.startswith("assumption:"):
        return f"the assumption {_in_words(value.removeprefix('assumption:'))}"
    return f"“{value}”" if isinstance(value, str) else str(value)


def _said_range(value: Range) -> str:
    if value.outcomes:
        pairs = zip(value.outcomes, value.chances, strict=True)
        return " or ".join(f"{_said(outcome)} ({chance:.0%})" for outcome, chance in pairs)
    said = f"between {_said(value.low)} and {_said(value.high)}"
    if value.likely is not None:
        said += f", most likely {_said(value.likely)}"
    extras: list[str] = [] if value.shape == "pert" else [value.shape]
    if value.moves_with:
        extras.append(f"moving with {_in_words(value.moves_with)}")
    if value.grade:
        extras.append(f"grade {value.grade}")
    return f"{said} ({', '.join(extras)})" if extras else said


def _in_words(key: str) -> str:
    return key.replace("_", " ").replace("-", " ")
