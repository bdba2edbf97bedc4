"""Work that rises whatever the partners decide: what it adds, and who would pay for it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from commonweal.appraisal import Array
from commonweal.deal.group_costs import partner_game
from commonweal.deal.splits import SplitResult, option_pots
from commonweal.money import say_pounds
from commonweal.partnership import DemandStress, Partnership

from .spending import with_spend
from .trial import Trier, own_split

__all__ = ["StressResult", "StressedPartner", "stresses_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class StressedPartner:
    """One partner when work rises. Present-value pounds over the horizon, expected case."""

    body: str
    name: str
    growth: float
    """Share by which its own work rises."""
    more_under_split: float
    """What it pays more under the split proposed, its percentages as agreed."""
    more_alone: float
    """What its best option alone would cost it more."""
    gain_before: float
    gain_after: float

    @property
    def change_in_gain(self) -> float:
        return self.gain_after - self.gain_before

    @property
    def paid_for_others(self) -> float:
        """What it pays beyond what its own rise would have cost it alone; below 0 others pay."""
        return self.more_under_split - self.more_alone

    def to_dict(self) -> dict[str, Any]:
        return {
            "body": self.body,
            "growth": self.growth,
            "more_under_split": round(self.more_under_split, 2),
            "more_alone": round(self.more_alone, 2),
            "gain_before": round(self.gain_before, 2),
            "gain_after": round(self.gain_after, 2),
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class StressResult:
    """Who pays when work rises."""

    name: str
    partners: tuple[StressedPartner, ...]
    joint_gain_before: float
    joint_gain_after: float
    sentence: str

    def to_dict(self) -> dict[str, Any]:
        return {
            "name": self.name,
            "joint_gain_before": round(self.joint_gain_before, 2),
            "joint_gain_after": round(self.joint_gain_after, 2),
            "sentence": self.sentence,
            "partners": [partner.to_dict() for partner in self.partners],
        }


def stresses_of(trier: Trier, partnership: Partnership) -> tuple[StressResult, ...]:
    """Try every demand stress of a file on the split as agreed.

    Percentages stay where the rule puts them on today's figures, as an agreement would hold them;
    the cost that is divided rises. Volumes rise with the work. Empty where nothing can be split.
    """
    if not partnership.stresses:
        return ()
    before = _paid(trier, partnership, None)
    if before is None:
        return ()
    split, paid, alone = before
    results = []
    for stress in partnership.stresses:
        after = _paid(trier, stressed(partnership, stress), split)
        if after is not None:
            results.append(_result(partnership, stress, split, paid, alone, after[1], after[2]))
    return tuple(results)


def stressed(partnership: Partnership, stress: DemandStress) -> Partnership:
    """Return the case with its demand-led cost and its volumes risen."""
    times = {body: 1.0 + growth for body, growth in stress.growth_by_body.items()}
    risen = with_spend(partnership, times, tuple(stress.lines))
    baselines = tuple(
        row.model_copy(
            update={
                "volumes": {
                    name: volume * times.get(row.body, 1.0) for name, volume in row.volumes.items()
                }
            }
        )
        for row in risen.baselines
    )
    return risen.model_copy(update={"baselines": baselines})


def _paid(
    trier: Trier, partnership: Partnership, agreed: SplitResult | None
) -> tuple[SplitResult, Array, Array] | None:
    """Return the split, what each partner pays under it and alone, (n,) each, expected case.

    With `agreed`, its percentages and the sums that it moves are held.
    """
    appraisal = trier.appraisal(partnership)
    game = partner_game(appraisal, appraisal.option(trier.option), n_draws=1)
    split = own_split(appraisal, game) if agreed is None else agreed
    if split is None:
        return None
    pots = option_pots(appraisal, game)
    running = np.array([share.percentage for share in split.shares])
    one_off = np.array([share.one_off_percentage for share in split.shares])
    moved = appraisal.factors @ (split.charges.dampening / 100)
    paid: Array = pots.own[:, 0] + running * pots.running[0] + one_off * pots.one_off[0] + moved
    return split, paid, game.alone[:, 0]


def _result(
    partnership: Partnership,
    stress: DemandStress,
    split: SplitResult,
    paid: Array,
    alone: Array,
    paid_after: Array,
    alone_after: Array,
) -> StressResult:
    partners = tuple(
        StressedPartner(
            body=share.body,
            name=partnership.body(share.body).name,
            growth=stress.growth_by_body.get(share.body, 0.0),
            more_under_split=float(paid_after[place] - paid[place]),
            more_alone=float(alone_after[place] - alone[place]),
            gain_before=float(alone[place] - paid[place]),
            gain_after=float(alone_after[place] - paid_after[place]),
        )
        for place, share in enumerate(split.shares)
    )
    materiality = split.stability.tolerance
    return StressResult(
        name=stress.name,
        partners=partners,
        joint_gain_before=float((alone - paid).sum()),
        joint_gain_after=float((alone_after - paid_after).sum()),
        sentence=_sentence(stress, partners, split, materiality),
    )


def _sentence(
    stress: DemandStress,
    partners: tuple[StressedPartner, ...],
    split: SplitResult,
    materiality: float,
) -> str:
    whole = sum(partner.more_under_split for partner in partners)
    word = "more" if whole >= 0 else "less"
    said = f"{stress.name}: the partners pay {say_pounds(abs(whole))} {word} in all"
    payers = [partner for partner in partners if partner.paid_for_others > materiality]
    if not payers:
        return f"{said}; under {split.name} nobody pays for the work of another."
    most = max(payers, key=lambda partner: partner.paid_for_others)
    return (
        f"{said}. Under {split.name} {most.name} pays {say_pounds(most.more_under_split)} more, "
        f"and alone would have paid {say_pounds(most.more_alone)} more: "
        f"{say_pounds(most.paid_for_others)} of it is for the work of others."
    )
