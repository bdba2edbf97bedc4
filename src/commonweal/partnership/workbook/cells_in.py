"""A cell of a workbook as the partnership holds it: as officers type it, or refused."""

from __future__ import annotations

import contextlib
import datetime as dt
import re
from decimal import Decimal, InvalidOperation
from typing import Any

from commonweal.errors import InputError
from commonweal.money import parse_amount
from commonweal.partnership.base import Range, Shape
from commonweal.partnership.rows import near

from .cells_out import NOTHING
from .leaves import Leaf
from .splitting import pairs_of, parts_of

__all__ = ["CellError", "RawCell", "is_blank", "shown", "value_of"]

#: What the reader of workbooks gives for a cell.
RawCell = str | float | int | bool | dt.date | dt.datetime | dt.time | dt.timedelta | None

_SPACES = re.compile(r"[\s\u00a0\u2007\u2009\u202f]+")
_MINUSES = str.maketrans({"−": "-", "–": "-", "‐": "-", "‑": "-"})
_PLAIN_NUMBER = re.compile(r"[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?", re.I)
_PERCENT = re.compile(r"(?P<number>[-+]?[\d., ]+) ?(%|per ?cent)", re.I)
_BETWEEN = re.compile(r"(?P<low>.+?) to (?P<high>.+?)(,? likely (?P<likely>.+))?", re.I | re.S)
_NAMED = re.compile(r"(?P<name>[a-z_ -]+?) ?: (?P<value>.*)", re.I | re.S)
_ASSUMPTION = re.compile(r"assumption ?: ?(?P<id>\S+)", re.I)
_QUOTED_NOTHING = re.compile(r'"+\(none\)"+', re.I)

# Not from the calendar module, whose names follow the machine's language.
_MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
_DAY_FORMS = (
    re.compile(r"(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})(T00:00(:00)?)?"),
    re.compile(r"(?P<d>\d{1,2})[/.-](?P<m>\d{1,2})[/.-](?P<y>\d{4})"),
    re.compile(r"(?P<d>\d{1,2})(st|nd|rd|th)? (of )?(?P<m>[a-z]{3,9})\.?,? (?P<y>\d{4})", re.I),
    re.compile(r"(?P<m>[a-z]{3,9}) (?P<d>\d{1,2})(st|nd|rd|th)?,? (?P<y>\d{4})", re.I),
)
_TRUTHS = {"yes": True, "y": True, "true": True, "no": False, "n": False, "false": False}
_SHAPES = Shape.__args__  # type: ignore[attr-defined]
#: Excel counts days from here; a day typed into a cell for numbers comes as such a count.
_EXCEL_START = dt.date(1899, 12, 30)


class CellError(Exception):
    """A cell that cannot be used: why, and how to mend it."""

    def __init__(self, reason: str, mend: str) -> None:
        super().__init__(reason)
        self.reason = reason
        self.mend = mend


def is_blank(cell: RawCell) -> bool:
    return cell is None or (isinstance(cell, str) and not cell.strip())


def shown(cell: RawCell) -> str:
    """Return a cell as a sentence shows it, short."""
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, dt.datetime):
        cell = cell.date() if cell.time() == dt.time() else cell
    text = cell if isinstance(cell, str) else str(cell)
    text = " ".join(text.split())
    text = text if len(text) <= 60 else f"{text[:57]}..."
    return f'"{text}"' if isinstance(cell, str) else text


def value_of(cell: RawCell, leaf: Leaf, *, unit: str = "£") -> Any:
    """Return what a cell that is not blank says, as plain values that the schema then judges.

    `unit` is that of amounts of money in the workbook: £ or £000.

    Raises CellError for what can be none of what the key holds.
    """
    if isinstance(cell, str) and leaf.kind not in ("list", "map"):
        text = cell.strip()
        if text.lower() == NOTHING and leaf.kind in ("text", "slug", "year"):
            return ""
        if _QUOTED_NOTHING.fullmatch(text):
            cell = text[1:-1]
    match leaf.kind:
        case "text" | "slug":
            return _text(cell)
        case "year":
            return _year(cell)
        case "choice":
            return _choice(cell, leaf)
        case "truth":
            return _truth(cell)
        case "whole":
            return _whole(cell)
        case "number":
            return _number(cell, leaf, unit)
        case "estimate":
            return _estimate(cell, leaf, unit)
        case "day":
            return _day(cell)
        case "list":
            return _list(cell, leaf, unit)
        case "map":
            return _map(cell, leaf, unit)


def _text(cell: RawCell) -> str:
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, dt.datetime) and cell.time() == dt.time():
        cell = cell.date()
    if isinstance(cell, (dt.date, dt.time)):
        return cell.isoformat()
    return str(cell).strip()


