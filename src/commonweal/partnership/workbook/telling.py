"""What is wrong with a key of the partnership, told as of a cell: where it stands, in its words."""

from __future__ import annotations

import re
from collections.abc import Callable

from commonweal.errors import Place, Refusal

from .filling import SETTINGS
from .gathering import Gathered
from .layout import RowSheet, kind_key, sheets
from .words import heading_of

__all__ = ["place_of", "refusal_in_cells", "without_toml"]

_LAST_STEP = re.compile(r"(\.[^.\[\]\"]+|\.\"[^\"]*\"|\[\d+\])$")


def place_of(key: str, into: Gathered) -> tuple[Place, str]:
    """Return the cell of a key, or of the nearest table that holds it, and its heading."""
    here = key
    while here:
        if here in into.places:
            place, heading = into.places[here]
            return place, heading if here == key else ""
        shorter = _LAST_STEP.sub("", here)
        here = shorter if shorter != here else ""
    root = re.split(r"[.\[]", key)[0]
    title = next((sheet.title for sheet in sheets() if sheet.path == (root,)), SETTINGS)
    return Place(file=into.source, sheet=title), ""


def refusal_in_cells(refusal: Refusal, into: Gathered) -> Refusal:
    """Return a fault of a key as one of a cell, the key called by its heading."""
    key = refusal.place.key
    place, heading = place_of(key, into)
    reason, mend = refusal.reason, refusal.mend
    name = key.rpartition(".")[2].partition("[")[0]
    if reason == f"{name} is missing.":
        path = tuple(re.sub(r"\[\d+\]", "", key).split("."))
        heading = heading or heading_of(path)
        begin = "Fill it in."
        sheet = _sheet_of_figure(path)
        if sheet is not None:
            place = Place(file=place.file, sheet=sheet.figures_title)
            whose = into.places.get(key.removesuffix(f".{name}"))
            row = f" for row {whose[0].cell[1:]} of {sheet.title}" if whose is not None else ""
            begin = f'Add a line{row} with "{heading}" as its Figure, and its Value.'
        mend = f"{begin} {mend.partition('. ')[2]}"
    if heading and reason.startswith(f"{name} "):
        reason = f"{heading}{reason[len(name) :]}"
    return Refusal(place=place, reason=reason, mend=without_toml(mend))


def _sheet_of_figure(path: tuple[str, ...]) -> RowSheet | None:
    """Return the sheet of which a key is a figure, None where it is none of the kind."""
    for sheet in sheets():
        own = path[len(sheet.path) :]
        columns = {column.path for column in sheet.columns}
        if path[: len(sheet.path)] != sheet.path or not kind_key(sheet) or own in columns:
            continue
        if any(column.path == own for kind in sheet.figures.values() for column in kind):
            return sheet
    return None


def without_toml(text: str) -> str:
    """Return a sentence as one of a workbook: what belongs to text files is said otherwise."""
    for pattern, instead in _IN_TOML:
        text = re.sub(pattern, instead, text)
    return text


def _sheet(before: str, after: str = "") -> Callable[[re.Match[str]], str]:
    """Return what says a sheet in place of the heading of a list: `a row of the sheet Bodies`."""

    def said(found: re.Match[str]) -> str:
        path = tuple(found["path"].split("."))
        title = next((sheet.title for sheet in sheets() if sheet.path == path), "")
        return f"{before}the sheet {title}{after}" if title else found[0]

    return said


def _pairs(found: re.Match[str]) -> str:
    return f"{found[1]} {found[2].replace(' = ', ': ')}".replace('"', "")


_LIST = r"\[\[(?P<path>[a-z_.]+)\]\]"
_IN_TOML: tuple[tuple[str, str | Callable[[re.Match[str]], str]], ...] = (
    (r", without quotes, pound sign or commas", ""),
    (r" in quotes", ""),
    (r'"assumption:ID" naming', "assumption: and the id of"),
    (rf"\ba {_LIST} entry", _sheet("a row of ")),
    (rf"\bentry of {_LIST}", _sheet("row of ")),
    (rf"\bunder {_LIST}", _sheet("to ")),
    (rf"\bAdd {_LIST}", _sheet("Add a row to ", ",")),
    (_LIST, _sheet("")),
    (r"\b([a-z_]+) = \{ (.*?) \}", _pairs),
    (r'\b([a-z_]+) = "([^"]*)"', r"\1 \2"),
)
