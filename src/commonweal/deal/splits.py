"""Dividing the cost of a sharing option by every rule, and what each partner then gains.

Amounts are present values over the horizon, in real pounds of the base year. A rule fixes each
partner's percentage of the joint cost on the expected case, as an agreement would; in every future
drawn each then pays that percentage of what the joint cost turns out to be.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from commonweal.appraisal import Appraisal, Array
from commonweal.errors import CommonwealError
from commonweal.fairness import (
    RULES,
    BlockingChance,
    PartnerFacts,
    SplitStability,
    apply_rule,
    blocking_chance,
    split_stability,
)
from commonweal.partnership import Partnership, Split

from .charges import Charges, charges_of, no_limits
from .group_costs import PartnerGame
from .pots import Pots, pots_of, whole_of
from .words import say_names

__all__ = [
    "PartnerShare",
    "SplitResult",
    "option_pots",
    "split_at",
    "split_by_rule",
    "splits",
    "without_answer",
]

#: Rules that need nothing beyond the game and today's cost.
_ALWAYS = tuple(
    rule.id for rule in RULES.values() if rule.adds_up and set(rule.needs) <= {"groups", "baseline"}
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
    """Its part of the joint running cost, as a fraction."""
    one_off_percentage: float
    """Its part of the joint one-off cost, as a fraction."""

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
            "one_off_percentage": round(self.one_off_percentage, 6),
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class SplitResult:
    """One rule applied to a sharing option, tested on every partner and every group."""

    rule: str
    name: str
    explanation: str
    shares: tuple[PartnerShare, ...]
    charges: Charges
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
            "charges": self.charges.to_dict(),
            "stable": self.stability.is_stable,
            "blocking": [grievance.to_dict() for grievance in self.stability.blocking],
            "chance_blocked": round(self.blocked.chance, 4),
            "blocked_by": [
                {"group": list(group), "chance": round(chance, 4)}
                for group, chance in self.blocked.most_aggrieved
            ],
        }


def option_pots(appraisal: Appraisal, partner_game: PartnerGame) -> Pots:
    """Return what there is to divide when every partner of the option takes part."""
    priced = partner_game.option.priced
    assert priced is not None
    return pots_of(appraisal, partner_game.option, priced, partner_game.positions)


def splits(appraisal: Appraisal, partner_game: PartnerGame) -> tuple[SplitResult, ...]:
    """Divide the cost by every rule that has what it needs, the partners' own rule first.

    A rule that has no answer for this game (tau can have none) is left out; the partners' own
    rule is never left out. Caps, floors and phasing belong to the partners' own rule alone: the
    others stand beside it bare.

    Raises
    ------
    CommonwealError
        The partners' own rule cannot be applied.
    """
    pots = option_pots(appraisal, partner_game)
    split = appraisal.partnership.split
    results = [split_by_rule(appraisal, partner_game, split.rule, pots=pots, split=split)]
    bare = no_limits(split).model_copy(update={"one_off_rule": None})
    for rule in _others(split):
        try:
            results.append(split_by_rule(appraisal, partner_game, rule, pots=pots, split=bare))
        except CommonwealError:
            continue
    return tuple(results)


def without_answer(appraisal: Appraisal, partner_game: PartnerGame) -> Mapping[str, str]:
    """Return the reason, by the rule's name, of each rule that `splits` leaves out."""
    pots = option_pots(appraisal, partner_game)
    reasons = {}
    for rule in _others(appraisal.partnership.split):
        try:
            _parts(appraisal.partnership, partner_game, rule, pots, None)
        except CommonwealError as error:
            reasons[RULES[rule].name] = error.message
    return reasons


def _others(split: Split) -> Iterator[str]:
    """Yield the rules that the file has what it takes for, beside the partners' own."""
    if split.driver is not None:
        yield from (rule for rule in ("driver", "fixed-and-unit") if rule != split.rule)
    if split.mix and split.rule != "driver-mix":
        yield "driver-mix"
    yield from (rule for rule in _ALWAYS if rule != split.rule)


def split_by_rule(
    appraisal: Appraisal,
    partner_game: PartnerGame,
    rule_id: str,
    *,
    pots: Pots | None = None,
    split: Split | None = None,
) -> SplitResult:
    """Divide a sharing option's cost by one rule and test the result.

    Raises
    ------
    InputError
        The rule needs a fact that the file does not hold.
    ComputationError
        The rule has no answer for this game, or the split's limits cannot hold.
    """
    pots = option_pots(appraisal, partner_game) if pots is None else pots
    split = no_limits(appraisal.partnership.split) if split is None else split
    running, one_off = _parts(
        appraisal.partnership, partner_game, rule_id, pots, split.one_off_rule
    )
    return split_at(
        appraisal,
        partner_game,
        rule=rule_id,
        name=_named(rule_id, appraisal.partnership),
        explanation=RULES[rule_id].explanation,
        running=running,
        one_off=one_off,
        pots=pots,
        split=split,
    )


