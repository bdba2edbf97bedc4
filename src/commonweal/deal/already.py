"""For those who already share: are we charged fairly, does each still win, what would leaving do?

The charges of the last year are taken as the split in force: each partner's percentage of the
joint cost. They are then asked what a proposed split is asked.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from commonweal.errors import InputError
from commonweal.money import say_pounds

from .agree import Deal
from .splits import SplitResult, option_pots, split_at
from .words import names_of

__all__ = ["AlreadySharing", "ChargedPartner", "already_sharing"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChargedPartner:
    """One partner of a running arrangement, in pounds a year of the charges' year."""

    body: str
    charge: float
    percentage: float
    alone: float
    """What running it alone by its best option would cost in a full year, at base-year prices."""
    by_rule: dict[str, float]
    """What it would be charged, of the same total, under each rule."""
    sentence: str

    def to_dict(self) -> dict[str, Any]:
        return {
            "body": self.body,
            "charge": round(self.charge, 2),
            "percentage": round(self.percentage, 6),
            "alone": round(self.alone, 2),
            "by_rule": {rule: round(pounds, 2) for rule, pounds in self.by_rule.items()},
            "sentence": self.sentence,
        }


@dataclass(frozen=True, kw_only=True)
class AlreadySharing:
    """A running arrangement, tested."""

    year: str
    total: float
    partners: tuple[ChargedPartner, ...]
    split: SplitResult
    """The charges as a split, tested on every group over the horizon."""

    def to_dict(self) -> dict[str, Any]:
        return {
            "year": self.year,
            "total": round(self.total, 2),
            "partners": [partner.to_dict() for partner in self.partners],
            "split": self.split.to_dict(),
        }


def already_sharing(deal: Deal) -> AlreadySharing:
    """Test a running arrangement by its charges.

    Raises
    ------
    InputError
        The file describes no running arrangement, or a partner's charge is missing.
    """
    existing, game, appraisal = deal.partnership.existing, deal.game, deal.appraisal
    if existing is None or game is None or game.option.id != existing.option:
        raise InputError(
            "The file does not say what arrangement is running.",
            hint="Add [existing] with the option, the year and each partner's charge, and mark "
            "that option is_proposed.",
        )
    missing = [body for body in game.partners if body not in existing.charges]
    if missing:
        raise InputError(
            f"No charge is given for {', '.join(names_of(deal.partnership, missing))}.",
            hint="Add it to charges under [existing].",
        )
    charges = np.array([existing.charges[body] for body in game.partners])
    parts = charges / charges.sum()
    pots = option_pots(appraisal, game)
    split = split_at(
        appraisal,
        game,
        rule="as-charged",
        name="the charges as they are",
        explanation=f"What each partner was charged in {existing.year}, as its percentage of the "
        "joint cost. It is the split in force, and is tested like any other.",
        running=parts,
        one_off=parts,
        pots=pots,
        split=deal.partnership.split.model_copy(
            update={"no_more_than_now_years": 0, "phase_in_years": 0, "cap": {}, "floor": {}}
        ),
    )
    alone = _alone_in_a_full_year(deal)
    return AlreadySharing(
        year=existing.year,
        total=float(charges.sum()),
        partners=tuple(
            ChargedPartner(
                body=body,
                charge=float(charges[place]),
                percentage=float(parts[place]),
                alone=float(alone[place]),
                by_rule={
                    result.rule: float(result.shares[place].percentage * charges.sum())
                    for result in deal.splits
                },
                sentence=_sentence(deal, body, split.shares[place].gain, split),
            )
            for place, body in enumerate(game.partners)
        ),
        split=split,
    )


def _alone_in_a_full_year(deal: Deal) -> np.ndarray:
    """Return what each partner's best option alone costs in the last year of the case, (n,)."""
    game, appraisal = deal.game, deal.appraisal
    assert game is not None
    today = option_pots(appraisal, game).today_by_year[-1].copy()
    for place, position in enumerate(game.positions):
        result = appraisal.option(appraisal.alone[position])
        if result.priced is not None and result.family != "nothing":
            today[place] += result.priced.yearly_by_body()[-1, position]
    return np.asarray(today)


def _sentence(deal: Deal, body: str, gain: float, split: SplitResult) -> str:
    name = names_of(deal.partnership, [body])[0]
    years = deal.partnership.horizon_years
    if abs(gain) <= split.stability.tolerance:
        return f"{name} would be as well off alone as it is in the arrangement."
    if gain > 0:
        return f"{name} still wins: {say_pounds(gain)} over {years} years against going alone."
    return f"{name} would be {say_pounds(-gain)} better off alone over {years} years."
