"""Rows of somebody's own sheet, read by the columns that were confirmed: good ones kept."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.text import slugify
from pydantic import BaseModel, ValidationError

from commonweal.calendar import FinancialYear
from commonweal.errors import Caution, Place, ReaderReport, Refusal
from commonweal.money import say_pounds
from commonweal.partnership.words import refusals_of
from commonweal.partnership.workbook.cells_in import CellError, is_blank, shown, value_of
from commonweal.partnership.workbook.leaves import Leaf
from commonweal.partnership.workbook.marks import cell_name
from commonweal.tables import Headings, OwnRow, OwnSheet, rows_below

from .opening import MOST_ROWS
from .targets import LEFT_OUT, Column, Target
from .words import as_known

__all__ = ["Mapped", "ReadSheet", "read_sheet"]

_DAY = Leaf(kind="day")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mapped:
    """Which column is what, as a person confirmed it."""

    positions: Mapping[str, int]
    """By key, counted from 0."""
    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """By key, what each word (as `as_known` gives it) stands for."""
    unit: str = "£"
    """What amounts are in: £ or £000."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadSheet:
    """What became of every row of a sheet."""

    rows: tuple[dict[str, Any], ...]
    """As plain values; of a sheet that adds up to a table, one for each line."""
    report: ReaderReport


@dataclass(slots=True, kw_only=True)
class _Reader:
    sheet: OwnSheet
    target: Target
    mapped: Mapped
    source: str
    headings: Headings
    refused: list[Refusal] = field(default_factory=list)
    cautions: list[Caution] = field(default_factory=list)
    n_left_out: int = 0
    has_days: bool = False

    def place(self, row: int, column: int | None = None) -> Place:
        cell = f"row {row + 1}" if column is None else cell_name(row, column)
        return Place(file=self.source, sheet=self.sheet.title, cell=cell)

    def refuse(self, place: Place, reason: str, mend: str) -> None:
        self.refused.append(Refusal(place=place, reason=reason, mend=mend))

    def caution(self, message: str) -> None:
        place = Place(file=self.source, sheet=self.sheet.title)
        self.cautions.append(Caution(place=place, message=message))

    def values(self, row: OwnRow) -> dict[str, Any] | None:
        """Return a row's values by key; None where it is refused, or left out as was chosen."""
        found: dict[str, Any] = {}
        n_before = len(self.refused)
        for key, position in self.mapped.positions.items():
            cell = row.cells[position] if position < len(row.cells) else None
            fault = self.sheet.faults.get((row.number, position))
            if fault:
                self.refuse(
                    self.place(row.number, position),
                    f"The cell {fault}.",
                    "Type the figure itself, or open the workbook in Excel and save it again.",
                )
            elif not is_blank(cell):
                column = self.target.column(key)
                try:
                    value = self._value(cell, column)
                except CellError as error:
                    self.refuse(
                        self.place(row.number, position),
                        f"{column.name}: {error.reason}",
                        error.mend,
                    )
                    continue
                if value == LEFT_OUT and column.choices:
                    self.n_left_out += 1
                    return None
                found[key] = value
        if len(self.refused) > n_before:
            return None
        missing = [
            one.name for one in self.target.columns if one.is_required and one.key not in found
        ]
        missing = [one for one in missing if one]
        if missing:
            self._refuse_incomplete(row, found, missing)
            return None
        return found

    def _refuse_incomplete(self, row: OwnRow, found: dict[str, Any], missing: list[str]) -> None:
        lacks = f"{' and '.join(missing)} {'is' if len(missing) == 1 else 'are'} missing."
        is_only_figures = bool(found) and all(
            isinstance(value, (int, float)) and not isinstance(value, bool)
            for value in found.values()
        )
        mend = (
            "If it is a total, nothing is lost; else fill it in."
            if is_only_figures
            else "Fill it in, or leave the row out."
        )
        self.refuse(self.place(row.number), lacks, mend)

    def _value(self, cell: Any, column: Column) -> Any:
        if column.choices:
            said = as_known(str(cell))
            stands_for = self.mapped.words.get(column.key, {}).get(said)
            if stands_for is None:
                raise CellError(
                    f"{shown(cell)} stands for nothing that was chosen.",
                    "Say what it stands for, or leave its rows out.",
                )
            if stands_for == LEFT_OUT:
                return LEFT_OUT
            if column.leaf.kind == "truth":
                return stands_for == "yes"
            if column.leaf.kind == "list":
                return [stands_for]
            return int(stands_for) if stands_for.isdigit() else stands_for
        if column.leaf.kind == "year":
            return self._year(cell, column)
        return value_of(cell, column.leaf, unit=self.mapped.unit)

    def _year(self, cell: Any, column: Column) -> str:
        """Return a financial year; registers of contracts give the day, and it holds that."""
        try:
            day = value_of(cell, _DAY) if not isinstance(cell, (int, float)) else ""
        except CellError:
            day = ""
        if not day:
            return str(value_of(cell, column.leaf))
        self.has_days = True
        from datetime import date

        return str(FinancialYear.containing(date.fromisoformat(day)))


