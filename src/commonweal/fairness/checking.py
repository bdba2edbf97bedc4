"""Checking a certificate of the nucleolus, by code that shares nothing with the solver.

A split x is the nucleolus if no other split's sorted grievances come before its own. Suppose
another split z, and let y = z - x, so that y adds up to nil. A certificate lists levels; at each,
groups whose weighted grievance is exactly that level, with positive weights under which their
rows add up to a sum of rows settled before. While y moves no row settled before, the weighted sum
of y over the level's groups is nil: so y is nil on each of them, or below nil on one, whose
grievance then rises above the level. In the second case, if **every** group with a grievance above
the level is in the span of rows settled before (and so is not moved by y), z has one more group
above the level than x, and comes after x. In the first case the level's rows are settled. When
the settled rows fix every payoff, y is nil: there is no other split as good. (Kohlberg 1971; with
splits confined to those that leave nobody worse off than alone, a partner held at exactly its
stand-alone worth can only move up, and may take part in the balance.)

So the checker needs, in exact arithmetic: the split adds up; each listed grievance is its level;
weights are positive and rows balance; and, over **all** groups, whoever stands above a level lies
in the span of what was settled before. The last is done in two steps. A floating-point pass with
a proven error bound sets aside groups that are surely below every level; the others are decided
in integers.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import lcm
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from commonweal.fairness.certificate import Certificate, CertificateLevel
from commonweal.fairness.coalitions import say_group
from commonweal.fairness.exact_span import ExactSpan
from commonweal.fairness.games import Game

__all__ = ["CertificateVerdict", "check_certificate"]

Proven = Literal["nucleolus", "prenucleolus", "nothing"]

_BLOCK_BITS = 16
_EPSILON = 2.0**-53


@dataclass(frozen=True, slots=True, kw_only=True)
class CertificateVerdict:
    """Whether a certificate proves its split, and if not, the first thing wrong with it.

    Attributes
    ----------
    proves : "nucleolus", "prenucleolus" or "nothing"
        With the certificate's weighting. The prenucleolus alone is proven where the split leaves
        a partner worse off than alone though it need not.
    reason : str
    n_decided_exactly : int
        How many times the floating-point pass left a group to be decided in integers.
    """

    proves: Proven
    reason: str
    n_decided_exactly: int = 0

    @property
    def is_accepted(self) -> bool:
        return self.proves != "nothing"


class _WrongError(Exception):
    """The certificate fails; the message says where."""


def check_certificate(game: Game, certificate: Certificate) -> CertificateVerdict:
    """Decide in exact arithmetic whether a certificate proves its split to be the nucleolus.

    The game's floating-point values are taken as the decimals that they print as.
    """
    try:
        return _check(game, certificate)
    except _WrongError as wrong:
        return CertificateVerdict(proves="nothing", reason=str(wrong))
    except OverflowError:
        return CertificateVerdict(
            proves="nothing", reason="Its levels lead to numbers too long to be checked."
        )


def _check(game: Game, certificate: Certificate) -> CertificateVerdict:
    n_players = game.n_players
    _need(certificate.players == game.players, "It is about other partners.")
    _need(certificate.kind == game.kind, "It is about another kind of game.")
    _need(len(certificate.amounts) == n_players, "It does not give one amount per partner.")
    _need(certificate.weighting in ("group", "head", "value"), "Its weighting is not known.")

    facts = _Facts(game, certificate)
    _need(
        sum(facts.payoffs) == facts.worth(2**n_players - 1),
        "The amounts do not add up to the whole.",
    )
    if certificate.weighting == "value":
        _need(bool((game.values[1:-1] > 0).all()), "A group has no positive weight.")
    alone = [facts.worth(1 << player) for player in range(n_players)]
    nobody_is_worse = all(
        payoff >= worth for payoff, worth in zip(facts.payoffs, alone, strict=True)
    )
    if certificate.nobody_worse:
        _need(nobody_is_worse, "It claims that nobody is worse off than alone, and somebody is.")

    settled = ExactSpan(n_players)
    settled.add(2**n_players - 1)
    settled_before = []
    for number, stage in enumerate(certificate.levels, start=1):
        settled_before.append(settled.directions())
        _check_level(facts, stage, number, settled, nobody_worse=certificate.nobody_worse)
    _need(settled.rank == n_players, "The levels leave some payoffs open.")
    n_exact = _check_all_groups(facts, certificate.levels, settled_before)

    can_gain = facts.worth(2**n_players - 1) >= sum(alone)
    is_classical = certificate.nobody_worse or nobody_is_worse or not can_gain
    return CertificateVerdict(
        proves="nucleolus" if is_classical else "prenucleolus",
        reason=f"All {2**n_players - 2:,} groups were compared with {len(certificate.levels)} "
        "levels, and every condition holds exactly.",
        n_decided_exactly=n_exact,
    )


def _check_level(
    facts: _Facts, stage: CertificateLevel, number: int, settled: ExactSpan, *, nobody_worse: bool
) -> None:
    where = f"Level {number}"
    _need(len(stage.groups) > 0, f"{where} settles no group.")
    _need(
        len(stage.groups) == len(stage.weights) and len(stage.held) == len(stage.held_weights),
        f"{where} does not give one weight per group.",
    )
    _need(min((*stage.weights, *stage.held_weights)) > 0, f"{where} has a weight of nil or less.")
    everybody = 2**facts.n_players - 1
    _need(
        all(0 < group < everybody for group in (*stage.groups, *stage.held)),
        f"{where} names a group that cannot leave.",
    )
    for group in stage.groups:
        _need(
            facts.grievance(group) == facts.weight(group) * stage.level,
            f"{where}: the grievance of {facts.say(group)} is not the level.",
        )
    for group in stage.held:
        _need(
            nobody_worse and group.bit_count() == 1 and facts.grievance(group) == 0,
            f"{where}: {facts.say(group)} is not held at what it has alone.",
        )
    balance = [Fraction(0)] * facts.n_players
    for group, weight in zip(
        (*stage.groups, *stage.held), (*stage.weights, *stage.held_weights), strict=True
    ):
        for player in range(facts.n_players):
            if group >> player & 1:
                balance[player] += weight
    _need(settled.holds(balance), f"{where}: the groups do not balance.")
    for group in (*stage.groups, *stage.held):
        settled.add(group)


def _check_all_groups(
    facts: _Facts,
    levels: tuple[CertificateLevel, ...],
    settled_before: list[NDArray[np.float64]],
) -> int:
    """Check, for every group and level, that a group above the level was settled before it.

    Returns how many comparisons were too close for floating point and were made in integers.
    """
    n_players = facts.n_players
    payoffs = np.array([float(payoff) for payoff in facts.payoffs])
    level_floats = [float(stage.level) for stage in levels]
    n_low = min(_BLOCK_BITS, n_players)
    low = np.arange(2**n_low)
    sums_low = np.zeros(2**n_low)
    for player in range(n_low):
        sums_low[low >> player & 1 == 1] += payoffs[player]
    sizes_low = np.bitwise_count(low).astype(np.float64)

    largest = max(float(np.abs(payoffs).sum()), float(np.abs(facts.values).max()))
    weight_bound = {"group": 1.0, "head": float(n_players), "value": largest}[facts.weighting]
    largest += weight_bound * max(abs(level) for level in level_floats)
    # Each payoff, value and level is off by half a unit in the last place, and each of the at
    # most n + 4 sums and products adds as much again; 4 times that is beyond doubt.
    bound = 4 * (n_players + 8) * _EPSILON * largest

    n_exact = 0
    last = 2**n_players - 1
    for high in range(2 ** (n_players - n_low)):
        start = high << n_low
        values = facts.values[start : start + 2**n_low]
        sum_high = sum(payoffs[n_low + bit] for bit in range(n_players - n_low) if high >> bit & 1)
        grievances = facts.sign * values - (sums_low + sum_high)
        match facts.weighting:
            case "group":
                weights = np.ones(1)
            case "head":
                weights = sizes_low + high.bit_count()
            case _:
                weights = values
        for number, level in enumerate(level_floats):
            over = grievances - weights * level
            close = np.flatnonzero(over >= -bound)
            if close.size == 0:
                continue
            close = close[(close + start != 0) & (close + start != last)]
            unsettled = close[_moves(close + start, settled_before[number], n_players)]
            # Of groups not settled before, none may stand above the level at all.
            clear = unsettled[over[unsettled] > bound]
            if clear.size:
                raise _above(facts, int(clear[0]) + start, number)
            n_exact += unsettled.size
            above = facts.first_above(unsettled + start, levels[number].level, bound)
            if above is not None:
                raise _above(facts, above, number)
    return n_exact


def _moves(
    groups: NDArray[np.int64], directions: NDArray[np.float64], n_players: int
) -> NDArray[np.bool_]:
    """Return whether each group's sum can still move, exactly: directions are whole numbers."""
    moves = np.zeros(groups.size, dtype=np.bool_)
    if not directions.size:
        return moves
    for start in range(0, groups.size, 2**14):
        part = groups[start : start + 2**14]
        members = (part[:, np.newaxis] >> np.arange(n_players) & 1).astype(np.float64)
        moves[start : start + 2**14] = (members @ directions.T != 0).any(axis=1)
    return moves


