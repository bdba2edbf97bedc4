"""Whose leaving would turn the gain: the sharing option priced again without each partner."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from commonweal.deal.verdict import Answer
from commonweal.deal.words import say_names
from commonweal.errors import CommonwealError
from commonweal.money import say_pounds
from commonweal.partnership import Partnership

from .trial import Trier

__all__ = ["WithoutPartner", "say_who_turns_it", "without_each"]


@dataclass(frozen=True, slots=True, kw_only=True)
class WithoutPartner:
    """What sharing is worth to the rest if one partner leaves before it begins."""

    body: str
    name: str
    joint_gain: float | None
    """Present-value pounds of those who stay over the best each could do alone; None where too few
    stay, or the rest cannot be priced."""
    gain_with_all: float
    """The same with every partner in."""
    answer: Answer | None
    sentence: str
    is_host: bool

    @property
    def turns_it(self) -> bool:
        """Whether those who stay would gain nothing."""
        return self.joint_gain is None or self.joint_gain < 0

    def to_dict(self) -> dict[str, Any]:
        return {
            "body": self.body,
            "joint_gain": None if self.joint_gain is None else round(self.joint_gain, 2),
            "gain_with_all": round(self.gain_with_all, 2),
            "answer": self.answer,
            "turns_it": self.turns_it,
            "is_host": self.is_host,
            "sentence": self.sentence,
        }


def without_each(trier: Trier, partnership: Partnership) -> tuple[WithoutPartner, ...]:
    """Price sharing again without each partner in turn, as proposed for the rest.

    Nothing is shared out that the one who left would have paid: the rest are priced from their own
    records. A host that leaves leaves its place empty.
    """
    option = partnership.option(trier.option)
    partners = partnership.bodies_of(option)
    whole = trier.gain(partnership)
    return tuple(_without(trier, partnership, body, partners, whole) for body in partners)


def say_who_turns_it(found: tuple[WithoutPartner, ...]) -> str:
    """Say whose leaving would turn a gain to none, or none to a gain."""
    if all(one.gain_with_all <= 0 for one in found):
        freed = [one.name for one in found if not one.turns_it]
        if not freed:
            return "Together they gain nothing, and would not if any one of them left."
        return f"Together they gain nothing; the rest would gain without {' or '.join(freed)}."
    turning = [one.name for one in found if one.turns_it]
    if not turning:
        return "No single partner's leaving would take the gain from the rest."
    if len(turning) == len(found):
        return "If any one of the partners left, nothing would be gained by the rest."
    would = "would" if len(turning) == 1 else "would each"
    return f"{say_names(turning)} {would}, by leaving, take the gain from the rest."


def _without(
    trier: Trier, partnership: Partnership, body: str, partners: tuple[str, ...], whole: float
) -> WithoutPartner:
    name = partnership.body(body).name
    option = partnership.option(trier.option)
    is_host = option.host == body
    stay = tuple(one for one in partners if one != body)

    def nothing_left(why: str) -> WithoutPartner:
        return WithoutPartner(
            body=body,
            name=name,
            joint_gain=None,
            gain_with_all=whole,
            answer=None,
            sentence=f"Without {name}, {why}",
            is_host=is_host,
        )

    if len(stay) < 2:
        return nothing_left("there is nobody left to share with.")
    rest = option.model_copy(update={"bodies": stay, "host": None if is_host else option.host})
    case = partnership.model_copy(
        update={
            "options": tuple(rest if one.id == option.id else one for one in partnership.options)
        }
    )
    try:
        outcome = trier.outcome(case)
    except CommonwealError as error:
        return nothing_left(f"the rest cannot be priced: {error.message}")
    gain = outcome.joint_gain
    said = (
        f"the other {len(stay)} gain {say_pounds(gain)}"
        if gain >= 0
        else f"the other {len(stay)} pay {say_pounds(-gain)} more than alone"
    )
    lost = ", and a new host must be found" if is_host else ""
    return WithoutPartner(
        body=body,
        name=name,
        joint_gain=gain,
        gain_with_all=whole,
        answer=outcome.answer,
        sentence=f"Without {name}, {said}{lost}.",
        is_host=is_host,
    )
