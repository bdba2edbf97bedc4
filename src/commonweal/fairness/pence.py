"""Shares in whole pence, year by year: dividing, phasing from one split to another, comparing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from math import floor

import numpy as np
from numpy.typing import NDArray

from commonweal.errors import InputError
from commonweal.fairness.certificate import exact_value
from commonweal.money import Materiality

__all__ = [
    "SplitDifference",
    "compare_splits",
    "phase_in",
    "split_by_amounts",
    "split_to_unit",
    "whole_pence",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class SplitDifference:
    """What one split asks of a partner over another, in pence; equal if it does not matter."""

    player: str
    pence: int
    is_equal: bool


def whole_pence(exact: Sequence[Fraction], total: int) -> list[int]:
    """Round exact pence that add up to a whole total so that they still do.

    Each is rounded down and the pennies left over go to the largest remainders, the earlier on a
    tie; so each is within a penny, and bounds in whole pence that held before hold after.
    """
    down = [floor(amount) for amount in exact]
    left_over = total - sum(down)
    by_remainder = sorted(range(len(exact)), key=lambda place: down[place] - exact[place])
    for place in by_remainder[:left_over]:
        down[place] += 1
    return down


def split_to_unit(amounts: NDArray[np.float64], total: float, unit: float) -> NDArray[np.float64]:
    """Round amounts to whole units so that they add up to a total, itself in whole units.

    Each moves by less than two units, and by less than one if they added up exactly.
    """
    exact = [exact_value(amount) / exact_value(unit) for amount in amounts.tolist()]
    whole = round(exact_value(total) / exact_value(unit))
    rest = (whole - sum(exact, Fraction(0))) / len(exact)  # rounding noise, spread evenly
    units = whole_pence([amount + rest for amount in exact], whole)
    return np.array([float(each * exact_value(unit)) for each in units])


def split_by_amounts(
    totals: Sequence[int] | NDArray[np.int64], amounts: Sequence[float] | NDArray[np.float64]
) -> NDArray[np.int64]:
    """Divide each year's pence in proportion to a rule's amounts, which may include some below 0.

    Parameters
    ----------
    totals : shape (n_years,)
        Whole pence.
    amounts : shape (n_players,)
        What a rule gives, in any unit; their sum must not be nil.

    Returns
    -------
    ndarray of int64, shape (n_years, n_players)
        Each row adds up to its total.

    Raises
    ------
    InputError
        If the amounts add up to nil, or one is not a finite number.
    """
    parts = _parts(amounts)
    return np.array(
        [whole_pence([part * total for part in parts], total) for total in _whole(totals)],
        dtype=np.int64,
    ).reshape(len(totals), len(parts))


def phase_in(
    totals: Sequence[int] | NDArray[np.int64],
    first: Sequence[float] | NDArray[np.float64],
    last: Sequence[float] | NDArray[np.float64],
    *,
    steps: Sequence[float],
) -> NDArray[np.int64]:
    """Move from one split to another over the years, in whole pence.

    Parameters
    ----------
    totals : shape (n_years,)
        Whole pence to be shared each year.
    first, last : shape (n_players,)
        The two splits, in any unit; each is used as a proportion of its sum.
    steps : sequence of float
        How far towards the last split each year goes, as a fraction, from 0 to 1 and never back:
        (0.25, 0.5, 0.75, 1) phases over four years. Later years stay where the last step ends.

    Returns
    -------
    ndarray of int64, shape (n_years, n_players)

    Raises
    ------
    InputError
        If steps leave 0 to 1 or go back, if a split adds up to nil, or lengths differ.
    """
    if len(first) != len(last):
        raise InputError(
            f"The first split has {len(first)} partners and the last {len(last)}.",
            hint="Give both for the same partners, in the same order.",
        )
    going = [exact_value(step) if np.isfinite(step) else Fraction(-1) for step in steps]
    backwards = any(later < earlier for earlier, later in pairwise(going))
    if not going or min(going) < 0 or max(going) > 1 or backwards:
        raise InputError(
            f"The phasing steps are {', '.join(f'{step:g}' for step in steps) or 'none'}.",
            hint="Give fractions from 0 to 1 that never go back, such as 0.25, 0.5, 0.75, 1.",
        )
    start, end = _parts(first), _parts(last)
    rows = []
    for year, total in enumerate(_whole(totals)):
        step = going[min(year, len(going) - 1)]
        exact = [
            ((1 - step) * before + step * after) * total
            for before, after in zip(start, end, strict=True)
        ]
        rows.append(whole_pence(exact, total))
    return np.array(rows, dtype=np.int64).reshape(len(totals), len(start))


def compare_splits(
    first: Sequence[int] | NDArray[np.int64],
    second: Sequence[int] | NDArray[np.int64],
    players: Sequence[str],
    *,
    materiality: Materiality,
) -> tuple[SplitDifference, ...]:
    """Say what the second split asks of each partner over the first, and whether it matters.

    Parameters
    ----------
    first, second : shape (n_players,)
        Whole pence.
    materiality : Materiality
        Differences below it are called equal; a fraction is of the partner's first amount.
    """
    return tuple(
        SplitDifference(
            player=player,
            pence=after - before,
            is_equal=not materiality.is_material(after - before, of=before),
        )
        for player, before, after in zip(players, _whole(first), _whole(second), strict=True)
    )


def _whole(pence: Sequence[int] | NDArray[np.int64]) -> list[int]:
    whole = np.asarray(pence)
    if whole.size and not np.issubdtype(whole.dtype, np.integer):
        raise InputError(
            f"These sums are {whole.dtype} values, not whole pence.",
            hint="Turn pounds into pence first, with commonweal.money.to_pence.",
        )
    return [int(amount) for amount in whole.tolist()]


def _parts(amounts: Sequence[float] | NDArray[np.float64]) -> list[Fraction]:
    values = np.asarray(amounts, dtype=np.float64)
    if not np.isfinite(values).all():
        raise InputError(
            "A split holds an amount that is not a finite number.",
            hint="Give every partner an amount.",
        )
    exact = [exact_value(amount) for amount in values.tolist()]
    total = sum(exact, Fraction(0))
    if not total:
        raise InputError(
            "The split's amounts add up to nil, so there is nothing to share in proportion to.",
            hint="Use amounts that add up to the whole.",
        )
    return [amount / total for amount in exact]
