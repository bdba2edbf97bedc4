"""Readiness: what each role of each body is asked before money is spent, and what to talk about.

The questions and the words of the answers are rows of data/readiness.toml. Answers are grades in
words. Nothing is counted or added up: what comes out are questions that the partners should put to
each other, and there is no result by which a body could be ranked.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final, Literal

from commonweal.errors import FileFormatError, InputError, Place
from commonweal.files import Sourced, check_unique_ids, find_by_id, reference_rows
from commonweal.partnership.saying import listed

from .protocol import Answerer

__all__ = [
    "Finding",
    "ReadinessComparison",
    "ReadinessQuestion",
    "ReadinessRole",
    "ReadinessScale",
    "ReadinessSet",
    "check_readiness",
    "compare_readiness",
    "readiness_questions",
    "readiness_roles",
    "readiness_sets",
]

_FILE: Final = "data/readiness.toml"

#: What an answer shows that is worth talking about, in the order in which it is told.
Sort = Literal["gap", "between-bodies", "within-a-body"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadinessRole(Sourced):
    """Somebody in a body who is asked: what they know, others may not."""

    id: str
    name: str
    term: str = ""
    """The key of a jurisdiction's own word for it; empty where it has none."""

    def said(self, terms: Mapping[str, str]) -> str:
        """Return what the role is called where these terms are used."""
        return terms.get(self.term, self.name)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadinessScale(Sourced):
    """The words in which a question may be answered."""

    id: str
    answers: tuple[str, ...]
    settled: tuple[str, ...]
    """Answers that leave nothing to talk about where everybody gives the same."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadinessSet(Sourced):
    """Questions that belong together, and why they are asked."""

    id: str
    title: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadinessQuestion(Sourced):
    """One question, in which words it is answered, and what to talk about where it is open."""

    id: str
    set: str
    scale: str
    question: str
    to_talk_about: str
    roles: tuple[str, ...] = ()
    """Who is asked; everybody where empty."""

    @property
    def answers(self) -> tuple[str, ...]:
        return _scale(self.scale).answers

    @property
    def settled(self) -> tuple[str, ...]:
        return _scale(self.scale).settled

    def is_asked_of(self, role: str) -> bool:
        """A body that answers as one, in no role, is asked everything."""
        return not role or not self.roles or role in self.roles


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Something to talk about: who said what, and the question that it leads to."""

    sort: Sort
    question: str
    """The id of the question."""
    body: str
    """Of a difference within a body: which; else empty."""
    answers: tuple[tuple[str, str], ...]
    """Who said what, by name."""
    to_ask: str

    def to_dict(self) -> dict[str, Any]:
        return {
            "sort": self.sort,
            "question": self.question,
            "body": self.body,
            "answers": [list(pair) for pair in self.answers],
            "to_ask": self.to_ask,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadinessComparison:
    """The conversation that is needed, gaps first, and what is common ground already."""

    findings: tuple[Finding, ...]
    common_ground: tuple[str, ...]
    """Ids of the questions that everybody answered alike, with nothing left open."""

    def of(self, sort: Sort) -> tuple[Finding, ...]:
        return tuple(finding for finding in self.findings if finding.sort == sort)

    def to_dict(self) -> dict[str, Any]:
        return {
            "findings": [finding.to_dict() for finding in self.findings],
            "common_ground": list(self.common_ground),
        }


@lru_cache(maxsize=1)
def readiness_roles() -> tuple[ReadinessRole, ...]:
    """Return the roles that can be asked."""
    return _rows("roles", ReadinessRole)


@lru_cache(maxsize=1)
def readiness_sets() -> tuple[ReadinessSet, ...]:
    """Return the sets of questions, in the order in which they are put."""
    return _rows("sets", ReadinessSet)


@lru_cache(maxsize=1)
def _scales() -> tuple[ReadinessScale, ...]:
    return _rows("scales", ReadinessScale)


def _scale(scale_id: str) -> ReadinessScale:
    return find_by_id(_scales(), scale_id, what="scale of answers")


@lru_cache(maxsize=1)
def _questions() -> tuple[ReadinessQuestion, ...]:
    rows = _rows("questions", ReadinessQuestion)
    known = {
        "set": {row.id for row in readiness_sets()},
        "scale": {row.id for row in _scales()},
        "roles": {row.id for row in readiness_roles()},
    }
    for row in rows:
        named = {"set": {row.set}, "scale": {row.scale}, "roles": set(row.roles)}
        for key, ids in known.items():
            if not named[key] <= ids:
                raise FileFormatError(
                    f"{row.id} names {', '.join(sorted(named[key] - ids))}, which is not there.",
                    hint=f"Use one of: {', '.join(sorted(ids))}.",
                    place=Place(file=_FILE, key=f"{row.id}.{key}"),
                )
    return rows


def readiness_questions(role: str = "") -> tuple[ReadinessQuestion, ...]:
    """Return what a role is asked, in order; every question where no role is given."""
    return tuple(row for row in _questions() if row.is_asked_of(role))


def check_readiness(answers: Mapping[str, str], *, role: str = "") -> None:
    """Let pass a whole set of answers of one role: each question asked, in words that it knows.

    Raises
    ------
    InputError
        A question is left out, is not asked of the role, or is answered in other words.
    """
    asked = {row.id: row for row in readiness_questions(role)}
    for question_id in answers.keys() - asked.keys():
        raise InputError(
            f"{question_id!r} is not asked of {role or 'a body'}.",
            hint="Answer the questions that are put.",
            place=Place(key=question_id),
        )
    for row in asked.values():
        given = answers.get(row.id, "")
        if given not in row.answers:
            said = f"is answered {given!r}" if given else "is not answered"
            raise InputError(
                f"{row.question} It {said}.",
                hint=f"Choose one of: {'; '.join(row.answers)}.",
                place=Place(key=row.id),
            )


def compare_readiness(
    answers: Mapping[Answerer, Mapping[str, str]],
    *,
    names: Mapping[str, str] | None = None,
    terms: Mapping[str, str] | None = None,
) -> ReadinessComparison:
    """Return what the partners should talk about, question by question, gaps first.

    Parameters
    ----------
    answers
        By who answered, then by the id of the question.
    names
        The bodies' names by id, for the sentences.
    terms
        What the jurisdiction calls its roles.

    A *gap* is a question on which every answer given leaves something open. Bodies differ where one
    of them gave no answer that another gave; roles within a body differ where two of them gave
    different answers.
    """
    said = {who: _said(who, names or {}, terms or {}) for who in answers}
    findings: list[Finding] = []
    common = []
    for row in _questions():
        given = {who: held[row.id] for who, held in answers.items() if row.id in held}
        found = list(_findings(row, given, said, names or {}))
        findings += found
        if given and not found:
            common.append(row.id)
    order: tuple[Sort, ...] = ("gap", "between-bodies", "within-a-body")
    return ReadinessComparison(
        findings=tuple(sorted(findings, key=lambda one: order.index(one.sort))),
        common_ground=tuple(common),
    )


def _findings(
    row: ReadinessQuestion,
    given: Mapping[Answerer, str],
    said: Mapping[Answerer, str],
    names: Mapping[str, str],
) -> Iterator[Finding]:
    if not given:
        return
    if not set(given.values()) & set(row.settled):
        yield _finding("gap", row, given, said)
    by_body: dict[str, set[str]] = {}
    for who, answer in given.items():
        by_body.setdefault(who.body, set()).add(answer)
    held = list(by_body.values())
    if any(not one & other for number, one in enumerate(held) for other in held[:number]):
        yield _finding("between-bodies", row, given, said)
    for body, words in by_body.items():
        if len(words) > 1:
            own = {who: answer for who, answer in given.items() if who.body == body}
            yield _finding("within-a-body", row, own, said, body=names.get(body, body))


def _finding(
    sort: Sort,
    row: ReadinessQuestion,
    given: Mapping[Answerer, str],
    said: Mapping[Answerer, str],
    *,
    body: str = "",
) -> Finding:
    by_answer: dict[str, list[str]] = {}
    for who, answer in given.items():
        by_answer.setdefault(answer, []).append(said[who])
    sides = "; ".join(f"{listed(who)}: {answer}" for answer, who in by_answer.items())
    return Finding(
        sort=sort,
        question=row.id,
        body=body,
        answers=tuple((said[who], answer) for who, answer in given.items()),
        to_ask=f"{row.question} {sides}. {row.to_talk_about}",
    )


def _said(who: Answerer, names: Mapping[str, str], terms: Mapping[str, str]) -> str:
    body = names.get(who.body, who.body)
    if not who.role:
        return body
    role = find_by_id(readiness_roles(), who.role, what="role")
    return f"{body} ({role.said(terms)})"


def _rows(table: str, row_type: type[Any]) -> tuple[Any, ...]:
    rows: Sequence[Any] = reference_rows("commonweal.exchange", _FILE, table, row_type)
    check_unique_ids(rows, file=_FILE, what=table)
    return tuple(rows)
