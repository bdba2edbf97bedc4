"""Everything that would change an answer, as one value."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from commonweal.appraisal import Correction, recorded_correction
from commonweal.deal.agree import Deal
from commonweal.deal.verdict import Answer
from commonweal.deal.verdict_rule import verdict_rule
from commonweal.errors import InputError

from .enough import Enough, enough_draws
from .partners import WithoutPartner, say_who_turns_it, without_each
from .scenarios import ScenarioRow, rows_of
from .stress import StressResult, stresses_of
from .swings import Swings, swings_of
from .switching import MOST_ANSWERED, SwitchingValue, nearest, switching_values
from .trial import Trier, joint_gain_of, partner_gains

__all__ = ["Sensitivity", "sensitivity", "trier_of"]

#: Futures on which a change is tried. The same ones each time, so that what differs is the change.
TRIAL_DRAWS = 500

#: Futures on which scenarios are tried: fewer rows, each looked at for its own sake.
SCENARIO_DRAWS = 1_000

#: Each answer prices every group: beyond so many partners the gain alone is followed.
_MOST_PARTNERS_ANSWERED = 10

#: Fewest futures from which a tenth can be set against a tenth.
_FEWEST = 20


@dataclass(frozen=True, kw_only=True)
class Sensitivity:
    """What would change the answer of a deal: figures, partners, demand, futures, and chance."""

    answer: Answer
    joint_gain: float
    """Present-value pounds over the best alone, expected case."""
    swings: Swings
    switching: tuple[SwitchingValue, ...]
    """Nearest first; those that turn nothing last."""
    nearest: SwitchingValue | None
    without: tuple[WithoutPartner, ...]
    stresses: tuple[StressResult, ...]
    scenarios: tuple[ScenarioRow, ...]
    enough: Enough
    trial_draws: int
    scenario_draws: int

    @property
    def nearest_sentence(self) -> str:
        """What turns the answer with the least move, as one sentence."""
        if self.answer == "not-yet":
            waits = "No figure turns a case that waits for what is missing."
            return waits if self.nearest is None else f"{waits} {self.nearest.sentence}"
        if self.nearest is None:
            return "No single figure, within sensible limits, turns the answer."
        return self.nearest.sentence

    @property
    def partner_sentence(self) -> str:
        return say_who_turns_it(self.without)

    def to_dict(self) -> dict[str, Any]:
        """Return the whole as plain values, money in pounds rounded to the penny."""
        return {
            "answer": self.answer,
            "joint_gain": round(self.joint_gain, 2),
            "nearest": None if self.nearest is None else self.nearest.to_dict(),
            "nearest_sentence": self.nearest_sentence,
            "tornado": self.swings.to_dict(),
            "switching": [value.to_dict() for value in self.switching],
            "without_partner": [one.to_dict() for one in self.without],
            "stresses": [stress.to_dict() for stress in self.stresses],
            "scenarios": [row.to_dict() for row in self.scenarios],
            "enough_draws": self.enough.to_dict(),
            "trial_draws": self.trial_draws,
            "scenario_draws": self.scenario_draws,
        }


def trier_of(deal: Deal, *, correction: Correction | None, n_draws: int) -> Trier:
    """Return the way to try changes to a deal: its parameters, rule, seed and sharing option.

    Raises
    ------
    InputError
        There is no sharing option.
    """
    appraisal = deal.appraisal
    if appraisal.proposed is None:
        raise InputError(
            "There is no sharing option, so there is no answer to turn.",
            hint="Describe one under [[options]].",
        )
    return Trier(
        parameters=appraisal.parameters,
        correction=correction,
        option=appraisal.proposed.id,
        rule=verdict_rule(deal.verdict.rule),
        n_draws=min(n_draws, appraisal.run.draws),
        seed=appraisal.run.seed,
    )


def sensitivity(deal: Deal, *, correction: Correction | None = None) -> Sensitivity:
    """Work out what would change the answer of a deal.

    Parameters
    ----------
    correction
        What the deal was corrected by, as it was given to `appraise`; left out, the cases on
        record where the deal's sharing option was corrected, and none where it stands as written.

    Raises
    ------
    InputError
        There is no sharing option, or the deal was worked out on fewer than 20 futures.
    """
    appraisal, game = deal.appraisal, deal.game
    if appraisal.run.draws < _FEWEST:
        raise InputError(
            f"{appraisal.run.draws} draws are too few to say what would change the answer.",
            hint="Draw 1,000 or more.",
        )
    if correction is None and appraisal.proposed and appraisal.proposed.written is not None:
        correction = recorded_correction()
    trier = trier_of(deal, correction=correction, n_draws=TRIAL_DRAWS)
    wide = trier_of(deal, correction=correction, n_draws=SCENARIO_DRAWS)
    assert game is not None, "A sharing option has a game."
    split = deal.splits[0]
    gains = joint_gain_of(appraisal, trier.option)
    by_body = partner_gains(appraisal, game, split)
    partnership = trier.marked(deal.partnership)
    if trier.outcome(partnership).answer != deal.verdict.answer:
        # Too close to a threshold for a few futures: all of them are needed to tell.
        trier = trier_of(deal, correction=correction, n_draws=appraisal.run.draws)
    n_answered = MOST_ANSWERED if len(game.partners) <= _MOST_PARTNERS_ANSWERED else 0
    values = switching_values(trier, partnership, most_answered=n_answered)
    names = {share.body: deal.partnership.body(share.body).name for share in split.shares}
    premium = 0.0
    if deal.partnership.aim != "cheaper":
        premium = deal.partnership.premium_accepted * float(appraisal.factors.sum())
    return Sensitivity(
        answer=deal.verdict.answer,
        joint_gain=float(gains[0]),
        swings=swings_of(
            appraisal,
            gains,
            {share.body: by_body[place] for place, share in enumerate(split.shares)},
        ),
        switching=values,
        nearest=nearest(values),
        without=without_each(wide, partnership),
        stresses=stresses_of(trier, partnership),
        scenarios=rows_of(wide, partnership),
        enough=enough_draws(
            gains,
            {names[share.body]: share.p_loss for share in split.shares},
            trier.rule,
            premium=premium,
        ),
        trial_draws=trier.n_draws,
        scenario_draws=wide.n_draws,
    )
