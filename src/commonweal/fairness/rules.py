"""The rules that partners might choose to share a whole by, each explained in two sentences.

Every rule divides what the game gives: a cost game's whole cost, a savings game's whole saving.
Rules that `follows_game` give the same deal from either form of a game: what a partner pays under
the cost game is its stand-alone cost less what it gains under the savings game. The others
(equal, by driver and the like) divide whatever sum they are given: equal charges are not equal
savings.

ACA and SCRB. Both give each partner its separable cost (what the whole would save without it)
and share the rest. ACA, *alternative cost avoided* (Ransmeier 1942, for the Tennessee Valley
Authority), shares the rest in proportion to what each avoids by joining: its stand-alone cost
less its separable cost. SCRB, *separable costs, remaining benefits* (the United States federal
practice of 1950, still that of water agencies), caps what a partner can be said to avoid at what
the service is worth to it: the lesser of stand-alone cost and benefit, less separable cost, and
never below nil. Where no benefits are given, or they exceed stand-alone costs, the two coincide;
so they do in every game of examples/games. In a savings game both are the Gately point.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from commonweal.errors import ComputationError, InputError
from commonweal.fairness.coalitions import say_group
from commonweal.fairness.games import Game
from commonweal.fairness.nucleolus import (
    nucleolus,
    per_capita_nucleolus,
    proportional_nucleolus,
)
from commonweal.fairness.scan import GroupTable
from commonweal.fairness.shapley import shapley_values

__all__ = [
    "RULES",
    "Need",
    "PartnerFacts",
    "Rule",
    "aca_shares",
    "apply_rule",
    "baseline_shares",
    "driver_mix_shares",
    "driver_shares",
    "equal_shares",
    "fixed_and_unit_shares",
    "marginal_amounts",
    "rule_of",
    "scrb_shares",
    "tau_shares",
]

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


def equal_shares(game: Game) -> NDArray[np.float64]:
    """Return the whole divided equally, shape (n_players,)."""
    return np.full(game.n_players, game.whole / game.n_players)


def driver_shares(
    game: Game, driver: Sequence[float], *, name: str = "driver"
) -> NDArray[np.float64]:
    """Return the whole divided in proportion to a driver, shape (n_players,).

    Raises
    ------
    InputError
        If there is not one finite amount of nil or more per partner, or all are nil.
    """
    weights = _amounts(game, driver, name)
    if (weights < 0).any():
        player = int(np.flatnonzero(weights < 0)[0])
        raise InputError(
            f"The {name} of {game.players[player]} is {weights[player]:,g}, below nil.",
            hint="Use a driver that is nil or more for every partner.",
        )
    if weights.sum() <= 0:
        raise InputError(
            f"The {name} of every partner is nil.",
            hint="Use a driver that at least one partner has some of.",
        )
    shares: NDArray[np.float64] = game.whole * (weights / weights.sum())
    return shares


def driver_mix_shares(
    game: Game, drivers: Mapping[str, Sequence[float]], weights: Mapping[str, float]
) -> NDArray[np.float64]:
    """Return the whole divided by several drivers, each with its weight, shape (n_players,).

    Raises
    ------
    InputError
        If no weight is given, one is below nil or they add up to nil, a driver is not there, or
        for what `driver_shares` refuses.
    """
    if not weights:
        raise InputError(
            "A rule by driver needs a driver, and none is given.",
            hint="Name a driver, for example population, with its weight.",
        )
    for name, weight in weights.items():
        if name not in drivers:
            raise InputError(
                f"There is no driver called {name}.",
                hint=f"The drivers given are {say_group(tuple(drivers)) or 'none'}.",
            )
        if not (np.isfinite(weight) and weight >= 0):
            raise InputError(f"The weight of {name} is {weight:g}.", hint="Give 0 or more.")
    total = sum(weights.values())
    if total <= 0:
        raise InputError("Every driver has a weight of nil.", hint="Give one a weight above 0.")
    mixed = np.zeros(game.n_players)
    for name, weight in weights.items():
        if weight:
            mixed += weight / total * driver_shares(game, drivers[name], name=name)
    return mixed


def baseline_shares(game: Game, baseline: Sequence[float]) -> NDArray[np.float64]:
    """Return the whole divided in proportion to what each contributes now, (n_players,)."""
    return driver_shares(game, baseline, name="baseline contribution")


def fixed_and_unit_shares(
    game: Game, volumes: Sequence[float], fixed_total: float
) -> NDArray[np.float64]:
    """Return an equal fixed fee plus one unit price times volume, shape (n_players,).

    The unit price is what is left of the whole after the fixed fees, over all volumes.

    Raises
    ------
    InputError
        If the fixed fees are below nil or above the whole, or for what `driver_shares` refuses.
    """
    size = abs(game.whole)
    if not (np.isfinite(fixed_total) and 0 <= fixed_total <= size):
        raise InputError(
            f"The fixed fees come to {fixed_total:,g} and the whole to {size:,g}.",
            hint="Give fixed fees of 0 up to the whole.",
        )
    fixed = fixed_total if game.whole >= 0 else -fixed_total
    by_volume = driver_shares(game, volumes, name="volume")
    part = fixed / game.whole if game.whole else 0.0
    return fixed / game.n_players + (1 - part) * by_volume


def marginal_amounts(game: Game) -> NDArray[np.float64]:
    """Return what the whole changes by for each partner's presence, shape (n_players,).

    c(N) - c(N without i), the separable cost; in a savings game v(N) - v(N without i). These
    need not add up to the whole, and nothing is scaled to make them.
    """
    everybody = 2**game.n_players - 1
    without: NDArray[np.float64] = game.values[everybody ^ (1 << np.arange(game.n_players))]
    return game.whole - without


def aca_shares(game: Game) -> NDArray[np.float64]:
    """Return separable cost plus a part of the rest by alternative cost avoided, (n_players,).

    Raises
    ------
    ComputationError
        If nobody avoids anything by joining, yet something is left to share.
    """
    return _separable_and_rest(game, game.alone(), "alternative cost avoided")


def scrb_shares(game: Game, benefits: Sequence[float] | None = None) -> NDArray[np.float64]:
    """Return separable cost plus a part of the rest by remaining benefit, (n_players,).

    Parameters
    ----------
    benefits : shape (n_players,), optional
        What the service is worth to each partner; caps its stand-alone cost. In a savings game
        the stand-alone saving stands for both, and benefits cannot be given.

    Raises
    ------
    InputError
        If benefits are given for a savings game, or not one per partner.
    ComputationError
        If nobody has a remaining benefit, yet something is left to share.
    """
    limit = game.alone()
    if benefits is not None:
        if game.kind == "savings":
            raise InputError(
                "Benefits cap stand-alone costs, and a savings game has none.",
                hint="Give the cost game, or leave the benefits out.",
            )
        limit = np.minimum(limit, _amounts(game, benefits, "benefit"))
    avoided = game.sign * (marginal_amounts(game) - limit)
    # A negative remaining benefit counts as none: the partner then pays its separable cost.
    limit = np.where(avoided < 0, marginal_amounts(game), limit)
    return _separable_and_rest(game, limit, "remaining benefit")


def tau_shares(game: Game) -> NDArray[np.float64]:
    """Return the tau value: a compromise between the most and the least each can hope for.

    The most is what the whole gains by the partner; the least, what it could be left with by any
    group after paying the others their most. All go the same part of the way (Tijs 1981).

    Raises
    ------
    ComputationError
        If the most a partner can hope for is less than its least, or all of the most together
        are less than the whole, or all of the least more: then there is no compromise.
    """
    most = game.sign * marginal_amounts(game)
    whole = game.sign * game.whole
    table = GroupTable(game)
    gap_of_all = float(most.sum()) - whole
    worst = table.worst_by_player(most)
    gap = table.members(worst) @ most - table.worth_of(worst)
    gap = np.minimum(gap, gap_of_all)  # everybody together is a group too
    noise = 100 * table.noise(most)
    if gap.min() < -noise or gap_of_all < -noise or gap.sum() < gap_of_all - noise:
        raise ComputationError(
            "The tau value is not defined for this game: what partners can hope for at most and "
            "at least leave no room for a compromise.",
            hint="Use the nucleolus, which every game has.",
        )
    gap = np.maximum(gap, 0.0)
    if gap.sum() <= noise:
        return game.sign * most
    shares: NDArray[np.float64] = game.sign * (most - gap_of_all * gap / gap.sum())
    return shares


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


def _separable_and_rest(game: Game, limit: NDArray[np.float64], what: str) -> NDArray[np.float64]:
    separable = marginal_amounts(game)
    avoided = game.sign * (separable - limit)  # 0 or more where joining pays
    rest = game.whole - separable.sum()
    total = float(avoided.sum())
    noise = 100 * GroupTable(game).noise(separable)
    if abs(rest) <= noise:
        return separable
    if abs(total) <= noise:
        raise ComputationError(
            f"Separable amounts leave {rest:,.2f} to share, and no partner has any {what} to "
            "share it by.",
            hint="Use the Shapley value or the nucleolus, which every game has.",
        )
    shares: NDArray[np.float64] = separable + rest * avoided / total
    return shares


def _amounts(game: Game, amounts: Sequence[float], name: str) -> NDArray[np.float64]:
    given = np.asarray(amounts, dtype=np.float64)
    if given.shape != (game.n_players,):
        raise InputError(
            f"There are {game.n_players} partners and {given.size} figures for {name}.",
            hint=f"Give a {name} for each of {say_group(game.players)}.",
        )
    if not np.isfinite(given).all():
        player = int(np.flatnonzero(~np.isfinite(given))[0])
        raise InputError(
            f"The {name} of {game.players[player]} is {given[player]}.",
            hint="Give a finite number.",
        )
    return given


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
