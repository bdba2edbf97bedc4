"""The rows of a workbook put together as the plain values of a partnership, each with its place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from commonweal.errors import Caution, Place, Refusal
from commonweal.partnership.locate import key_text

from .cells_in import CellError, RawCell, is_blank, shown, value_of
from .headings import Headed, find_headings, nearest, same_words
from .layout import OWN_NUMBER, Column
from .leaves import Leaf
from .marks import cell_name
from .opening import Grid
from .words import REFERENCES

__all__ = ["Aside", "Gathered", "Row", "SheetReader", "ValuePath", "set_at"]

#: Keys and row numbers from the top of the partnership.
ValuePath = tuple[str | int, ...]

_TOTAL = re.compile(r"(grand |sub-?)?totals?:?", re.I)
_MOST_SHOWN = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Aside:
    """A column that stands for nothing in a partnership: what it held, by row from 1."""

    sheet: str
    heading: str
    cells: Mapping[int, RawCell]


@dataclass(slots=True, kw_only=True)
class Gathered:
    """What has been read of a workbook so far."""

    source: str
    unit: str = "£"
    values: dict[str, Any] = field(default_factory=dict)
    places: dict[str, tuple[Place, str]] = field(default_factory=dict)
    """By the text of a key's path: its cell, and the heading over it."""
    refused: list[Refusal] = field(default_factory=list)
    faulty: set[str] = field(default_factory=set)
    """Paths, as text, whose cell was refused already."""
    blank: set[str] = field(default_factory=set)
    """Paths, as text, whose cell is blank."""
    faulty_rows: set[tuple[str, int]] = field(default_factory=set)
    cautions: list[Caution] = field(default_factory=list)
    aside: list[Aside] = field(default_factory=list)
    n_read: int = 0
    n_amounts: int = 0
    largest: tuple[float, Place] | None = None
    rows: dict[tuple[str, ...], dict[tuple[Any, ...], tuple[dict[str, Any], ValuePath]]] = field(
        default_factory=dict
    )
    """By the path of a sheet: its rows by what other sheets call them."""
    lost: set[tuple[Any, ...]] = field(default_factory=set)
    """What other sheets would call rows that were refused, whose own rows are refused with them."""
    absent: set[str] = field(default_factory=set)
    """Keys, without row numbers, whose column a sheet does not have though it must."""
    ids: dict[str, dict[str, str]] = field(default_factory=dict)
    """By the path of a sheet: its rows' ids by their names, for who types the name."""

    def place(self, grid: Grid, row: int, column: int) -> Place:
        return Place(file=self.source, sheet=grid.title, cell=cell_name(row, column))

    def as_ids(self, value: Any, column: Column) -> Any:
        """Return the ids of bodies, services or options that were called by their names."""
        is_above = column.path[0] == "^"
        sheet = column.path[1] if is_above else REFERENCES.get(column.path[-1], "")
        by_name = self.ids.get(sheet, {})
        if isinstance(value, list):
            return [by_name.get(same_words(one), one) for one in value]
        return by_name.get(same_words(value), value)

    def refuse(self, grid: Grid, row: int, column: int, reason: str, mend: str) -> None:
        place = self.place(grid, row, column)
        self.refused.append(Refusal(place=place, reason=reason, mend=mend))
        self.faulty_rows.add((grid.title, row))

    def caution(self, grid: Grid, message: str, cell: str = "") -> None:
        place = Place(file=self.source, sheet=grid.title, cell=cell)
        self.cautions.append(Caution(place=place, message=message))


