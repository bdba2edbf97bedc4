"""Sums over blocks of cells, with the value that they come to in the run."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

from .formulas import Ledger, Node, value_of
from .layout import template
from .writing import Area

__all__ = ["sum_if", "sum_of", "sum_product"]


def sum_of(ledger: Ledger, area: Area) -> Node:
    return template(ledger, "SUM({0})", [area], math.fsum(map(value_of, area.numbers)))


def sum_product(ledger: Ledger, *areas: Area) -> Node:
    """Return the sum of the products of blocks of one shape, cell by cell."""
    columns = zip(*(area.numbers for area in areas), strict=True)
    value = math.fsum(math.prod(map(value_of, row)) for row in columns)
    text = ",".join(f"{{{place}}}" for place in range(len(areas)))
    return template(ledger, f"SUMPRODUCT({text})", list(areas), value)


def sum_if(
    ledger: Ledger,
    amounts: Area,
    tests: Sequence[tuple[Area, str]],
    is_in: Callable[[int], bool],
) -> Node:
    """Return the sum of the amounts whose row has the words of every test; `is_in` says which."""
    value = math.fsum(
        value_of(number) for place, number in enumerate(amounts.numbers) if is_in(place)
    )
    parts: list[Area | str] = [amounts]
    text = "{0}"
    for area, words in tests:
        text += f",{{{len(parts)}}},{{{len(parts) + 1}}}"
        parts += [area, words]
    return template(ledger, f"SUMIFS({text})", parts, value)
