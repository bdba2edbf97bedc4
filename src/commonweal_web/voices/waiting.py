"""Open answers that nobody has read wait for those who may release them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.db.models import Exists, OuterRef, Prefetch
from django.urls import reverse

from commonweal_web.accounts.models import User
from commonweal_web.core.policy import Standing
from commonweal_web.core.waiting import Waits
from commonweal_web.partnerships.models import Partner
from commonweal_web.voices.models import OpenAnswer, SurveyRecord
from commonweal_web.voices.permissions import may_release

__all__ = ["waits"]


def waits(_user: User | None, standing: Standing, _today: date) -> Iterator[Waits]:
    """Yield the closed surveys with answers to read: two questions."""
    unread = OpenAnswer.objects.filter(survey=OuterRef("pk"), state=OpenAnswer.State.WAITING)
    rows = (
        SurveyRecord.objects.filter(
            Exists(unread),
            state=SurveyRecord.State.CLOSED,
            partnership__in=list(standing.partnership_roles),
        )
        .defer("results_text", "survey_text", "questions_text")
        .select_related("partnership")
        .prefetch_related(Prefetch("partnership__partners", Partner.objects.all()))
    )
    for survey in rows:
        if survey.closed_at is not None and may_release(standing, survey.partnership):
            here = [survey.partnership.reference, survey.number]
            yield Waits(
                name=f"Read what people wrote in “{survey.title}”",
                hint="Nothing of it is published before",
                address=reverse("read-voices", args=here),
                status="To read",
                since=survey.closed_at,
                asked="the coordinator or a member",
                partnership_id=survey.partnership_id,
            )
