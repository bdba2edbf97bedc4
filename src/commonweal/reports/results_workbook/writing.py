"""A formula as the text that stands in a cell.

Only functions that Excel 2010 and LibreOffice both know are written. A part that has a cell of its
own is named by its address; anything else is written out.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Final

from .formulas import Node, Number

__all__ = ["Area", "address", "formula_text", "formula_weight", "parts_of"]

#: How tightly an operator binds; a part that binds less tightly stands in brackets.
_COMPARING, _ADDING, _TIMES, _POWER, _SIGN, _WHOLE = range(1, 7)

_FUNCTIONS: Final = frozenset({"ABS", "AND", "EXP", "IF", "LN", "MAX", "MIN", "NOT", "OR"})


class Area:
    """A block of cells that a formula takes as one: its corners, and the numbers in it."""

    __slots__ = ("bottom", "left", "numbers", "right", "sheet", "top")

    def __init__(
        self,
        sheet: str,
        top: int,
        left: int,
        bottom: int,
        right: int,
        numbers: Sequence[Number] = (),
    ) -> None:
        self.sheet, self.top, self.left = sheet, top, left
        self.bottom, self.right = bottom, right
        self.numbers = tuple(numbers)

    def text(self, sheet: str) -> str:
        """Return the area's address as seen from a sheet."""
        corners = (
            f"${column_name(self.left)}${self.top + 1}:${column_name(self.right)}${self.bottom + 1}"
        )
        return corners if sheet == self.sheet else f"{self.sheet}!{corners}"


def column_name(column: int) -> str:
    """Return a column's letters, counted from 0.

    >>> column_name(0), column_name(25), column_name(26)
    ('A', 'Z', 'AA')
    """
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def address(home: tuple[str, int, int], sheet: str) -> str:
    """Return a cell's address as seen from a sheet, fixed in both ways."""
    there, row, column = home
    cell = f"${column_name(column)}${row + 1}"
    return cell if there == sheet else f"{there}!{cell}"


def formula_text(node: Node, sheet: str) -> str:
    """Return the sum of a node as it stands in its own cell on a sheet, without the equals sign."""
    return _written_out(node, sheet)[0]


def formula_weight(node: Node) -> int:
    """Return how many numbers and cells a formula names when it is written out."""
    if node.op in ("cell", "solved"):
        return 1
    return sum(
        (1 if one.home is not None else formula_weight(one)) if isinstance(one, Node) else 1
        for one in parts_of(node)
    )


def parts_of(node: Node) -> tuple[object, ...]:
    if node.op == "+":
        return node.args[: (len(node.args) - 1) // 2]
    if node.op == "template":
        return node.args[1:]
    return node.args


def _said(value: object, sheet: str) -> tuple[str, int]:
    """Return the text of a part and how tightly it binds."""
    if isinstance(value, Node):
        if value.home is not None:
            return address(value.home, sheet), _WHOLE
        return _written_out(value, sheet)
    if isinstance(value, Area):
        return value.text(sheet), _WHOLE
    if isinstance(value, str):
        return '"' + value.replace('"', '""') + '"', _WHOLE
    assert isinstance(value, (int, float))
    return _number(float(value))


def _number(value: float) -> tuple[str, int]:
    if math.isnan(value):
        return "NA()", _WHOLE
    text = f"{value:.0f}" if value.is_integer() and abs(value) < 1e15 else repr(value).upper()
    return text, _SIGN if value < 0 else _WHOLE


def _held(value: object, sheet: str, tightness: int) -> str:
    text, binds = _said(value, sheet)
    return text if binds >= tightness else f"({text})"


def _written_out(node: Node, sheet: str) -> tuple[str, int]:
    op, args = node.op, node.args
    assert op not in ("cell", "solved"), "A figure that stands by itself has a cell."
    if op == "+":
        return _sum(args, sheet)
    if op == "neg":
        return "-" + _held(args[0], sheet, _SIGN), _SIGN
    if op == "*":
        return f"{_held(args[0], sheet, _TIMES)}*{_held(args[1], sheet, _TIMES)}", _TIMES
    if op == "/":
        return f"{_held(args[0], sheet, _TIMES)}/{_held(args[1], sheet, _POWER)}", _TIMES
    if op == "^":
        return f"{_held(args[0], sheet, _WHOLE)}^{_held(args[1], sheet, _WHOLE)}", _POWER
    if op in _FUNCTIONS:
        return f"{op}({_listed(args, sheet)})", _WHOLE
    if op == "template":
        return args[0].format(*(_held(one, sheet, _WHOLE) for one in args[1:])), _COMPARING
    return f"{_held(args[0], sheet, _ADDING)}{op}{_held(args[1], sheet, _ADDING)}", _COMPARING


def _sum(args: tuple[Number, ...], sheet: str) -> tuple[str, int]:
    """Write signed terms out; three or more that stand in one row or column become a SUM."""
    n_terms = (len(args) - 1) // 2
    fixed = args[n_terms]
    terms: list[Number] = []
    signs: list[float] = []
    for term, sign in zip(args[:n_terms], args[n_terms + 1 :], strict=True):
        # A turned sign without a cell of its own is taken off, not added turned.
        is_turned = isinstance(term, Node) and term.op == "neg" and term.home is None
        terms.append(term.args[0] if is_turned else term)
        signs.append(-sign if is_turned else sign)
    if not fixed and all(sign > 0 for sign in signs):
        span = _span(terms, sheet)
        if span is not None:
            return f"SUM({span})", _WHOLE
    # What is added comes first, so that no formula starts with a minus for want of order.
    order = sorted(range(n_terms), key=lambda place: signs[place] < 0)
    text = ""
    if fixed and signs[order[0]] < 0:
        text, fixed = _number(fixed)[0], 0.0
    for place in order:
        sign = "-" if signs[place] < 0 else ("+" if text else "")
        text += sign + _held(terms[place], sheet, _TIMES)
    if fixed:
        text += ("-" if fixed < 0 else "+") + _number(abs(fixed))[0]
    return text, _ADDING


def _listed(args: Sequence[Number], sheet: str) -> str:
    span = _span(args, sheet)
    return span if span is not None else ",".join(_said(one, sheet)[0] for one in args)


def _span(terms: Sequence[Number], sheet: str) -> str | None:
    """Return the address of three or more terms that stand next to each other in one line."""
    if len(terms) < 3 or not all(isinstance(one, Node) and one.home is not None for one in terms):
        return None
    homes = sorted(one.home for one in terms)
    (there, top, left), (_, bottom, right) = homes[0], homes[-1]
    in_column = [(there, row, left) for row in range(top, bottom + 1)]
    in_row = [(there, top, column) for column in range(left, right + 1)]
    if homes not in (in_column, in_row):
        return None
    return Area(there, top, left, bottom, right).text(sheet)
