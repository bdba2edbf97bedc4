"""Limits on a split: caps, floors and collars, and who funds them. To the penny, year by year.

A cap leaves money to be found and a floor or a collar on gains brings money in. What is brought in
pays for what is to be found; the rest is found by those who fund the dampening, each in proportion
to its weight until its own limits stop it, and what is brought in beyond need goes back to all in
proportion. For one year this is a line that rises until the whole is met, so it is solved exactly
in fractions, and then in whole pence within whole-penny limits; no solver or tolerance is needed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from math import ceil, floor
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from commonweal.errors import ComputationError, InputError
from commonweal.fairness.certificate import exact_value
from commonweal.fairness.coalitions import say_group
from commonweal.fairness.pence import whole_pence
from commonweal.money import pounds

__all__ = ["Funding", "LimitedSplit", "Limits", "apply_limits"]

Funding = Literal["everyone", "gainers", "named", "outside"]
Pence = NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What no year's split may do, and who pays for that.

    Attributes
    ----------
    now : tuple of int, optional
        What each partner pays now, in pence a year. The next three and "gainers" need it.
    protected_years : int
        For this many first years nobody pays more than now.
    most_rise, most_fall : float, optional
        Collars: from one year to the next (the first from now) no partner's charge rises or falls
        by more than this fraction of it. 0.05 is 5 per cent.
    at_most, at_least : tuple of (int or None), optional
        Caps and floors in pence a year for each partner; None for none.
    funded_by : "everyone", "gainers", "named" or "outside"
        Who finds what the caps leave over: all partners in proportion to the proposed charges;
        those who pay less than now, in proportion to how much less, and never beyond now; the
        partners in `payers`, in proportion to their proposed charges; or money from outside.
    payers : tuple of str
    """

    now: tuple[int, ...] | None = None
    protected_years: int = 0
    most_rise: float | None = None
    most_fall: float | None = None
    at_most: tuple[int | None, ...] | None = None
    at_least: tuple[int | None, ...] | None = None
    funded_by: Funding = "everyone"
    payers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class LimitedSplit:
    """A split within limits, in whole pence.

    Attributes
    ----------
    players : tuple of str
    proposed : ndarray of int64, shape (n_years, n_players)
    pence : ndarray of int64, shape (n_years, n_players)
        With `from_outside`, each year adds up to the same total as was proposed.
    from_outside : ndarray of int64, shape (n_years,)
        What outside money pays each year; nil unless the limits are funded from outside.
    """

    players: tuple[str, ...]
    proposed: Pence
    pence: Pence
    from_outside: Pence

    @property
    def moved(self) -> Pence:
        """What the limits add to each charge; below nil for those protected."""
        return self.pence - self.proposed

    def to_dict(self) -> dict[str, Any]:
        return {
            "players": list(self.players),
            "proposed": self.proposed.tolist(),
            "pence": self.pence.tolist(),
            "from_outside": self.from_outside.tolist(),
        }


def apply_limits(
    proposed: Sequence[Sequence[int]] | Pence, players: Sequence[str], limits: Limits
) -> LimitedSplit:
    """Bring a proposed split within limits.

    Parameters
    ----------
    proposed : shape (n_years, n_players)
        Whole pence; each year adds up to what is to be paid.
    players : sequence of str, length n_players

    Raises
    ------
    InputError
        If shapes do not fit, a limit needs `now` and there is none, or a payer is not a partner.
    ComputationError
        If the limits cannot hold: a floor above a cap, floors above the whole, or caps that those
        who fund them cannot pay for. It names the year and says by how much.
    """
    table = _proposed(proposed, players)
    _check(limits, players)
    rows: list[list[int]] = []
    outside: list[int] = []
    before = list(limits.now) if limits.now is not None else None
    for year, row in enumerate(table.tolist()):
        low, high = _bounds(limits, year, before, players)
        payments, from_outside = _one_year(row, low, high, limits, year, players)
        rows.append(payments)
        outside.append(from_outside)
        if before is not None:
            before = payments
    return LimitedSplit(
        players=tuple(players),
        proposed=_frozen(table),
        pence=_frozen(np.array(rows, dtype=np.int64).reshape(table.shape)),
        from_outside=_frozen(np.array(outside, dtype=np.int64)),
    )


