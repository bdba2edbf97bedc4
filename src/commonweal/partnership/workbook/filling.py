"""A partnership as the tables of a workbook: titles, columns and rows of cells, not yet written."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from commonweal.errors import Place
from commonweal.partnership.base import Entry, Evidenced
from commonweal.partnership.document import Partnership
from commonweal.partnership.writing import plain

from .cells_out import Cell, cell_of
from .layout import (
    OWN_NUMBER,
    Column,
    Part,
    Path,
    RowSheet,
    estimate_column,
    figure_columns,
    kind_key,
    lineage_columns,
    number_column,
    parts,
    range_columns,
    sheets,
)
from .leaves import Leaf
from .saying import default_said, meaning_said, unit_said
from .words import RARE, USUAL_SHEETS

__all__ = ["AMOUNTS_SETTING", "SETTINGS", "Table", "tables_of"]

SETTINGS = "Settings"
#: The first line of Settings: whether amounts are typed in pounds or in thousands.
AMOUNTS_SETTING = ("This workbook", "Amounts are typed in")

#: A row's cells by the path of their columns.
Row = dict[Path, Cell]

_SIMPLE_KEY = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_RANGE_SHOWN = frozenset({"low", "likely", "high", "shape"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """One sheet with its table."""

    title: str
    says: str
    kind: Literal["settings", "rows", "figures"]
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    leaves: tuple[Leaf | None, ...] = ()
    """For settings and figures: what the answer of each row may be."""
    sheet: RowSheet | None = None


def tables_of(partnership: Partnership, *, every_sheet: bool = False) -> tuple[Table, ...]:
    """Return the tables of a partnership: those that hold something and those usually needed.

    `every_sheet` gives the empty ones too. Raises InputError for a text too long for a cell.
    """
    values = _stated(partnership)
    found = [_settings(values)]
    for sheet in sheets():
        rows = tuple(_entries(values, sheet))
        if not rows and not every_sheet and ".".join(sheet.path) not in USUAL_SHEETS:
            continue
        found.append(_rows_table(sheet, rows))
        if sheet.figures:
            found.append(_figures_table(sheet, rows))
    return tuple(found)


def _stated(entry: Entry) -> dict[str, Any]:
    """Return an entry as plain values, with what it states even where that equals a default.

    Unlike a TOML file written from nothing, a workbook shows what an officer chose.
    """
    values = plain(entry)
    for name, field in type(entry).model_fields.items():
        value = getattr(entry, name)
        if isinstance(value, Entry):
            if name in values or value.model_fields_set:
                values[name] = _stated(value)
        elif isinstance(value, tuple) and any(isinstance(inner, Entry) for inner in value):
            values[name] = [_stated(inner) for inner in value]
        elif name in entry.model_fields_set and value not in (None, "", (), {}):
            values.setdefault(name, _as_toml(field.get_default(call_default_factory=True)))
    return values


def _as_toml(default: Any) -> Any:
    return list(default) if isinstance(default, tuple) else default


def _settings(values: Mapping[str, Any]) -> Table:
    says = "What holds for the whole partnership. Answer in the column Answer; leave the rest."
    text = Leaf(kind="text")
    columns = tuple(
        Column(path=(heading.lower(),), heading=heading, leaf=text, says=told)
        for heading, told in (
            ("Part", "What the line belongs to."),
            ("Setting", "What is asked."),
            ("Answer", "Your answer. Left blank, the next column but one stands."),
            ("Unit", "What it is counted in."),
            ("If left blank", "What stands where there is no answer."),
            ("What it means", "In one line."),
        )
    )
    rows: list[tuple[Cell, ...]] = [
        (
            *AMOUNTS_SETTING,
            "£",
            "",
            "£",
            "£000 where amounts are typed in thousands: each is multiplied when it is read. Choose "
            "before you type; what stands in the sheets already is not changed by it.",
        )
    ]
    leaves: list[Leaf | None] = [Leaf(kind="choice", choices=("£", "£000"))]
    for part in parts():
        for column, cell in _setting_cells(values, part):
            told = default_said(column)
            rows.append(
                (
                    part.title,
                    column.heading,
                    cell,
                    unit_said(column.leaf),
                    told,
                    meaning_said(column),
                )
            )
            leaves.append(column.leaf)
    return Table(
        title=SETTINGS,
        says=says,
        kind="settings",
        columns=columns,
        rows=tuple(rows),
        leaves=tuple(leaves),
    )


def _setting_cells(values: Mapping[str, Any], part: Part) -> Iterator[tuple[Column, Cell]]:
    here = _at(values, part.path)
    evidence = set(Evidenced.model_fields)
    for column in part.columns:
        row = dict(_cells(here or {}, column, SETTINGS))
        is_rare = column.path[-1] in RARE | evidence or column.leaf.kind == "map"
        if not row and not is_rare and (here is not None or not part.is_optional):
            row = {column.path: None}
        for path, cell in row.items():
            yield (column if path == column.path else column.at(path[-1])), cell


@dataclass(frozen=True, slots=True, kw_only=True)
class _Entry:
    """A row's own values, and the cells by which other sheets call it."""

    values: Mapping[str, Any]
    above: tuple[Cell, ...]
    keys: tuple[Cell, ...]
    number: float | None


