"""When an exchange opens, and when it comes to nothing: decided from its terms alone.

Who must answer, by when, and what is asked of the answers once they lock are fixed at the start.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Literal

from commonweal.errors import InputError, Place

__all__ = ["NOT_GIVEN", "Answerer", "Kept", "Outcome", "Terms", "outcome"]

#: What stands for an answerer. `given` may be replaced until the deadline; `final` may not.
Kept = Literal["not-given", "given", "final"]
NOT_GIVEN: Final[Kept] = "not-given"

Outcome = Literal["waiting", "opens", "void"]


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Answerer:
    """Who answers: a body, or one role within it."""

    body: str
    role: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What is fixed when an exchange starts."""

    exchange: str
    answerers: tuple[Answerer, ...]
    opened_at: datetime
    deadline: datetime
    """Once past, answers can neither be given nor replaced."""

    def __post_init__(self) -> None:
        if len({answerer.body for answerer in self.answerers}) < 2:
            raise InputError(
                "An exchange needs at least two bodies.",
                hint="Name everybody who must answer.",
                place=Place(key="answerers"),
            )
        if len(set(self.answerers)) != len(self.answerers):
            raise InputError(
                "Somebody is named twice among those who answer.",
                hint="Name each body, or each role of a body, once.",
                place=Place(key="answerers"),
            )
        if self.deadline <= self.opened_at:
            raise InputError(
                "The deadline is before the start.",
                hint="Leave time for everybody to answer.",
                place=Place(key="deadline"),
            )


def outcome(terms: Terms, kept: Mapping[Answerer, Kept], *, now: datetime) -> Outcome:
    """Return what becomes of an exchange at a moment.

    It opens at once when every answer is final, and at the deadline when every answer is in;
    where one is missing at the deadline it is void, and nothing of any answer is ever shown.
    """
    states = [kept.get(answerer, NOT_GIVEN) for answerer in terms.answerers]
    if all(state == "final" for state in states):
        return "opens"
    if now < terms.deadline:
        return "waiting"
    return "void" if NOT_GIVEN in states else "opens"