def _year(cell: RawCell) -> str:
    if not isinstance(cell, dt.date):
        return _text(cell)
    # Excel takes 2011-12 for December 2011.
    if cell.day == 1 and cell.month == (cell.year + 1) % 100:
        return f"{cell.year}-{cell.month:02d}"
    raise CellError(
        f"Excel holds the day {shown(cell)} here, not a financial year.",
        "Give the cell the format Text, then type the year again, as 2026-27.",
    )


def _choice(cell: RawCell, leaf: Leaf) -> Any:
    text = _text(cell)
    if text not in leaf.choices:
        plain = re.sub(r"[\s_-]+", "-", text.lower())
        same = [choice for choice in leaf.choices if choice.lower() == plain]
        if not same:
            raise CellError(
                f"{shown(cell)} is not one of the choices.", near(text.lower(), leaf.choices)
            )
        text = same[0]
    return int(text) if text.isdigit() else text


def _truth(cell: RawCell) -> bool:
    if isinstance(cell, bool):
        return cell
    if isinstance(cell, (int, float)) and cell in (0, 1):
        return bool(cell)
    text = _text(cell).lower()
    if text not in _TRUTHS:
        raise CellError(f"{shown(cell)} is neither yes nor no.", "Choose yes or no.")
    return _TRUTHS[text]


def _whole(cell: RawCell) -> int:
    if isinstance(cell, str) and re.fullmatch(r"\s*[-+]?\d+\s*", cell):
        return int(cell)  # exact, however long
    value = _number(cell, Leaf(kind="number"), "£")
    if not float(value).is_integer():
        raise CellError(f"{shown(cell)} is not a whole number.", "Leave the decimals out.")
    return int(value)


def _number(cell: RawCell, leaf: Leaf, unit: str) -> float:
    if isinstance(cell, bool) or not isinstance(cell, (int, float, str)):
        what = "TRUE or FALSE" if isinstance(cell, bool) else f"the date or time {shown(cell)}"
        raise CellError(
            f"This is {what}, and a number belongs here.",
            "Give the cell the format Number and type the figure again.",
        )
    if isinstance(cell, str):
        return _number_in_text(cell, leaf, unit)
    return _times(cell, leaf, unit)


def _times(number: float, leaf: Leaf, unit: str) -> float:
    """Return an amount in pounds, exactly as the decimals that were typed say."""
    if unit == "£" or not leaf.is_amount:
        return number
    return float(Decimal(repr(number)) * 1000)


def _number_in_text(text: str, leaf: Leaf, unit: str) -> float:
    plain = _SPACES.sub(" ", text).strip().translate(_MINUSES)
    percent = _PERCENT.fullmatch(plain)
    if percent is not None and leaf.is_amount:
        raise CellError(f"{shown(text)} is a share, and an amount belongs here.", "Type pounds.")
    if percent is not None:
        with contextlib.suppress(InvalidOperation):
            return float(Decimal(percent["number"].replace(",", "").replace(" ", "")) / 100)
    if _PLAIN_NUMBER.fullmatch(plain) and not leaf.is_amount:
        return float(plain)
    try:
        amount = parse_amount(plain, unit=unit if leaf.is_amount else "£")
    except InputError as error:
        if "not an amount of money" in error.message:
            raise CellError(
                f"{shown(text)} is not a number.", "Type a number, for example 1200 or 0.12."
            ) from error
        raise CellError(error.message, error.hint) from error
    return float(amount)


def _estimate(cell: RawCell, leaf: Leaf, unit: str) -> Any:
    if not isinstance(cell, str):
        return _number(cell, leaf, unit)
    text = _SPACES.sub(" ", cell).strip()
    if text in leaf.choices:
        return text
    named = _ASSUMPTION.fullmatch(text)
    if named is not None:
        return f"assumption:{named['id']}"
    found = _range(cell.strip(), leaf, unit)
    if found is not None:
        return found
    try:
        return _number_in_text(text, leaf, unit)
    except CellError as fault:
        if "not a number" not in fault.reason:
            raise
        raise CellError(
            f"{shown(cell)} is no figure.",
            "Type a number, a range such as 100 to 140, likely 120, or assumption: and the id of "
            "a row of the sheet Assumptions.",
        ) from fault