@dataclass(slots=True, kw_only=True)
class SheetReader:
    """Reads the rows of one sheet under its headings, noting all that a careful officer would."""

    into: Gathered
    grid: Grid
    headed: Headed
    _by_formula: list[str] = field(default_factory=list)
    _positions: dict[tuple[str, ...], int] = field(init=False)

    def __post_init__(self) -> None:
        self._positions = {column.path: at for at, column in self.headed.columns.items()}

    @classmethod
    def of(
        cls,
        into: Gathered,
        grid: Grid,
        columns: Sequence[Column],
        *,
        read_only: Sequence[str] = (),
    ) -> SheetReader | None:
        """Return the reader of a sheet; None, the refusal noted, where it cannot be read."""
        headed = find_headings(grid, columns, read_only=read_only)
        if headed is None:
            if any(not is_blank(cell) for row in grid.rows for cell in row):
                names = ", ".join(column.heading for column in columns[:6])
                into.refuse(
                    grid,
                    0,
                    0,
                    f"No row of the sheet {grid.title} holds its headings.",
                    f"Put headings over the columns: {names} and so on. The sheet All keys of a "
                    "new workbook lists them.",
                )
            return None
        reader = cls(into=into, grid=grid, headed=headed)
        reader._note_columns(columns)
        return reader

    def position_at(self, path: tuple[str, ...]) -> int | None:
        """Return where the column for a key stands, None where the sheet does not have it."""
        return self._positions.get(path)

    def position_of(self, column: Column) -> int:
        """Return where a column stands; that of the first where the sheet does not have it."""
        return self._positions.get(column.path, min(self.headed.columns))

    def has(self, column: Column) -> bool:
        return any(
            other.path[: len(column.path)] == column.path for other in self.headed.columns.values()
        )

    def rows(self, required: Sequence[Column]) -> Iterator[Row]:
        """Yield each row that holds something, without blank rows and rows of totals."""
        self._fill_merged()
        hidden = []
        for number in range(self.headed.row + 1, len(self.grid.rows)):
            row = Row(reader=self, number=number)
            if row.is_blank():
                continue
            if row.is_total(required):
                label = shown(row.first())
                self.into.caution(
                    self.grid,
                    f"Row {number + 1} begins with {label} and was left out: sums are worked out "
                    "from the rows.",
                    cell_name(number, 0),
                )
                continue
            if number in self.grid.marks.hidden_rows:
                hidden.append(number + 1)
            yield row
        if hidden:
            self.into.caution(
                self.grid, f"{_rows_said(hidden)} hidden, and {_was(hidden)} read like the others."
            )

    def finish(self) -> None:
        """Say what has been noted of the cells that were read."""
        named = list(dict.fromkeys(self._by_formula))
        if named:
            self.into.caution(
                self.grid,
                f"{_listed(named)} {'holds a formula' if len(named) == 1 else 'hold formulas'}: "
                "the result that was saved last was taken.",
                named[0],
            )

    def note_formula(self, row: int, column: int) -> None:
        self._by_formula.append(cell_name(row, column))

    def _note_columns(self, columns: Sequence[Column]) -> None:
        present = {column.path for column in self.headed.columns.values()}
        absent = [column.heading for column in columns if column.path not in present]
        for position, column in self.headed.repeated.items():
            self.into.refuse(
                self.grid,
                self.headed.row,
                position,
                f"The heading {column.heading} stands here for the second time.",
                "Keep one of the two columns.",
            )
        for position, heading in self.headed.unknown.items():
            cells = {
                number + 1: row[position]
                for number, row in enumerate(self.grid.rows)
                if number > self.headed.row and position < len(row) and not is_blank(row[position])
            }
            meant = nearest(heading, absent) if heading else ""
            if meant:
                self.into.refuse(
                    self.grid,
                    self.headed.row,
                    position,
                    f'There is no column called "{heading}".',
                    f'Did you mean "{meant}"? Else give it a heading quite unlike.',
                )
            elif cells:
                self._put_aside(position, heading, cells)
        marked = sorted(set(self.headed.columns) & self.grid.marks.hidden_columns)
        if marked:
            names = ", ".join(self.headed.columns[position].heading for position in marked)
            self.into.caution(self.grid, f"Hidden columns were read like the others: {names}.")

    def _put_aside(self, position: int, heading: str, cells: Mapping[int, RawCell]) -> None:
        self.into.aside.append(Aside(sheet=self.grid.title, heading=heading, cells=cells))
        some = ", ".join(shown(cell) for cell in list(cells.values())[:_MOST_SHOWN])
        more = f" and {len(cells) - _MOST_SHOWN} more" if len(cells) > _MOST_SHOWN else ""
        what = f'The column "{heading}"' if heading else "A column without a heading"
        self.into.caution(
            self.grid,
            f"{what} is no part of a partnership and was kept aside, not read: {some}{more}.",
            cell_name(self.headed.row, position),
        )

    def _fill_merged(self) -> None:
        """Let a merged cell that says whose rows these are stand for each of its rows."""
        rows = [list(row) for row in self.grid.rows]
        for (top, left), (bottom, right) in self.grid.merged:
            if top <= self.headed.row or left >= len(rows[top]):
                continue
            column = self.headed.columns.get(left)
            names = f"{cell_name(top, left)}:{cell_name(bottom, right)}"
            is_name = column is not None and column.leaf.kind in ("slug", "choice", "year")
            if is_name and right == left:
                for row in range(top, min(bottom + 1, len(rows))):
                    rows[row][left] = rows[top][left]
                told = "its text was taken for each of its rows."
            else:
                told = "what it holds was taken for its first cell alone."
            self.into.caution(self.grid, f"{names} is one merged cell: {told}", names)
        self.grid = Grid(
            title=self.grid.title,
            rows=tuple(map(tuple, rows)),
            marks=self.grid.marks,
            merged=self.grid.merged,
            is_hidden=self.grid.is_hidden,
        )


