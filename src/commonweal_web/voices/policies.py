"""In which state a survey is changed, opened, answered, closed and read."""

from __future__ import annotations

from django.utils import timezone

from commonweal_web.core.errors import PolicyError
from commonweal_web.voices.models import SurveyRecord

__all__ = [
    "MOST_RESPONSES",
    "check_can_be_opened",
    "check_is_closed",
    "check_is_draft",
    "check_is_open",
    "check_takes_answers",
]

#: More than any council's survey has had; a flood must not fill the disk.
MOST_RESPONSES = 50_000


def check_is_draft(survey: SurveyRecord) -> None:
    if survey.state != SurveyRecord.State.DRAFT:
        raise PolicyError("This survey is no draft: what it asks does not change any more.")


def check_can_be_opened(survey: SurveyRecord) -> None:
    check_is_draft(survey)
    if survey.closes_at <= timezone.now():
        raise PolicyError(
            "The last day to answer has passed.", hint="Change the draft: give a later day."
        )


def check_is_open(survey: SurveyRecord) -> None:
    if survey.state != SurveyRecord.State.OPEN:
        raise PolicyError("This survey is not open.")


def check_is_closed(survey: SurveyRecord) -> None:
    if survey.state != SurveyRecord.State.CLOSED:
        raise PolicyError("Results are told once the survey has closed, and not before.")


def check_takes_answers(survey: SurveyRecord, n_responses: int) -> None:
    if not survey.takes_answers or n_responses >= MOST_RESPONSES:
        raise PolicyError("This survey takes no answers any more.")
