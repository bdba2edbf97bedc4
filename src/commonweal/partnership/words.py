"""The schema's refusals in an officer's words."""

from __future__ import annotations

import difflib
import types
import typing
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from commonweal.errors import Place, Refusal

from .document import Partnership
from .locate import Path, key_text, nearest_line

__all__ = ["models_within", "refusals_of"]


def refusals_of(
    error: ValidationError, raw: Mapping[str, Any], *, source: str, lines: Mapping[Path, int]
) -> Iterator[Refusal]:
    """Yield each of a validation error's complaints with its place, reason and mend."""
    for details in error.errors(include_url=False):
        path = _path_in_file(details["loc"], raw)
        reason, mend = _reason_and_mend(details, path)
        place = Place(file=source, key=key_text(path), line=nearest_line(lines, path))
        yield Refusal(place=place, reason=reason, mend=mend)


def _path_in_file(loc: Sequence[str | int], raw: Any) -> Path:
    """Drop from pydantic's path what the file does not hold: the tags of its unions."""
    path: list[str | int] = []
    here = raw
    for position, part in enumerate(loc):
        is_last = position == len(loc) - 1
        if isinstance(here, Mapping) and part in here:
            path.append(part)
            here = here[part]
        elif isinstance(here, Sequence) and not isinstance(here, str) and isinstance(part, int):
            path.append(part)
            here = here[part] if part < len(here) else None
        elif is_last and isinstance(here, Mapping):
            path.append(part)  # a key that is missing
    return tuple(path)


def _reason_and_mend(details: ErrorDetails, path: Path) -> tuple[str, str]:
    kind = details["type"]
    context = details.get("ctx", {})
    given = details["input"]
    key = str(path[-1]) if path else "The file"

    if kind == "missing":
        return f"{key} is missing.", f"Add {key}. `commonweal new` shows how it is written."
    if kind == "extra_forbidden":
        known = _known_keys(details["loc"])
        near = difflib.get_close_matches(key, known, n=1)
        if near:
            return f"Unknown key {key}.", f"Did you mean {near[0]}?"
        return f"Unknown key {key}.", f"Remove it, or use one of: {', '.join(sorted(known))}."
    if kind == "finite_number":
        return f"{key} is {given}, which is no amount.", "Give a number, or leave the key out."
    if kind in ("float_type", "float_parsing", "int_type", "int_parsing", "int_from_float"):
        number = "a whole number" if kind.startswith("int") else "a number"
        return (
            f"{key} must be {number}; it is {given!r}.",
            "Write it without quotes, pound signs or commas: 1200000 or 1_200_000.",
        )
    if kind in ("greater_than_equal", "greater_than", "less_than_equal", "less_than"):
        limit = context.get("ge", context.get("gt", context.get("le", context.get("lt"))))
        sense = {
            "greater_than_equal": f"{limit} or more",
            "greater_than": f"more than {limit}",
            "less_than_equal": f"{limit} or less",
            "less_than": f"less than {limit}",
        }[kind]
        return f"{key} must be {sense}; it is {given}.", "Correct the figure."
    if kind == "literal_error":
        allowed = str(context.get("expected", "")).replace("'", "")
        return f"{key} is {given!r}, which is not one of the choices.", f"Use {allowed}."
    if kind == "union_tag_invalid":
        return (
            f"{given.get(str(context.get('discriminator', '')).strip(chr(39)))!r} is not known.",
            f"Use one of: {str(context.get('expected_tags', '')).replace(chr(39), '')}.",
        )
    if kind == "union_tag_not_found":
        name = str(context.get("discriminator", "")).strip("'")
        return f"{name} is missing.", f"Say which {name} this is, for example {name} = “...”."
    if kind == "string_pattern_mismatch" and "assumption" in str(context.get("pattern")):
        return (
            f"{key} is {given!r}, which is no figure.",
            'Write a number, a range, or "assumption:ID" naming a row of [[assumptions]].',
        )
    if kind == "string_pattern_mismatch":
        return (
            f"{key} is {given!r}.",
            "Use lower-case letters, digits and single hyphens, for example building-control.",
        )
    if kind == "value_error":
        return str(context.get("error", details["msg"])), "Correct the figures of this entry."
    if kind in ("string_too_short", "too_short"):
        return f"{key} is empty.", f"Give {key} a value."
    return f"{key}: {details['msg']}.", "See `commonweal schema` for what belongs here."


def models_within(annotation: Any) -> Iterator[type[BaseModel]]:
    """Yield every schema model that an annotation mentions, at any depth of its unions."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
        return
    arguments: tuple[Any, ...] = typing.get_args(annotation)
    if arguments or isinstance(annotation, types.UnionType):
        for argument in arguments:
            yield from models_within(argument)


def _known_keys(loc: Sequence[str | int]) -> list[str]:
    """Return the keys that the schema allows in the table where an unknown one was found."""
    models: list[type[BaseModel]] = [Partnership]
    for part in loc[:-1]:
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
    return sorted({name for model in models for name in model.model_fields})
