"""Voices: what residents, staff and leaders of a community are asked, and what may be told of it.

Nothing is asked about a person. Results are worked out once, when a survey has closed: a result
before and another after one more answer would tell that answer. Each person's answers are counted
in one set of results only, so that no two tables can be taken from each other.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal

from commonweal.errors import InputError, Place

from .suppression import LEAST_SMALL, USUAL_SMALL, publishable

__all__ = [
    "AUDIENCES",
    "MOST_LETTERS",
    "Audience",
    "GroupResult",
    "QuestionResult",
    "Survey",
    "SurveyQuestion",
    "check_response",
    "survey_questions",
    "survey_results",
]

Audience = Literal["residents", "staff", "community-leaders"]

AUDIENCES: Final[Mapping[Audience, str]] = {
    "residents": "residents",
    "staff": "staff",
    "community-leaders": "leaders of the community",
}

#: The longest open answer, in letters.
MOST_LETTERS: Final = 2_000
_MOST_QUESTIONS: Final = 20
_MOST_CHOICES: Final = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class SurveyQuestion:
    """One question: with choices, of which one is ticked, or open, where there are none."""

    id: str
    words: str
    choices: tuple[str, ...] = ()
    """In their order: answers next to each other are told together where one is small."""

    @property
    def is_open(self) -> bool:
        return not self.choices

    def to_dict(self) -> dict[str, Any]:
        return {"id": self.id, "words": self.words, "choices": list(self.choices)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Survey:
    """What is asked, of whom. Fixed when it opens."""

    title: str
    audience: Audience
    questions: tuple[SurveyQuestion, ...]
    groups: tuple[str, ...] = ()
    """Where results are to be told apart, for example by body: everybody says to which they belong,
    and no result is ever told for all groups together. One set of results where empty."""
    small: int = USUAL_SMALL
    """Counts below this are hidden."""

    def __post_init__(self) -> None:
        ids = [question.id for question in self.questions]
        if not 1 <= len(ids) <= _MOST_QUESTIONS or len(set(ids)) != len(ids):
            raise InputError(
                f"The survey has {len(ids)} questions, {len(set(ids))} of them different.",
                hint=f"Ask from 1 to {_MOST_QUESTIONS}, each once.",
                place=Place(key="questions"),
            )
        for question in self.questions:
            _check_choices(question.choices, f"{question.words}", Place(key=question.id))
        _check_choices(self.groups, "Groups", Place(key="groups"))
        if self.small < LEAST_SMALL:
            raise InputError(
                f"Only counts below {self.small} would be hidden.",
                hint=f"Hide all that are below {LEAST_SMALL} at least.",
                place=Place(key="small"),
            )

    @property
    def closed_questions(self) -> tuple[SurveyQuestion, ...]:
        return tuple(question for question in self.questions if not question.is_open)

    @property
    def open_questions(self) -> tuple[SurveyQuestion, ...]:
        return tuple(question for question in self.questions if question.is_open)

    def to_dict(self) -> dict[str, Any]:
        return {
            "title": self.title,
            "audience": self.audience,
            "questions": [question.to_dict() for question in self.questions],
            "groups": list(self.groups),
            "small": self.small,
        }

    @classmethod
    def from_dict(cls, values: Mapping[str, Any]) -> Survey:
        return cls(
            title=values["title"],
            audience=values["audience"],
            questions=tuple(
                SurveyQuestion(**{**row, "choices": tuple(row["choices"])})
                for row in values["questions"]
            ),
            groups=tuple(values["groups"]),
            small=values["small"],
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionResult:
    """How often each answer to one question was given, as far as that may be told."""

    question: str
    words: str
    n_answered: int | None
    """How many answered it; None where so few did that nothing is told. That a question was left
    out says nothing of what somebody thinks, so that this is told whatever it is beside others."""
    counts: tuple[tuple[str, int | None], ...]
    """Each answer and how many gave it; None where that is hidden."""

    @property
    def n_together(self) -> int:
        """How many gave the hidden answers, together; nil where none is hidden."""
        return (self.n_answered or 0) - sum(count or 0 for _, count in self.counts)

    @property
    def hidden(self) -> tuple[str, ...]:
        return tuple(answer for answer, count in self.counts if count is None)

    def to_dict(self) -> dict[str, Any]:
        return {
            "question": self.question,
            "words": self.words,
            "n_answered": self.n_answered,
            "counts": [list(pair) for pair in self.counts],
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupResult:
    """What may be told of one group, or of everybody where there are no groups."""

    group: str
    n_answered: int | None
    """How many answered the survey; None where so few did that nothing is told."""
    questions: tuple[QuestionResult, ...]

    def paragraph(self, audience: Audience, *, small: int) -> str:
        """Return the results in sentences, as a paper of a committee holds them."""
        who = AUDIENCES[audience] + (f" ({self.group})" if self.group else "")
        if self.n_answered is None:
            return f"Fewer than {small} {who} answered, so nothing is told of what they said."
        said = [f"{self.n_answered:,} {who} answered."]
        said += [_sentence(result, small) for result in self.questions]
        return " ".join(said)

    def to_dict(self) -> dict[str, Any]:
        return {
            "group": self.group,
            "n_answered": self.n_answered,
            "questions": [result.to_dict() for result in self.questions],
        }

    @classmethod
    def from_dict(cls, values: Mapping[str, Any]) -> GroupResult:
        return cls(
            group=values["group"],
            n_answered=values["n_answered"],
            questions=tuple(
                QuestionResult(
                    **{**row, "counts": tuple((answer, count) for answer, count in row["counts"])}
                )
                for row in values["questions"]
            ),
        )


def survey_questions(text: str) -> tuple[SurveyQuestion, ...]:
    """Read questions as they are typed: each on a line, its answers below it after a dash.

    A question without answers is an open one. Their ids are q1, q2 and so on.

    Raises
    ------
    InputError
        An answer stands before any question.

    Examples
    --------
    >>> [one.choices for one in survey_questions("Should we?\\n- Yes\\n- No\\nWhy?")]
    [('Yes', 'No'), ()]
    """
    asked: list[tuple[str, list[str]]] = []
    for number, line in enumerate(text.splitlines(), start=1):
        words = " ".join(line.split())
        if not words:
            continue
        if words[0] not in "-–•*":
            asked.append((words, []))
            continue
        if not asked:
            raise InputError(
                "The first line is an answer, and no question stands above it.",
                hint="Begin with a question, and put a dash only before its answers.",
                place=Place(line=number),
            )
        asked[-1][1].append(words[1:].strip())
    return tuple(
        SurveyQuestion(id=f"q{number}", words=words, choices=tuple(choices))
        for number, (words, choices) in enumerate(asked, start=1)
    )


def check_response(survey: Survey, answers: Mapping[str, str], *, group: str = "") -> None:
    """Let pass one person's answers: any question may be left out, none may be answered beside it.

    Raises
    ------
    InputError
        An answer that is not among the choices, one too long, a question that is not asked, or no
        group where the survey has groups.
    """
    if group not in (survey.groups or ("",)):
        raise InputError(
            "The group is not one of the survey’s.",
            hint="Say to which you belong.",
            place=Place(key="group"),
        )
    asked = {question.id: question for question in survey.questions}
    for question_id, answer in answers.items():
        question = asked.get(question_id)
        if question is None:
            raise InputError(
                f"{question_id!r} is not asked in this survey.",
                hint="Answer the questions that are put.",
                place=Place(key=question_id),
            )
        if question.choices and answer not in question.choices:
            raise InputError(
                f"{question.words} {answer!r} is not one of its answers.",
                hint=f"Choose one of: {'; '.join(question.choices)}.",
                place=Place(key=question_id),
            )
        if len(answer) > MOST_LETTERS:
            raise InputError(
                f"The answer has {len(answer):,} letters.",
                hint=f"Say it in {MOST_LETTERS:,} at most.",
                place=Place(key=question_id),
            )


def survey_results(
    survey: Survey, responses: Sequence[tuple[str, Mapping[str, str]]]
) -> tuple[GroupResult, ...]:
    """Return what may be told of a survey that has closed, one set of results a group.

    Parameters
    ----------
    responses
        Of each person: the group (empty where the survey has none) and the answers to questions
        with choices. What was written to open questions is no part of it.
    """
    return tuple(_of_group(survey, group, responses) for group in survey.groups or ("",))


def _of_group(
    survey: Survey, group: str, responses: Sequence[tuple[str, Mapping[str, str]]]
) -> GroupResult:
    answers = [given for of, given in responses if of == group]
    if len(answers) < survey.small:
        return GroupResult(group=group, n_answered=None, questions=())
    return GroupResult(
        group=group,
        n_answered=len(answers),
        questions=tuple(
            _of_question(question, answers, survey.small) for question in survey.closed_questions
        ),
    )


def _of_question(
    question: SurveyQuestion, answers: Sequence[Mapping[str, str]], small: int
) -> QuestionResult:
    given = Counter(held[question.id] for held in answers if question.id in held)
    n_answered = given.total()
    counts = publishable([given[answer] for answer in question.choices], small=small)
    return QuestionResult(
        question=question.id,
        words=question.words,
        n_answered=n_answered if n_answered >= small else None,
        counts=tuple(zip(question.choices, counts, strict=True)),
    )


def _sentence(result: QuestionResult, small: int) -> str:
    if result.n_answered is None:
        return f"{result.words} Fewer than {small} answered."
    said = "; ".join(_parts(result, result.n_answered))
    return f"{result.words} {said} (of {result.n_answered:,})."


def _parts(result: QuestionResult, n_answered: int) -> Iterator[str]:
    for answer, count in result.counts:
        if count is not None:
            yield f"{answer}: {count:,}, {count / n_answered:.0%}"
    if result.hidden and len(result.hidden) == len(result.counts):
        yield "Not told, because some answers are few"
    elif result.hidden:
        share = result.n_together / n_answered
        yield (
            f"{', '.join(result.hidden)}: together {result.n_together:,}, {share:.0%}, "
            "and not apart because some are few"
        )


def _check_choices(choices: Sequence[str], what: str, place: Place) -> None:
    named = [choice.strip().casefold() for choice in choices]
    if len(choices) == 1 or len(choices) > _MOST_CHOICES:
        raise InputError(
            f"{what} There {'is' if len(choices) == 1 else 'are'} {len(choices)} to choose from.",
            hint=f"Give from 2 to {_MOST_CHOICES}.",
            place=place,
        )
    if "" in named or len(set(named)) != len(named):
        raise InputError(
            f"{what} One of its answers is empty or stands there twice.",
            hint="Give each once, in words of its own.",
            place=place,
        )
