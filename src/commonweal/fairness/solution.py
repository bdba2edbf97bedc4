"""Everything that `commonweal game` says about a bare game: shares, stability, sentences."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from math import ceil, log10
from typing import Any

import numpy as np
from numpy.typing import NDArray

from commonweal.errors import ComputationError
from commonweal.fairness.certificate import Certificate, certify
from commonweal.fairness.checking import check_certificate
from commonweal.fairness.core import BalancedCollection, LeastCore, least_core
from commonweal.fairness.games import Game, GameKind
from commonweal.fairness.nucleolus import solve_nucleolus
from commonweal.fairness.rules import RULES, PartnerFacts, Rule
from commonweal.fairness.scan import Weighting
from commonweal.fairness.stability import Grievance, SplitStability, split_stability
from commonweal.fairness.words import decimals_for, say_amount, say_group, say_part

__all__ = ["GAME_RULES", "GameSolution", "RuleResult", "say_proof", "say_stability", "solve_game"]

#: Rules that need nothing but the game.
GAME_RULES = (
    "equal",
    "marginal",
    "aca",
    "scrb",
    "shapley",
    "nucleolus",
    "per-capita-nucleolus",
    "tau",
)
_MOST_BLOCKING = 20
_NO_FACTS = PartnerFacts()
_WEIGHTING_BY_RULE: Mapping[str, Weighting] = {
    "nucleolus": "group",
    "per-capita-nucleolus": "head",
}
_MAY_BE_UNDEFINED = frozenset({"aca", "scrb", "tau"})


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleResult:
    """What one rule gives, and whether any group would do better by itself.

    `stability` is None for amounts that need not add up to the whole, which cannot be tested.
    `certificate` is the exact proof, accepted by the independent checker, where there is one.
    """

    rule: Rule
    amounts: tuple[float, ...]
    stability: SplitStability | None
    certificate: Certificate | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class GameSolution:
    """A game under every rule that needs nothing else.

    Attributes
    ----------
    game : Game
    notes : mapping
        Whatever came with the game: its name, source.
    results : tuple of RuleResult
        One for each rule that has an answer.
    undefined : mapping of rule id to reason
        Rules that have no answer for this game.
    least_core : LeastCore
    sentences : tuple of str
    """

    game: Game
    notes: Mapping[str, Any] = field(default_factory=dict)
    results: tuple[RuleResult, ...]
    undefined: Mapping[str, str]
    least_core: LeastCore
    sentences: tuple[str, ...]

    def amounts(self, rule_id: str) -> tuple[float, ...]:
        """Return what a rule gives; raises KeyError for a rule without an answer here."""
        return {result.rule.id: result.amounts for result in self.results}[rule_id]

    def to_dict(self) -> dict[str, Any]:
        """Return plain values for JSON: costs for a cost game, savings for a savings game."""
        return {
            "players": list(self.game.players),
            "kind": self.game.kind,
            "notes": dict(self.notes),
            "shares": [
                {"rule": result.rule.id, "player": player, "amount": amount}
                for result in self.results
                for player, amount in zip(self.game.players, result.amounts, strict=True)
            ],
            "undefined": [
                {"rule": rule, "reason": reason} for rule, reason in self.undefined.items()
            ],
            "certified": [
                result.rule.id for result in self.results if result.certificate is not None
            ],
            "core_empty": self.least_core.core_empty,
            "least_core": self.least_core.value,
            "blocking": [
                {"rule": result.rule.id, "group": list(grievance.group), "amount": grievance.amount}
                for result in self.results
                if result.stability is not None
                for grievance in result.stability.blocking
            ],
            "sentences": list(self.sentences),
        }


def solve_game(
    game: Game, notes: Mapping[str, Any] | None = None, *, materiality: float = 0.0
) -> GameSolution:
    """Share a game by every rule that needs nothing else, and test each split on every group.

    Parameters
    ----------
    notes : mapping, optional
        Carried into the answer as they are.
    materiality : float
        A gain smaller than this does not count as a reason to leave.

    Raises
    ------
    ComputationError
        If the nucleolus or the least core cannot be found.
    """
    tidy = _Tidy(game)
    results: list[RuleResult] = []
    undefined: dict[str, str] = {}
    for rule_id in GAME_RULES:
        rule = RULES[rule_id]
        try:
            amounts, certificate = _amounts_and_proof(game, rule)
        except ComputationError as error:
            if rule_id not in _MAY_BE_UNDEFINED:
                raise
            undefined[rule_id] = error.message
            continue
        stability = None
        if rule.adds_up:
            stability = split_stability(
                game, amounts, n_worst=_MOST_BLOCKING, materiality=materiality
            )
        results.append(
            RuleResult(
                rule=rule,
                amounts=tidy.amounts(amounts),
                stability=tidy.stability(stability) if stability is not None else None,
                certificate=certificate,
            )
        )
    best = tidy.least_core(least_core(game))
    return GameSolution(
        game=game,
        notes=dict(notes or {}),
        results=tuple(results),
        undefined=undefined,
        least_core=best,
        sentences=tuple(_sentences(game, results, undefined, best)),
    )


def _amounts_and_proof(game: Game, rule: Rule) -> tuple[NDArray[np.float64], Certificate | None]:
    """Return a rule's amounts; for a nucleolus that could be proved, the exact ones and proof."""
    weighting = _WEIGHTING_BY_RULE.get(rule.id)
    if weighting is None:
        return rule.shares(game, _NO_FACTS), None
    solved = solve_nucleolus(game, weighting=weighting)
    try:
        certificate = certify(game, solved)
    except ComputationError:
        return np.array(solved.amounts), None
    if not check_certificate(game, certificate).is_accepted:
        return np.array(solved.amounts), None
    return np.array([float(amount) for amount in certificate.amounts]), certificate


