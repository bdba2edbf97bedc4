"""The tornado: which figures the gain swings with, for the whole and for each partner."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

from commonweal.appraisal import Appraisal, Array
from commonweal.appraisal.figures import named_ranges
from commonweal.appraisal.uncertainty import Draws, Swing, draw, tornado
from commonweal.money import say_pounds
from commonweal.partnership import Partnership, Range

from .inputs import labels_of, say_figure

__all__ = ["InputSwing", "Swings", "draws_of", "swings_of"]

#: Figures shown; the rest swing the outcome less.
MOST_SHOWN = 10

#: Chances drawn beside the file's own figures, and what they stand for.
_FATES = {
    "futures.abandonment": "whether the change is given up before it goes live",
    "futures.ending": "how many years the arrangement lasts",
    "optimism.cost": "how one-off cost turns out against plan, as it did for others",
    "optimism.benefit": "how savings turn out against plan, as they did for others",
}

#: Standard errors above which a swing is no chance of the draw.
_SURE = 2.5

#: A swing of less than this share of the widest is not worth showing.
_LEAST_SHARE = 0.01


@dataclass(frozen=True, slots=True, kw_only=True)
class InputSwing:
    """How the gain differs between futures in which one figure is low and in which it is high."""

    name: str
    label: str
    low: float | None
    """The figure's mean in the tenth of futures where it is lowest; None for a matter of fate."""
    high: float | None
    unit: str
    gain_when_low: float
    """Mean gain in those futures, present-value pounds."""
    gain_when_high: float
    moves_with: str | None

    @property
    def swing(self) -> float:
        return self.gain_when_high - self.gain_when_low

    @property
    def sentence(self) -> str:
        low, high = say_pounds(self.gain_when_low), say_pounds(self.gain_when_high)
        label = self.label[0].upper() + self.label[1:]
        if self.low is None or self.high is None:
            return f"{label}: {low} where it goes one way, {high} where it goes the other."
        return (
            f"{label}: {low} at {say_figure(self.low, self.unit)}, "
            f"{high} at {say_figure(self.high, self.unit)}."
        )

    def to_dict(self) -> dict[str, Any]:
        return {
            "name": self.name,
            "label": self.label,
            "low": self.low,
            "high": self.high,
            "unit": self.unit,
            "gain_when_low": round(self.gain_when_low, 2),
            "gain_when_high": round(self.gain_when_high, 2),
            "swing": round(self.swing, 2),
            "moves_with": self.moves_with,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Swings:
    """What the joint gain swings with, widest first, and what each partner's gain swings with."""

    joint: tuple[InputSwing, ...]
    by_body: dict[str, tuple[InputSwing, ...]]

    def to_dict(self) -> dict[str, Any]:
        return {
            "joint": [swing.to_dict() for swing in self.joint],
            "by_body": {
                body: [swing.to_dict() for swing in found] for body, found in self.by_body.items()
            },
        }


def draws_of(appraisal: Appraisal) -> Draws:
    """Return the futures of an appraisal's figures, the same as it was priced on."""
    even = Range(low=0.0, high=1.0, shape="uniform")
    ranges: dict[str, Any] = dict(named_ranges(appraisal.partnership)) | dict.fromkeys(_FATES, even)
    return draw(ranges, n_draws=appraisal.run.draws, seed=appraisal.run.seed)


def swings_of(appraisal: Appraisal, joint_gain: Array, gain_by_body: dict[str, Array]) -> Swings:
    """Rank the uncertain figures by how far they swing the joint gain and each partner's.

    Parameters
    ----------
    joint_gain : ndarray of float, (D,)
        Present-value pounds over the best alone, column 0 the expected case.
    gain_by_body
        The same for each partner under the split proposed, (D,) each.
    """
    draws = draws_of(appraisal)
    labels = labels_of(appraisal.partnership)
    return Swings(
        joint=_labelled(draws, joint_gain, labels, appraisal.partnership),
        by_body={
            body: _labelled(draws, gains, labels, appraisal.partnership)
            for body, gains in gain_by_body.items()
        },
    )


def _labelled(
    draws: Draws, outcome: Array, labels: dict[str, tuple[str, str]], partnership: Partnership
) -> tuple[InputSwing, ...]:
    found = tornado(draws, outcome)
    # Two means of a tenth of the futures each differ by about this much whatever they are of.
    by_chance = float(outcome[1:].std()) * math.sqrt(20.0 / draws.n_draws)
    least = max(
        _LEAST_SHARE * max((abs(swing.swing) for swing in found), default=0.0),
        _SURE * by_chance,
    )
    kept = []
    for swing in found:
        if abs(swing.swing) <= max(least, 1.0) or not _bears(swing, partnership):
            continue
        is_fate = swing.name in _FATES
        label, unit = (_FATES[swing.name], "") if is_fate else labels[swing.name]
        kept.append(
            InputSwing(
                name=swing.name,
                label=label,
                low=None if is_fate else swing.low,
                high=None if is_fate else swing.high,
                unit=unit,
                gain_when_low=swing.outcome_when_low,
                gain_when_high=swing.outcome_when_high,
                moves_with=swing.moves_with,
            )
        )
    return tuple(kept[:MOST_SHOWN])


def _bears(swing: Swing, partnership: Partnership) -> bool:
    """Leave out figures of options set aside: what they seem to swing is the chance of the draw."""
    dropped = tuple(f"options.{row.id}." for row in partnership.options if row.set_aside)
    return not swing.name.startswith(dropped) if dropped else True
