"""Trying a case again with something changed: what the joint gain and the answer would then be."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np

from commonweal.appraisal import (
    DO_NOTHING,
    Appraisal,
    Array,
    Correction,
    OptionResult,
    appraise,
)
from commonweal.appraisal.figures import FigureBook
from commonweal.appraisal.results import do_nothing, option_result
from commonweal.deal.group_costs import PartnerGame, partner_game
from commonweal.deal.splits import SplitResult, option_pots, split_by_rule
from commonweal.deal.verdict import Answer, Verdict, judge
from commonweal.deal.verdict_rule import VerdictRule
from commonweal.errors import ComputationError
from commonweal.jurisdictions import ParameterSet
from commonweal.partnership import Option, Partnership
from commonweal.services import catalogue

__all__ = ["Outcome", "Trier", "joint_gain_of", "partner_gains"]

#: Futures in which a trial asks whether some group would leave: a chance is then within some 3
#: points of what more would give, and pricing every group takes no longer than the rest of a trial.
_FUTURES_OF_GROUPS = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What a case comes to when something in it is changed."""

    joint_gain: float
    """Present-value pounds over the best each partner could do alone, expected case."""
    answer: Answer
    sentence: str
    gain_by_body: dict[str, float]
    """Present-value pounds by partner under the partners' own rule; empty where no split can be
    made."""

    def to_dict(self) -> dict[str, Any]:
        return {
            "joint_gain": round(self.joint_gain, 2),
            "answer": self.answer,
            "sentence": self.sentence,
            "gain_by_body": {body: round(gain, 2) for body, gain in self.gain_by_body.items()},
        }


def joint_gain_of(appraisal: Appraisal, option_id: str) -> Array:
    """Return an option's gain to its partners together over the best each could do alone, (D,)."""
    option = appraisal.option(option_id)
    places = [appraisal.body_ids.index(body) for body in option.bodies]
    shared = option.net_benefit[places].sum(axis=0)
    gains: Array = shared - appraisal.alone_net_benefit[places].sum(axis=0)
    return gains


def partner_gains(appraisal: Appraisal, game: PartnerGame, split: SplitResult) -> Array:
    """Return each partner's gain over its best alone in each future, (n, D).

    Percentages stay as the rule fixed them on the expected case; what limits and phasing move is
    the same sum in every future.
    """
    pots = option_pots(appraisal, game)
    running = np.array([share.percentage for share in split.shares])[:, None]
    one_off = np.array([share.one_off_percentage for share in split.shares])[:, None]
    moved = (appraisal.factors @ (split.charges.dampening / 100))[:, None]
    gains: Array = game.alone - (pots.own + running * pots.running + one_off * pots.one_off + moved)
    return gains


