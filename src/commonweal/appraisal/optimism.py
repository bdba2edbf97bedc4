"""Correcting a case for what became of others like it, once, and beside the sponsor's own figure.

A reference class gives, for past cases of one kind, how actual one-off cost stood to plan and how
actual benefit stood to plan. It is passed in as a value. Classes are never averaged, and never
laid on top of an allowance the sponsor has already made: that is taken out first.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np

from commonweal.evidence import ReferenceClass, Survival, reference_class, survival
from commonweal.partnership import Optimism

from .figures import FigureBook
from .streams import Array
from .uncertainty.normal import normal_quantile

__all__ = [
    "Allowance",
    "Correction",
    "allowance_of",
    "as_written",
    "benefit_factors",
    "cost_factors",
    "recorded_correction",
]

#: Score of the eightieth percentile of a normal distribution.
_EIGHTIETH = 0.8416212335729143

#: Above this part of an option's savings coming from systems, it is led by its platform.
PLATFORM_SHARE = 0.5


def cost_factors(found: ReferenceClass, book: FigureBook) -> Array:
    """Return the class's factor on one-off costs, (D,): lognormal, its mean first."""
    middle = math.log(found.cost_p50.value)
    spread = math.log(found.cost_p80.value / found.cost_p50.value) / _EIGHTIETH
    factors: Array = np.exp(middle + spread * normal_quantile(book.chances("optimism.cost")))
    factors[0] = math.exp(middle + spread**2 / 2)
    return factors


def benefit_factors(found: ReferenceClass, book: FigureBook) -> Array:
    """Return the class's factor on savings in each future, (D,), its mean first.

    Normal, and never below nothing: some centres on record saved nothing at all. A lognormal
    would have put a long tail of triumphs on the class that did worst.
    """
    middle = found.benefit_p50.value
    spread = (middle - found.benefit_p80_safe.value) / _EIGHTIETH
    drawn = middle + spread * normal_quantile(book.chances("optimism.benefit"))
    factors: Array = np.maximum(drawn, 0.0)
    factors[0] = _mean_above_nought(middle, spread)
    return factors


def _mean_above_nought(middle: float, spread: float) -> float:
    """Return the mean of a normal figure of which what lies below nought counts as nought."""
    if spread <= 0:
        return max(middle, 0.0)
    score = middle / spread
    density = math.exp(-(score**2) / 2) / math.sqrt(2 * math.pi)
    chance = (1 + math.erf(score / math.sqrt(2))) / 2
    return middle * chance + spread * density


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """What a case may be corrected by: classes of past cases, and how long such things last."""

    classes: tuple[ReferenceClass, ...]
    survival: Survival | None

    def class_of(self, class_id: str) -> ReferenceClass | None:
        return next((found for found in self.classes if found.id == class_id), None)

    def hazard(self, optimism: Optimism) -> float:
        """Return the chance in any one year after go-live that an arrangement ends."""
        if self.survival is None or optimism.survival == "none":
            return 0.0
        return self.survival.annual_hazard


def recorded_correction() -> Correction:
    """Return the correction from the cases on record that ship with Commonweal."""
    return Correction(
        classes=(reference_class("team-led"), reference_class("platform-led")),
        survival=survival(),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Allowance:
    """Factors on an option's one-off costs and its savings, (1,) or (D,)."""

    one_off: Array
    saving: Array
    reference_class: ReferenceClass | None = None
    hazard: float = 0.0
    """Yearly chance of ending, from the cases on record, that the option was corrected by; nought
    where it states its own."""

    def to_dict(self) -> dict[str, Any]:
        """Return the expected factors and what they rest on."""
        return {
            "reference_class": self.reference_class.id if self.reference_class else None,
            "one_off": round(float(self.one_off[0]), 4),
            "saving": round(float(self.saving[0]), 4),
            "yearly_chance_of_ending": round(self.hazard, 4),
        }


def as_written() -> Allowance:
    """Return the allowance that leaves a case as its sponsor wrote it."""
    return Allowance(one_off=np.ones(1), saving=np.ones(1))


def allowance_of(
    optimism: Optimism, correction: Correction, book: FigureBook, *, platform_share: float
) -> Allowance:
    """Return what corrects a sharing option.

    Parameters
    ----------
    platform_share : float
        Part of the option's savings, as written, that comes from systems: with the class left to
        the form, more than half makes it platform-led.
    """
    class_id = optimism.reference_class
    if class_id == "by-form":
        class_id = "platform-led" if platform_share > PLATFORM_SHARE else "team-led"
    found = correction.class_of(class_id)
    if found is None:
        return as_written()
    return Allowance(
        one_off=cost_factors(found, book) / (1.0 + optimism.sponsor_cost_allowance),
        saving=benefit_factors(found, book) / (1.0 - optimism.sponsor_benefit_allowance),
        reference_class=found,
    )
