"""Places within a holder's part: a table of the file, or a list of its rows, by address.

An address is the keys and row numbers that lead there: `baselines/0/costs`. What stands at a place,
and what may be added there, is read from the schema.
"""

from __future__ import annotations

import copy
import typing
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from pydantic import BaseModel

from commonweal.partnership import Evidenced, Partnership
from commonweal.partnership.schema_walk import kind_of
from commonweal.partnership.workbook.leaves import leaf_of, models_in
from commonweal.partnership.workbook.words import heading_of, sheet_words
from commonweal.services import catalogue
from commonweal_web.core.policy import HiddenError

__all__ = [
    "Child",
    "ListPlace",
    "Path",
    "TablePlace",
    "address_of",
    "children_of",
    "keys_of",
    "path_of",
    "place_at",
    "removed",
    "row_said",
    "with_row",
    "with_table",
]

Path = tuple[str | int, ...]

_ROOT: Final = "about"

_SERVICES: Final = {service.id: service.name for service in catalogue().services}

#: What tells a union's kinds apart; fixed once a row is there.
_TAGS: Final = ("lever", "cost", "risk")


@dataclass(frozen=True, slots=True, kw_only=True)
class TablePlace:
    """A table: the part itself, a row of a list, or a table within one."""

    path: Path
    model: type[BaseModel]
    values: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class ListPlace:
    """A list of rows; a row may be of any of the models."""

    path: Path
    models: tuple[type[BaseModel], ...]
    rows: tuple[Mapping[str, Any], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Child:
    """A table or list within a table."""

    key: str
    name: str
    says: str
    is_list: bool
    n_rows: int
    is_there: bool


def path_of(address: str) -> Path:
    """Return the path that an address names; `about` stands for the part's own keys."""
    if address.strip("/") == _ROOT:
        return ()
    return tuple(
        int(part) if part.isdecimal() else part.replace("-", "_")
        for part in address.strip("/").split("/")
        if part
    )


def address_of(path: Path) -> str:
    """Return the address of a place, as `path_of` reads it."""
    return "/".join(str(part).replace("_", "-") for part in path) or _ROOT


def place_at(part: Mapping[str, Any], path: Path) -> TablePlace | ListPlace:
    """Return what stands at a path.

    Raises
    ------
    HiddenError
        The schema has no such place, or there is no such row.
    """
    place: TablePlace | ListPlace = TablePlace(path=(), model=Partnership, values=part)
    for step in path:
        place = _within(place, step)
    return place


def _within(place: TablePlace | ListPlace, step: str | int) -> TablePlace | ListPlace:
    here = (*place.path, step)
    if isinstance(place, ListPlace):
        if not isinstance(step, int) or step >= len(place.rows):
            raise HiddenError
        row = place.rows[step]
        return TablePlace(path=here, model=_model_of(place.models, row), values=row)
    info = place.model.model_fields.get(step) if isinstance(step, str) else None
    if info is None or leaf_of(info) is not None:
        raise HiddenError
    held = place.values.get(str(step))
    models = tuple(models_in(info.annotation))
    if _is_list(info.annotation):
        return ListPlace(path=here, models=models, rows=tuple(held or ()))
    return TablePlace(path=here, model=models[0], values=held or {})


def _model_of(models: tuple[type[BaseModel], ...], row: Mapping[str, Any]) -> type[BaseModel]:
    for model in models:
        tag, kind = kind_of(model)
        if not tag or row.get(tag) == kind:
            return model
    raise HiddenError


def _is_list(annotation: Any) -> bool:
    return typing.get_origin(annotation) is tuple or any(
        typing.get_origin(arm) is tuple for arm in typing.get_args(annotation)
    )


def keys_of(model: type[BaseModel]) -> tuple[str, ...]:
    """Return the keys of a table that one field can take, those that say its kind left out.

    Where a figure comes from stands after the figure.
    """
    found = [
        key
        for key, info in model.model_fields.items()
        if leaf_of(info) is not None and key not in (*_tags_of(model), "schema_version")
    ]
    return tuple(sorted(found, key=lambda key: key in Evidenced.model_fields))


def _tags_of(model: type[BaseModel]) -> tuple[str, ...]:
    tag, _ = kind_of(model)
    return (tag,) if tag else ()


def children_of(place: TablePlace) -> Iterator[Child]:
    """Yield the tables and lists within a table, in the order of the schema."""
    for key, info in place.model.model_fields.items():
        if leaf_of(info) is not None:
            continue
        held = place.values.get(key)
        is_list = _is_list(info.annotation)
        words = tuple(str(step) for step in place.path if isinstance(step, str))
        yield Child(
            key=key,
            name=sheet_words((*words, key))[0] if is_list else heading_of((key,)),
            says=" ".join((info.description or "").split()),
            is_list=is_list,
            n_rows=len(held or ()) if is_list else 0,
            is_there=bool(held),
        )


def row_said(model: type[BaseModel], row: Mapping[str, Any]) -> str:
    """Return what a row is called in a list."""
    tag, kind = kind_of(model)
    if tag:
        return f"{kind.replace('-', ' ').capitalize()}"
    for key in ("name", "title", "label", "service", "what", "id", "on", "body"):
        if row.get(key):
            said = str(row[key])
            if key in ("name", "title", "label", "what"):
                return said
            words = _SERVICES.get(said) or said.replace("-", " ")
            return f"{words[:1].upper()}{words[1:]}"
    return "One row"


def with_table(part: Mapping[str, Any], path: Path, values: Mapping[str, Any]) -> dict[str, Any]:
    """Return the part with a table's values in place of what stood there; empty ones are gone."""
    changed = copy.deepcopy(dict(part))
    if not path:
        return copy.deepcopy(dict(values))
    holder = _at(changed, path[:-1])
    if isinstance(path[-1], str) and not values:
        holder.pop(path[-1], None)
    else:
        holder[path[-1]] = copy.deepcopy(dict(values))
    return changed


def with_row(part: Mapping[str, Any], path: Path, row: Mapping[str, Any]) -> dict[str, Any]:
    """Return the part with a row added at the end of a list."""
    changed = copy.deepcopy(dict(part))
    holder = _at(changed, path[:-1])
    holder[path[-1]] = [*holder.get(str(path[-1]), ()), copy.deepcopy(dict(row))]
    return changed


def removed(part: Mapping[str, Any], path: Path) -> dict[str, Any]:
    """Return the part without a row, or without a table."""
    changed = copy.deepcopy(dict(part))
    holder = _at(changed, path[:-1])
    del holder[path[-1]]
    return changed


def _at(values: Any, path: Path) -> Any:
    for step in path:
        values = values.setdefault(step, {}) if isinstance(step, str) else values[step]
    return values