def _range(text: str, leaf: Leaf, unit: str) -> dict[str, Any] | None:
    """Return the range that a text says: `0.3 to 0.8, likely 0.5; triangular; grade: judged`."""
    found: dict[str, Any] = {}
    for part in parts_of(text):
        between = _BETWEEN.fullmatch(part.translate(_MINUSES))
        named = _NAMED.fullmatch(part)
        if part.strip().lower() in _SHAPES:
            found["shape"] = part.strip().lower()
        elif named is not None and _range_key(named["name"]):
            key = _range_key(named["name"])
            found[key] = _part_of_range(key, named["value"], leaf, unit)
        elif between is not None and "low" not in found:
            for key, given in between.groupdict().items():
                if given is not None:
                    found[key] = _exact(given, leaf, unit)
        else:
            return None
    return found or None


def _range_key(name: str) -> str:
    key = name.strip().lower().replace(" ", "_").replace("-", "_")
    return key if key in Range.model_fields else ""


def _part_of_range(key: str, text: str, leaf: Leaf, unit: str) -> Any:
    if key in ("low", "likely", "high"):
        return _exact(text, leaf, unit)
    if key == "correlation":
        return _exact(text, Leaf(kind="number"), unit)
    if key in ("outcomes", "chances"):
        if text.strip() == NOTHING:
            return []
        own = leaf if key == "outcomes" else Leaf(kind="number")
        return [_exact(one, own, unit) for one in re.split(r" or |;", text)]
    return text.strip()


def _exact(text: str, leaf: Leaf, unit: str) -> float:
    """Return a number within a longer text, where decimals are what they seem."""
    plain = text.strip().translate(_MINUSES)
    if _PLAIN_NUMBER.fullmatch(plain):
        return _times(float(plain), leaf, unit)
    return _number_in_text(plain, leaf, unit)


def _day(cell: RawCell) -> str:
    if isinstance(cell, dt.datetime):
        return cell.date().isoformat()
    if isinstance(cell, dt.date):
        return cell.isoformat()
    if isinstance(cell, (int, float)) and not isinstance(cell, bool) and 20_000 < cell < 80_000:
        return (_EXCEL_START + dt.timedelta(days=int(cell))).isoformat()
    text = _SPACES.sub(" ", str(cell)).strip()
    for form in _DAY_FORMS:
        found = form.fullmatch(text)
        if found is None:
            continue
        month = _month(found["m"])
        try:
            return dt.date(int(found["y"]), month, int(found["d"])).isoformat()
        except ValueError:
            break
    raise CellError(
        f"{shown(cell)} is not a day.", "Write a day as 2028-04-01, 1/4/2028 or 1 April 2028."
    )


def _month(text: str) -> int:
    """Return a month's number, or 0 where there is none such."""
    if text.isdigit():
        return int(text)
    found = [number for number, name in enumerate(_MONTHS, 1) if name.startswith(text.lower())]
    return found[0] if len(found) == 1 else 0


def _list(cell: RawCell, leaf: Leaf, unit: str) -> list[Any]:
    assert leaf.item is not None
    if not isinstance(cell, str):
        return [value_of(cell, leaf.item, unit=unit)]
    if cell.strip().lower() == NOTHING:
        return []
    return [
        _text(part) if leaf.item.kind == "text" else _item(part, leaf.item, unit)
        for part in parts_of(cell, commas=_comma_parts(leaf.item, cell))
    ]


def _item(part: str, leaf: Leaf, unit: str) -> Any:
    return _exact(part, leaf, unit) if leaf.kind == "number" else value_of(part, leaf, unit=unit)


def _comma_parts(leaf: Leaf, text: str) -> bool:
    """Say whether a comma parts the items of a list, as it cannot within texts."""
    if leaf.kind == "text" or ";" in text:
        return False
    if leaf.kind == "number" and re.search(r"\d,\d{3}(?!\d)", text):
        raise CellError(
            f"The commas of {shown(text)} could mark thousands or part figures.",
            "Part the figures by semicolons: 0; 0.5; 1.",
        )
    return True


def _map(cell: RawCell, leaf: Leaf, unit: str) -> dict[str, Any]:
    assert leaf.item is not None
    text = _text(cell)
    if text.lower() == NOTHING:
        return {}
    found: dict[str, Any] = {}
    for name, part in pairs_of(text):
        if name is None:
            raise CellError(
                f"{shown(text)} holds {shown(part)} without a name.",
                "Write names and values as name: value, parted by semicolons.",
            )
        if name in found:
            raise CellError(f"{name} stands here twice.", "Keep one of them.")
        if leaf.item.kind == "text":
            found[name] = part
        elif leaf.item.kind == "estimate" and _PLAIN_NUMBER.fullmatch(part):
            found[name] = _exact(part, leaf.item, unit)
        else:
            found[name] = _item(part, leaf.item, unit)
    return found
