"""Dividing whole pence so that nothing is lost and nobody is rounded twice.

Everything billed, shared or promised is a whole number of pence. A sum divided by weights rarely
comes to whole pence, so each share is rounded down and the pennies left over go one each to the
shares with the largest remainders (largest remainder, or Hare's method). The arithmetic is in
Python's whole numbers, so it is exact at any size: a float weight counts as the exact binary value
that it holds.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from fractions import Fraction
from math import isfinite, lcm
from numbers import Integral, Real
from operator import index
from typing import Any, SupportsIndex

import numpy as np
from numpy.typing import ArrayLike, NDArray

from commonweal.errors import InputError, Place

__all__ = ["split_pence", "split_pence_rows"]

Pence = NDArray[np.int64]

#: The largest sum of pence that an int64 array can hold.
LARGEST_PENCE = int(np.iinfo(np.int64).max)


def split_pence(total: SupportsIndex, weights: Iterable[Any]) -> Pence:
    """Divide `total` pence by `weights`; return whole pence, shape (n_weights,), that add up to it.

    Each share is within one penny of its exact value. The pennies left over by rounding down go to
    the largest remainders; **on a tie, to the earlier weight**. A negative total is divided as its
    positive twin and the signs turned, so a refund undoes a charge to the penny. A weight of nil
    gets nothing. Weights may be int, float, Decimal or Fraction, and need not add up to one.

    Raises InputError if the total is not whole pence or does not fit int64, or if there are no
    weights, any is negative, not a number or infinite, or all are nil.
    """
    return _split(_whole_pence(total), _whole_weights(_listed(weights)))


def split_pence_rows(totals: ArrayLike, weights: ArrayLike) -> Pence:
    """Divide each of many totals: shape (...) by weights (n,) or (..., n) gives (..., n).

    Each row obeys the rules of `split_pence`. Use it for one sum per year or per cost line.

    Raises InputError as `split_pence` does, or if the shapes do not agree.
    """
    sums = np.asarray(totals)
    if sums.dtype != object and not np.issubdtype(sums.dtype, np.integer):
        raise InputError(
            f"The totals to divide are {sums.dtype} values, not whole pence.",
            hint="Give whole pence as integers; `to_pence` turns pounds into pence.",
        )
    table = np.asarray(weights)
    if table.ndim == 0 or (table.ndim > 1 and table.shape[:-1] != sums.shape):
        raise InputError(
            f"Weights of shape {table.shape} do not fit totals of shape {sums.shape}.",
            hint="Give one row of weights for all totals, or one row for each total.",
        )
    n = table.shape[-1]
    shares = np.zeros((sums.size, n), dtype=np.int64)
    if table.ndim == 1:
        common = _whole_weights(table.tolist())
        for row, total in enumerate(sums.reshape(-1)):
            shares[row] = _split(_whole_pence(total), common)
    else:
        for row, (total, own) in enumerate(
            zip(sums.reshape(-1), table.reshape(-1, n), strict=True)
        ):
            shares[row] = _split(_whole_pence(total), _whole_weights(own.tolist()))
    return shares.reshape((*sums.shape, n))


def _split(total: int, weights: Sequence[int]) -> Pence:
    whole = sum(weights)
    size = abs(total)
    parts = [divmod(size * weight, whole) for weight in weights]
    shares = [share for share, _ in parts]
    left_over = size - sum(shares)
    if left_over:
        # `sorted` is stable, so equal remainders keep their order and the earlier goes first. Each
        # penny left over belongs to a remainder above nil, so a nil weight never gets one.
        by_remainder = sorted(range(len(parts)), key=lambda place: -parts[place][1])
        for place in by_remainder[:left_over]:
            shares[place] += 1
    sign = -1 if total < 0 else 1
    return np.array([sign * share for share in shares], dtype=np.int64)


def _listed(weights: Iterable[Any]) -> list[Any]:
    if not isinstance(weights, np.ndarray):
        return list(weights)
    if weights.ndim != 1:
        raise InputError(
            f"Weights of shape {weights.shape} are not one row.",
            hint="Give one weight for each share, or use `split_pence_rows`.",
        )
    return list(weights.tolist())


def _whole_pence(total: SupportsIndex) -> int:
    try:
        pence = index(total)
    except TypeError:
        raise InputError(
            f"The total to divide is {total!r}, not a whole number of pence.",
            hint="Give whole pence as an integer; `to_pence` turns pounds into pence.",
        ) from None
    if abs(pence) > LARGEST_PENCE:
        raise InputError(
            f"The total to divide, {pence} pence, is too large to hold.",
            hint="Check that the sum was not turned into pence twice.",
        )
    return pence


def _whole_weights(weights: Sequence[Any]) -> list[int]:
    """Return whole numbers in exactly the proportions of `weights`."""
    if not weights:
        raise InputError(
            "There are no weights to divide by.",
            hint="Give at least one share with a weight above nil.",
        )
    exact = [_exact(weight, place) for place, weight in enumerate(weights)]
    if not any(exact):
        raise InputError(
            f"All {len(exact)} weights are nil, so nobody would bear the sum.",
            hint="Give at least one weight above nil, or divide equally with weights of 1.",
        )
    common = lcm(*(weight.denominator for weight in exact))
    return [weight.numerator * (common // weight.denominator) for weight in exact]


def _exact(weight: Any, place: int) -> int | Fraction:
    where = Place(key=f"weights[{place}]")
    if isinstance(weight, Integral):
        value: int | Fraction = int(weight)
    elif isinstance(weight, Fraction) or (isinstance(weight, Decimal) and weight.is_finite()):
        value = Fraction(weight)
    elif isinstance(weight, Real) and isfinite(float(weight)):
        value = Fraction(float(weight))
    else:
        raise InputError(
            f"Weight {place + 1} is {weight!r}, which is not a number that can be shared by.",
            hint="Give every weight as a finite number of nil or more.",
            place=where,
        )
    if value < 0:
        raise InputError(
            f"Weight {place + 1} is {weight}, below nil.",
            hint="Give every weight as nil or more; a refund is a negative total.",
            place=where,
        )
    return value