def _one_year(
    proposed: list[int],
    low: list[int | None],
    high: list[int | None],
    limits: Limits,
    year: int,
    players: Sequence[str],
) -> tuple[list[int], int]:
    """Return the year's payments and what comes from outside."""
    total = sum(proposed)
    clipped = [
        _clip(Fraction(amount), floor_, cap)
        for amount, floor_, cap in zip(proposed, low, high, strict=True)
    ]
    to_find = total - sum(clipped)
    if to_find <= 0:
        # Floors and collars bring in enough: what is over goes back to all.
        weights = [Fraction(max(amount, 0)) for amount in proposed]
        exact, left = _pour(proposed, low, high, weights, total, rising=False)
        if left:
            raise ComputationError(
                f"Year {year + 1}: floors and collars ask for {_say(total - left)}, "
                f"{_say(-left)} more than the {_say(total)} to be paid.",
                hint=f"Lower the floors, or let charges fall faster, by {_say(-left)} in all.",
            )
        return whole_pence(exact, total), 0
    if limits.funded_by == "outside":
        # Whole-penny limits and whole proposals leave whole pence.
        return [int(amount) for amount in clipped], int(to_find)
    weights, high = _funding(proposed, high, limits, players)
    exact, left = _pour(proposed, low, high, weights, total, rising=True)
    if left:
        funders = [player for player, weight in zip(players, weights, strict=True) if weight]
        who = "nobody is there to" if not funders else f"{say_group(funders)} cannot"
        raise ComputationError(
            f"Year {year + 1}: the caps leave {_say(to_find)} to find, and {who} find the last "
            f"{_say(left)} of it within their own limits.",
            hint=f"Raise the caps by {_say(left)} between them, widen who funds them, or find "
            "that sum outside.",
        )
    return whole_pence(exact, total), 0


def _pour(
    proposed: list[int],
    low: list[int | None],
    high: list[int | None],
    weights: list[Fraction],
    total: int,
    *,
    rising: bool,
) -> tuple[list[Fraction], Fraction]:
    """Move everybody by one multiple of its weight, within limits, until the whole is met.

    Returns the payments and what could not be placed (below nil where too much remains).
    """
    way = 1 if rising else -1
    amounts = [Fraction(amount) for amount in proposed]

    def at(multiple: Fraction) -> list[Fraction]:
        return [
            _clip(amount + way * multiple * weight, floor_, cap)
            for amount, weight, floor_, cap in zip(amounts, weights, low, high, strict=True)
        ]

    # Between these multiples nobody meets or leaves a limit, so the sum is a straight line.
    turns = {Fraction(0)}
    for amount, weight, floor_, cap in zip(amounts, weights, low, high, strict=True):
        for limit in (floor_, cap):
            if weight and limit is not None:
                turn = way * (limit - amount) / weight
                if turn > 0:
                    turns.add(turn)
    ordered = sorted(turns)
    ordered.append(ordered[-1] + 1)  # from the last turn on, the line is straight for ever
    below = at(ordered[0])
    for start, end in pairwise(ordered):
        above = at(end)
        placed = sum(below, Fraction(0))
        missing, gained = total - placed, sum(above, Fraction(0)) - placed
        is_last = end == ordered[-1]
        if not missing:
            return below, Fraction(0)
        if gained and (abs(missing) <= abs(gained) or is_last):
            return at(start + (end - start) * missing / gained), Fraction(0)
        below = above
    return below, total - sum(below, Fraction(0))


def _funding(
    proposed: list[int], high: list[int | None], limits: Limits, players: Sequence[str]
) -> tuple[list[Fraction], list[int | None]]:
    """Return each partner's weight in funding the caps, and its cap while it does."""
    match limits.funded_by:
        case "gainers":
            now = limits.now or ()
            gains = [max(was - amount, 0) for was, amount in zip(now, proposed, strict=True)]
            capped = [
                (was if cap is None else min(was, cap)) if gain else cap
                for was, cap, gain in zip(now, high, gains, strict=True)
            ]
            return [Fraction(gain) for gain in gains], capped
        case "named":
            named = [
                Fraction(max(amount, 0) if player in limits.payers else 0)
                for player, amount in zip(players, proposed, strict=True)
            ]
            if not any(named):  # payers who are asked for nothing share equally
                named = [Fraction(int(player in limits.payers)) for player in players]
            return named, high
        case _:
            return [Fraction(max(amount, 0)) for amount in proposed], high


