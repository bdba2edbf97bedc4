"""Answers side by side once they are open: contradictions and gaps first, never a score.

What comes out is the conversation that is needed, as questions.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from .preconditions import Precondition, topics

__all__ = ["Difference", "Gap", "differences", "gaps"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """A topic that some raised and others did not, or that nobody raised."""

    topic: str
    raised_by: tuple[str, ...]
    silent: tuple[str, ...]
    question: str

    def to_dict(self) -> dict[str, Any]:
        return {
            "topic": self.topic,
            "raised_by": list(self.raised_by),
            "silent": list(self.silent),
            "question": self.question,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One question to which bodies, or roles within one body, gave different answers."""

    question: str
    answers: tuple[tuple[str, str], ...]
    """Who answered what, in the order given."""
    to_ask: str

    def to_dict(self) -> dict[str, Any]:
        return {
            "question": self.question,
            "answers": [list(pair) for pair in self.answers],
            "to_ask": self.to_ask,
        }


def gaps(
    by_body: Mapping[str, Sequence[Precondition]], *, names: Mapping[str, str] | None = None
) -> tuple[Gap, ...]:
    """Return what is not yet talked about: first what some raised and others did not."""
    said = names or {}
    found = []
    for topic in topics():
        raised = tuple(
            body for body, held in by_body.items() if any(one.topic == topic.id for one in held)
        )
        silent = tuple(body for body in by_body if body not in raised)
        if not silent:
            continue
        if raised:
            who = _listed([said.get(body, body) for body in raised])
            others = _listed([said.get(body, body) for body in silent])
            question = f"{topic.question} {who} raised it; would what they ask suit {others}?"
        else:
            question = f"{topic.question} Nobody raised it: {topic.why[0].lower()}{topic.why[1:]}"
        found.append(Gap(topic=topic.id, raised_by=raised, silent=silent, question=question))
    return tuple(sorted(found, key=lambda gap: not gap.raised_by))


def differences(
    answers: Mapping[str, Mapping[str, str]], questions: Mapping[str, str]
) -> Iterator[Difference]:
    """Yield the questions on which answers differ, between bodies or between roles in a body.

    Parameters
    ----------
    answers
        By who answered (a body, or a role in one), then by the question's id.
    questions
        The words of each question by id, in the order in which they are told.
    """
    for question, words in questions.items():
        given = tuple((who, held[question]) for who, held in answers.items() if question in held)
        if len({answer for _, answer in given}) < 2:
            continue
        by_answer: dict[str, list[str]] = {}
        for who, answer in given:
            by_answer.setdefault(answer, []).append(who)
        sides = "; ".join(f"{_listed(who)}: {answer}" for answer, who in by_answer.items())
        yield Difference(
            question=words,
            answers=given,
            to_ask=f"{words} {sides}. What does each know that the others do not?",
        )


def _listed(names: Sequence[str]) -> str:
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"
