"""Reading money as officers type it, and refusing what could mean two things.

A wrong guess about a comma moves a figure a thousandfold and nobody sees it, so text with two
readings is refused with the way to mend it. Nothing is read through a float: the result is exact.
"""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal
from math import isfinite
from typing import Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

from commonweal.errors import InputError, Place

__all__ = ["parse_amount", "parse_pounds", "pence_array", "to_pence"]

#: Ten trillion pounds, some three times the yearly output of the country: beyond it is a slip.
LARGEST_POUNDS: Final = Decimal(10) ** 13

_MULTIPLES: Final = {
    "": 1,
    "k": 1_000,
    "thousand": 1_000,
    "m": 1_000_000,
    "mn": 1_000_000,
    "million": 1_000_000,
    "bn": 1_000_000_000,
    "billion": 1_000_000_000,
}
#: What may head a column of figures, once spaces, brackets, apostrophes and a plural s are gone.
_UNITS: Final = {
    "£": 1,
    "£000": 1_000,
    "£k": 1_000,
    "£thousand": 1_000,
    "£m": 1_000_000,
    "£million": 1_000_000,
}
_NIL: Final = frozenset({"nil", "-", "£-", "£ -", "- £"})
_SPACES: Final = re.compile(r"[\s\u00a0\u2007\u2009\u202f]+")
_TRAILING_UNIT: Final = re.compile(r" ?(?:pounds?|gbp)$", re.I)
_MINUSES: Final = str.maketrans({"−": "-", "–": "-", "—": "-", "‐": "-", "‑": "-"})

_NUMBER: Final = (
    r"(?P<number>(?P<whole>[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,3}(?: [0-9]{3})+|[0-9]+|(?=\.[0-9]))"
    r"(?:\.(?P<part>[0-9]+))?)"
)
_AMOUNT: Final = re.compile(
    r"(?P<open>\()?(?P<before>[-+] ?)?(?:£ ?|gbp ?)?(?P<inner>\(|[-+] ?)?"
    + _NUMBER
    + r" ?(?P<multiple>[a-z]+)?(?P<after> ?-)?(?P<close>\))?",
    re.I,
)


def parse_pounds(text: str, *, unit: str = "£", place: Place | None = None) -> int:
    """Return whole pence from money as officers type it.

    Read: "£1,200.50", "1 200", "1.2m", "1.2 million", "£3k", and as negatives "-300", "300-",
    "(300)" and "−£300". "nil" and a dash alone are 0, as accounting sheets print it; an empty cell
    is not, because missing is not nil. `unit` is the heading of the column that the text stands
    under, for example "£000"; what it says multiplies every figure.

    Raises InputError for anything with two readings ("1,20", "1.2.3", "12.345", which could be
    12,345 or a slip of the pence), for fractions of a penny, and for anything that is not money.
    """
    pounds = parse_amount(text, unit=unit, place=place)
    pence = pounds * 100
    if pence != int(pence):
        raise InputError(
            f"{text.strip()!r} does not come to whole pence.",
            hint="Give pounds and pence with two decimals, for example 1200.50.",
            place=place,
        )
    return int(pence)


def parse_amount(text: str, *, unit: str = "£", place: Place | None = None) -> Decimal:
    """Return pounds, exact, from money as officers type it; for prices that may hold part pennies.

    Reads and refuses what `parse_pounds` does, except that an amount need not come to whole pence.
    """
    multiplier = _multiplier(unit, place)
    plain = _SPACES.sub(" ", text).strip().translate(_MINUSES)
    if plain.lower() in _NIL:
        return Decimal(0)
    found = _AMOUNT.fullmatch(_TRAILING_UNIT.sub("", plain))
    suffix = (found["multiple"] or "").lower() if found else ""
    if found is None or suffix in {"cr", "dr"}:
        raise _not_money(text, plain, place)
    if suffix not in _MULTIPLES:
        raise InputError(
            f"{text.strip()!r} ends in {found['multiple']!r}, which is not an amount of money.",
            hint="Use k, m, bn, thousand, million or billion, or write the figure in full.",
            place=place,
        )
    if suffix and multiplier > 1:
        raise InputError(
            f"{text.strip()!r} says its own multiple under a heading of {unit}.",
            hint=f"Write the figure in {unit} alone.",
            place=place,
        )
    if not suffix and multiplier == 1 and _could_be_thousands(found):
        raise InputError(
            f"{text.strip()!r} could be pounds and pence or thousands.",
            hint=f"Write {found['whole']},{found['part']} if thousands, or two decimals if pence.",
            place=place,
        )

    bare = found["number"].replace(",", "").replace(" ", "")
    size = Decimal(bare) * _MULTIPLES[suffix] * multiplier
    if size > LARGEST_POUNDS:
        raise InputError(
            f"{text.strip()!r} is more than ten trillion pounds.",
            hint="Check the figure, and whether it was already multiplied.",
            place=place,
        )
    return -size if _is_negative(found, text, place) else size


