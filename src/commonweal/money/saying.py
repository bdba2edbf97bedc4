"""Saying money as it stands in a paper: £1,200.50, −£21,984, £1.2 million.

Two families, so that nobody divides by a hundred twice: `pounds` and `pounds_short` take whole
pence; `say_pounds` and `say_pounds_short` take the float pounds of an appraisal. Negatives have a
true minus sign (U+2212), which a screen reader says and a line never breaks after.
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from commonweal.money.reading import to_pence

__all__ = ["pounds", "pounds_short", "say_pounds", "say_pounds_short"]

MINUS: Final = "−"
_WORDS: Final = ((Decimal(10) ** 9, "billion"), (Decimal(10) ** 6, "million"))


def pounds(amount: int, /, *, pence: bool = False) -> str:
    """Say whole pence in pounds: "−£21,984", or with `pence` "£1,200.50".

    Without `pence` the figure is rounded to the pound, halves away from zero.
    """
    exact = Decimal(int(amount)) / 100
    return _say(exact if pence else _rounded(exact, Decimal(1)), places=2 if pence else 0)


def pounds_short(amount: int, /) -> str:
    """Say whole pence briefly: "£940", "£41,200", "£1.2 million", "£3 million".

    Three figures are kept below a million and one decimal of a million or billion from there.
    """
    return _short(Decimal(int(amount)) / 100)


def say_pounds(amount: float, /, *, pence: bool = False) -> str:
    """Say float pounds as `pounds` says pence. Raises InputError if not a finite number."""
    return pounds(to_pence(amount), pence=pence)


def say_pounds_short(amount: float, /) -> str:
    """Say float pounds as `pounds_short` says pence. Raises InputError if not a finite number."""
    return pounds_short(to_pence(amount))


def _short(exact: Decimal) -> str:
    size = abs(exact)
    if size >= 1000:
        # The step keeps three figures: pounds, then tens, then hundreds, then thousands.
        size = _rounded(size, Decimal(10) ** (size.adjusted() - 2))
    for scale, word in _WORDS:
        tenths = _rounded(abs(exact) / scale, Decimal("0.1"))
        if size >= scale and tenths >= 1:
            figure = f"{tenths:,}".removesuffix(".0")
            return f"{MINUS if exact < 0 else ''}£{figure} {word}"
    return _say(_rounded(size if exact >= 0 else -size, Decimal(1)), places=0)


def _rounded(value: Decimal, step: Decimal) -> Decimal:
    return (value / step).to_integral_value(rounding=ROUND_HALF_UP) * step


def _say(value: Decimal, *, places: int) -> str:
    return f"{MINUS if value < 0 else ''}£{abs(value):,.{places}f}"
