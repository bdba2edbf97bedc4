"""What one cell may hold, read from the annotation of the key that it stands for."""

from __future__ import annotations

import datetime as dt
import re
import types
import typing
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from commonweal.partnership.base import Range

__all__ = ["Leaf", "LeafKind", "leaf_of", "models_in"]

LeafKind = Literal[
    "text", "slug", "year", "choice", "truth", "whole", "number", "estimate", "day", "list", "map"
]

#: How the schema's own words say that a text is a financial year.
_YEAR = re.compile(r"^(Year 0: the f|F)inancial year")

#: Pounds that the switch of the sheet Settings may give in thousands.
_AMOUNTS = ("pounds", "pounds a year", "pounds a month")


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaf:
    """What a cell may hold. A list has `item`; a map has `key` and, for its values, `item`."""

    kind: LeafKind
    choices: tuple[str, ...] = ()
    """Words that it may be; for a text or an estimate, words that it may be besides."""
    least: float | None = None
    most: float | None = None
    unit: str = ""
    item: Leaf | None = None
    key: Leaf | None = None

    @property
    def is_amount(self) -> bool:
        """Whether it is pounds, so that it is typed in the unit that the workbook says."""
        return self.unit in _AMOUNTS

    @property
    def is_share(self) -> bool:
        return self.unit.startswith(("share", "rate")) or (
            self.unit == "" and self.kind == "number" and (self.least, self.most) == (0, 1)
        )


def leaf_of(field: FieldInfo) -> Leaf | None:
    """Return what a cell for a field may hold; None for a field that holds tables of its own."""
    if any(model is not Range for model in models_in(field.annotation)):
        return None
    marks = _Marks().with_all(field.metadata).with_extra(field.json_schema_extra)
    leaf = _leaf(field.annotation, marks)
    if leaf.kind == "text" and _YEAR.match(field.description or ""):
        return Leaf(kind="year")
    return leaf


def models_in(annotation: Any) -> Iterator[type[BaseModel]]:
    """Yield every schema model that an annotation mentions."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
        return
    for argument in typing.get_args(annotation):
        yield from models_in(argument)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Marks:
    """What the metadata of an annotation says of its values."""

    least: float | None = None
    most: float | None = None
    unit: str = ""
    is_slug: bool = False

    def with_all(self, metadata: typing.Iterable[Any]) -> _Marks:
        marks = self
        for mark in metadata:
            if isinstance(mark, FieldInfo):
                marks = marks.with_all(mark.metadata).with_extra(mark.json_schema_extra)
                continue
            least = next((getattr(mark, n) for n in ("ge", "gt") if hasattr(mark, n)), None)
            most = next((getattr(mark, n) for n in ("le", "lt") if hasattr(mark, n)), None)
            pattern = getattr(mark, "pattern", None) or ""
            marks = _Marks(
                least=marks.least if least is None else float(least),
                most=marks.most if most is None else float(most),
                unit=marks.unit,
                is_slug=marks.is_slug or pattern.startswith("^[a-z0-9]+"),
            )
        return marks

    def with_extra(self, extra: Any) -> _Marks:
        if not isinstance(extra, dict):
            return self
        return _Marks(
            least=extra.get("minimum", self.least),
            most=extra.get("maximum", self.most),
            unit=str(extra.get("unit", self.unit)),
            is_slug=self.is_slug,
        )


def _leaf(annotation: Any, marks: _Marks) -> Leaf:
    arms = tuple(_arms(annotation, marks))
    words = tuple(
        str(word)
        for arm, _ in arms
        if typing.get_origin(arm) is Literal
        for word in typing.get_args(arm)
    )
    for arm, own in arms:
        origin, arguments = typing.get_origin(arm), typing.get_args(arm)
        if origin is tuple:
            return Leaf(kind="list", item=_leaf(arguments[0], _Marks(unit=own.unit)))
        if origin is dict:
            item = _leaf(arguments[1], _Marks(unit=own.unit))
            return Leaf(kind="map", key=_leaf(arguments[0], _Marks()), item=item, unit=item.unit)
    kind = _simple_kind(arms)
    if kind in ("text", "slug"):
        return Leaf(kind=kind, choices=words)
    own = next((own for arm, own in arms if arm in (int, float)), marks)
    if kind in ("whole", "number", "estimate"):
        choices = words if kind == "estimate" else ()
        return Leaf(kind=kind, choices=choices, least=own.least, most=own.most, unit=own.unit)
    return Leaf(kind=kind, choices=words)


def _simple_kind(arms: tuple[tuple[Any, _Marks], ...]) -> LeafKind:
    found = [arm for arm, _ in arms]
    if Range in found:
        return "estimate"
    for arm, kind in ((bool, "truth"), (dt.date, "day"), (int, "whole"), (float, "number")):
        if arm in found:
            return typing.cast(LeafKind, kind)
    if str in found:
        is_slug = any(arm is str and own.is_slug for arm, own in arms)
        return "slug" if is_slug else "text"
    return "choice"


def _arms(annotation: Any, marks: _Marks) -> Iterator[tuple[Any, _Marks]]:
    """Yield each alternative of an annotation with what is said of it; None is left out."""
    origin = typing.get_origin(annotation)
    if origin is Annotated:
        inner, *metadata = typing.get_args(annotation)
        yield from _arms(inner, marks.with_all(metadata))
    elif origin in (typing.Union, types.UnionType):
        for arm in typing.get_args(annotation):
            if arm is not type(None):
                yield from _arms(arm, marks)
    else:
        yield annotation, marks
