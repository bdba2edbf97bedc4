"""Workers compare interests at once, and people answer a survey while it closes: none twice."""

from __future__ import annotations

import datetime

from django.utils import timezone

from commonweal_web.accounts.models import User
from commonweal_web.bodies.models import Body
from commonweal_web.core.audit import check_chains
from commonweal_web.core.errors import PolicyError
from commonweal_web.interest.matching import look_daily
from commonweal_web.interest.models import LookedOn, MutualInterest
from commonweal_web.interest.services import give_interest
from commonweal_web.partnerships.queries.partnerships import partnerships
from commonweal_web.voices.models import Response, SurveyRecord
from commonweal_web.voices.services import (
    answer_survey,
    close_survey,
    keep_survey,
    open_survey,
)

from .test_at_once import N, at_once


def test_interests_are_compared_once_and_whoever_answers_before_the_close_is_counted(lived_in):
    Body.objects.update(confirmed_at=timezone.now())
    for name, other in (("Ashby", "barton"), ("Barton", "ashby")):
        give_interest(
            by=User.objects.get(name=f"Edda {name}"),
            body=Body.objects.get(name=name),
            services=["payroll"],
            with_bodies=[other],
            contact="Somebody",
            authorised_by="The chief executive",
        )
    seven = timezone.localtime().replace(hour=7)

    told = at_once(lambda _: look_daily(seven))

    assert told == [None] * N
    assert (LookedOn.objects.count(), MutualInterest.objects.count()) == (1, 1)

    cora = User.objects.get(name="Cora Lane")
    survey = keep_survey(
        by=cora,
        partnership=partnerships().get(),
        title="Sharing payroll",
        intro="For a test.",
        audience="staff",
        questions_text="Should we?\n- Yes\n- No",
        is_by_body=False,
        small=5,
        shows_results=True,
        closes_at=timezone.now() + datetime.timedelta(days=2),
    )
    survey.partnership = partnerships().get()
    open_survey(by=cora, survey=survey)
    for _ in range(5):
        answer_survey(survey=survey, answers={"q1": "Yes"})

    def close_or_answer(number):
        if number == 0:
            close_survey(by=cora, survey=survey)
        else:
            answer_survey(survey=survey, answers={"q1": "No"})

    n_late = sum(isinstance(said, PolicyError) for said in at_once(close_or_answer))

    assert SurveyRecord.objects.get().results[0].n_answered == 5 + (N - 1) - n_late
    assert not Response.objects.exists()
    assert check_chains().is_whole
