"""Every assumption of a partnership: the named ones, and the ranges that stand where they are used.

Plain values in, rows out; who may see which is decided before.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from commonweal.partnership import Evidenced
from commonweal.partnership.holdings import COMMON, holder_of
from commonweal.partnership.options import Assumption
from commonweal.partnership.workbook.cells_out import cell_of
from commonweal.partnership.workbook.leaves import Leaf, leaf_of
from commonweal.partnership.workbook.words import heading_of

from .places import ListPlace, Path, TablePlace, children_of, keys_of, place_at, row_said

__all__ = ["GAPS", "ROLES", "Filter", "Row", "differences", "first_said", "rows_of"]

#: Who answers for an assumption, as the Aqua Book has them.
ROLES: Final = ("commissioner", "analyst", "assurer", "approver")

#: What an assumption can lack, by key.
GAPS: Final[Mapping[str, str]] = {
    "owner": "no owner named",
    "source": "no source",
    "grade": "no grade",
    "commissioner": "no commissioner named",
    "analyst": "no analyst named",
    "assurer": "no assurer named",
    "approver": "no approver named",
}
#: What a range that has no name of its own can be given.
_IN_PLACE: Final = ("owner", "source", "grade")


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One assumption, with what it lacks."""

    id: str
    """Its short name; empty for a range that stands where it is used."""
    holder: str
    """Reference of the body whose it is; empty in common."""
    whose: str
    name: str
    value: str
    unit: str
    owner: str
    source: str
    date: str
    grade: str
    note: str
    commissioner: str
    analyst: str
    assurer: str
    approver: str
    lacks: tuple[str, ...]
    """Keys of `GAPS`."""

    @property
    def is_named(self) -> bool:
        return bool(self.id)

    @property
    def gaps(self) -> str:
        """What it lacks, in words; empty where nothing."""
        return "; ".join(GAPS[key] for key in self.lacks)


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """Which assumptions are asked for."""

    whose: str = ""
    grade: str = ""
    lacks: str = ""
    words: str = ""

    def narrow(self, rows: Sequence[Row]) -> list[Row]:
        words = self.words.casefold()
        return [
            row
            for row in rows
            if (not self.whose or row.whose == self.whose)
            and (not self.grade or row.grade == self.grade)
            and (not self.lacks or self.lacks in row.lacks)
            and words in f"{row.name} {row.source} {row.note} {row.owner}".casefold()
        ]


def rows_of(document: Mapping[str, Any]) -> list[Row]:
    """Return every assumption of a document: those that lack most first, then by name."""
    bodies = {str(row["id"]): str(row["name"]) for row in document.get("bodies", ())}
    named = [_named(row, bodies) for row in document.get("assumptions", ())]
    place = place_at(document, ())
    assert isinstance(place, TablePlace)
    in_place = list(_in_place(document, place, bodies, COMMON, ()))
    return sorted([*named, *in_place], key=lambda row: (-len(row.lacks), row.name, row.whose))


def _named(row: Mapping[str, Any], bodies: Mapping[str, str]) -> Row:
    leaf = leaf_of(Assumption.model_fields["value"])
    assert leaf is not None
    value = row.get("value")
    inner = value if isinstance(value, Mapping) else {}
    held = {key: str(row.get(key) or inner.get(key) or "") for key in Evidenced.model_fields}
    return _row(
        id=str(row.get("id", "")),
        holder=holder_of(("assumptions",), row),
        bodies=bodies,
        name=str(row.get("name", "")),
        value=_said(_bare(value), leaf),
        unit=str(row.get("unit", "")),
        held=held | {role: str(row.get(role, "")) for role in ROLES},
        asked=tuple(GAPS),
    )


def _row(
    *,
    id: str,
    holder: str,
    bodies: Mapping[str, str],
    name: str,
    value: str,
    unit: str,
    held: Mapping[str, str],
    asked: Sequence[str],
) -> Row:
    return Row(
        id=id,
        holder=holder,
        whose=bodies.get(holder, holder) if holder else "In common",
        name=name,
        value=value,
        unit=unit,
        lacks=tuple(key for key in asked if not held.get(key)),
        **{key: held.get(key, "") for key in ("owner", "source", "date", "grade", "note", *ROLES)},
    )


