"""Preconditions in words that can be held against each other, and where they contradict."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations
from typing import Any, Final, Literal

from commonweal.errors import InputError, Place
from commonweal.files import Sourced, find_by_id, reference_rows

__all__ = ["Contradiction", "Demand", "Precondition", "Topic", "contradictions", "topics"]

TopicKind = Literal["yes-no", "choice", "number", "body", "place"]

#: What may be asked of a topic's value.
Demand = Literal["must", "must-not", "at-least", "at-most", "one-of", "none-of"]

_DEMANDS: Final[Mapping[TopicKind, tuple[Demand, ...]]] = {
    "yes-no": ("must", "must-not"),
    "number": ("at-least", "at-most"),
    "choice": ("one-of", "none-of"),
    "body": ("one-of", "none-of"),
    "place": ("one-of", "none-of"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic(Sourced):
    """A row of data/topics.toml: something that bodies make a precondition of."""

    id: str
    question: str
    kind: TopicKind
    why: str
    unit: str = ""
    choices: tuple[str, ...] = ()
    """For a choice: all that can be chosen. Bodies and places are the partnership's own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Precondition:
    """One thing that a body must have, or will not have.

    Raises InputError where the demand does not fit the topic.
    """

    topic: str
    demand: Demand
    values: tuple[str, ...] = ()
    """For `one-of` and `none-of`."""
    number: float | None = None
    """For `at-least` and `at-most`, in the topic's unit."""
    service: str = ""
    """The service it is about; every service where empty."""
    words: str = ""
    """The body's own words; never compared."""

    def __post_init__(self) -> None:
        topic = find_by_id(topics(), self.topic, what="topic")
        allowed = _DEMANDS[topic.kind]
        if self.demand not in allowed:
            raise InputError(
                f"Of {topic.id} one can demand {' or '.join(allowed)}, not {self.demand}.",
                hint="Choose one of these.",
                place=Place(key="demand"),
            )
        if (self.number is not None) != (topic.kind == "number"):
            raise InputError(
                f"{topic.question} The answer "
                f"{'needs' if topic.kind == 'number' else 'takes no'} number.",
                hint=f"It is counted in {topic.unit}." if topic.unit else "Leave the number out.",
                place=Place(key="number"),
            )
        if bool(self.values) != (self.demand in ("one-of", "none-of")):
            raise InputError(
                f"The demand {self.demand} {'takes no' if self.values else 'needs'} values.",
                hint="Name at least one." if not self.values else "Leave them out.",
                place=Place(key="values"),
            )
        unknown = sorted(set(self.values) - set(topic.choices)) if topic.choices else []
        if unknown:
            raise InputError(
                f"{', '.join(unknown)} cannot be chosen for {topic.id}.",
                hint=f"Choose from: {', '.join(topic.choices)}.",
                place=Place(key="values"),
            )

    def to_dict(self) -> dict[str, Any]:
        return {
            "topic": self.topic,
            "demand": self.demand,
            "values": list(self.values),
            "number": self.number,
            "service": self.service,
            "words": self.words,
        }

    @classmethod
    def from_dict(cls, values: Mapping[str, Any]) -> Precondition:
        return cls(**{**values, "values": tuple(values.get("values", ()))})


@dataclass(frozen=True, slots=True, kw_only=True)
class Contradiction:
    """Preconditions that cannot all be met, and whose they are."""

    topic: str
    service: str
    bodies: tuple[str, ...]
    sentence: str

    def to_dict(self) -> dict[str, Any]:
        return {
            "topic": self.topic,
            "service": self.service,
            "bodies": list(self.bodies),
            "sentence": self.sentence,
        }


@lru_cache(maxsize=1)
def topics() -> tuple[Topic, ...]:
    """Return everything that a precondition can be about, in the order of the data file."""
    return reference_rows("commonweal.exchange", "data/topics.toml", "topics", Topic)


def contradictions(
    by_body: Mapping[str, Sequence[Precondition]], *, names: Mapping[str, str] | None = None
) -> tuple[Contradiction, ...]:
    """Return what cannot be met together, topic by topic, two bodies at a time where two suffice.

    `names` are the bodies' names by id, for the sentences.
    """
    said = names or {}
    return tuple(
        found
        for topic in topics()
        for service in _services(by_body, topic.id)
        for found in _of_topic(topic, service, by_body, said)
    )


def _services(by_body: Mapping[str, Sequence[Precondition]], topic: str) -> list[str]:
    """Return the services that a topic was raised for; the empty one stands for all."""
    raised = {one.service for held in by_body.values() for one in held if one.topic == topic}
    single = sorted(raised - {""})
    return single or ([""] if raised else [])


def _of_topic(
    topic: Topic,
    service: str,
    by_body: Mapping[str, Sequence[Precondition]],
    names: Mapping[str, str],
) -> Iterator[Contradiction]:
    held = {
        body: [one for one in ones if one.topic == topic.id and one.service in ("", service)]
        for body, ones in by_body.items()
    }
    held = {body: ones for body, ones in held.items() if ones}
    n_found = 0
    for group in (*((body,) for body in held), *combinations(held, 2)):
        asked = [(body, one) for body in group for one in held[body]]
        if not _can_be_met(topic, [one for _, one in asked]):
            if len(group) == 2 and any(not _can_be_met(topic, held[body]) for body in group):
                continue  # one of the two contradicts itself, which is told already
            n_found += 1
            yield _contradiction(topic, service, asked, names)
    everybody = [(body, one) for body in held for one in held[body]]
    if not n_found and not _can_be_met(topic, [one for _, one in everybody]):
        yield _contradiction(topic, service, everybody, names)


def _can_be_met(topic: Topic, asked: Sequence[Precondition]) -> bool:
    if topic.kind == "yes-no":
        return len({one.demand for one in asked}) <= 1
    if topic.kind == "number":
        least = [one.number for one in asked if one.demand == "at-least" and one.number is not None]
        most = [one.number for one in asked if one.demand == "at-most" and one.number is not None]
        return not least or not most or max(least) <= min(most)
    wanted = [set(one.values) for one in asked if one.demand == "one-of"]
    barred = {value for one in asked if one.demand == "none-of" for value in one.values}
    if wanted:
        return bool(set.intersection(*wanted) - barred)
    return not topic.choices or bool(set(topic.choices) - barred)


def _contradiction(
    topic: Topic,
    service: str,
    asked: Sequence[tuple[str, Precondition]],
    names: Mapping[str, str],
) -> Contradiction:
    parts = [f"{names.get(body, body)} says {_said(topic, one)}" for body, one in asked]
    about = f" ({service.replace('-', ' ')})" if service else ""
    return Contradiction(
        topic=topic.id,
        service=service,
        bodies=tuple(dict.fromkeys(body for body, _ in asked)),
        sentence=f"{topic.question}{about} {'; '.join(parts)}. These cannot all be met.",
    )


def _said(topic: Topic, one: Precondition) -> str:
    match one.demand:
        case "must":
            return "yes"
        case "must-not":
            return "no"
        case "at-least" | "at-most":
            amount = f"{one.number:,.0f}" if topic.unit not in _YEARS else f"{one.number:.0f}"
            return f"{one.demand.replace('-', ' ')} {amount} {topic.unit}".rstrip()
        case "one-of":
            return " or ".join(value.replace("-", " ") for value in one.values)
        case "none-of":
            return f"not {' nor '.join(value.replace('-', ' ') for value in one.values)}"


_YEARS: Final = frozenset({"year in which the financial year begins"})
