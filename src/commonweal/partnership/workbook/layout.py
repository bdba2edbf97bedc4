"""Which sheets and columns a partnership workbook may have, walked from the one schema.

A list of tables is a sheet; a list within a list is a sheet whose first columns say whose row it
is. Where the tables of a list are of several kinds (levers, costs, risks), what they have in common
stands on one sheet and the figures of each on a second, one to a row. Tables of which there is one
alone are parts of the sheet Settings. A key that is added to the schema needs no line here.
"""

from __future__ import annotations

import typing
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from commonweal.partnership.base import Evidenced, Range
from commonweal.partnership.document import Partnership
from commonweal.partnership.schema_walk import kind_of

from .leaves import Leaf, leaf_of, models_in
from .words import FIRST_SHEETS, heading_of, sheet_words

__all__ = [
    "ABOVE",
    "OWN_NUMBER",
    "Column",
    "Part",
    "Path",
    "RowSheet",
    "estimate_column",
    "figure_columns",
    "kind_key",
    "lineage_columns",
    "meaning",
    "number_column",
    "parts",
    "range_columns",
    "sheets",
]

Path = tuple[str, ...]

#: The path of the column by which rows of a sheet with the same keys are told apart; it stands in
#: no partnership. The columns that say whose row it is begin with `ABOVE` and the sheet's path.
OWN_NUMBER: Path = ("#",)
ABOVE = "^"


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column, or a line of Settings: the key that it stands for, from the row's own table."""

    path: Path
    heading: str
    leaf: Leaf
    says: str
    is_required: bool = False
    default: Any = None

    def at(self, key: str) -> Column:
        """Return the column for one key of a map: `Driver: population`."""
        assert self.leaf.item is not None
        return Column(
            path=(*self.path, key),
            heading=f"{self.heading}: {key}",
            leaf=self.leaf.item,
            says=self.says,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A part of the sheet Settings: a table of which a partnership has one."""

    path: Path
    title: str
    columns: tuple[Column, ...]
    is_optional: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class RowSheet:
    """A sheet with one table of the partnership to a row."""

    path: Path
    title: str
    row_word: str
    says: str
    columns: tuple[Column, ...]
    keys: tuple[Column, ...]
    """Columns by which other sheets name a row of this one."""
    parent: RowSheet | None
    models: tuple[type[BaseModel], ...]
    figures: dict[str, tuple[Column, ...]] = field(default_factory=dict)
    """For tables of several kinds: what each kind has beside the columns, by the kind's name."""

    @property
    def number_heading(self) -> str:
        """Heading of the column that tells rows with the same keys apart."""
        return f"{self.row_word} no."

    @property
    def figures_title(self) -> str:
        return f"{self.row_word} figures"

    @property
    def lineage(self) -> tuple[RowSheet, ...]:
        """The sheets whose rows hold this one's rows, the outermost first."""
        return (*self.parent.lineage, self.parent) if self.parent is not None else ()

    def model_of(self, kind: str) -> type[BaseModel] | None:
        for model in self.models:
            if kind_of(model)[1] == kind:
                return model
        return None


@cache
def parts() -> tuple[Part, ...]:
    """Return the parts of the sheet Settings, that of the partnership itself first."""
    return tuple(_parts(Partnership, (), is_optional=False))


@cache
def sheets() -> tuple[RowSheet, ...]:
    """Return every sheet of rows, in the order in which an officer fills them in."""
    found = tuple(_sheets(Partnership, (), None))
    first = {path: index for index, path in enumerate(FIRST_SHEETS)}

    def order(sheet: RowSheet) -> tuple[int, int]:
        return first.get(".".join(sheet.path), len(first)), found.index(sheet)

    return tuple(sorted(found, key=order))


def kind_key(sheet: RowSheet) -> str:
    """Return the key that tells the kinds of a sheet's tables apart: `lever`; else nothing."""
    return kind_of(sheet.models[0])[0] if len(sheet.models) > 1 else ""


def meaning(model: type[BaseModel]) -> str:
    """Return what a table is, from the first paragraph of its own description."""
    return " ".join((model.__doc__ or "").split("\n\n")[0].split())


def number_column(sheet: RowSheet, path: Path = OWN_NUMBER) -> Column:
    """Return the column that tells rows of a sheet with the same keys apart."""
    says = f"Which of several alike: 1, 2 and so on. Left blank where there is one {sheet.row_word}"
    return Column(
        path=path,
        heading=sheet.number_heading,
        leaf=Leaf(kind="whole", least=1),
        says=f"{says[: -len(sheet.row_word)]}{sheet.row_word.lower()} alone.",
    )


def lineage_columns(sheet: RowSheet, *, is_for_figures: bool = False) -> tuple[Column, ...]:
    """Return the columns that say whose row a row of this sheet is.

    `is_for_figures`: for a row of the sheet of its figures, which belongs to a row of this one.
    """
    found = []
    taken = set() if is_for_figures else {column.heading for column in sheet.columns}
    for above in (*sheet.lineage, sheet) if is_for_figures else sheet.lineage:
        at = (ABOVE, ".".join(above.path))
        for key in above.keys:
            heading = key.heading
            if heading in taken:
                heading = f"{heading} of {above.row_word.lower()}"
            taken.add(heading)
            found.append(
                Column(
                    path=(*at, *key.path),
                    heading=heading,
                    leaf=key.leaf,
                    says=key.says,
                    is_required=True,
                )
            )
        found.append(number_column(above, (*at, *OWN_NUMBER)))
    return tuple(found)


def estimate_column(sheet: RowSheet) -> Column | None:
    """Return the one figure of a sheet's rows that may be a range, which then has columns of its
    own; None where there are several, whose ranges stand in one cell each."""
    found = [column for column in sheet.columns if column.leaf.kind == "estimate"]
    return found[0] if len(found) == 1 else None


def figure_columns() -> tuple[Column, ...]:
    """Return the columns of a sheet of figures, after those that say whose they are."""
    text = Leaf(kind="text")
    value = Column(
        path=("value",),
        heading="Value",
        leaf=Leaf(kind="estimate"),
        says="The figure: a number; or assumption: and an id; or, for what is no number, its word. "
        "Left blank where the figure is a range or is left out.",
    )
    evidence = set(Evidenced.model_fields)
    plain = {column.path[-1]: heading_of((column.path[-1],)) for column in range_columns(value)}
    ranges = tuple(
        Column(
            path=column.path,
            heading=plain[column.path[-1]] if column.path[-1] in evidence else column.heading,
            leaf=column.leaf,
            says=column.says,
        )
        for column in range_columns(value)
    )
    return (
        Column(
            path=("figure",),
            heading="Figure",
            leaf=text,
            says="What the figure is; the sheet All keys lists those of each kind.",
            is_required=True,
        ),
        Column(
            path=("for",),
            heading="For",
            leaf=text,
            says="The body or cost line that it is for, where the figure is given one by one.",
        ),
        value,
        *ranges,
    )


def range_columns(column: Column) -> tuple[Column, ...]:
    """Return the columns for the parts of a range, for an estimate that has columns of its own."""
    own = Range.model_fields
    order = [name for name in own if name not in Evidenced.model_fields]
    found = []
    for name in (*order, *Evidenced.model_fields):
        path = (*column.path, name)
        leaf = leaf_of(own[name])
        assert leaf is not None
        if leaf.kind == "number" and name in ("low", "likely", "high"):
            leaf = Leaf(kind="number", unit=column.leaf.unit)
        if leaf.kind == "list":
            leaf = Leaf(kind="list", item=Leaf(kind="number", unit=_unit_of(name, column.leaf)))
        found.append(
            Column(
                path=path,
                heading=heading_of(("value", name)),
                leaf=leaf,
                says=_says(own[name]),
            )
        )
    return tuple(found)


def _unit_of(name: str, leaf: Leaf) -> str:
    return leaf.unit if name == "outcomes" else ""


def _parts(model: type[BaseModel], path: Path, *, is_optional: bool) -> Iterator[Part]:
    yield Part(
        path=path,
        title=sheet_words(path)[0],
        columns=tuple(_columns(model, path)),
        is_optional=is_optional,
    )
    for name, info in model.model_fields.items():
        for inner in _tables(info):
            if not _is_many(info):
                yield from _parts(inner, (*path, name), is_optional=info.default is None)


def _sheets(model: type[BaseModel], path: Path, parent: RowSheet | None) -> Iterator[RowSheet]:
    for name, info in model.model_fields.items():
        models = tuple(_tables(info))
        if not models:
            continue
        if not _is_many(info):
            yield from _sheets(models[0], (*path, name), parent)
            continue
        sheet = _sheet(models, (*path, name), parent)
        yield sheet
        seen: set[Path] = set()
        for one in models:
            for inner in _sheets(one, (*path, name), sheet):
                if inner.path not in seen:
                    seen.add(inner.path)
                    yield inner


def _sheet(models: tuple[type[BaseModel], ...], path: Path, parent: RowSheet | None) -> RowSheet:
    title, row_word = sheet_words(path)
    kind = kind_of(models[0])[0] if len(models) > 1 else ""
    columns = _common_columns(models, path) if kind else tuple(_columns(models[0], path))
    figures = {}
    if kind:
        shared = {column.path for column in columns}
        figures = {
            kind_of(model)[1]: tuple(
                column for column in _columns(model, path) if column.path not in shared
            )
            for model in models
        }
        # What all kinds share is said by the class that they all rest on.
        bases = [one for one in models[0].__mro__ if kind in getattr(one, "model_fields", {})]
        says = meaning(bases[-1])
    else:
        says = meaning(models[0])
    return RowSheet(
        path=path,
        title=title,
        row_word=row_word,
        says=says,
        columns=columns,
        keys=_keys(columns, kind, row_word),
        parent=parent,
        models=models,
        figures=figures,
    )


def _common_columns(models: tuple[type[BaseModel], ...], path: Path) -> tuple[Column, ...]:
    """Return the columns that more than half of the kinds have, the first kind's order first."""
    by_path: dict[Path, list[Column]] = {}
    for model in models:
        for column in _columns(model, path):
            by_path.setdefault(column.path, []).append(column)
    kind = kind_of(models[0])[0]
    found = []
    for same in by_path.values():
        if len(same) * 2 <= len(models) or len({column.leaf.kind for column in same}) > 1:
            continue
        column = same[0]
        is_kind = column.path == (kind,)
        defaults = {repr(one.default) for one in same}
        found.append(
            Column(
                path=column.path,
                heading=column.heading,
                leaf=Leaf(kind="choice", choices=_kind_names(models)) if is_kind else column.leaf,
                says=f"Which {kind} it is." if is_kind else column.says,
                is_required=column.is_required and len(same) == len(models),
                default=column.default if len(defaults) == 1 else None,
            )
        )
    evidence = set(Evidenced.model_fields)
    return tuple(
        sorted(found, key=lambda column: column.path[0] in evidence)  # stable: the rest keeps order
    )


def _kind_names(models: tuple[type[BaseModel], ...]) -> tuple[str, ...]:
    return tuple(kind_of(model)[1] for model in models)


def _columns(model: type[BaseModel], within: Path, prefix: Path = ()) -> Iterator[Column]:
    """Yield the columns of a table, where its figures come from last."""
    evidence = set(Evidenced.model_fields) if issubclass(model, Evidenced) else set()
    names = sorted(model.model_fields, key=lambda name: name in evidence)
    for name in names:
        info = model.model_fields[name]
        path = (*prefix, name)
        inner = tuple(_tables(info))
        if inner:
            # What stands once within a row has its columns in the row.
            if within and not _is_many(info):
                yield from _columns(inner[0], within, path)
            continue
        leaf = leaf_of(info)
        assert leaf is not None
        yield Column(
            path=path,
            heading=heading_of((*within, *path)),
            leaf=leaf,
            says=_says(info),
            is_required=info.is_required(),
            default=None if info.is_required() else info.get_default(call_default_factory=True),
        )


def _keys(columns: tuple[Column, ...], kind: str, row_word: str) -> tuple[Column, ...]:
    """Return what other sheets call a row by: its id, what kind it is, or whose it is."""
    own = [column for column in columns if column.path == ("id",)]
    if own:
        only = own[0]
        return (
            Column(
                path=only.path,
                heading=row_word,
                leaf=only.leaf,
                says=f"Whose row this is: the id of {_article(row_word)}.",
                is_required=True,
            ),
        )
    if kind:
        return tuple(column for column in columns if column.path == (kind,))
    return tuple(column for column in columns if column.leaf.kind == "slug" and column.is_required)


def _article(word: str) -> str:
    return f"{'an' if word[0] in 'AEIOU' else 'a'} {word[0].lower()}{word[1:]}"


def _tables(info: FieldInfo) -> Iterator[type[BaseModel]]:
    if leaf_of(info) is None:
        yield from (model for model in models_in(info.annotation) if model is not Range)


def _is_many(info: FieldInfo) -> bool:
    return typing.get_origin(info.annotation) is tuple


def _says(info: FieldInfo) -> str:
    # Backticks mark words for pages; a cell shows them as they are.
    return " ".join((info.description or "").replace("`", "").split())