def _bounds(
    limits: Limits, year: int, before: list[int] | None, players: Sequence[str]
) -> tuple[list[int | None], list[int | None]]:
    """Return the year's floors and caps in whole pence; a fraction of a penny never breaks one."""
    low: list[int | None] = list(limits.at_least or [None] * len(players))
    high: list[int | None] = list(limits.at_most or [None] * len(players))
    for player, name in enumerate(players):
        caps = [high[player]]
        floors = [low[player]]
        if limits.now is not None and year < limits.protected_years:
            caps.append(limits.now[player])
        if before is not None and limits.most_rise is not None:
            caps.append(floor(before[player] * (1 + exact_value(limits.most_rise))))
        if before is not None and limits.most_fall is not None:
            floors.append(ceil(before[player] * (1 - exact_value(limits.most_fall))))
        high[player] = min((cap for cap in caps if cap is not None), default=None)
        low[player] = max((each for each in floors if each is not None), default=None)
        lowest, highest = low[player], high[player]
        if lowest is not None and highest is not None and lowest > highest:
            raise ComputationError(
                f"Year {year + 1}: {name} must pay at least {_say(lowest)} and at most "
                f"{_say(highest)}, {_say(lowest - highest)} less.",
                hint="Raise the cap, or lower the floor or widen the collar, by that much.",
            )
    return low, high


def _clip(amount: Fraction, floor_: int | None, cap: int | None) -> Fraction:
    if floor_ is not None and amount < floor_:
        return Fraction(floor_)
    if cap is not None and amount > cap:
        return Fraction(cap)
    return amount


def _check(limits: Limits, players: Sequence[str]) -> None:
    for name, given in (
        ("now", limits.now),
        ("at_most", limits.at_most),
        ("at_least", limits.at_least),
    ):
        if given is not None and len(given) != len(players):
            raise InputError(
                f"There are {len(players)} partners and {len(given)} figures for {name}.",
                hint="Give one for each partner, in order.",
            )
    needs_now = (
        limits.protected_years > 0
        or limits.most_rise is not None
        or limits.most_fall is not None
        or limits.funded_by == "gainers"
    )
    if needs_now and limits.now is None:
        raise InputError(
            "These limits are measured from what partners pay now, which is not given.",
            hint="Give what each partner pays now, in pence a year.",
        )
    if limits.now is not None and min(limits.now) < 0:
        raise InputError(
            f"A partner is said to pay {_say(min(limits.now))} now.", hint="Give 0 or more."
        )
    for name, rate in (("rise", limits.most_rise), ("fall", limits.most_fall)):
        if rate is not None and not (np.isfinite(rate) and rate >= 0):
            raise InputError(f"The collar on a {name} is {rate}.", hint="Give 5 per cent as 0.05.")
    if limits.protected_years < 0:
        raise InputError(
            f"Protection is asked for {limits.protected_years} years.", hint="Give 0 or more."
        )
    if limits.funded_by not in ("everyone", "gainers", "named", "outside"):
        raise InputError(
            f"The limits are said to be funded by “{limits.funded_by}”.",
            hint="Say everyone, gainers, named or outside.",
        )
    unknown = [payer for payer in limits.payers if payer not in players]
    if unknown or (limits.funded_by == "named" and not limits.payers):
        raise InputError(
            f"{unknown[0]} is to fund the limits and is not a partner."
            if unknown
            else "The limits are to be funded by named partners, and none is named.",
            hint=f"Name one or more of {say_group(tuple(players))}.",
        )


def _proposed(proposed: Sequence[Sequence[int]] | Pence, players: Sequence[str]) -> Pence:
    table = np.asarray(proposed)
    if table.ndim != 2 or table.shape[1] != len(players) or not len(table):
        raise InputError(
            f"A proposed split of {len(players)} partners has the shape (years, {len(players)}); "
            f"this one has {table.shape}.",
            hint="Give one row for each year and one amount for each partner.",
        )
    if not np.issubdtype(table.dtype, np.integer):
        raise InputError(
            f"The proposed split holds {table.dtype} values, not whole pence.",
            hint="Turn amounts into pence first, with split_by_amounts or phase_in.",
        )
    return table.astype(np.int64)


def _frozen(table: Pence) -> Pence:
    table.setflags(write=False)
    return table


def _say(pence: int | Fraction) -> str:
    return pounds(ceil(pence), pence=True)