def read_sheet(
    sheet: OwnSheet, headings: Headings, target: Target, mapped: Mapped, *, source: str
) -> ReadSheet:
    """Read the rows under the headings into what a target takes.

    Totals and hidden rows are said; a row that cannot be taken is refused with its place, the
    reason and the mend, and the others are kept.
    """
    reader = _Reader(sheet=sheet, target=target, mapped=mapped, source=source, headings=headings)
    found: list[tuple[int, dict[str, Any]]] = []
    n_read = 0
    for row in rows_below(sheet, headings):
        if row.total:
            reader.caution(
                f"Row {row.number + 1} says “{row.total}”: it was taken for a total and left out."
            )
            continue
        n_read += 1
        if n_read > MOST_ROWS:
            reader.caution(
                f"Only the first {MOST_ROWS:,} rows were read. Upload the rest as another sheet."
            )
            break
        values = reader.values(row)
        if values is not None:
            found.append((row.number, values))
    if not target.is_pooled:
        found = [(number, row) for number, row in found if _stands(reader, number, row)]
    _say_hidden(reader, [number for number, _ in found])
    if reader.has_days:
        reader.caution(
            "Where a day is given for a financial year, the year that holds it is taken."
        )
    if reader.n_left_out:
        reader.caution(f"{reader.n_left_out:,} rows were left out, as you chose by their words.")
    rows = _pooled(reader, found) if target.is_pooled else _named(target, found)
    report = ReaderReport(
        source=source,
        read=min(n_read, MOST_ROWS),
        accepted=len(found),
        refused=tuple(reader.refused),
        warnings=tuple(reader.cautions),
    )
    return ReadSheet(rows=tuple(rows), report=report)


def _say_hidden(reader: _Reader, taken: Iterable[int]) -> None:
    sheet = reader.sheet
    hidden = sorted(set(taken) & sheet.hidden_rows)
    if hidden:
        shown_rows = ", ".join(str(number + 1) for number in hidden[:8])
        more = f" and {len(hidden) - 8} more" if len(hidden) > 8 else ""
        reader.caution(f"Rows hidden in the sheet were read like the others: {shown_rows}{more}.")
    columns = sorted(set(reader.mapped.positions.values()) & sheet.hidden_columns)
    if columns:
        names = ", ".join(f"“{reader.headings.names[one]}”" for one in columns)
        reader.caution(f"Columns hidden in the sheet were read like the others: {names}.")
    if sheet.is_hidden:
        reader.caution(f"The sheet “{sheet.title}” is hidden in the workbook.")


def _stands(reader: _Reader, number: int, row: dict[str, Any]) -> bool:
    """Return whether the schema takes a row by itself; what it does not is refused."""
    model: type[BaseModel] | None = reader.target.model
    assert model is not None
    whole = {key: "x" for key in ("id", "body") if key in model.model_fields} | row
    try:
        model.model_validate(whole)
    except ValidationError as error:
        for one in refusals_of(error, whole, source=reader.source, lines={}):
            key = one.place.key.split(".")[0].split("[")[0]
            place = reader.place(number, reader.mapped.positions.get(key))
            reason = one.reason
            if key in reader.mapped.positions and reason.startswith(f"{key} "):
                # The file's own key says nothing to whoever has a sheet.
                reason = f"{reader.target.column(key).name} {reason.removeprefix(f'{key} ')}"
            reader.refuse(place, reason, one.mend)
        return False
    return True


def _named(target: Target, found: Iterable[tuple[int, dict[str, Any]]]) -> list[dict[str, Any]]:
    """Return the rows, each with a short name of its own where its list has them."""
    model = target.model
    assert model is not None
    if "id" not in model.model_fields or "name" not in model.model_fields:
        return [row for _, row in found]
    taken: set[str] = set()
    named = []
    for _, row in found:
        start = slugify(str(row.get("name", "")))[:60].strip("-") or "row"
        name, number = start, 2
        while name in taken:
            name, number = f"{start}-{number}", number + 1
        taken.add(name)
        named.append({"id": name} | row)
    return named


def _pooled(reader: _Reader, found: Iterable[tuple[int, dict[str, Any]]]) -> list[dict[str, Any]]:
    """Return one row for each line that the rows add up to, in the order in which they came."""
    sums: dict[str, float] = {}
    is_costs = reader.target.path[-1] == "costs"
    for _, row in found:
        line = str(row["line"]) if is_costs else slugify(str(row["line"]))[:80].strip("-")
        sums[line] = round(sums.get(line, 0.0) + float(row["amount"]), 2)
    for line, amount in list(sums.items()):
        if amount < 0 and line != "income":
            reader.refuse(
                Place(file=reader.source, sheet=reader.sheet.title),
                f"{reader.target.column('line').name} “{line}” comes to {say_pounds(amount)}, and "
                "a cost is 0 or more.",
                "Look whether income stands among its rows, and say that it is income.",
            )
            del sums[line]
    return [{"line": line, "amount": amount} for line, amount in sums.items() if line]