def _bare(value: Any) -> Any:
    """Return a value without where it comes from, which has columns of its own."""
    if isinstance(value, Mapping):
        return {key: one for key, one in value.items() if key not in Evidenced.model_fields}
    return value


def _said(value: Any, leaf: Leaf) -> str:
    cell = cell_of(value, leaf)
    return f"{cell:,.12g}" if isinstance(cell, float) else str(cell if cell is not None else "")


def _in_place(
    document: Mapping[str, Any],
    place: TablePlace,
    bodies: Mapping[str, str],
    holder: str,
    words: tuple[str, ...],
) -> Iterator[Row]:
    """Yield the ranges within a table, and within the tables and rows beneath it."""
    for key in keys_of(place.model):
        value, info = place.values.get(key), place.model.model_fields[key]
        leaf = leaf_of(info)
        if leaf is not None and _is_range(value):
            yield _of_range(value, leaf, bodies, holder, (*words, heading_of((key,))), info)
    for child in children_of(place):
        path = (*place.path, child.key)
        if not child.is_there or path == ("assumptions",):
            continue
        yield from _beneath(document, place_at(document, path), bodies, holder, words)


def _beneath(
    document: Mapping[str, Any],
    place: TablePlace | ListPlace,
    bodies: Mapping[str, str],
    holder: str,
    words: tuple[str, ...],
) -> Iterator[Row]:
    if isinstance(place, TablePlace):
        name = heading_of((str(place.path[-1]),))
        yield from _in_place(document, place, bodies, holder, (*words, name))
        return
    for index, row in enumerate(place.rows):
        here = place_at(document, (*place.path, index))
        assert isinstance(here, TablePlace)
        whose = _holder(place.path, row, holder)
        said = row_said(here.model, row)
        yield from _in_place(document, here, bodies, whose, (*words, said))


def _holder(path: Path, row: Mapping[str, Any], holder: str) -> str:
    keys = tuple(str(step) for step in path if isinstance(step, str))
    return holder_of(keys, row) if len(path) == len(keys) else holder


def _is_range(value: Any) -> bool:
    return isinstance(value, Mapping) and bool({"low", "outcomes"} & set(value))


def _of_range(
    value: Mapping[str, Any],
    leaf: Leaf,
    bodies: Mapping[str, str],
    holder: str,
    words: tuple[str, ...],
    info: Any,
) -> Row:
    extra = info.json_schema_extra if isinstance(info.json_schema_extra, dict) else {}
    return _row(
        id="",
        holder=holder,
        bodies=bodies,
        name=": ".join((", ".join(words[:-1]), words[-1])) if len(words) > 1 else words[0],
        value=_said(_bare(value), leaf),
        unit=str(extra.get("unit", "")),
        held={key: str(value.get(key) or "") for key in Evidenced.model_fields},
        asked=_IN_PLACE,
    )


def differences(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[str]:
    """Return in sentences what a named assumption says otherwise than before, field by field."""
    said = []
    for key in keys_of(Assumption):
        was, now = before.get(key), after.get(key)
        if was == now:
            continue
        leaf = leaf_of(Assumption.model_fields[key])
        assert leaf is not None
        name = heading_of((key,))
        if was is None:
            said.append(f"{name}: {_said(now, leaf)}, where nothing was said before.")
        elif now is None:
            said.append(f"{name}: no longer said; it was {_said(was, leaf)}.")
        else:
            said.append(f"{name}: from {_said(was, leaf)} to {_said(now, leaf)}.")
    return said


def first_said(row: Mapping[str, Any]) -> list[str]:
    """Return in sentences what a named assumption said when it was put in."""
    said = []
    for key in keys_of(Assumption):
        leaf = leaf_of(Assumption.model_fields[key])
        if row.get(key) is not None and key != "id" and leaf is not None:
            said.append(f"{heading_of((key,))}: {_said(row[key], leaf)}.")
    return said