class _Tidy:
    """Takes rounding noise off amounts: thirteen figures of the game's largest are kept."""

    def __init__(self, game: Game) -> None:
        largest = float(np.abs(game.values).max())
        self.decimals = 13 - ceil(log10(largest)) if largest > 0 else 13

    def number(self, amount: float) -> float:
        return round(amount, self.decimals) + 0.0  # + 0.0 turns -0.0 into 0.0

    def amounts(self, amounts: NDArray[np.float64]) -> tuple[float, ...]:
        return tuple(self.number(amount) for amount in amounts.tolist())

    def grievance(self, grievance: Grievance) -> Grievance:
        return replace(
            grievance,
            amount=self.number(grievance.amount),
            under_split=self.number(grievance.under_split),
        )

    def stability(self, stability: SplitStability) -> SplitStability:
        return replace(
            stability,
            blocking=tuple(self.grievance(each) for each in stability.blocking),
            closest=self.grievance(stability.closest),
            by_size=tuple(self.number(amount) for amount in stability.by_size),
            exits=tuple(self.grievance(each) for each in stability.exits),
        )

    def least_core(self, best: LeastCore) -> LeastCore:
        return replace(
            best,
            value=self.number(best.value),
            amounts=tuple(self.number(amount) for amount in best.amounts),
            proof=replace(best.proof, by_themselves=self.number(best.proof.by_themselves)),
        )


def _sentences(
    game: Game,
    results: list[RuleResult],
    undefined: Mapping[str, str],
    best: LeastCore,
) -> list[str]:
    sentences = [_say_whole(game), _say_core(game, best)]
    for result in results:
        if result.stability is not None:
            sentences.append(say_stability(game.kind, result.rule.name, result.stability))
        else:
            sentences.append(_say_shortfall(game, result))
    sentences += [
        f"{RULES[rule].name[0].upper()}{RULES[rule].name[1:]} gives no answer here. {reason}"
        for rule, reason in undefined.items()
    ]
    return sentences


