"""The rules that partners might choose to share a whole by, each explained in two sentences.

Every rule divides what the game gives: a cost game's whole cost, a savings game's whole saving.
Rules that `follows_game` give the same deal from either form of a game: what a partner pays under
the cost game is its stand-alone cost less what it gains under the savings game. The others
(equal, by driver and the like) divide whatever sum they are given: equal charges are not equal
savings.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from commonweal.errors import InputError
from commonweal.fairness.coalitions import say_group
from commonweal.fairness.games import Game
from commonweal.fairness.nucleolus import (
    nucleolus,
    per_capita_nucleolus,
    proportional_nucleolus,
)
from commonweal.fairness.rules.by_facts import (
    baseline_shares,
    driver_mix_shares,
    equal_shares,
    fixed_and_unit_shares,
)
from commonweal.fairness.rules.separable import (
    aca_shares,
    marginal_amounts,
    scrb_shares,
    tau_shares,
)
from commonweal.fairness.shapley import shapley_values

__all__ = ["RULES", "Need", "PartnerFacts", "Rule", "apply_rule", "rule_of"]

Need = Literal["driver", "drivers", "baseline", "volumes", "groups"]


@dataclass(frozen=True, slots=True, kw_only=True)
class PartnerFacts:
    """What rules may need beyond the game, each in the order of the game's players.

    Attributes
    ----------
    drivers : mapping of name to amounts
        For example population: (130_000, 90_000). Nil or more, not all nil.
    driver_weights : mapping of name to weight
        How much each driver counts in a mix; they need not add up to 1. One driver alone is a
        mix of one.
    baseline : sequence of float, optional
        What each partner contributes now.
    benefits : sequence of float, optional
        What the service is worth to each, for SCRB; without them stand-alone cost is the limit.
    volumes : sequence of float, optional
        Units each partner uses, for a fixed fee plus unit price.
    fixed_total : float, optional
        The part of the whole that is shared as a fixed fee, in the game's unit.
    """

    drivers: Mapping[str, Sequence[float]] = field(default_factory=dict)
    driver_weights: Mapping[str, float] = field(default_factory=dict)
    baseline: Sequence[float] | None = None
    benefits: Sequence[float] | None = None
    volumes: Sequence[float] | None = None
    fixed_total: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A way to share a whole.

    Attributes
    ----------
    id : str
    name : str
        As it stands after "under": "the Shapley value".
    explanation : str
        Two plain sentences.
    needs : tuple of Need
    adds_up : bool
        Whether the amounts always add up to the whole.
    follows_game : bool
        Whether a cost game and its savings game give the same deal.
    shares : callable
        From game and facts to amounts, shape (n_players,).
    """

    id: str
    name: str
    explanation: str
    needs: tuple[Need, ...]
    adds_up: bool
    follows_game: bool
    shares: Callable[[Game, PartnerFacts], NDArray[np.float64]]

    def to_dict(self) -> dict[str, Any]:
        return {
            "id": self.id,
            "name": self.name,
            "explanation": self.explanation,
            "needs": list(self.needs),
            "adds_up": self.adds_up,
            "follows_game": self.follows_game,
        }


def apply_rule(rule_id: str, game: Game, facts: PartnerFacts | None = None) -> NDArray[np.float64]:
    """Return each partner's amount under a rule, shape (n_players,).

    Raises
    ------
    InputError
        For an unknown rule, or a fact that the rule needs and was not given.
    ComputationError
        If the rule has no answer for this game.
    """
    return rule_of(rule_id).shares(game, facts if facts is not None else PartnerFacts())


def rule_of(rule_id: str) -> Rule:
    """Return the rule of this id; raises InputError for an unknown one."""
    if rule_id not in RULES:
        raise InputError(
            f"There is no rule called “{rule_id}”.",
            hint=f"The rules are {say_group(tuple(RULES))}.",
        )
    return RULES[rule_id]


def _by_drivers(game: Game, facts: PartnerFacts) -> NDArray[np.float64]:
    weights = facts.driver_weights
    if not weights and len(facts.drivers) == 1:
        weights = dict.fromkeys(facts.drivers, 1.0)
    return driver_mix_shares(game, facts.drivers, weights)


def _by_baseline(game: Game, facts: PartnerFacts) -> NDArray[np.float64]:
    if facts.baseline is None:
        raise InputError(
            "Sharing by baseline needs what each partner contributes now.",
            hint="Give a baseline for every partner.",
        )
    return baseline_shares(game, facts.baseline)


def _by_fee_and_price(game: Game, facts: PartnerFacts) -> NDArray[np.float64]:
    if facts.volumes is None or facts.fixed_total is None:
        raise InputError(
            "A fixed fee plus unit price needs each partner's volume and the fixed part.",
            hint="Give a volume for every partner and the sum to be shared as fixed fees.",
        )
    return fixed_and_unit_shares(game, facts.volumes, facts.fixed_total)


