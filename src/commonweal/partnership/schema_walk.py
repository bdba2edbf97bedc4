"""Finding one's way in the schema: which models and fields stand at a place of the file."""

from __future__ import annotations

import types
import typing
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from .base import Range
from .document import Partnership

__all__ = ["Kind", "field_at", "kind_of", "kinds", "models_at", "models_within"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A kind of table that the file may hold, and where: the keys that lead to it, without rows."""

    path: tuple[str, ...]
    model: type[BaseModel]
    is_many: bool
    """Whether it is a row, of which there may be several."""


@cache
def kinds() -> tuple[Kind, ...]:
    """Return every kind of table of a partnership file, each after the one that holds it.

    Ranges are left out: any figure may be one.
    """
    return tuple(_kinds(Kind(path=(), model=Partnership, is_many=False)))


def _kinds(holder: Kind) -> Iterator[Kind]:
    yield holder
    for name, field in holder.model.model_fields.items():
        is_many = typing.get_origin(field.annotation) is tuple
        for model in models_within(field.annotation):
            if model is not Range:
                yield from _kinds(Kind(path=(*holder.path, name), model=model, is_many=is_many))


def kind_of(model: type[BaseModel]) -> tuple[str, str]:
    """Return what tells a lever, cost or risk from its fellows: `("lever", "agency-staff")`."""
    for key in ("lever", "cost", "risk"):
        field = model.model_fields.get(key)
        if field is not None and typing.get_origin(field.annotation) is typing.Literal:
            return key, str(typing.get_args(field.annotation)[0])
    return "", ""


def models_within(annotation: Any) -> Iterator[type[BaseModel]]:
    """Yield every schema model that an annotation mentions, at any depth of its unions."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
        return
    arguments: tuple[Any, ...] = typing.get_args(annotation)
    if arguments or isinstance(annotation, types.UnionType):
        for argument in arguments:
            yield from models_within(argument)


def models_at(loc: Sequence[str | int]) -> list[type[BaseModel]]:
    """Return the models whose keys may stand at a place: several for a union not told apart."""
    models: list[type[BaseModel]] = [Partnership]
    for part in loc:
        if isinstance(part, int):
            continue
        found = [
            inner
            for model in models
            if part in model.model_fields
            for inner in models_within(model.model_fields[part].annotation)
        ]
        if not found:  # a union's tag: keep the models that carry it
            found = [
                model
                for model in models
                if any(
                    part in typing.get_args(field.annotation)
                    for field in model.model_fields.values()
                )
            ]
        models = found or models
    return models


def field_at(loc: Sequence[str | int]) -> FieldInfo | None:
    """Return the field that a place names, or None where the schema has none."""
    if not loc or not isinstance(loc[-1], str):
        return None
    for model in models_at(loc[:-1]):
        if loc[-1] in model.model_fields:
            return model.model_fields[loc[-1]]
    return None