def _say_whole(game: Game) -> str:
    alone = float(game.alone().sum())
    difference = game.sign * (game.whole - alone)
    places = decimals_for(game.whole, alone, difference)
    whole, apart, gap = (
        say_amount(amount, places) for amount in (game.whole, alone, abs(difference))
    )
    better, worse = ("less", "more") if game.kind == "cost" else ("more", "less")
    verb = "cost" if game.kind == "cost" else "gain"
    if not difference:
        return f"All together {verb} {whole}, the same as all going alone."
    change = better if difference > 0 else worse
    return f"All together {verb} {whole}, {gap} {change} than all going alone ({apart})."


def _say_core(game: Game, best: LeastCore) -> str:
    amount = say_amount(abs(best.value), decimals_for(best.value))
    if not best.core_empty:
        if best.value == 0:
            return "Some split keeps every group, but with nothing to spare (least core 0)."
        return (
            "Some split keeps every group: each can be left at least "
            f"{amount} better off than by itself (least core −{amount})."
        )
    return (
        f"No split keeps every group. {say_proof(game.kind, best.proof)} "
        f"Each group would need {amount} more to stay (least core {amount})."
    )


def say_proof(kind: GameKind, proof: BalancedCollection) -> str:
    """Say in a sentence or two why no split can keep these groups together."""
    groups = [
        say_group(group) if abs(part - 1) < 1e-6 else f"{say_group(group)} ({say_part(part)})"
        for group, part in zip(proof.groups, proof.parts, strict=True)
    ]
    listed = "; ".join(groups)
    places = decimals_for(proof.by_themselves, proof.whole, proof.whole - proof.by_themselves)
    apart, whole = (say_amount(amount, places) for amount in (proof.by_themselves, proof.whole))
    verb = "would pay" if kind == "cost" else "could have"
    asks = "which must pay" if kind == "cost" else "which has only"
    return (
        f"These groups, counted in the parts shown, hold every partner exactly once: {listed}. "
        f"By themselves they {verb} {apart}, against the whole, {asks} {whole}."
    )


def say_stability(kind: GameKind, rule_name: str, stability: SplitStability) -> str:
    """Say who would leave under a rule, or who is nearest to it."""
    told = stability.blocking[0] if stability.blocking else stability.closest
    places = decimals_for(told.under_split, told.by_itself, told.amount)
    under, alone, gap = (
        say_amount(amount, places)
        for amount in (told.under_split, told.by_itself, abs(told.amount))
    )
    group = say_group(told.group)
    together = " together" if len(told.group) > 1 else ""
    if not stability.blocking:
        if told.amount == 0:
            spare = f"{group} could do as well by {_selves(told)}"
        else:
            spare = f"the nearest to it is {group}, with {gap} to spare"
        return f"Under {rule_name} no group would do better by itself; {spare}."
    if kind == "cost":
        what = f"would pay {under} but could do it alone for {alone}, {gap} less"
    else:
        what = f"would gain {under} but could have {alone} alone, {gap} more"
    they = "they" if len(told.group) > 1 else "it"
    others = stability.n_blocking - 1
    rest = f" So would {others:,} other group{'s' * (others > 1)}." if others else ""
    return f"Under {rule_name} {group}{together} {what}: {they} would leave.{rest}"


def _say_shortfall(game: Game, result: RuleResult) -> str:
    total = sum(result.amounts)
    gap = game.whole - total
    places = decimals_for(total, game.whole, gap)
    said = say_amount(total, places)
    name = f"{result.rule.name[0].upper()}{result.rule.name[1:]}"
    if abs(gap) <= 1e-9 * max(abs(game.whole), abs(total)):
        return f"{name} add up to {said}, the whole."
    side = "short of" if gap > 0 else "more than"
    return f"{name} add up to {said}, {say_amount(abs(gap), places)} {side} the whole."


def _selves(grievance: Grievance) -> str:
    return "themselves" if len(grievance.group) > 1 else "itself"