def _entries(values: Mapping[str, Any], sheet: RowSheet) -> Iterator[_Entry]:
    """Yield every table of a sheet, in the order of the file."""
    holders: list[tuple[Mapping[str, Any], tuple[Cell, ...]]] = [(values, ())]
    start = 0
    if sheet.parent is not None:
        start = len(sheet.parent.path)
        holders = [
            (entry.values, (*entry.above, *entry.keys, entry.number))
            for entry in _entries(values, sheet.parent)
        ]
    for holder, above in holders:
        rows = _at(holder, sheet.path[start:]) or []
        names = [tuple(_at(row, key.path) for key in sheet.keys) for row in rows]
        alike, seen = Counter(names), Counter[tuple[Any, ...]]()
        for row, name in zip(rows, names, strict=True):
            seen[name] += 1
            number = float(seen[name]) if alike[name] > 1 or not sheet.keys else None
            yield _Entry(values=row, above=above, keys=name, number=number)


def _at(values: Any, path: Path) -> Any:
    for part in path:
        if not isinstance(values, Mapping) or part not in values:
            return None
        values = values[part]
    return values


def _cells(values: Mapping[str, Any], column: Column, title: str) -> Iterator[tuple[Path, Cell]]:
    """Yield the cells of one key: one, or for a map one for each of its keys."""
    value = _at(values, column.path)
    place = Place(sheet=title, key=column.heading)
    if value is None or value == column.default == "":
        return
    if column.leaf.kind == "map" and value and all(map(_SIMPLE_KEY.fullmatch, value)):
        assert column.leaf.item is not None
        for key, inner in value.items():
            yield (*column.path, key), cell_of(inner, column.leaf.item, place=place)
    else:
        yield column.path, cell_of(value, column.leaf, place=place)


def _rows_table(sheet: RowSheet, entries: tuple[_Entry, ...]) -> Table:
    above = lineage_columns(sheet)
    estimate = estimate_column(sheet)
    rows: list[Row] = []
    for entry in entries:
        row: Row = dict(zip((column.path for column in above), entry.above, strict=True))
        row[OWN_NUMBER] = entry.number if _has_children(sheet) else None
        for column in sheet.columns:
            value = _at(entry.values, column.path)
            if column is estimate and isinstance(value, Mapping):
                row |= _range_cells(column, value, sheet.title)
            else:
                row |= _cells(entry.values, column, sheet.title)
        rows.append(row)
    used = _used(rows)
    columns: list[Column] = []
    for column in (*above, number_column(sheet), *sheet.columns):
        columns += _columns_shown(column, used)
        if column is estimate:
            ranged = range_columns(column)
            is_usual = ".".join(sheet.path) == "assumptions"
            columns += [
                one
                for one in ranged
                if one.path in used or (is_usual and one.path[-1] in _RANGE_SHOWN)
            ]
    return Table(
        title=sheet.title,
        says=sheet.says,
        kind="rows",
        columns=tuple(columns),
        rows=tuple(tuple(row.get(column.path) for column in columns) for row in rows),
        sheet=sheet,
    )


