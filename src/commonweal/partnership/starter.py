"""A commented starter file, its comments drawn from the schema so that they cannot drift."""

from __future__ import annotations

import json
import re
import textwrap
from collections.abc import Iterator

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from commonweal.files import reference_bytes

from .document import Partnership
from .schema_walk import models_within

__all__ = ["starter"]

_HEADER = re.compile(r"^\[\[?([a-z_.]+)\]?\]")
_ASSIGNMENT = re.compile(r"^([a-z_]+) =")
_WIDTH = 96


def starter(name: str) -> str:
    """Return a partnership file that checks and appraises, explained line by line.

    The first table of each kind carries what each key means, and names the keys left out with
    their defaults.
    """
    text = reference_bytes("commonweal.partnership", "data/starter.toml").decode()
    text = text.replace('"NAME"', json.dumps(name, ensure_ascii=False))
    lines: list[str] = []
    explained: set[type[BaseModel]] = set()
    pending: list[str] = []
    models: tuple[type[BaseModel], ...] = (Partnership,)
    used: set[str] = set()
    block: list[str] = []

    def close() -> None:
        model = _model_of(models, block)
        is_first = model not in explained
        explained.add(model)
        lines.extend(pending)
        for line in block:
            match = _ASSIGNMENT.match(line)
            if match and is_first and match[1] in model.model_fields:
                lines.extend(_comment(model.model_fields[match[1]]))
            lines.append(line)
        if is_first:
            while lines and not lines[-1]:
                lines.pop()
            lines.extend(_left_out(model, used))
            lines.append("")

    for line in text.splitlines():
        if match := _HEADER.match(line):
            close()
            models = _models_at(match[1].split("."))
            pending, block, used = [line], [], set()
            continue
        if match := _ASSIGNMENT.match(line):
            used.add(match[1])
        block.append(line)
    close()
    return "\n".join(lines).rstrip() + "\n"


def _models_at(path: list[str]) -> tuple[type[BaseModel], ...]:
    models: list[type[BaseModel]] = [Partnership]
    for part in path:
        models = [
            inner
            for model in models
            if part in model.model_fields
            for inner in models_within(model.model_fields[part].annotation)
        ]
    return tuple(models)


def _model_of(models: tuple[type[BaseModel], ...], block: list[str]) -> type[BaseModel]:
    """Choose among a union's models the one that the block's lever or cost names."""
    for line in block:
        match = re.match(r'^(lever|cost|risk) = "([a-z-]+)"', line)
        if match is None:
            continue
        for model in models:
            if match[2] in getattr(model.model_fields[match[1]].annotation, "__args__", ()):
                return model
    return models[0]


def _comment(field: FieldInfo) -> Iterator[str]:
    if field.description:
        text = " ".join(field.description.split())
        unit = _unit(field)
        yield from textwrap.wrap(
            f"{text}{unit}", width=_WIDTH, initial_indent="# ", subsequent_indent="# "
        )


def _unit(field: FieldInfo) -> str:
    extra = field.json_schema_extra
    return f" ({extra['unit']})" if isinstance(extra, dict) and "unit" in extra else ""


def _left_out(model: type[BaseModel], used: set[str]) -> Iterator[str]:
    rest = {
        name: field
        for name, field in model.model_fields.items()
        if name not in used and not any(models_within(field.annotation))
    }
    if rest:
        yield "# Also possible here:"
    for name, field in rest.items():
        default = field.get_default(call_default_factory=True)
        shown = "" if default in (None, "", (), {}) else f" Left out: {_shown(default)}."
        text = " ".join((field.description or "").split())
        yield from textwrap.wrap(
            f"{name}{_unit(field)}: {text}{shown}".rstrip(": "),
            width=_WIDTH,
            initial_indent="#   ",
            subsequent_indent="#       ",
        )


def _shown(default: object) -> str:
    if isinstance(default, tuple):
        return "[" + ", ".join(_shown(part) for part in default) + "]"
    if isinstance(default, bool):
        return "true" if default else "false"
    return f"{default:g}" if isinstance(default, float) else str(default)
