"""What would keep every group in: whether any split can, who would have to pay whom, how much."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from commonweal.errors import CommonwealError
from commonweal.fairness import least_core, say_proof, side_payments, smallest_subsidy
from commonweal.money import say_pounds
from commonweal.partnership import Partnership

from .group_costs import PartnerGame
from .splits import SplitResult
from .words import names_of, say_names

__all__ = ["Keeping", "keeping"]


@dataclass(frozen=True, kw_only=True)
class Keeping:
    """Whether any split keeps every group, and what it would take; present-value pounds."""

    core_empty: bool
    """True where whatever the split, some group would do better by itself."""
    least_core: float
    """Sum that every group would need to stay; below 0 what each can be left better off by."""
    proof: str
    """Where no split keeps every group, the groups that show it."""
    side_payments: Mapping[str, float] | None
    """What each partner receives on top of the split proposed (below 0: pays) so that no group
    would leave, least in all; nothing for each where none is needed; None where none would do."""
    why_none: str
    """Why no side payments would do."""
    subsidy: float
    """Smallest sum from outside that would let some split keep every group."""
    sentence: str

    def to_dict(self) -> dict[str, Any]:
        payments = self.side_payments
        return {
            "core_empty": self.core_empty,
            "least_core": round(self.least_core, 2),
            "proof": self.proof,
            "side_payments": None
            if payments is None
            else {body: round(pounds, 2) for body, pounds in payments.items()},
            "why_none": self.why_none,
            "subsidy": round(self.subsidy, 2),
            "sentence": self.sentence,
        }


def keeping(partnership: Partnership, partner_game: PartnerGame, split: SplitResult) -> Keeping:
    """Find what would keep every group in under a split.

    A split that no group would leave by more than is material needs no payment.

    Raises
    ------
    ComputationError
        A linear program could not be solved.
    """
    game = partner_game.game
    best = least_core(game)
    subsidy = smallest_subsidy(game).total if best.core_empty else 0.0
    payments: dict[str, float] | None = dict.fromkeys(game.players, 0.0)
    why_none = ""
    if not split.stability.is_stable:
        payments, why_none = _payments(partner_game, split)
    proof = ""
    if best.core_empty:
        names = names_of(partnership, game.players)
        named = replace(
            best.proof,
            groups=tuple(
                tuple(names[game.players.index(body)] for body in group)
                for group in best.proof.groups
            ),
        )
        proof = say_proof("cost", named)
    return Keeping(
        core_empty=best.core_empty,
        least_core=best.value,
        proof=proof,
        side_payments=payments,
        why_none=why_none,
        subsidy=subsidy,
        sentence=_sentence(partnership, split, payments, subsidy),
    )


def _payments(partner_game: PartnerGame, split: SplitResult) -> tuple[dict[str, float] | None, str]:
    game = partner_game.game
    amounts = np.array([share.cost for share in split.shares])
    amounts += (game.whole - amounts.sum()) / len(amounts)  # rounding, far below a penny
    try:
        found = side_payments(game, amounts, unit=0.01)
    except CommonwealError as error:
        return None, f"{error.message} {error.hint}".rstrip()
    return dict(zip(found.players, found.received, strict=True)), ""


def _sentence(
    partnership: Partnership,
    split: SplitResult,
    payments: Mapping[str, float] | None,
    subsidy: float,
) -> str:
    if payments is None:
        if subsidy < 0.005:
            return "No side payments could be found."
        return (
            f"No split keeps every group, whoever pays whom; {say_pounds(subsidy)} from outside "
            "is the least that would."
        )
    if split.stability.is_stable:
        return f"Nobody would leave under {split.name}, so that no side payments are needed."
    received = {body: pounds for body, pounds in payments.items() if pounds > 0.005}
    paid = {body: -pounds for body, pounds in payments.items() if pounds < -0.005}
    return (
        f"Nobody would leave if {_say_sums(partnership, paid)} paid "
        f"{_say_sums(partnership, received)}: {say_pounds(sum(received.values()))} in all, the "
        "least that would do."
    )


def _say_sums(partnership: Partnership, pounds_by_body: Mapping[str, float]) -> str:
    names = names_of(partnership, pounds_by_body)
    if len(names) == 1:
        return names[0]
    return say_names(
        [
            f"{name} ({say_pounds(pounds)})"
            for name, pounds in zip(names, pounds_by_body.values(), strict=True)
        ]
    )