def _used(rows: list[Row]) -> tuple[Path, ...]:
    """Return the paths of all cells that hold something, in the order in which they are met."""
    return tuple(
        dict.fromkeys(path for row in rows for path, cell in row.items() if cell is not None)
    )


def _columns_shown(column: Column, used: tuple[Path, ...]) -> Iterator[Column]:
    name = column.path[-1]
    if column.leaf.kind != "map":
        if column.path in used or not (name in RARE or column.path[-1:] == OWN_NUMBER):
            yield column
        return
    size = len(column.path)
    keys = [path[size] for path in used if path[:size] == column.path != path]
    if column.leaf.key is not None and column.leaf.key.choices:
        keys = [choice for choice in column.leaf.key.choices if choice in keys]
    yield from (column.at(key) for key in keys)
    if column.path in used or (column.is_required and not keys):
        yield column


def _has_children(sheet: RowSheet) -> bool:
    return bool(sheet.figures) or any(one.parent is sheet for one in sheets())


def _range_cells(column: Column, values: Mapping[str, Any], title: str) -> Row:
    place = Place(sheet=title, key=column.heading)
    return {
        one.path: cell_of(values[one.path[-1]], one.leaf, place=place)
        for one in range_columns(column)
        if one.path[-1] in values
    }


def _figures_table(sheet: RowSheet, entries: tuple[_Entry, ...]) -> Table:
    above = lineage_columns(sheet, is_for_figures=True)
    own = figure_columns()
    told = ("unit", "blank", "means")
    rows: list[Row] = []
    leaves: list[Leaf | None] = []
    kind_path = (kind_key(sheet),)
    for entry in entries:
        whose = dict(
            zip(
                (column.path for column in above),
                (*entry.above, *entry.keys, entry.number),
                strict=True,
            )
        )
        for column in sheet.figures.get(str(_at(entry.values, kind_path)), ()):
            for row, leaf in _figure_rows(entry.values, column, sheet.figures_title):
                row |= {
                    **whose,
                    ("figure",): column.heading,
                    ("unit",): unit_said(leaf),
                    ("blank",): default_said(column),
                    ("means",): meaning_said(column),
                }
                rows.append(row)
                leaves.append(leaf)
    used = _used(rows)
    text = Leaf(kind="text")
    columns = [
        column
        for column in (*above, *own)
        if column.path in used
        or len(column.path) == 1
        or (column.path[:1] == ("value",) and column.path[-1] in _RANGE_SHOWN)
        or (column.path[0] != "value" and column.path[-1:] != OWN_NUMBER)
    ]
    columns += [
        Column(path=(name,), heading=heading, leaf=text, says=says)
        for name, heading, says in zip(
            told,
            ("Unit", "If left blank", "What it means"),
            ("What it is counted in.", "What stands where nothing is given.", "In one line."),
            strict=True,
        )
    ]
    return Table(
        title=sheet.figures_title,
        says=f"The figures of each row of the sheet {sheet.title}, one to a line.",
        kind="figures",
        columns=tuple(columns),
        rows=tuple(tuple(row.get(column.path) for column in columns) for row in rows),
        leaves=tuple(leaves),
        sheet=sheet,
    )


def _figure_rows(
    values: Mapping[str, Any], column: Column, title: str
) -> Iterator[tuple[Row, Leaf]]:
    value = _at(values, column.path)
    figure = Column(path=("value",), heading="Value", leaf=column.leaf, says="")
    place = Place(sheet=title, key=column.heading)
    if column.leaf.kind == "map":
        assert column.leaf.item is not None
        for path, _ in _cells(values, column, title):
            if path == column.path:  # its keys are no simple names: all in one cell
                yield {("value",): cell_of(value, column.leaf, place=place)}, column.leaf
                return
            inner = value[path[-1]]
            row = _figure_row(inner, figure, column.leaf.item, title)
            yield {("for",): path[-1], **row}, column.leaf.item
        return
    yield _figure_row(value, figure, column.leaf, title), column.leaf


def _figure_row(value: Any, figure: Column, leaf: Leaf, title: str) -> Row:
    if isinstance(value, Mapping):
        return _range_cells(figure, value, title)
    return {("value",): cell_of(value, leaf, place=Place(sheet=title, key="Value"))}