@dataclass(slots=True, kw_only=True)
class Row:
    """One row under the headings."""

    reader: SheetReader
    number: int

    def raw(self, position: int) -> RawCell:
        return self.reader.grid.cell(self.number, position)

    def is_blank_at(self, position: int) -> bool:
        return is_blank(self.raw(position))

    def first(self) -> RawCell:
        cells = (self.raw(position) for position in sorted(self.reader.headed.columns))
        return next((cell for cell in cells if not is_blank(cell)), None)

    def is_blank(self) -> bool:
        marks, columns = self.reader.grid.marks, self.reader.headed.columns
        return not any(
            not is_blank(self.raw(position))
            or (self.number, position) in marks.errors
            or (self.number, position) in marks.formulas
            for position in columns
        )

    def is_total(self, required: Sequence[Column]) -> bool:
        """Say whether the row is a sum below pasted rows: it says so, and names nothing else."""
        first = self.first()
        if not isinstance(first, str) or not _TOTAL.fullmatch(first.strip()):
            return False
        return any(
            is_blank(self.raw(self.reader.position_of(column)))
            for column in required
            if self.reader.has(column)
        )

    def value(self, position: int, leaf: Leaf) -> Any:
        """Return what a cell says, None where it is blank or was refused, which is then noted."""
        into, grid = self.reader.into, self.reader.grid
        where = (self.number, position)
        cell = self.raw(position)
        heading = self.reader.headed.columns[position].heading
        if where in grid.marks.errors:
            reason = f"{heading}: the cell holds the error {grid.marks.errors[where]}."
            into.refuse(grid, *where, reason, "Mend the formula, or type the figure in its place.")
            return None
        if is_blank(cell):
            if grid.marks.formulas.get(where) is False:
                into.refuse(
                    grid,
                    *where,
                    f"{heading}: the formula in this cell has never been worked out.",
                    "Open the workbook in Excel and save it, or type the figure in its place.",
                )
            return None
        try:
            value = value_of(cell, leaf, unit=into.unit)
        except CellError as error:
            into.refuse(grid, *where, f"{heading}: {error.reason}", error.mend)
            return None
        if where in grid.marks.formulas:
            self.reader.note_formula(*where)
        if leaf.kind == "slug" or (leaf.item is not None and leaf.item.kind == "slug"):
            return into.as_ids(value, self.reader.headed.columns[position])
        if leaf.is_amount:
            self._note_amount(value, into.place(grid, *where))
        return value

    def text(self, column: Column) -> str:
        """Return what stands under a heading as text; empty where it is blank or not there."""
        return self.text_at(column.path, column.leaf)

    def text_at(self, path: tuple[str, ...], leaf: Leaf) -> str:
        position = self.reader.position_at(path)
        value = None if position is None else self.value(position, leaf)
        return "" if value is None else str(value)

    def set_values(self, entry: dict[str, Any], at: ValuePath) -> None:
        """Put what the row says under its headings into a table of the partnership."""
        into, grid = self.reader.into, self.reader.grid
        into.places[key_text(at)] = (into.place(grid, self.number, 0), "")
        for position, column in self.reader.headed.columns.items():
            if column.path[0] != "^" and column.path != OWN_NUMBER:
                self.set_value(entry, at, position, column, column.leaf)

    def set_value(
        self, entry: dict[str, Any], at: ValuePath, position: int, column: Column, leaf: Leaf
    ) -> None:
        """Put what one cell says into a table of the partnership, and note where it stood."""
        into, grid = self.reader.into, self.reader.grid
        path = (*at, *column.path)
        holder, text = key_text(path[:-1]), key_text(path)
        place = into.place(grid, self.number, position)
        into.places[text] = (place, column.heading)
        if is_blank(self.raw(position)):
            into.blank.add(text)
        elif holder in into.blank:  # a range, told part by part beside the cell for one value
            into.blank.discard(holder)
            into.places[holder] = (place, column.heading)
        n_refused = len(into.refused)
        value = self.value(position, leaf)
        if len(into.refused) > n_refused:
            into.faulty |= {text, holder} if leaf is not column.leaf else {text}
        elif value is not None and not set_at(entry, column.path, value):
            if holder not in into.faulty:
                into.refuse(
                    grid,
                    self.number,
                    position,
                    f"{column.heading} is given here for the second time.",
                    "A figure is either one value or a range, and stands in one row: keep one.",
                )
            into.faulty |= {holder, text}

    def _note_amount(self, value: Any, place: Place) -> None:
        into = self.reader.into
        for number in value.values() if isinstance(value, dict) else [value]:
            if isinstance(number, float):
                into.n_amounts += 1
                if into.largest is None or number > into.largest[0]:
                    into.largest = (number, place)


def set_at(entry: dict[str, Any], path: Sequence[str], value: Any) -> bool:
    """Put a value into nested tables; say whether its place was free."""
    here = entry
    for part in path[:-1]:
        inner = here.setdefault(part, {})
        if not isinstance(inner, dict):
            return False
        here = inner
    if isinstance(value, dict) and isinstance(here.get(path[-1]), dict):
        free = not set(value) & set(here[path[-1]])
        here[path[-1]] |= value
        return free
    if path[-1] in here:
        return False
    here[path[-1]] = value
    return True


def _rows_said(numbers: Sequence[int]) -> str:
    return f"Row {numbers[0]} is" if len(numbers) == 1 else f"Rows {_listed(numbers)} are"


def _was(numbers: Sequence[int]) -> str:
    return "was" if len(numbers) == 1 else "were"


def _listed(things: Sequence[object]) -> str:
    shown_first = [str(thing) for thing in things[:6]]
    if len(things) > 6:
        return f"{', '.join(shown_first)} and {len(things) - 6} more"
    return " and ".join([", ".join(shown_first[:-1]), shown_first[-1]]).removeprefix(" and ")