@dataclass(frozen=True, kw_only=True)
class Trier:
    """Tries changes to one case, always on the same futures and the same sharing option."""

    parameters: ParameterSet
    correction: Correction | None
    option: str
    """Id of the sharing option that is judged, whatever the change makes of the others."""
    rule: VerdictRule
    n_draws: int
    seed: int
    _known: dict[tuple[int, ...], tuple[tuple[object, ...], Array]] = field(
        default_factory=dict, repr=False, compare=False
    )
    """Net benefit of options already priced, kept with what they were priced from."""

    def at(
        self, *, parameters: ParameterSet | None = None, correction: Correction | None = None
    ) -> Trier:
        """Return the same with other parameters or another correction."""
        return replace(
            self,
            parameters=self.parameters if parameters is None else parameters,
            correction=self.correction if correction is None else correction,
        )

    def marked(self, partnership: Partnership) -> Partnership:
        """Return a case whose one proposed option is the one judged."""
        return partnership.model_copy(
            update={
                "options": tuple(
                    option.model_copy(update={"is_proposed": option.id == self.option})
                    for option in partnership.options
                )
            }
        )

    def appraisal(self, partnership: Partnership, *, n_draws: int | None = None) -> Appraisal:
        return appraise(
            self.marked(partnership),
            self.parameters,
            correction=self.correction,
            n_draws=self.n_draws if n_draws is None else n_draws,
            seed=self.seed,
        )

    def gain(self, partnership: Partnership) -> float:
        """Return the joint gain over the best alone in the expected case, in pounds.

        As `appraise` would give it, without pricing other sharing options or more than a few
        futures. Each body chooses its best way alone anew.
        """
        opened: list[_Opened] = []

        def net_benefit(option: Option) -> Array:
            made_of = (option, *_shared_by_options(partnership), self.parameters, self.correction)
            key = tuple(map(id, made_of))
            if key not in self._known:
                if not opened:
                    opened.append(_open(partnership, self.parameters, self.seed))
                self._known[key] = (made_of, self._priced(partnership, option, opened[0]))
            return self._known[key][1]

        judged = partnership.option(self.option)
        partners = partnership.bodies_of(judged)
        best_by_body = dict.fromkeys(partners, 0.0)
        for option in partnership.options:
            if option.id == self.option or option.set_aside or option.form == DO_NOTHING:
                continue
            if is_sharing(option.form) or not (option.levers or option.costs):
                continue
            pounds = net_benefit(option)
            for place, body in enumerate(partnership.bodies):
                if body.id in best_by_body and body.id in partnership.bodies_of(option):
                    best_by_body[body.id] = max(best_by_body[body.id], float(pounds[place]))
        shared = net_benefit(judged)
        together = sum(
            float(shared[place])
            for place, body in enumerate(partnership.bodies)
            if body.id in partners
        )
        return together - sum(best_by_body.values())

    def _priced(self, partnership: Partnership, option: Option, opened: _Opened) -> Array:
        result = option_result(
            partnership,
            option,
            opened.book,
            opened.factors,
            self.parameters,
            nothing=opened.nothing,
            correction=self.correction,
        )
        return result.net_benefit[:, 0]

    def outcome(self, partnership: Partnership, *, n_draws: int | None = None) -> Outcome:
        """Return the joint gain, the answer and each partner's gain, by the partners' own rule.

        The other rules are not tried: they bear on what the verdict advises, not on its answer.
        """
        appraisal = self.appraisal(partnership, n_draws=n_draws)
        option = appraisal.option(self.option)
        # The verdict reads how often somebody would leave: one future would say never or always.
        game = partner_game(appraisal, option, n_draws=_FUTURES_OF_GROUPS)
        split = own_split(appraisal, game)
        verdict: Verdict = judge(appraisal, option, () if split is None else (split,), self.rule)
        return Outcome(
            joint_gain=float(joint_gain_of(appraisal, self.option)[0]),
            answer=verdict.answer,
            sentence=verdict.sentence,
            gain_by_body={} if split is None else {one.body: one.gain for one in split.shares},
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Opened:
    """What every option of one case is priced with."""

    book: FigureBook
    factors: Array
    nothing: OptionResult


def _open(partnership: Partnership, parameters: ParameterSet, seed: int) -> _Opened:
    book = FigureBook.open(partnership, n_draws=2, seed=seed)
    factors = parameters.discount.factors(partnership.horizon_years)
    return _Opened(
        book=book,
        factors=factors,
        nothing=do_nothing(partnership, book, factors, parameters),
    )


def _shared_by_options(partnership: Partnership) -> tuple[object, ...]:
    """Return all of a case, beside the option itself, that an option's price rests on."""
    nothing = tuple(option for option in partnership.options if option.form == DO_NOTHING)
    return (
        *nothing,
        *(
            getattr(partnership, name)
            for name in type(partnership).model_fields
            if name != "options"
        ),
    )


def own_split(appraisal: Appraisal, game: PartnerGame) -> SplitResult | None:
    """Return the split by the partners' own rule, or None where a trial leaves nothing to share."""
    split = appraisal.partnership.split
    try:
        return split_by_rule(appraisal, game, split.rule, split=split)
    except ComputationError:
        return None


def is_sharing(form: str) -> bool:
    return catalogue().form(form).family == "sharing"
