"""What the pages of surveys show."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.forms import BoundField
from django.urls import reverse

from commonweal.exchange.voices import AUDIENCES, Audience
from commonweal_web.core.layout import Fact, TagKind
from commonweal_web.core.layout.filters import say_date, say_moment
from commonweal_web.core.policy import Standing
from commonweal_web.partnerships.models import Partnership
from commonweal_web.voices.forms import DecideForm
from commonweal_web.voices.models import OpenAnswer, SurveyRecord
from commonweal_web.voices.permissions import bodies_to_prepare_for, may_ask, may_release
from commonweal_web.voices.saying import CAUTION, tables_of

if TYPE_CHECKING:
    from commonweal.reports.tables import Table

__all__ = ["PublicSurvey", "ReadPage", "Results", "SurveyPage", "SurveysPage"]

_TAGS: dict[str, TagKind] = {"draft": "grey", "open": "green", "closed": ""}
Ways = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Results:
    """What may be told of a closed survey."""

    paragraphs: tuple[str, ...]
    tables: tuple[Table, ...]
    quotes: tuple[tuple[str, tuple[str, ...]], ...]
    """By open question, what people wrote and somebody released."""
    caution: str

    @classmethod
    def of(cls, survey: SurveyRecord, answers: Iterable[OpenAnswer]) -> Results:
        by_question: dict[str, list[str]] = {}
        for one in answers:
            by_question.setdefault(one.question, []).append(one.text)
        audience: Audience = survey.audience  # type: ignore[assignment]
        return cls(
            paragraphs=tuple(
                result.paragraph(audience, small=survey.small) for result in survey.results
            ),
            tables=tuple(tables_of(survey)),
            quotes=tuple(
                (question.words, tuple(by_question[question.id]))
                for question in survey.survey.open_questions
                if question.id in by_question
            ),
            caution=CAUTION,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class SurveysPage:
    """The surveys of a partnership."""

    back: str
    name: str
    make: str
    lines: tuple[tuple[str, str, str, TagKind, str], ...]
    """Title, address, state, tag, and what more."""

    @classmethod
    def of(
        cls, standing: Standing, partnership: Partnership, surveys: Iterable[SurveyRecord]
    ) -> SurveysPage:
        here = [partnership.reference]
        return cls(
            back=reverse("partnership", args=here),
            name=partnership.name,
            make=reverse("make-survey", args=here) if may_ask(standing, partnership) else "",
            lines=tuple(
                (
                    one.title,
                    reverse("survey", args=[*here, one.number]),
                    one.get_state_display(),
                    _TAGS[one.state],
                    f"Of {one.get_audience_display()}, {_when(one)}",
                )
                for one in surveys
            ),
        )


def _when(survey: SurveyRecord) -> str:
    if survey.state == SurveyRecord.State.CLOSED:
        return f"closed on {say_date(survey.closed_at)}"
    return f"until {say_moment(survey.closes_at)}"


@dataclass(frozen=True, slots=True, kw_only=True)
class SurveyPage:
    """One survey, as the partners see it."""

    title: str
    back: str
    state: str
    tag: TagKind
    intro: str
    public: str
    """The address to send to those who are asked; empty while nobody can answer."""
    facts: tuple[Fact, ...]
    questions: tuple[tuple[str, str], ...]
    """Each question and its answers in a row."""
    results: Results | None
    banner: str
    ways: Ways

    @classmethod
    def of(
        cls,
        standing: Standing,
        survey: SurveyRecord,
        answers: Iterable[OpenAnswer],
        *,
        n_to_read: int,
        public: str,
    ) -> SurveyPage:
        is_closed = survey.state == SurveyRecord.State.CLOSED
        return cls(
            title=survey.title,
            back=reverse("surveys", args=[survey.partnership.reference]),
            state=survey.get_state_display(),
            tag=_TAGS[survey.state],
            intro=survey.intro,
            public=public if survey.state == SurveyRecord.State.OPEN else "",
            facts=tuple(_facts(survey)),
            questions=() if is_closed else tuple(_questions(survey)),
            results=Results.of(survey, answers) if is_closed else None,
            banner="What people wrote waits to be read; nothing of it is told before."
            if n_to_read
            else "",
            ways=tuple(_ways(standing, survey, n_to_read)),
        )


def _questions(survey: SurveyRecord) -> Iterable[tuple[str, str]]:
    from commonweal.exchange.voices import survey_questions

    for question in survey_questions(survey.questions_text):
        yield question.words, " / ".join(question.choices) or "Answered in their own words"


def _facts(survey: SurveyRecord) -> Iterable[Fact]:
    audience: Audience = survey.audience  # type: ignore[assignment]
    yield Fact(name="Who is asked", said=AUDIENCES[audience].capitalize())
    yield Fact(name="Last moment", said=say_moment(survey.closes_at))
    told = "Apart for each body" if survey.is_by_body else "For all together"
    yield Fact(name="Results", said=f"{told}; counts below {survey.small} are not told")
    readers = "Everybody who has the link" if survey.shows_results else "The partners only"
    yield Fact(name="Who reads them", said=readers)
    if survey.closed_at is not None:
        yield Fact(name="Closed", said=f"{say_moment(survey.closed_at)}, by {survey.closed_as}")


def _ways(standing: Standing, survey: SurveyRecord, n_to_read: int) -> Iterable[tuple[str, str]]:
    here = [survey.partnership.reference, survey.number]
    state = SurveyRecord.State(survey.state)
    if may_ask(standing, survey.partnership):
        if state is SurveyRecord.State.DRAFT:
            yield "Open it", reverse("open-survey", args=here)
            yield "Change the draft", reverse("change-survey", args=here)
            yield "Drop the draft", reverse("drop-survey", args=here)
        if state is SurveyRecord.State.OPEN:
            yield "Close it now", reverse("close-survey", args=here)
    if state is SurveyRecord.State.CLOSED:
        if n_to_read and may_release(standing, survey.partnership):
            yield "Read what people wrote", reverse("read-voices", args=here)
        if bodies_to_prepare_for(standing, survey.partnership):
            yield "Put the results into a paper", reverse("voices-in-paper", args=here)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadPage:
    """Open answers to decide on, a few at a time."""

    title: str
    back: str
    answers: tuple[tuple[str, str, BoundField], ...]
    """Question, text, and the box to decide in."""

    @classmethod
    def of(cls, survey: SurveyRecord, answers: Iterable[OpenAnswer], form: DecideForm) -> ReadPage:
        words = {question.id: question.words for question in survey.survey.questions}
        return cls(
            title=survey.title,
            back=reverse("survey", args=[survey.partnership.reference, survey.number]),
            answers=tuple((words[one.question], one.text, form[str(one.pk)]) for one in answers),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicSurvey:
    """A survey as whoever is asked sees it."""

    title: str
    intro: tuple[str, ...]
    asked_by: str
    until: str
    promises: tuple[str, ...]
    is_open: bool
    shows_results: bool
    address: str

    @classmethod
    def of(cls, survey: SurveyRecord) -> PublicSurvey:
        readers = "everybody who has this link" if survey.shows_results else "the partners only"
        return cls(
            title=survey.title,
            intro=tuple(part for part in survey.intro.split("\n") if part.strip()),
            asked_by=survey.partnership.name,
            until=say_moment(survey.closes_at),
            promises=(
                "You are not asked who you are, and neither your name nor your address on the "
                "network nor the time is kept with what you answer.",
                "What you tick is only counted, once, when the survey closes, and then deleted. "
                f"Counts below {survey.small} are not told, nor what would give them away.",
                "What you write is read by a person of the partnership before anything of it is "
                "published. It is held by a public body: somebody may ask for it by law.",
                f"Results are read by {readers}.",
            ),
            is_open=survey.takes_answers,
            shows_results=survey.shows_results,
            address=reverse("answer-survey", args=[survey.token]),
        )
