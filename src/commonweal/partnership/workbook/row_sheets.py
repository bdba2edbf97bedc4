"""The sheets of rows and of figures read: each row put where it belongs in the partnership."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from .gathering import Gathered, Row, SheetReader, ValuePath
from .headings import nearest, same_words
from .layout import (
    ABOVE,
    OWN_NUMBER,
    Column,
    RowSheet,
    estimate_column,
    figure_columns,
    kind_key,
    lineage_columns,
    number_column,
    range_columns,
)
from .leaves import Leaf
from .opening import Grid

__all__ = ["gather_figures", "gather_rows"]

#: What other sheets call a row by: for each sheet on the way, its keys and its number.
Name = tuple[tuple[tuple[str, ...], int], ...]

_READ_ONLY = ("Unit", "If left blank", "What it means")


def gather_rows(grid: Grid, sheet: RowSheet, into: Gathered) -> None:
    """Put each row of a sheet into the list that it belongs to."""
    above = lineage_columns(sheet)
    estimate = estimate_column(sheet)
    ranges = range_columns(estimate) if estimate is not None else ()
    columns = (*above, *sheet.columns, *ranges, number_column(sheet))
    reader = SheetReader.of(into, grid, columns)
    if reader is None:
        return
    required = [column for column in (*above, *sheet.columns) if column.is_required]
    rows = list(reader.rows(required))
    if rows:
        _refuse_absent(reader, sheet, required, estimate, ranges)
    known = into.rows.setdefault(sheet.path, {})
    seen: dict[Name, int] = {}
    for row in rows:
        into.n_read += 1
        holder = _holder(row, sheet, into)
        if holder is None:
            own = tuple(row.text(key) for key in sheet.keys)
            into.lost.add((sheet.path, (*_name(row, sheet.lineage), (own, 1))))
            continue
        name, values, at = holder
        entries, path = _list_in(values, at, sheet)
        here = (*path, len(entries))
        entry: dict[str, Any] = {}
        row.set_values(entry, here)
        keys = tuple(str(_at(entry, key.path) or "") for key in sheet.keys)
        same = (*name, (keys, 0))
        seen[same] = seen.get(same, 0) + 1
        number = row.text_at(OWN_NUMBER, Leaf(kind="whole"))
        known[*name, (keys, int(number) if number else seen[same])] = (entry, here)
        entries.append(entry)
        if any(not key for key in keys):
            into.lost.add((sheet.path, name))
    reader.finish()
    _note_names(sheet, into)


def _note_names(sheet: RowSheet, into: Gathered) -> None:
    """Note by which names an officer may call the rows of a sheet in place of their ids."""
    named: dict[str, set[str]] = {}
    for entry, _ in into.rows[sheet.path].values():
        if entry.get("id") and entry.get("name"):
            named.setdefault(same_words(entry["name"]), set()).add(entry["id"])
    ids = {own for all_ids in named.values() for own in all_ids}
    into.ids[".".join(sheet.path)] = {
        name: next(iter(found))
        for name, found in named.items()
        if len(found) == 1 and name not in ids
    }


def gather_figures(grid: Grid, sheet: RowSheet, into: Gathered) -> None:
    """Put each figure into the row of the sheet that it belongs to."""
    above = lineage_columns(sheet, is_for_figures=True)
    own = figure_columns()
    reader = SheetReader.of(into, grid, (*above, *own), read_only=_READ_ONLY)
    if reader is None:
        return
    required = [column for column in (*above, *own) if column.is_required]
    rows = list(reader.rows(required))
    if rows:
        _refuse_absent(reader, sheet, required, None, ())
    for row in rows:
        if not _has_figure(row):
            continue  # a figure that is offered and was left out
        into.n_read += 1
        _gather_figure(row, sheet, into)
    reader.finish()


def _has_figure(row: Row) -> bool:
    marks = row.reader.grid.marks
    return any(
        row.raw(position) not in (None, "") or (row.number, position) in marks.errors
        for position, column in row.reader.headed.columns.items()
        if column.path[0] == "value"
    )


def _gather_figure(row: Row, sheet: RowSheet, into: Gathered) -> None:
    reader = row.reader
    figure_column, for_column = figure_columns()[:2]
    name = _name(row, (*sheet.lineage, sheet))
    found = into.rows.get(sheet.path, {}).get(name)
    if found is None:
        _refuse_unknown(row, sheet, into)
        return
    entry, at = found
    kind = str(entry.get(kind_key(sheet), ""))
    columns = sheet.figures.get(kind, ())
    figure, whose = row.text(figure_column), row.text(for_column)
    column = next(
        (
            one
            for one in columns
            if same_words(figure) in (same_words(one.heading), same_words(one.path[-1]))
        ),
        None,
    )
    if column is None:
        names = [one.heading for one in columns]
        meant = nearest(figure, names)
        mend = f'Did you mean "{meant}"?' if meant else f"It has: {', '.join(names)}."
        position = reader.position_of(figure_column)
        reason = f'{kind or "This row"} has no figure "{figure}".'
        into.refuse(reader.grid, row.number, position, reason, mend)
        return
    if whose and column.leaf.kind != "map":
        position = reader.position_of(for_column)
        reason = f"{column.heading} is one figure for all, and For says {whose}."
        into.refuse(reader.grid, row.number, position, reason, "Leave For blank.")
        return
    if whose:
        column = column.at(whose)
    _set_figure(row, column, entry, at)


def _set_figure(row: Row, column: Column, entry: dict[str, Any], at: ValuePath) -> None:
    for position, own in row.reader.headed.columns.items():
        if own.path[0] != "value":
            continue
        if len(own.path) > 1 and row.is_blank_at(position):
            continue
        part = Column(
            path=(*column.path, *own.path[1:]),
            heading=column.heading if len(own.path) == 1 else f"{own.heading} of {column.heading}",
            leaf=own.leaf,
            says="",
        )
        row.set_value(entry, at, position, part, _leaf_of_part(own, column.leaf))


def _leaf_of_part(own: Column, leaf: Leaf) -> Leaf:
    """Return what a cell may hold: the figure itself, or one part of a range of its unit."""
    if own.path == ("value",):
        return leaf
    if own.path[-1] in ("low", "likely", "high"):
        return Leaf(kind="number", unit=leaf.unit)
    if own.path[-1] == "outcomes":
        return Leaf(kind="list", item=Leaf(kind="number", unit=leaf.unit))
    return own.leaf


def _holder(row: Row, sheet: RowSheet, into: Gathered) -> tuple[Name, Any, ValuePath] | None:
    """Return the table that holds the list of a row, and where; None where there is none."""
    if sheet.parent is None:
        return (), into.values, ()
    name = _name(row, sheet.lineage)
    found = into.rows.get(sheet.parent.path, {}).get(name)
    if found is None:
        _refuse_unknown(row, sheet.parent, into)
        return None
    return name, *found


def _name(row: Row, lineage: Sequence[RowSheet]) -> Name:
    name: list[tuple[tuple[str, ...], int]] = []
    for sheet in lineage:
        at = (ABOVE, ".".join(sheet.path))
        keys = tuple(row.text_at((*at, *key.path), key.leaf) for key in sheet.keys)
        number = row.text_at((*at, *OWN_NUMBER), Leaf(kind="whole"))
        name.append((keys, int(number) if number else 1))
    return tuple(name)


def _refuse_unknown(row: Row, sheet: RowSheet, into: Gathered) -> None:
    """Refuse a row that belongs to one that the workbook does not hold.

    Where that one stands there and was refused, it is named there already.
    """
    reader = row.reader
    name = _name(row, (*sheet.lineage, sheet))
    if {(sheet.path, name), (sheet.path, name[:-1])} & into.lost:
        return
    said = _said(name)
    names = [_said(known) for known in into.rows.get(sheet.path, {})]
    at = (ABOVE, ".".join((*sheet.lineage, sheet)[0].path))
    first = next(
        (place for place, one in reader.headed.columns.items() if one.path[:2] == at),
        min(reader.headed.columns),
    )
    meant = nearest(said, names, like=0.6)
    begin = f"Did you mean {meant}? Else add" if meant else "Add"
    into.refuse(
        reader.grid,
        row.number,
        first,
        f"The sheet {sheet.title} has no row for {said}.",
        f"{begin} that row to {sheet.title}, or correct this one.",
    )


def _said(name: Name) -> str:
    return ", ".join(key or "(blank)" for keys, _ in name for key in keys)


def _refuse_absent(
    reader: SheetReader,
    sheet: RowSheet,
    required: Sequence[Column],
    estimate: Column | None,
    ranges: Sequence[Column],
) -> None:
    for column in required:
        is_ranged = estimate is not None and column.path == estimate.path
        if reader.has(column) or (is_ranged and any(map(reader.has, ranges))):
            continue
        into = reader.into
        path = sheet.path if column.path[0] != ABOVE else ()
        into.absent.add(".".join((*path, *column.path)))
        if any(nearest(heading, [column.heading]) for heading in reader.headed.unknown.values()):
            continue  # the slip in its heading is refused already
        into.refuse(
            reader.grid,
            reader.headed.row,
            0,
            f"The sheet {reader.grid.title} has no column {column.heading}.",
            f"Add it: {column.says}",
        )


def _list_in(values: Any, at: ValuePath, sheet: RowSheet) -> tuple[list[Any], ValuePath]:
    start = len(sheet.parent.path) if sheet.parent is not None else 0
    *tables, last = sheet.path[start:]
    for part in tables:
        values = values.setdefault(part, {})
    return values.setdefault(last, []), (*at, *tables, last)


def _at(entry: Any, path: Sequence[str]) -> Any:
    for part in path:
        if not isinstance(entry, dict) or part not in entry:
            return None
        entry = entry[part]
    return entry
