"""Surveys: asked by a link, counted once, small numbers left out, texts read before release."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from django.test import Client
from django.utils import timezone

from commonweal_web.core.models import AuditEvent
from commonweal_web.partnerships.models import Document
from commonweal_web.voices.models import OpenAnswer, Response, SurveyRecord
from commonweal_web.voices.services import close_due
from tests.site.builders import make_person, name_in, sign_in
from tests.site.records import make_cast, put_in_common

pytestmark = pytest.mark.django_db

ROOT = "/partnerships/ashby-and-barton/surveys/"
QUESTIONS = "Should the councils share payroll?\n- Yes\n- No\n- Not sure\nWhy?"


def draft(**changed):
    day = timezone.localdate() + dt.timedelta(days=20)
    return {
        "title": "Sharing payroll",
        "audience": "staff",
        "intro": "We want to know what you think.",
        "questions_text": QUESTIONS,
        "is_by_body": "no",
        "small": "5",
        "shows_results": "yes",
        "day_day": day.day,
        "day_month": day.month,
        "day_year": day.year,
        **changed,
    }


def said(answer):
    return answer.content.decode()


@pytest.fixture
def cast(db):
    return make_cast()


@pytest.fixture
def coordinator(cast):
    return sign_in(Client(), cast.coordinator)


def opened(coordinator, **changed):
    """Make a survey and open it; return its public address."""
    made = coordinator.post(f"{ROOT}new/", draft(**changed))
    assert made.status_code == 302, said(made)
    assert coordinator.post(f"{made['Location']}open/").status_code == 302
    link = re.search(r"/surveys/[\w-]{40,}/", said(coordinator.get(made["Location"])))
    assert link is not None
    return link[0]


def answer(link, yes=0, no=0, *, why="", **more):
    for choice, n_people in (("Yes", yes), ("No", no)):
        for _ in range(n_people):
            sent = Client(REMOTE_ADDR=f"192.0.2.{yes + no}").post(
                link, {"q1": choice, "q2": why, **more}
            )
            assert sent.status_code == 302, said(sent)


def test_a_survey_is_answered_without_an_account_and_told_once_it_has_closed(cast, coordinator):
    link = opened(coordinator)
    visitor = Client()
    page = said(visitor.get(link))
    assert "You are not asked who you are" in page
    answer(link, yes=14, no=6)
    answer(link, yes=1, why="It is <b>nearer</b>.")

    assert "It is" not in said(coordinator.get(f"{ROOT}1/"))
    assert coordinator.get(f"{ROOT}1/answers/").status_code == 409
    assert coordinator.post(f"{ROOT}1/close/").status_code == 302

    # What each person ticked is gone; what may be told stands on both pages.
    assert not Response.objects.exists()
    for shown in (said(coordinator.get(f"{ROOT}1/")), said(visitor.get(link))):
        assert "21 staff answered." in shown
        assert "Yes: 15, 71%" not in shown
        assert "nearer" not in shown
    assert visitor.post(link, {"q1": "Yes"}).status_code == 200
    assert not Response.objects.exists()


def test_small_counts_are_hidden_with_what_would_give_them_away(coordinator):
    link = opened(coordinator, questions_text="Share?\n- Yes\n- No\n- Not sure")
    answer(link, yes=12, no=10)
    answer(link, yes=1, q1="Not sure")
    coordinator.post(f"{ROOT}1/close/")

    table = said(Client().get(f"{link}?take=survey-1-q1.csv"))
    assert "Yes,12" in table
    assert '"No, Not sure: together",11' in table


def test_what_people_wrote_is_read_by_a_person_before_anybody_else_reads_it(cast, coordinator):
    link = opened(coordinator)
    for text in ("It is nearer.", "Joan in payroll is slow."):
        answer(link, yes=1, why=text)
    coordinator.post(f"{ROOT}1/close/")
    editor = sign_in(Client(), cast.ashby_editor)
    assert editor.get(f"{ROOT}1/answers/").status_code == 403
    assert "Read what people wrote in “Sharing payroll”" in said(coordinator.get("/home/"))

    assert "Joan in payroll" in said(coordinator.get(f"{ROOT}1/answers/"))
    by_text = {row.text: str(row.pk) for row in OpenAnswer.objects.all()}
    decided = coordinator.post(
        f"{ROOT}1/answers/",
        {by_text["It is nearer."]: "released", by_text["Joan in payroll is slow."]: "withheld"},
    )

    assert decided.status_code == 302
    for shown in (said(editor.get(f"{ROOT}1/")), said(Client().get(link))):
        assert "It is nearer." in shown
        assert "Joan" not in shown
    assert not OpenAnswer.objects.filter(text__contains="Joan").exists()
    assert AuditEvent.objects.filter(event="voice-decided").count() == 2


def test_results_go_into_a_bodys_own_paper_once_through_its_figures(cast, coordinator):
    put_in_common(cast)
    link = opened(coordinator)
    answer(link, yes=8, no=7)
    coordinator.post(f"{ROOT}1/close/")
    editor = sign_in(Client(), cast.ashby_editor)
    for _ in "twice":
        assert editor.post(f"{ROOT}1/paper/", {"body": "ashby"}).status_code == 302

    saved = Document.objects.filter(body=cast.ashby).order_by("-version")[0]
    (own,) = [row for row in saved.values["papers"] if row["body"] == "ashby"]
    assert own["consultation"].count("“Sharing payroll”, a survey of staff") == 1
    assert "15 staff answered." in own["consultation"]
    assert editor.post(f"{ROOT}1/paper/", {"body": "barton"}).status_code == 200
    # A coordinator who prepares no figures puts nothing into anybody's paper.
    assert coordinator.get(f"{ROOT}1/paper/").status_code == 403


def test_results_by_body_are_never_told_for_all_together(cast, coordinator):
    link = opened(coordinator, is_by_body="yes", shows_results="no")
    assert "To which do you belong?" in said(Client().get(link))
    refused = Client().post(link, {"q1": "Yes"})
    assert "Select to which do you belong" in said(refused)
    answer(link, yes=8, no=6, group="Ashby")
    answer(link, yes=2, no=1, group="Barton")
    coordinator.post(f"{ROOT}1/close/")

    shown = said(coordinator.get(f"{ROOT}1/"))
    assert "14 staff (Ashby) answered" in shown
    assert "Fewer than 5 staff (Barton) answered" in shown
    assert "17" not in shown.partition('id="results"')[2].partition("</section>")[0]
    assert "staff (Ashby)" not in said(Client().get(link))


def test_it_closes_by_itself_at_its_last_moment_and_once(coordinator):
    link = opened(coordinator)
    answer(link, yes=6, no=9)
    late = timezone.now() + dt.timedelta(days=30)
    survey = SurveyRecord.objects.get()
    SurveyRecord.objects.update(closes_at=timezone.now())
    assert "This survey has closed" in said(Client().get(link))
    sent = Client().post(link, {"q1": "Yes"})

    assert (sent.status_code, Response.objects.count()) == (200, 15)
    assert [close_due(late), close_due(late)] == [1, 0]
    survey.refresh_from_db()
    assert survey.results[0].n_answered == 15
    assert survey.closed_as == "Background worker"


def test_what_is_asked_is_fixed_once_it_is_open_and_a_draft_can_be_dropped(cast, coordinator):
    coordinator.post(f"{ROOT}new/", draft(questions_text="- Yes"))
    assert not SurveyRecord.objects.exists()
    opened(coordinator)
    assert coordinator.get(f"{ROOT}1/change/").status_code == 409
    made = coordinator.post(f"{ROOT}new/", draft(title="Another"))
    changed = coordinator.post(f"{made['Location']}change/", draft(title="A better name"))
    assert changed.status_code == 302
    assert "A better name" in said(coordinator.get(ROOT))
    assert coordinator.post(f"{made['Location']}drop/").status_code == 302

    assert coordinator.get(made["Location"]).status_code == 404
    assert Client().get(f"/surveys/{SurveyRecord.objects.get(number=2).token}/").status_code == 404


def test_a_flood_from_one_place_is_held_off_and_an_empty_answer_is_none(coordinator):
    link = opened(coordinator)
    assert "Answer at least one question" in said(Client().post(link, {}))
    flood = Client(REMOTE_ADDR="198.51.100.7")
    statuses = [flood.post(link, {"q1": "Yes"}).status_code for _ in range(31)]

    assert statuses.count(302) == 30
    assert statuses[-1] == 429
    assert not flood.session.keys()


def test_observers_read_and_do_not_ask(cast, coordinator):
    observer = make_person("Olive", body=cast.barton)
    name_in(cast.partnership, observer, "observer", body=cast.barton)
    link = opened(coordinator)
    client = sign_in(Client(), observer)

    assert client.get(f"{ROOT}1/").status_code == 200
    assert client.get(f"{ROOT}new/").status_code == 403
    assert client.post(f"{ROOT}1/close/").status_code == 403
    assert sign_in(Client(), cast.stranger).get(f"{ROOT}1/").status_code == 404
    assert Client().get(link).status_code == 200
