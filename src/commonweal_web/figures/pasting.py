"""Rows copied from a spreadsheet and pasted into a page: good ones taken, others given back."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

from commonweal.partnership.workbook.cells_in import CellError, value_of
from commonweal.partnership.workbook.leaves import leaf_of
from commonweal.partnership.workbook.words import heading_of
from commonweal.tables import Wanted, match_columns

from .places import keys_of

__all__ = ["Pasted", "read_pasted"]

MOST_ROWS = 2_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Pasted:
    """What became of pasted rows."""

    rows: tuple[dict[str, Any], ...]
    faults: tuple[str, ...]
    """What is wrong with each row that was not taken, and how to mend it."""
    again: str
    """The headings with the rows that were not taken, to be mended in place."""
    notes: tuple[str, ...]
    """What was left out on purpose: totals, columns that stand for nothing."""


def read_pasted(text: str, model: type[BaseModel]) -> Pasted:
    """Read rows as a spreadsheet copies them: cells parted by tabs (or commas), headings first."""
    lines = [line for line in text.splitlines() if line.strip()]
    between = "\t" if lines and "\t" in lines[0] else ","
    cells = list(csv.reader(io.StringIO("\n".join(lines)), delimiter=between))
    if len(cells) < 2:
        return _nothing(text, "Paste a row of headings and at least one row under it.")
    wanted = [Wanted(key=key, name=heading_of((key,))) for key in keys_of(model)]
    places = {
        guess.key: guess.position
        for guess in match_columns(cells[0], wanted)
        if guess.position is not None
    }
    if not places:
        known = ", ".join(one.name for one in wanted[:8])
        return _nothing(text, f"None of the headings is known. They may be: {known}.")
    notes = _notes(cells[0], set(places.values()))
    rows, faults, kept = [], [], [cells[0]]
    for number, line in enumerate(cells[1 : MOST_ROWS + 1], start=2):
        first = next((cell.strip() for cell in line if cell.strip()), "")
        if first.casefold().startswith("total"):
            notes.append(f"Row {number} is a total and was left out.")
            continue
        row, fault = _row(line, places, model)
        if fault:
            faults.append(f"Row {number}: {fault}")
            kept.append(line)
        else:
            rows.append(row)
    if len(cells) > MOST_ROWS + 1:
        faults.append(f"Only the first {MOST_ROWS:,} rows were read. Paste the rest apart.")
    return Pasted(
        rows=tuple(rows),
        faults=tuple(faults),
        again=_as_text(kept, between) if faults else "",
        notes=tuple(notes),
    )


def _nothing(text: str, fault: str) -> Pasted:
    return Pasted(rows=(), faults=(fault,), again=text, notes=())


def _notes(headings: list[str], used: set[int | None]) -> list[str]:
    unknown = [
        heading.strip()
        for place, heading in enumerate(headings)
        if heading.strip() and place not in used
    ]
    return [f"Left out, for no key is like them: {', '.join(unknown)}."] if unknown else []


def _row(
    line: list[str], places: dict[str, int | None], model: type[BaseModel]
) -> tuple[dict[str, Any], str]:
    row: dict[str, Any] = {}
    for key, place in places.items():
        said = line[place].strip() if place is not None and place < len(line) else ""
        leaf = leaf_of(model.model_fields[key])
        if not said or leaf is None:
            continue
        try:
            row[key] = value_of(said, leaf)
        except CellError as error:
            return {}, f"{heading_of((key,))}: {error.reason} {error.mend}"
    missing = [
        heading_of((key,))
        for key, info in model.model_fields.items()
        if info.is_required() and key in keys_of(model) and key not in row
    ]
    if missing:
        return {}, f"{' and '.join(missing)} {'is' if len(missing) == 1 else 'are'} missing."
    return row, ""


def _as_text(cells: list[list[str]], between: str) -> str:
    out = io.StringIO()
    csv.writer(out, delimiter=between, lineterminator="\n").writerows(cells)
    return out.getvalue()
