"""Surveys of a partnership, and what people wrote in them."""

from __future__ import annotations

from django.db.models import QuerySet

from commonweal_web.core.policy import HiddenError
from commonweal_web.partnerships.models import Partnership
from commonweal_web.voices.models import OpenAnswer, SurveyRecord

__all__ = ["find_by_token", "find_survey", "released", "surveys_of", "to_read"]

_AT_ONCE = 20


def surveys_of(partnership: Partnership) -> QuerySet[SurveyRecord]:
    dropped = SurveyRecord.State.DROPPED
    return partnership.surveys.exclude(state=dropped).defer("results_text", "questions_text")


def find_survey(partnership: Partnership, number: int) -> SurveyRecord:
    """Raises HiddenError where the partnership has none of that number."""
    survey = partnership.surveys.filter(number=number).first()
    if survey is None or survey.state == SurveyRecord.State.DROPPED:
        raise HiddenError
    survey.partnership = partnership
    return survey


def find_by_token(token: str) -> SurveyRecord:
    """Return a survey that was opened, by its public address. Raises HiddenError where none is."""
    survey = SurveyRecord.objects.filter(token=token).select_related("partnership").first()
    if survey is None or survey.state not in (
        SurveyRecord.State.OPEN,
        SurveyRecord.State.CLOSED,
    ):
        raise HiddenError
    return survey


def released(survey: SurveyRecord) -> QuerySet[OpenAnswer]:
    return survey.open_answers.filter(state=OpenAnswer.State.RELEASED)


def to_read(survey: SurveyRecord) -> list[OpenAnswer]:
    """Return the next few answers that nobody has read; none while the survey is open."""
    if survey.state != SurveyRecord.State.CLOSED:
        return []
    return list(survey.open_answers.filter(state=OpenAnswer.State.WAITING)[:_AT_ONCE])