def to_pence(pounds: float | Decimal) -> int:
    """Return whole pence, halves rounded away from zero as finance officers expect.

    A float counts as the shortest decimal that prints it: 1.005 is a pound and half a penny, and
    rounds to 101 pence, though its binary value is a hair below.

    Raises InputError for a value that is not a finite number, or beyond ten trillion pounds.
    """
    if not isfinite(pounds):
        raise InputError(
            f"{pounds} is not an amount of money.",
            hint="Look for a missing figure or a division by nil in what was given.",
        )
    exact = pounds if isinstance(pounds, Decimal) else Decimal(repr(float(pounds)))
    if abs(exact) > LARGEST_POUNDS:
        raise InputError(
            f"£{exact:,} is more than ten trillion pounds.",
            hint="Check the figure, and whether it was already multiplied.",
        )
    return int((exact * 100).to_integral_value(rounding=ROUND_HALF_UP))


def pence_array(pounds: ArrayLike) -> NDArray[np.int64]:
    """Return whole pence for many amounts, the same shape, halves rounded away from zero.

    Raises InputError for a value that is not a finite number, or beyond ten trillion pounds.
    """
    amounts = np.asarray(pounds, dtype=np.float64)
    beyond = ~(np.abs(amounts) <= float(LARGEST_POUNDS))
    if beyond.any():
        to_pence(float(amounts[beyond].flat[0]))
    return np.asarray(np.sign(amounts) * np.floor(np.abs(amounts) * 100 + 0.5), dtype=np.int64)


def _multiplier(unit: str, place: Place | None) -> int:
    plain = re.sub(r"[\s()'’]", "", unit).lower().removesuffix("s")
    if plain in _UNITS:
        return _UNITS[plain]
    raise InputError(
        f"The unit {unit!r} is not one of pounds.",
        hint="Use £, £000 or £m.",
        place=place,
    )


def _could_be_thousands(found: re.Match[str]) -> bool:
    """Say whether a point may stand where a comma was meant, as in 12.345 (but not in 0.345)."""
    return (
        len(found["part"] or "") == 3
        and re.fullmatch("[1-9][0-9]{0,2}", found["whole"]) is not None
    )


def _is_negative(found: re.Match[str], text: str, place: Place | None) -> bool:
    opened = [mark for mark in (found["open"], found["inner"]) if mark == "("]
    closed = found["close"] is not None
    signs = [mark for mark in (found["before"], found["inner"], found["after"]) if mark]
    signs = [mark.strip() for mark in signs if mark != "("]
    if bool(opened) != closed or len(opened) + len(signs) > 1:
        raise InputError(
            f"{text.strip()!r} has a sign or bracket too many or too few.",
            hint="Write a negative as -300 or (300).",
            place=place,
        )
    return closed or signs == ["-"]


def _not_money(text: str, plain: str, place: Place | None) -> InputError:
    """Return the refusal, with the mend for the slip that it looks like."""
    shown = text.strip()
    bare = plain.strip("()-+£ ")
    if not shown:
        message, hint = "There is no figure.", "Write 0 or nil if it is nil; missing is not nil."
    elif "$" in plain or "€" in plain:
        message, hint = f"{shown!r} is not in pounds.", "Give the amount in pounds."
    elif re.search(r"(?i)[0-9] ?(cr|dr)\b", plain):
        message = f"{shown!r} marks a credit or debit, whose sign depends on the ledger."
        hint = "Write it with its sign, as 300 or -300."
    elif re.fullmatch(r"[0-9][0-9, ]*[, ][0-9, ]*(\.[0-9]*)?", bare):
        message = f"The commas or spaces of {shown!r} do not mark thousands."
        digits = re.sub("[, ]", "", bare)
        hint = f"Write {digits}, or put a comma before each three figures."
    elif bare.count(".") > 1:
        message = f"{shown!r} has more than one decimal point."
        hint = "Mark thousands with commas and pence with one point, as 1,200.50."
    else:
        message = f"{shown!r} is not an amount of money."
        hint = "Write it as 1200.50, £1,200.50, 1.2m or (300)."
    return InputError(message, hint=hint, place=place)
