"""Is there any deal at all? Asked once of sealed answers; the answer is yes or no and no more.

Small print: a split in the core that gives each partner at least its sealed minimum exists if and
only if the game in which no partner's stand-alone cost is higher than the most it would pay has a
core.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final, Literal

import numpy as np

from commonweal.errors import InputError, Place
from commonweal.fairness import Game, core_is_empty

from .preconditions import Precondition, contradictions

__all__ = ["QUESTIONS", "Question", "is_feasible"]

Question = Literal["stable-split", "nobody-worse-off", "no-contradiction"]

QUESTIONS: Final[Mapping[Question, str]] = {
    "stable-split": "Is there a split that meets every sealed minimum and that no partner or group "
    "of partners would leave?",
    "nobody-worse-off": "Is there a split that meets every sealed minimum and leaves nobody worse "
    "off than alone?",
    "no-contradiction": "Can all the preconditions be met together?",
}

#: Pounds by which sums may differ and count as equal: less than can be paid.
_ROUNDING = 0.005


def is_feasible(
    question: Question,
    *,
    game: Game | None = None,
    least_gains: Mapping[str, float] | None = None,
    preconditions: Mapping[str, Sequence[Precondition]] | None = None,
) -> bool:
    """Answer one of `QUESTIONS`.

    Parameters
    ----------
    game
        Cost of every group of partners, for the first two questions.
    least_gains
        For each partner the least it would accept to gain over its stand-alone cost, in the
        game's pounds; nought where it named none.
    preconditions
        By body, for the last question.

    Raises
    ------
    InputError
        What the question needs is missing, or a minimum is named for somebody who is no partner.
    """
    if question == "no-contradiction":
        return not contradictions(preconditions or {})
    if game is None or game.kind != "cost":
        raise InputError(
            "The question needs the cost of every group of partners.",
            hint="Appraise the sharing option first.",
        )
    minima = dict(least_gains or {})
    unknown = sorted(set(minima) - set(game.players))
    if unknown:
        raise InputError(
            f"A minimum is named for {', '.join(unknown)}, who is no partner.",
            hint=f"Name one of: {', '.join(game.players)}.",
            place=Place(key="least_gains"),
        )
    wanted = np.array([minima.get(player, 0.0) for player in game.players])
    if question == "nobody-worse-off":
        wanted = np.maximum(wanted, 0.0)
    most = game.alone() - wanted
    if question == "nobody-worse-off":
        return bool(most.sum() >= game.whole - _ROUNDING)
    values = game.values.copy()
    alone = 1 << np.arange(game.n_players)
    # No partner pays more than alone, whatever it said it would accept.
    values[alone] = np.minimum(values[alone], most)
    return not core_is_empty(replace(game, values=values))
