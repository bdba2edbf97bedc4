"""Finding one's way in the schema: which models and fields stand at a place of the file."""

from __future__ import annotations

import types
import typing
from collections.abc import Iterator, Sequence
from typing import Any

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from .document import Partnership

__all__ = ["field_at", "models_at", "models_within"]


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