def split_at(
    appraisal: Appraisal,
    partner_game: PartnerGame,
    *,
    rule: str,
    name: str,
    explanation: str,
    running: Array,
    one_off: Array,
    pots: Pots,
    split: Split,
) -> SplitResult:
    """Test a split given as each partner's part of joint running and one-off cost, (n,) each."""
    partners = partner_game.partners
    charges = charges_of(
        pots,
        partners=partners,
        years=appraisal.years,
        running=running,
        one_off=one_off,
        split=split,
    )
    # What limits and phasing move is the same sum in every future, as an agreement would fix it.
    moved = appraisal.factors @ (charges.dampening / 100)  # (n,)
    paid = (pots.own + running[:, None] * pots.running + one_off[:, None] * pots.one_off) + moved[
        :, None
    ]
    gains = partner_game.alone - paid
    n_draws = partner_game.drawn.shape[0]
    materiality = appraisal.partnership.split.materiality * float(appraisal.factors.sum())
    return SplitResult(
        rule=rule,
        name=name,
        explanation=explanation,
        shares=tuple(
            PartnerShare(
                body=body,
                cost=float(paid[index, 0]),
                alone=float(partner_game.alone[index, 0]),
                gain=float(gains[index, 0]),
                p_loss=float(np.mean(gains[index, 1:] < -materiality)),
                p10=float(np.quantile(gains[index, 1:], 0.1)),
                p90=float(np.quantile(gains[index, 1:], 0.9)),
                percentage=float(running[index]),
                one_off_percentage=float(one_off[index]),
            )
            for index, body in enumerate(partners)
        ),
        charges=charges,
        stability=split_stability(partner_game.game, paid[:, 0], materiality=materiality),
        blocked=blocking_chance(
            partner_game.drawn,
            np.ascontiguousarray(paid[:, 1 : n_draws + 1].T),
            players=partners,
            kind="cost",
            materiality=materiality,
        ),
    )


def _parts(
    partnership: Partnership,
    partner_game: PartnerGame,
    rule_id: str,
    pots: Pots,
    one_off_rule: str | None,
) -> tuple[Array, Array]:
    """Return each partner's part of joint running and of joint one-off cost, (n,) each.

    A rule that looks at groups fixes what each pays in all, its own cost included; any other
    divides whatever sum it is given. A rule of its own for one-off cost is applied first, and a
    rule by groups then makes up the rest through running cost, so that its totals hold.
    """
    parts = _parts_by_one_rule(partnership, partner_game, rule_id, pots)
    if one_off_rule is None:
        return parts, parts
    one_off = _parts_by_one_rule(partnership, partner_game, one_off_rule, pots)
    if "groups" not in RULES[rule_id].needs or pots.running[0] <= 0:
        return parts, one_off
    rest = parts * pots.joint[0] - one_off * pots.one_off[0]
    return rest / pots.running[0], one_off


def _parts_by_one_rule(
    partnership: Partnership, partner_game: PartnerGame, rule_id: str, pots: Pots
) -> Array:
    """Return each partner's part of the joint cost as one rule would have it, (n,)."""
    joint = float(pots.joint[0])
    facts = _facts(partnership, partner_game, rule_id, pots)
    if "groups" in RULES[rule_id].needs:
        amounts = apply_rule(rule_id, partner_game.game, facts) - pots.own[:, 0]
    else:
        amounts = apply_rule(rule_id, whole_of(partner_game.partners, joint), facts)
    parts: Array = amounts / joint
    return parts


def _named(rule_id: str, partnership: Partnership) -> str:
    """Return a rule's name with the partners' own driver in it: "the split by population"."""
    split = partnership.split
    if rule_id == "driver" and split.driver is not None:
        return f"the split by {split.driver.replace('-', ' ')}"
    if rule_id == "driver-mix" and split.mix:
        return f"the split by {say_names([name.replace('-', ' ') for name in split.mix])}"
    return RULES[rule_id].name


def _facts(
    partnership: Partnership, partner_game: PartnerGame, rule_id: str, pots: Pots
) -> PartnerFacts:
    split = partnership.split
    bodies = [partnership.body(body) for body in partner_game.partners]
    names = sorted({name for body in bodies for name in body.drivers})
    held = {
        name: [body.drivers[name] for body in bodies]
        for name in names
        if all(name in body.drivers for body in bodies)
    }
    weights = dict(split.mix) if rule_id == "driver-mix" else {}
    if rule_id == "driver" and split.driver is not None:
        weights = {split.driver: 1.0}
    return PartnerFacts(
        drivers=held,
        driver_weights=weights,
        baseline=pots.now.tolist(),
        volumes=held.get(split.driver) if split.driver is not None else None,
        fixed_total=split.fixed_share * float(pots.joint[0]),
    )
