"""What a workbook says of a key beside its meaning: its unit, and what stands if it is left out."""

from __future__ import annotations

from typing import Any

from .layout import Column
from .leaves import Leaf
from .words import UNITS

__all__ = ["AMOUNT_UNITS", "default_said", "meaning_said", "unit_said"]

#: Units of money, as they follow the unit that the workbook is filled in: £ or £000.
AMOUNT_UNITS = {"pounds": "", "pounds a year": " a year", "pounds a month": " a month"}

_KINDS = {
    "truth": "yes or no",
    "day": "day",
    "year": "financial year",
    "whole": "whole number",
    "number": "number",
    "estimate": "number",
    "text": "text",
    "slug": "short name",
    "choice": "choose",
}


def unit_said(leaf: Leaf) -> str:
    """Return what a cell is counted in or what kind of thing it holds; amounts with £."""
    if leaf.is_amount:
        return f"£{AMOUNT_UNITS[leaf.unit]}"
    if leaf.unit:
        return UNITS.get(leaf.unit, leaf.unit)
    if leaf.is_share:
        return UNITS["share"]
    if leaf.kind == "list" and leaf.item is not None:
        inner = "numbers" if leaf.item.kind == "number" else "several"
        return f"{inner}, parted by ;"
    if leaf.kind == "map":
        return "name: value; name: value"
    return _KINDS[leaf.kind]


def meaning_said(column: Column) -> str:
    """Return what a key means, with its choices where the words do not name them all."""
    choices = column.leaf.choices if column.leaf.kind == "choice" else ()
    if len(choices) < 2 or all(choice in column.says for choice in choices):
        return column.says
    return f"{column.says} One of: {', '.join(choices)}."


def default_said(column: Column) -> str:
    """Return what stands for a key that is left out, or that it must be given."""
    if column.is_required:
        return "must be given"
    default = column.default
    if default in (None, "", (), {}):
        return ""
    return _shown(default, column.leaf)


def _shown(default: Any, leaf: Leaf) -> str:
    if isinstance(default, bool):
        return "yes" if default else "no"
    if isinstance(default, tuple):
        return "; ".join(_shown(part, leaf) for part in default)
    if isinstance(default, float) and leaf.is_share:
        return f"{default * 100:g}%"
    if isinstance(default, (int, float)) and not isinstance(default, bool):
        return f"{default:,.10g}" if leaf.kind != "whole" else str(default)
    return str(default)
