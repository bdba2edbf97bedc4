"""Readiness: each role of each body answers by itself, and all opens side by side."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client
from django.utils import timezone

from commonweal.exchange import readiness_questions
from commonweal_web.exchange.models import Answer, Exchange
from tests.site.builders import sign_in
from tests.site.records import make_cast

pytestmark = pytest.mark.django_db

ROOT = "/partnerships/ashby-and-barton/exchanges/"
ROLES = {"leader": "leader or chair", "finance-officer": "section 151 officer"}


def begin(cast):
    """Start one between leaders and section 151 officers, on factors and redesign."""
    day = timezone.localdate() + dt.timedelta(days=20)
    coordinator = sign_in(Client(), cast.coordinator)
    answer = coordinator.post(
        f"{ROOT}new/readiness/",
        {
            "title": "Are we ready?",
            "bodies": ["ashby", "barton"],
            "day_day": day.day, "day_month": day.month, "day_year": day.year,
            "roles": list(ROLES),
            "sets": ["success-factors", "redesign"],
            "who": "no",
        },
    )  # fmt: skip
    assert answer.status_code == 302, answer.content.decode()
    return coordinator


def seal(client, place, *, words="", **others):
    asked = Exchange.objects.get().questions["asked"]
    given = {row["id"]: row["answers"][0] for row in asked if place.role in row["roles"]}
    answer = client.post(
        f"{ROOT}1/answers/{place.pk}/",
        given | others | {"own_words": words, "authorised_by": "Ann Lee", "final": "yes"},
    )
    assert answer.status_code == 302, answer.content.decode()


@pytest.fixture
def cast(db):
    return make_cast()


def test_bodies_and_roles_are_compared_once_all_have_answered_and_not_before(cast):
    coordinator = begin(cast)
    clients = {
        "Ashby": sign_in(Client(), cast.ashby_editor),
        "Barton": sign_in(Client(), cast.barton_editor),
    }
    places = list(Answer.objects.select_related("body").order_by("body__name", "-role"))
    assert [place.whose for place in places] == [
        f"{body}, {role}" for body in ("Ashby", "Barton") for role in reversed(ROLES.values())
    ]

    asked = clients["Ashby"].get(f"{ROOT}1/answers/{places[0].pk}/").content.decode()
    assert "Do we trust the partners we would share with?" in asked
    assert "The source’s table wants all five" in asked.replace("&#39;", "’").replace("'", "’")
    section_151, leader, of_barton, leader_of_barton = places
    seal(clients["Ashby"], section_151, **{"redesign-school": "strip out rule-based work"})
    seal(clients["Ashby"], leader, words="Not before May.", leadership="not in place")
    seal(clients["Barton"], of_barton, **{"redesign-school": "remove stages and failure demand"})
    before = coordinator.get(f"{ROOT}1/").content.decode()
    assert "Not before May" not in before
    assert "not in place" not in before
    seal(clients["Barton"], leader_of_barton)

    shown = coordinator.get(f"{ROOT}1/").content.decode()
    assert "2 questions are worth talking about before money is spent." in shown
    assert "What cannot all be met" in shown
    assert "Ashby (section 151 officer): strip out rule-based work; " in shown
    assert "Ashby (leader or chair): not in place" in shown
    assert "Seen otherwise within one body (Ashby)" in shown
    assert "Not before May." in shown
    table = coordinator.get(f"{ROOT}1/tables/readiness-1.csv").content.decode()
    assert "not in place (leader or chair); in place (section 151 officer)" in table


def test_an_answer_leaves_no_question_out_and_a_role_is_asked_only_its_own(cast):
    begin(cast)
    client = sign_in(Client(), cast.ashby_editor)
    leader = Answer.objects.get(body=cast.ashby, role="leader or chair")
    address = f"{ROOT}1/answers/{leader.pk}/"
    page = client.get(address).content.decode()
    answer = client.post(address, {"authorised_by": "Ann Lee", "final": "no"})

    assert 'name="redesign-school"' not in page
    for row in readiness_questions("leader"):
        if row.set == "success-factors":
            assert f"Select an answer: {row.question}" in answer.content.decode()
    leader.refresh_from_db()
    assert leader.state == Answer.State.NOT_GIVEN


def test_a_role_of_whom_nothing_would_be_asked_is_not_asked_to_answer(cast):
    day = timezone.localdate() + dt.timedelta(days=20)
    answer = sign_in(Client(), cast.coordinator).post(
        f"{ROOT}new/readiness/",
        {
            "title": "Redesign", "bodies": ["ashby", "barton"], "who": "no",
            "day_day": day.day, "day_month": day.month, "day_year": day.year,
            "roles": ["leader", "service-head"], "sets": ["redesign"],
        },
    )  # fmt: skip

    assert "Nothing would be asked of the leader or chair" in answer.content.decode()
    assert not Exchange.objects.exists()
