"""What others filled in for a body, one thing after another, and what it says of each."""

from __future__ import annotations

import copy
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal

from commonweal.partnership.workbook.cells_out import cell_of
from commonweal.partnership.workbook.leaves import Leaf, leaf_of
from commonweal.partnership.workbook.words import heading_of, sheet_words

from .places import ListPlace, Path, TablePlace, children_of, keys_of, place_at, row_said

__all__ = ["Answer", "Filled", "filled_in", "settled"]

#: What says whose the figures are and is settled by taking them over.
_IDENTITY: Final = frozenset(
    {"id", "name", "kind", "nation", "codes", "is_placeholder", "body", "service", "status"}
)
#: Tables that are looked through key by key; the rows of other lists, each as a whole.
_OPENED: Final = ("bodies", "baselines", "finance")


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """One thing that was filled in: a figure, or a row of a list."""

    path: Path
    group: str
    """What it belongs to, in words."""
    name: str
    said: str
    typed: str = ""
    """As it would be typed; empty for a row, which is changed on its own page."""
    leaf: Leaf | None = None
    is_required: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What becomes of one thing."""

    path: Path
    does: Literal["keep", "change", "clear"]
    value: Any = None


def filled_in(part: Mapping[str, Any]) -> tuple[Filled, ...]:
    """Return everything that is filled in, in the order of the schema."""
    place = place_at(part, ())
    assert isinstance(place, TablePlace)
    found: list[Filled] = []
    for child in children_of(place):
        if child.is_there:
            found.extend(_of_child(part, (child.key,), child.name))
    return tuple(found)


def _of_child(part: Mapping[str, Any], path: Path, group: str) -> Iterator[Filled]:
    place = place_at(part, path)
    if isinstance(place, TablePlace):
        yield from _of_table(part, place, group)
        return
    for index, row in enumerate(place.rows):
        here = place_at(part, (*path, index))
        assert isinstance(here, TablePlace)
        said = row_said(here.model, row)
        if path[0] in _OPENED and len(path) == 1:
            yield from _of_table(part, here, said)
        else:
            yield Filled(
                path=here.path,
                group=group,
                name=f"{_singular(place)}: {said}",
                said="; ".join(_facts(here)) or "as named",
            )


def _singular(place: ListPlace) -> str:
    return sheet_words(tuple(str(step) for step in place.path if isinstance(step, str)))[1]


def _facts(place: TablePlace) -> Iterator[str]:
    for key in keys_of(place.model):
        value = place.values.get(key)
        if value is not None and key not in ("id", "name", "title", "label", "body", "bodies"):
            yield f"{heading_of((key,))}: {_said(value, _leaf(place, key))[:60]}"


def _leaf(place: TablePlace, key: str) -> Leaf:
    leaf = leaf_of(place.model.model_fields[key])
    assert leaf is not None
    return leaf


def _said(value: Any, leaf: Leaf) -> str:
    cell = cell_of(value, leaf)
    if isinstance(cell, float):
        return f"{cell:,.2f}".removesuffix(".00") if leaf.is_amount else f"{cell:.12g}"
    return "" if cell is None else str(cell)


def _of_table(part: Mapping[str, Any], place: TablePlace, group: str) -> Iterator[Filled]:
    for key in keys_of(place.model):
        value = place.values.get(key)
        if value is None or value in ("", [], {}) or key in _IDENTITY:
            continue
        leaf = _leaf(place, key)
        said = _said(value, leaf)
        yield Filled(
            path=(*place.path, key),
            group=group,
            name=heading_of((key,)),
            said=f"£{said}" if leaf.is_amount and isinstance(value, (int, float)) else said,
            typed=said,
            leaf=leaf,
            is_required=place.model.model_fields[key].is_required(),
        )
    for child in children_of(place):
        if child.is_there:
            yield from _of_child(part, (*place.path, child.key), f"{group}: {child.name.lower()}")


def settled(part: Mapping[str, Any], answers: Sequence[Answer]) -> dict[str, Any]:
    """Return the part as its body says that it is: kept, changed or cleared, thing by thing.

    What was a placeholder is one no more.
    """
    changed: dict[str, Any] = copy.deepcopy(dict(part))
    # Rows from the last on, so that the numbers of those before stay what they were.
    for answer in sorted(answers, key=lambda one: _order(one.path), reverse=True):
        if answer.does == "keep":
            continue
        holder: Any = changed
        for step in answer.path[:-1]:
            holder = holder[step]
        if answer.does == "change":
            holder[answer.path[-1]] = answer.value
        else:
            del holder[answer.path[-1]]
    for row in changed.get("bodies", ()):
        row.pop("is_placeholder", None)
    for row in changed.get("baselines", ()):
        if row.get("status") == "placeholder":
            row["status"] = "returned"
    return changed


def _order(path: Path) -> tuple[tuple[int, str], ...]:
    return tuple((step, "") if isinstance(step, int) else (0, step) for step in path)
