"""An exact proof that a split is the nucleolus, in fractions, for anybody to check.

The solver works in floating point. Its stages are then made exact: for each, the groups that
were settled and the positive weights with which they balance (Kohlberg 1971). From these alone
the exact levels and the exact split follow by solving equations in fractions. A certificate made
so is a claim; `commonweal.fairness.checking` decides, by code of its own, whether it is a proof.

A floating-point value is taken as the decimal number that it prints as: 0.1 is one tenth, not
the binary number nearest to it. Values that carry rounding noise (0.30000000000000004) are taken
at their word too, so ties that noise has broken are broken; round a game to pence first.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from commonweal.errors import ComputationError, InputError
from commonweal.fairness.coalitions import members_of
from commonweal.fairness.games import Game, GameKind
from commonweal.fairness.nucleolus import Nucleolus
from commonweal.fairness.scan import Weighting
from commonweal.fairness.stages import SettledLevel

__all__ = ["Certificate", "CertificateLevel", "certify", "exact_value"]


@dataclass(frozen=True, slots=True, kw_only=True)
class CertificateLevel:
    """One stage, exactly.

    Attributes
    ----------
    level : Fraction
        The weighted grievance of each group below.
    groups, weights : tuple
        Groups settled here and their positive balancing weights.
    held, held_weights : tuple
        Single partners held at exactly what they have alone, which the balance needs too.
    """

    level: Fraction
    groups: tuple[int, ...]
    weights: tuple[Fraction, ...]
    held: tuple[int, ...] = ()
    held_weights: tuple[Fraction, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Certificate:
    """A claim, in exact fractions, that a split is a game's (weighted) nucleolus.

    Attributes
    ----------
    players : tuple of str
    kind : "cost" or "savings"
    weighting : "group", "head" or "value"
    nobody_worse : bool
        Whether only splits that leave nobody worse off than alone were compared.
    amounts : tuple of Fraction
        Charges (cost game) or savings (savings game).
    levels : tuple of CertificateLevel
        Levels are in worth: a grievance is what a group could have less what it is given.
    """

    players: tuple[str, ...]
    kind: GameKind
    weighting: Weighting
    nobody_worse: bool
    amounts: tuple[Fraction, ...]
    levels: tuple[CertificateLevel, ...]

    def to_dict(self) -> dict[str, Any]:
        """Return plain values; fractions are text such as "407/20"."""
        return {
            "players": list(self.players),
            "kind": self.kind,
            "weighting": self.weighting,
            "nobody_worse": self.nobody_worse,
            "amounts": [str(amount) for amount in self.amounts],
            "levels": [
                {
                    "level": str(stage.level),
                    "groups": list(stage.groups),
                    "weights": [str(weight) for weight in stage.weights],
                    "held": list(stage.held),
                    "held_weights": [str(weight) for weight in stage.held_weights],
                }
                for stage in self.levels
            ],
        }

    @classmethod
    def from_dict(cls, content: Mapping[str, Any]) -> Certificate:
        """Read what `to_dict` wrote.

        Raises
        ------
        InputError
            If a key is missing or a fraction cannot be read.
        """
        try:
            return cls(
                players=tuple(content["players"]),
                kind=content["kind"],
                weighting=content["weighting"],
                nobody_worse=bool(content["nobody_worse"]),
                amounts=tuple(Fraction(amount) for amount in content["amounts"]),
                levels=tuple(
                    CertificateLevel(
                        level=Fraction(stage["level"]),
                        groups=tuple(int(group) for group in stage["groups"]),
                        weights=tuple(Fraction(weight) for weight in stage["weights"]),
                        held=tuple(int(group) for group in stage["held"]),
                        held_weights=tuple(Fraction(weight) for weight in stage["held_weights"]),
                    )
                    for stage in content["levels"]
                ),
            )
        except (KeyError, TypeError, ValueError, ZeroDivisionError) as error:
            raise InputError(
                f"This is not a certificate: {error}.",
                hint="Give the certificate as it was written.",
            ) from error


def exact_value(value: float) -> Fraction:
    """Return a floating-point number as the decimal that it prints as.

    >>> exact_value(0.1)
    Fraction(1, 10)
    """
    return Fraction(repr(float(value)))


def certify(game: Game, solved: Nucleolus) -> Certificate:
    """Turn the solver's stages into an exact certificate.

    The certificate is a claim until `check_certificate` accepts it.

    Raises
    ------
    InputError
        If the stages belong to other partners or another kind of game.
    ComputationError
        If the stages do not balance exactly, or a group has a weight of nil (a proportional
        nucleolus of a game in which some group is worth nothing).
    """
    if solved.players != game.players or solved.kind != game.kind:
        raise InputError(
            "The stages belong to another game.", hint="Certify a solution with its own game."
        )
    sign = 1 if game.kind == "savings" else -1
    if solved.weighting == "value" and not game.values[1:-1].all():
        raise ComputationError(
            "A proportional nucleolus has no certificate where a group is worth nothing.",
            hint="Certify the nucleolus or the per-capita nucleolus.",
        )

    def worth(group: int) -> Fraction:
        return sign * exact_value(game.values[group])

    def weight(group: int) -> Fraction:
        match solved.weighting:
            case "group":
                return Fraction(1)
            case "head":
                return Fraction(group.bit_count())
            case "value":
                return exact_value(game.values[group])

    equations = _Equations(game.n_players)
    everybody = 2**game.n_players - 1
    equations.add(everybody, worth(everybody))
    levels = []
    for stage in solved.levels:
        exact = _exact_level(equations, stage, worth, weight)
        levels.append(exact)
        for group in exact.groups:
            equations.add(group, worth(group) - weight(group) * exact.level)
        for group in exact.held:
            equations.add(group, worth(group))
    return Certificate(
        players=game.players,
        kind=game.kind,
        weighting=solved.weighting,
        nobody_worse=solved.nobody_worse,
        amounts=tuple(sign * payoff for payoff in equations.solve()),
        levels=tuple(levels),
    )


class _Equations:
    """Sums of payoffs known so far, in reduced echelon form: row . payoffs = amount."""

    def __init__(self, n_players: int) -> None:
        self.n_players = n_players
        self.rows: dict[int, list[Fraction]] = {}  # by pivot; the amount is the last entry

    def reduce(self, row: list[Fraction]) -> list[Fraction]:
        """Return what is left of a row (of any length) when known sums are taken out."""
        row = list(row)
        for pivot, known in self.rows.items():
            factor = row[pivot]
            if factor:
                for column, entry in enumerate(known):
                    if entry:
                        row[column] -= factor * entry
        return row

    def add(self, group: int, amount: Fraction) -> None:
        row = self.reduce([*_indicator(group, self.n_players), amount])
        pivot = next((column for column in range(self.n_players) if row[column]), None)
        if pivot is None:
            return  # its sum is known already
        row = [entry / row[pivot] for entry in row]
        for known in self.rows.values():
            factor = known[pivot]
            if factor:
                for column, entry in enumerate(row):
                    if entry:
                        known[column] -= factor * entry
        self.rows[pivot] = row

    def solve(self) -> list[Fraction]:
        if len(self.rows) < self.n_players:
            raise _unbalanced()
        return [self.rows[player][-1] for player in range(self.n_players)]


def _exact_level(
    equations: _Equations,
    stage: SettledLevel,
    worth: Callable[[int], Fraction],
    weight: Callable[[int], Fraction],
) -> CertificateLevel:
    """Find the one way in which a stage's groups balance, and from it the stage's level.

    Each row is [indicator | worth | weight | part of each group]; sums known from earlier stages
    are taken out of it, then rows are taken out of one another. The row whose indicator vanishes
    says: sum of parts x (worth - weight x level) = 0.
    """
    groups = [*stage.groups, *stage.held]
    n_players = equations.n_players
    pivots: dict[int, list[Fraction]] = {}
    balances: list[list[Fraction]] = []
    for number, group in enumerate(groups):
        row = equations.reduce([*_indicator(group, n_players), worth(group)])
        row.append(weight(group) if number < len(stage.groups) else Fraction(0))
        row += [Fraction(int(other == number)) for other in range(len(groups))]
        for pivot, known in pivots.items():
            factor = row[pivot] / known[pivot]
            if factor:
                row = [entry - factor * other for entry, other in zip(row, known, strict=True)]
        lead = next((column for column in range(n_players) if row[column]), None)
        if lead is None:
            balances.append(row)
        else:
            pivots[lead] = row
    if len(balances) != 1:
        raise _unbalanced()
    total, total_weight, *parts = balances[0][n_players:]
    if not total_weight:
        raise _unbalanced()
    parts = [part / total_weight for part in parts]
    if min(parts) <= 0:
        raise _unbalanced()
    return CertificateLevel(
        level=total / total_weight,
        groups=stage.groups,
        weights=tuple(parts[: len(stage.groups)]),
        held=stage.held,
        held_weights=tuple(parts[len(stage.groups) :]),
    )


def _indicator(group: int, n_players: int) -> list[Fraction]:
    members = set(members_of(group))
    return [Fraction(int(player in members)) for player in range(n_players)]


def _unbalanced() -> ComputationError:
    return ComputationError(
        "The solver's stages do not balance exactly, so there is no certificate.",
        hint="Round the game's values to pence and solve it again.",
    )