class _Facts:
    """A game and a certificate's split, in exact arithmetic, in worth."""

    def __init__(self, game: Game, certificate: Certificate) -> None:
        self.game = game
        self.n_players = game.n_players
        self.values = game.values
        self.weighting = certificate.weighting
        self.sign = 1 if game.kind == "savings" else -1
        self.payoffs = [self.sign * amount for amount in certificate.amounts]

    def worth(self, group: int) -> Fraction:
        return self.sign * Fraction(repr(float(self.values[group])))

    def weight(self, group: int) -> Fraction:
        match self.weighting:
            case "group":
                return Fraction(1)
            case "head":
                return Fraction(group.bit_count())
            case _:
                return Fraction(repr(float(self.values[group])))

    def grievance(self, group: int) -> Fraction:
        given = sum(
            (self.payoffs[player] for player in range(self.n_players) if group >> player & 1),
            Fraction(0),
        )
        return self.worth(group) - given

    def say(self, group: int) -> str:
        return say_group(self.game.names(group))

    def first_above(self, groups: NDArray[np.int64], level: Fraction, bound: float) -> int | None:
        """Return the first of these groups whose weighted grievance is above a level, or None.

        The groups are known to be within `bound` of the level, so that the difference, times the
        common denominator, is a small whole number: small enough, as a rule, that arithmetic
        modulo 2**64 gives it exactly, however large the numbers on the way.
        """
        if groups.size == 0:
            return None
        if groups.size > 64:
            differences = self._differences(groups, level, bound)
            if differences is not None:
                above = np.flatnonzero(differences > 0)
                return int(groups[above[0]]) if above.size else None
        for group in groups.tolist():
            if self.grievance(group) > self.weight(group) * level:
                return int(group)
        return None

    def _differences(
        self, groups: NDArray[np.int64], level: Fraction, bound: float
    ) -> NDArray[np.int64] | None:
        """Return D x (grievance - weight x level) exactly, D > 0; None where that cannot be."""
        values = self.values[groups]
        decimals = _decimals_of(values)
        if decimals is None:
            return None
        ten = 10**decimals
        common = lcm(level.denominator, *(payoff.denominator for payoff in self.payoffs))
        if Fraction(2 * bound) * common * ten >= 2**61:
            return None
        scaled = np.rint(values * ten).astype(np.int64)
        # Unsigned arithmetic wraps without complaint.
        total = scaled.astype(np.uint64) * _wrap(self.sign * common)
        for player, payoff in enumerate(self.payoffs):
            held = (groups >> player & 1).astype(np.uint64)
            total -= held * _wrap(int(payoff * common * ten))
        part = int(level * common)
        match self.weighting:
            case "group":
                total -= _wrap(part * ten)
            case "head":
                total -= np.bitwise_count(groups).astype(np.uint64) * _wrap(part * ten)
            case _:
                total -= scaled.astype(np.uint64) * _wrap(part)
        differences: NDArray[np.int64] = total.view(np.int64)
        return differences


def _decimals_of(values: NDArray[np.float64]) -> int | None:
    """Return a number of decimals that all values print with, if 15 figures hold them."""
    for decimals in range(10):
        scaled = np.rint(values * 10.0**decimals)
        # Up to 15 figures, decimals and floating-point numbers match one to one.
        if np.abs(scaled).max(initial=0) >= 1e15:
            return None
        if (scaled / 10.0**decimals == values).all():
            return decimals
    return None


def _wrap(number: int) -> np.uint64:
    return np.uint64(number % 2**64)


def _need(holds: bool, otherwise: str) -> None:
    if not holds:
        raise _WrongError(otherwise)


def _above(facts: _Facts, group: int, number: int) -> _WrongError:
    return _WrongError(
        f"{facts.say(group)} has a grievance above level {number + 1} and was not settled before."
    )