_ALL = (
    Rule(
        id="equal",
        name="the equal split",
        explanation="Every partner takes the same part of the whole. It is simple, and takes no "
        "account of size or of what each could do alone.",
        needs=(),
        adds_up=True,
        follows_game=False,
        shares=lambda game, _: equal_shares(game),
    ),
    Rule(
        id="driver",
        name="the split by driver",
        explanation="Each partner's part follows one measure of its use or size, such as "
        "population or caseload. It is easy to check, and can charge a partner more than it "
        "would pay alone.",
        needs=("driver",),
        adds_up=True,
        follows_game=False,
        shares=_by_drivers,
    ),
    Rule(
        id="driver-mix",
        name="the split by a mix of drivers",
        explanation="Several measures each divide a stated part of the whole, and a partner's "
        "parts are added up. It balances use against means to pay, and the weights must be "
        "argued for.",
        needs=("drivers",),
        adds_up=True,
        follows_game=False,
        shares=_by_drivers,
    ),
    Rule(
        id="baseline",
        name="the split by baseline",
        explanation="Each partner's part follows what it contributes now, so that all move by the "
        "same percentage. It disturbs nobody at first, and freezes the differences of the past.",
        needs=("baseline",),
        adds_up=True,
        follows_game=False,
        shares=_by_baseline,
    ),
    Rule(
        id="fixed-and-unit",
        name="the fixed fee plus unit price",
        explanation="All pay the same fixed fee for the service being there, then one price for "
        "each unit they use. It follows use, and a partner that uses less leaves the fixed cost "
        "where it is.",
        needs=("volumes",),
        adds_up=True,
        follows_game=False,
        shares=_by_fee_and_price,
    ),
    Rule(
        id="marginal",
        name="the marginal amounts",
        explanation="Each partner takes what the whole changes by because it is there. These "
        "amounts seldom add up to the whole: they are the limits of a fair deal, not a deal.",
        needs=("groups",),
        adds_up=False,
        follows_game=True,
        shares=lambda game, _: marginal_amounts(game),
    ),
    Rule(
        id="aca",
        name="alternative cost avoided",
        explanation="Each partner pays the cost that it alone adds; the rest is shared in "
        "proportion to what each avoids by not going alone. Nobody pays more than alone as long "
        "as joining pays at all.",
        needs=("groups",),
        adds_up=True,
        follows_game=True,
        shares=lambda game, _: aca_shares(game),
    ),
    Rule(
        id="scrb",
        name="separable costs, remaining benefits",
        explanation="Each partner pays the cost that it alone adds; the rest is shared by what "
        "the service is still worth to each after that, never counted above its stand-alone "
        "cost. It is the classic rule of public works, and looks only at single partners, not "
        "at groups.",
        needs=("groups",),
        adds_up=True,
        follows_game=True,
        shares=lambda game, facts: scrb_shares(game, facts.benefits),
    ),
    Rule(
        id="shapley",
        name="the Shapley value",
        explanation="Each partner takes what it adds on average, over every order in which the "
        "partners might join. It rewards contribution evenly, and a group may still do better by "
        "itself.",
        needs=("groups",),
        adds_up=True,
        follows_game=True,
        shares=lambda game, _: shapley_values(game.values),
    ),
    Rule(
        id="nucleolus",
        name="the nucleolus",
        explanation="The split that leaves the worst-treated group as well off as it can be, then "
        "the next, and so on. If any split keeps every group, this one does.",
        needs=("groups",),
        adds_up=True,
        follows_game=True,
        shares=lambda game, _: nucleolus(game),
    ),
    Rule(
        id="per-capita-nucleolus",
        name="the per-capita nucleolus",
        explanation="Like the nucleolus, with each group's advantage counted per partner in it. "
        "If any split keeps every group, this one does, and large groups share in the gain.",
        needs=("groups",),
        adds_up=True,
        follows_game=True,
        shares=lambda game, _: per_capita_nucleolus(game),
    ),
    Rule(
        id="proportional-nucleolus",
        name="the proportional nucleolus",
        explanation="Like the nucleolus, with each group's advantage counted as a percentage of "
        "what it could do by itself. If any split keeps every group, this one does.",
        needs=("groups",),
        adds_up=True,
        follows_game=False,
        shares=lambda game, _: proportional_nucleolus(game),
    ),
    Rule(
        id="tau",
        name="the tau value",
        explanation="Every partner gets the same part of the way from the least to the most it "
        "can hope for. Some games leave no room for such a compromise.",
        needs=("groups",),
        adds_up=True,
        follows_game=True,
        shares=lambda game, _: tau_shares(game),
    ),
)

#: Every rule by its id, in the order in which they are shown.
RULES: Mapping[str, Rule] = {rule.id: rule for rule in _ALL}
