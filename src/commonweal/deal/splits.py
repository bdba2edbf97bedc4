"""Dividing the cost of a sharing option by every rule, and what each partner then gains.

Amounts are present values over the horizon, in real pounds of the base year. What falls on a
partner whatever the rule (its own redundancy, what it keeps local) is not divided; the rest is.
A rule fixes each partner's percentage of the joint cost on the expected case, as an agreement
would; in every future drawn each then pays that percentage of what the joint cost turns out to be.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from commonweal.appraisal import Appraisal, Array
from commonweal.errors import ComputationError
from commonweal.fairness import (
    RULES,
    BlockingChance,
    Game,
    PartnerFacts,
    SplitStability,
    apply_rule,
    blocking_chance,
    split_stability,
)
from commonweal.partnership import Partnership

from .group_costs import PartnerGame
from .words import say_names

__all__ = ["PartnerShare", "SplitResult", "split_by_rule", "splits"]

#: Rules that need nothing beyond the game and today's cost.
_ALWAYS = (
    "equal",
    "baseline",
    "aca",
    "scrb",
    "shapley",
    "nucleolus",
    "per-capita-nucleolus",
    "proportional-nucleolus",
    "tau",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PartnerShare:
    """One partner under one rule, in present-value pounds."""

    body: str
    cost: float
    """What it would pay over the horizon."""
    alone: float
    """What its best option alone would cost it."""
    gain: float
    """What it gains over its best option alone; below nought it loses."""
    p_loss: float
    """Share of futures in which it would pay more than alone."""
    p10: float
    p90: float
    percentage: float
    """Its part of the joint cost, as a fraction."""

    def to_dict(self) -> dict[str, Any]:
        return {
            "body": self.body,
            "cost": round(self.cost, 2),
            "alone": round(self.alone, 2),
            "gain": round(self.gain, 2),
            "p_loss": round(self.p_loss, 4),
            "p10": round(self.p10, 2),
            "p90": round(self.p90, 2),
            "percentage": round(self.percentage, 6),
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class SplitResult:
    """One rule applied to a sharing option, tested on every partner and every group."""

    rule: str
    name: str
    explanation: str
    shares: tuple[PartnerShare, ...]
    stability: SplitStability
    blocked: BlockingChance
    """How often, over the futures, some group would do better by itself."""

    @property
    def losers(self) -> tuple[PartnerShare, ...]:
        """Partners that pay more than alone, by more than is material, worst first."""
        worse = [share for share in self.shares if share.gain < -self.stability.tolerance]
        return tuple(sorted(worse, key=lambda share: share.gain))

    @property
    def everyone_gains(self) -> bool:
        return not self.losers

    def to_dict(self) -> dict[str, Any]:
        return {
            "rule": self.rule,
            "name": self.name,
            "explanation": self.explanation,
            "shares": [share.to_dict() for share in self.shares],
            "stable": self.stability.is_stable,
            "blocking": [grievance.to_dict() for grievance in self.stability.blocking],
            "chance_blocked": round(self.blocked.chance, 4),
        }


def splits(appraisal: Appraisal, partner_game: PartnerGame) -> tuple[SplitResult, ...]:
    """Divide the cost by every rule that has what it needs, the partners' own rule first.

    A rule that has no answer for this game (tau can have none) is left out; the partners' own
    rule is never left out.

    Raises
    ------
    CommonwealError
        The partners' own rule cannot be applied.
    """
    chosen = appraisal.partnership.split.rule
    results = [split_by_rule(appraisal, partner_game, chosen)]
    others = [rule for rule in _ALWAYS if rule != chosen]
    for rule in others:
        try:
            results.append(split_by_rule(appraisal, partner_game, rule))
        except ComputationError:
            continue
    return tuple(results)


def split_by_rule(appraisal: Appraisal, partner_game: PartnerGame, rule_id: str) -> SplitResult:
    """Divide a sharing option's cost by one rule and test the result.

    Raises
    ------
    InputError
        The rule needs a fact that the file does not hold.
    ComputationError
        The rule has no answer for this game.
    """
    pot = _pot(appraisal, partner_game)
    own, joint = pot.own, pot.joint
    whole = partner_game.game
    if "groups" in RULES[rule_id].needs:
        amounts = apply_rule(rule_id, whole)
        percentages = (amounts - own[:, 0]) / joint[0]
    else:
        # A rule that knows nothing of groups divides whatever sum it is given: the joint cost.
        facts = _facts(appraisal.partnership, partner_game, pot)
        percentages = apply_rule(rule_id, pot.as_game(partner_game.partners), facts) / joint[0]
        amounts = own[:, 0] + percentages * joint[0]
    paid = own + percentages[:, None] * joint  # (n, D)
    gains = partner_game.alone - paid
    n_draws = partner_game.drawn.shape[0]
    materiality = appraisal.partnership.split.materiality * float(appraisal.factors.sum())
    return SplitResult(
        rule=rule_id,
        name=_named(rule_id, appraisal.partnership),
        explanation=RULES[rule_id].explanation,
        shares=tuple(
            PartnerShare(
                body=body,
                cost=float(amounts[index]),
                alone=float(partner_game.alone[index, 0]),
                gain=float(gains[index, 0]),
                p_loss=float(np.mean(gains[index, 1:] < -materiality)),
                p10=float(np.quantile(gains[index, 1:], 0.1)),
                p90=float(np.quantile(gains[index, 1:], 0.9)),
                percentage=float(percentages[index]),
            )
            for index, body in enumerate(partner_game.partners)
        ),
        stability=split_stability(whole, amounts, materiality=materiality),
        blocked=blocking_chance(
            partner_game.drawn,
            np.ascontiguousarray(paid[:, 1 : n_draws + 1].T),
            players=partner_game.partners,
            kind="cost",
            materiality=materiality,
        ),
    )


def _named(rule_id: str, partnership: Partnership) -> str:
    """Return a rule's name with the partners' own driver in it: "the split by population"."""
    split = partnership.split
    if rule_id == "driver" and split.driver is not None:
        return f"the split by {split.driver.replace('-', ' ')}"
    if rule_id == "driver-mix" and split.mix:
        return f"the split by {say_names([name.replace('-', ' ') for name in split.mix])}"
    return RULES[rule_id].name


@dataclass(frozen=True, kw_only=True)
class _Pot:
    """What the partners bear whatever the rule, and what the rule divides; present values."""

    own: Array
    """(n, D)."""
    joint: Array
    """(D,)."""
    now: Array
    """What each partner spends today on what would be pooled, expected, (n,)."""

    def as_game(self, partners: tuple[str, ...]) -> Game:
        """Return the joint cost as a game of which only the whole has a value."""
        values = np.zeros(2 ** len(partners))
        values[-1] = self.joint[0]
        return Game(players=partners, kind="cost", values=values)


def _pot(appraisal: Appraisal, partner_game: PartnerGame) -> _Pot:
    priced = partner_game.option.priced
    assert priced is not None
    at = partner_game.positions
    pooled = priced.base[at] * priced.pooled_share[at, None]
    # Services outside the option's scope, and what is kept local, stay with their body.
    own = appraisal.base[at] - pooled + priced.own[0, at]
    joint = pooled.sum(axis=0) + priced.joint[0]
    if joint[0] <= 0:
        raise ComputationError(
            f"{partner_game.option.name} leaves no joint cost to share.",
            hint="Check its levers: together they save all that the partners spend, or more.",
        )
    return _Pot(own=own, joint=joint, now=pooled[:, 0])


def _facts(partnership: Partnership, partner_game: PartnerGame, pot: _Pot) -> PartnerFacts:
    split = partnership.split
    bodies = [partnership.body(body) for body in partner_game.partners]
    names = sorted({name for body in bodies for name in body.drivers})
    held = {
        name: [body.drivers[name] for body in bodies]
        for name in names
        if all(name in body.drivers for body in bodies)
    }
    weights = dict(split.mix) if split.rule == "driver-mix" else {}
    if split.driver is not None and split.rule == "driver":
        weights = {split.driver: 1.0}
    return PartnerFacts(
        drivers=held,
        driver_weights=weights,
        baseline=pot.now.tolist(),
        volumes=held.get(split.driver) if split.driver is not None else None,
        fixed_total=split.fixed_share * float(pot.joint[0]),
    )
