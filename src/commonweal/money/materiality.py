"""Materiality: below which a difference is called equal.

Quarrels over thousands have sunk savings of hundreds of thousands, so partners state beforehand
what is too small to matter, and every comparison uses the one figure.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import isfinite

from commonweal.errors import InputError

__all__ = ["Materiality", "is_material"]


def is_material(difference: float, threshold: float) -> bool:
    """Say whether a difference, of either sign, reaches the threshold; both in the same unit.

    A difference of exactly the threshold counts. Nil is never material, even if the threshold is.

    Raises InputError if either is not a finite number or the threshold is below nil.
    """
    if not isfinite(difference):
        raise InputError(
            f"A difference of {difference} cannot be judged.",
            hint="Look for a missing figure in what was compared.",
        )
    if not (isfinite(threshold) and threshold >= 0):
        raise InputError(
            f"A materiality of {threshold} cannot be used.",
            hint="Give an amount of nil or more.",
        )
    return difference != 0 and abs(difference) >= threshold


@dataclass(frozen=True, slots=True, kw_only=True)
class Materiality:
    """What the partners agreed is too small to matter: an amount, a fraction, or the larger.

    A tolerance that an agreement words as "more than 3 per cent" leaves exactly 3 per cent alone
    and is another rule: this one counts a difference of exactly the threshold.
    """

    pence: int = 0
    """An amount in whole pence."""
    fraction: float = 0.0
    """A fraction of the sum in question: 3 per cent is 0.03."""

    def __post_init__(self) -> None:
        if self.pence < 0:
            raise InputError(
                f"A materiality of {self.pence} pence is below nil.",
                hint="Give an amount of nil or more.",
            )
        if not 0 <= self.fraction < 1:
            raise InputError(
                f"A materiality of {self.fraction} of the sum is not a fraction below 1.",
                hint="Write 3 per cent as 0.03.",
            )

    def threshold(self, of: float = 0) -> float:
        """Return the difference, in pence, that matters in a sum of `of` pence."""
        return max(float(self.pence), self.fraction * abs(of))

    def is_material(self, difference: float, *, of: float = 0) -> bool:
        """Say whether a difference in pence matters in a sum of `of` pence."""
        return is_material(difference, self.threshold(of))
