"""Whether enough futures were drawn to tell the verdict from another."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

from commonweal.appraisal import Array
from commonweal.appraisal.uncertainty import RunningMean, convergence
from commonweal.deal.verdict_rule import VerdictRule

__all__ = ["ChanceTold", "Enough", "enough_draws"]

#: Standard errors from a threshold at which a chance is surely on its side of it.
_SURE = 2.0

_MOST_BATCHES = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class ChanceTold:
    """A chance that the verdict looks at, the threshold nearest to it, and how well it is known."""

    what: str
    chance: float
    standard_error: float
    threshold: float
    draws_needed: int
    """Draws that would tell it from its threshold by two standard errors."""

    @property
    def is_told(self) -> bool:
        return abs(self.chance - self.threshold) > _SURE * self.standard_error

    def to_dict(self) -> dict[str, Any]:
        return {
            "what": self.what,
            "chance": round(self.chance, 4),
            "standard_error": round(self.standard_error, 5),
            "threshold": self.threshold,
            "is_told": self.is_told,
            "draws_needed": self.draws_needed,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Enough:
    """How the mean gain settles as draws mount up, and whether they tell the verdict."""

    n_draws: int
    table: tuple[RunningMean, ...]
    chances: tuple[ChanceTold, ...]
    sentence: str

    @property
    def are_enough(self) -> bool:
        return all(chance.is_told for chance in self.chances)

    def to_dict(self) -> dict[str, Any]:
        return {
            "n_draws": self.n_draws,
            "are_enough": self.are_enough,
            "sentence": self.sentence,
            "table": [
                {
                    "n_draws": row.n_draws,
                    "mean": round(row.mean, 2),
                    "standard_error": round(row.standard_error, 2),
                }
                for row in self.table
            ],
            "chances": [chance.to_dict() for chance in self.chances],
        }


def enough_draws(
    joint_gain: Array,
    loss_by_name: dict[str, float],
    rule: VerdictRule,
    *,
    premium: float = 0.0,
) -> Enough:
    """Say whether the futures drawn tell the verdict from its neighbours.

    Parameters
    ----------
    joint_gain : ndarray of float, (D,)
        Present-value pounds over the best alone, column 0 the expected case.
    loss_by_name
        Each partner's chance of loss, by its name.
    premium
        Present value of what the partners would pay for something better.
    """
    n_draws = len(joint_gain) - 1
    whole = float((joint_gain[1:] + premium < 0).mean())
    thresholds = (rule.most_chance_of_loss_whole, rule.even_chance)
    nearest = min(thresholds, key=lambda threshold: abs(threshold - whole))
    chances = [_told("that together they do worse than each alone", whole, nearest, n_draws)]
    chances += [
        _told(
            f"that {name} pays more than alone", chance, rule.most_chance_of_loss_partner, n_draws
        )
        for name, chance in loss_by_name.items()
    ]
    return Enough(
        n_draws=n_draws,
        table=convergence(joint_gain, n_batches=min(_MOST_BATCHES, n_draws // 2)),
        chances=tuple(chances),
        sentence=_sentence(n_draws, tuple(chances)),
    )


def _told(what: str, chance: float, threshold: float, n_draws: int) -> ChanceTold:
    # One future more of either kind, so that a chance never seen is not held to be impossible.
    near = (chance * n_draws + 1) / (n_draws + 2)
    spread = near * (1.0 - near)
    apart = max(abs(chance - threshold), 1e-4)
    return ChanceTold(
        what=what,
        chance=chance,
        standard_error=math.sqrt(spread / n_draws),
        threshold=threshold,
        draws_needed=math.ceil(spread * (_SURE / apart) ** 2),
    )


def _sentence(n_draws: int, chances: tuple[ChanceTold, ...]) -> str:
    untold = [chance for chance in chances if not chance.is_told]
    whole = chances[0]
    if not untold:
        return (
            f"{n_draws:,} draws are enough to tell the verdict: the chance {whole.what} is "
            f"{whole.chance:.1%}, give or take {_SURE * whole.standard_error:.1%}, and the nearest "
            f"threshold of the verdict is {whole.threshold:.0%}."
        )
    worst = max(untold, key=lambda chance: chance.draws_needed)
    said = (
        f"{n_draws:,} draws do not tell the verdict: the chance {worst.what} is "
        f"{worst.chance:.1%}, give or take {_SURE * worst.standard_error:.1%}, and the nearest "
        f"threshold of the verdict is {worst.threshold:.0%}"
    )
    if worst.draws_needed <= 200_000:
        return f"{said}; about {worst.draws_needed:,} draws would tell."
    return f"{said}; it is too close for any number of draws: treat it as either."
