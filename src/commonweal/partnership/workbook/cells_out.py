"""A value of the partnership as a cell of a workbook holds it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from typing import Any

from commonweal.errors import InputError, Place

from .leaves import Leaf

__all__ = ["LONGEST", "NOTHING", "Cell", "cell_of", "range_text"]

Cell = str | float | dt.date | None

#: What stands for a text, a list or a map that is there and empty; a blank cell is left out.
NOTHING = "(none)"

#: The most that a cell of Excel holds.
LONGEST = 32_767

#: Whole numbers beyond this lose figures in a cell that holds a number.
LARGEST_WHOLE = 2**53

#: Before this day Excel's calendar has a day too many.
FIRST_DAY = dt.date(1900, 3, 1)

_LIKE_NOTHING = re.compile(r'"*\(none\)"*', re.I)


def cell_of(value: Any, leaf: Leaf, *, place: Place | None = None) -> Cell:
    """Return a plain value (as `partnership.plain` gives it) as a cell; None where there is none.

    Raises InputError for a text longer than a cell can hold, naming the place.
    """
    cell = _cell_of(value, leaf)
    if isinstance(cell, str) and len(cell.encode("utf-16-le")) // 2 > LONGEST:
        raise InputError(
            f"A text of {len(cell):,} characters is longer than a cell of a workbook can hold.",
            hint=f"Shorten it to {LONGEST:,}, or keep the case as a TOML file.",
            place=place,
        )
    return cell


def _cell_of(value: Any, leaf: Leaf) -> Cell:
    if value is None:
        return None
    if leaf.kind == "list":
        return _list_cell(value)
    if leaf.kind == "map":
        return _map_text(value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Mapping):
        return range_text(value)
    if isinstance(value, int) and abs(value) > LARGEST_WHOLE:
        return str(value)
    if isinstance(value, dt.date):
        return value if value >= FIRST_DAY else value.isoformat()
    if isinstance(value, str):
        return _text_cell(value)
    return float(value)


def _text_cell(text: str) -> str:
    if not text:
        return NOTHING
    return f'"{text}"' if _LIKE_NOTHING.fullmatch(text) else text


def _list_cell(values: Sequence[Any]) -> Cell:
    if not values:
        return NOTHING
    if len(values) == 1 and isinstance(values[0], (int, float)):
        return float(values[0])
    return "; ".join(_item_text(value) for value in values)


def _map_text(values: Mapping[str, Any]) -> str:
    if not values:
        return NOTHING
    return "; ".join(
        f"{quoted(key, also=':')}: {_item_text(value)}" for key, value in values.items()
    )


def _item_text(value: Any) -> str:
    if isinstance(value, (int, float)):
        return number_text(value)
    if isinstance(value, Mapping):
        return quoted(range_text(value))
    if isinstance(value, (list, tuple)):
        return quoted("; ".join(_item_text(inner) for inner in value) if value else NOTHING)
    return quoted(str(value))


def quoted(text: str, *, also: str = "") -> str:
    """Return a text as it stands among others in a cell: in quotes where it must be."""
    marks = set(f';"\n\r{also}')
    if text and not marks & set(text) and not _LIKE_NOTHING.fullmatch(text):
        return text
    doubled = text.replace('"', '""')
    return f'"{doubled}"'


def number_text(value: float) -> str:
    """Return a number as text, exact: read again, it is the same number."""
    if float(value).is_integer() and abs(value) < LARGEST_WHOLE:
        return f"{int(value):,}" if abs(value) >= 10_000 else str(int(value))
    return repr(value)


def range_text(values: Mapping[str, Any]) -> str:
    """Return a range as one cell holds it: `0.3 to 0.8, likely 0.5; triangular`."""
    rest = dict(values)
    said = []
    low, likely, high = (rest.pop(name, None) for name in ("low", "likely", "high"))
    if low is not None and high is not None:
        middle = "" if likely is None else f", likely {number_text(likely)}"
        said.append(f"{number_text(low)} to {number_text(high)}{middle}")
    if "shape" in rest:
        said.append(rest.pop("shape"))
    for name, value in rest.items():
        if isinstance(value, list):
            told = " or ".join(number_text(one) for one in value) if value else NOTHING
        else:
            told = number_text(value) if isinstance(value, (int, float)) else str(value)
        said.append(quoted(f"{name.replace('_', ' ')}: {told}"))
    return "; ".join(said)
