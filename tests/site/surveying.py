"""Surveys for the world of the route walk: a draft, one that is open, one that has closed."""

from __future__ import annotations

import datetime
from typing import Any

from django.utils import timezone

from commonweal_web.accounts.models import User
from commonweal_web.partnerships.models import Partnership
from commonweal_web.partnerships.queries.partnerships import partnerships
from commonweal_web.voices.services import close_survey, keep_survey, open_survey

__all__ = ["names_of_surveys"]


def names_of_surveys(partnership: Partnership, by: User) -> dict[str, Any]:
    """Return what routes of surveys name."""
    now = partnerships().get(pk=partnership.pk)
    draft, under_way, closed = (
        keep_survey(
            by=by,
            partnership=now,
            title=title,
            intro="For a test.",
            audience="staff",
            questions_text="Should we share?\n- Yes\n- No",
            is_by_body=False,
            small=5,
            shows_results=True,
            closes_at=timezone.now() + datetime.timedelta(days=20),
        )
        for title in ("A draft", "An open one", "A closed one")
    )
    for survey in (under_way, closed):
        survey.partnership = now
        open_survey(by=by, survey=survey)
    close_survey(by=by, survey=closed)
    return {
        "survey-draft": draft.number,
        "survey-open": under_way.number,
        "survey-closed": closed.number,
        "survey-token": under_way.token,
    }
