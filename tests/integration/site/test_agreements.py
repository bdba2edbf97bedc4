"""Agreements: drafted from what was signed, changed in versions, passed by all, never altered."""

from __future__ import annotations

import datetime
import io
import json
import re

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.utils import timezone
from docx import Document as WordDocument

from commonweal.agreement import Clause, check_agreement
from commonweal.partnership import read_values, write_toml
from commonweal_web.agreements.models import Agreement, Passing, RouteAnswers, Version
from commonweal_web.agreements.queries import content_of, newest_version, passings_of
from commonweal_web.agreements.services.drafting import change_clause, start_draft
from commonweal_web.agreements.services.passing import (
    plan_meeting,
    put_to_bodies,
    record_decision,
    sign,
)
from commonweal_web.agreements.soundness import faults
from commonweal_web.core.errors import PolicyError
from commonweal_web.core.standing import standing_for
from commonweal_web.core.waiting import waiting_for
from commonweal_web.core.work import work_off
from commonweal_web.partnerships.services.documents import save_draft, submit_document
from commonweal_web.partnerships.services.freezing import sign_document
from commonweal_web.partnerships.services.runs import ask_for_run
from commonweal_web.shares.services import choose_split
from tests.site.agreements import fill_holes, make_agreed
from tests.site.builders import make_body, make_person, sign_in

pytestmark = pytest.mark.django_db

ROOT = "/partnerships/three-councils/agreements/"
ONE = f"{ROOT}1/"


def visit(user):
    return sign_in(Client(), user)


def said(answer):
    return answer.content.decode()


@pytest.fixture
def agreed(db):
    return make_agreed()


@pytest.fixture
def drafted(agreed):
    start_draft(by=agreed.coordinator, partnership=agreed.partnership)
    return agreed


def passed(cast, conditions=()):
    """Fill every hole, put it, and have all three pass it a while ago; Colne on conditions."""
    agreement = cast.agreement()
    fill_holes(cast.coordinator, agreement)
    put = put_to_bodies(by=cast.coordinator, agreement=agreement)
    long_ago = timezone.localdate() - datetime.timedelta(days=60)
    for one in put.bodies.all():
        name = one.body.name
        plan_meeting(
            by=cast.editors[name], agreement=agreement, passing=one,
            decider="executive", meeting="Cabinet", meets_on=long_ago,
            notice_given_on=long_ago - datetime.timedelta(days=40),
        )  # fmt: skip
        one.refresh_from_db()
        record_decision(
            by=cast.editors[name], agreement=agreement, passing=one,
            outcome="approved", decided_on=long_ago,
            conditions=conditions if name == "Colne" else (),
        )  # fmt: skip
    return cast.agreement()


def test_nothing_is_drafted_on_figures_that_nobody_signed(db):
    cast = make_agreed(is_frozen=False)
    coordinator = visit(cast.coordinator)

    listed = said(coordinator.get(ROOT))

    assert "The figures are not signed by everybody" in listed
    assert "/partnerships/three-councils/signatures/" in listed
    assert "Draft an agreement" not in listed
    refused = coordinator.post(f"{ROOT}draft/", {"name": "A deal"})
    assert refused.status_code == 409
    assert "The figures are not signed by everybody" in said(refused)
    assert not Agreement.objects.exists()


def test_every_page_of_a_draft_is_for_partners_alone(drafted):
    editor = visit(drafted.editors["Barton"])
    stranger = visit(make_person("Stan Corby", body=make_body("Corby"), role="editor"))
    pages = (
        "", "words/", "check/", "schedules/", "governance/", "positions/", "versions/",
        "versions/1/", "leaving/", "decisions/", "route/", "clauses/notice/",
        "clauses/notice/change/", "clauses/notice/positions/barton/", "lists/local/",
        "lists/boards/0/", "lists/decisions/new/", "lists/boards/0/remove/",
        "versions/1/agreement.toml", "versions/1/agreement.html",
    )  # fmt: skip
    for page in pages:
        assert editor.get(f"{ONE}{page}").status_code == 200, page
        assert stranger.get(f"{ONE}{page}").status_code == 404, page
    # A clause can be found by its words and spoken of, by partners alone.
    found = said(editor.get("/search/", {"q": "notice ends with a financial year"}))
    assert f'href="{ONE}clauses/notice/"' in found
    about = "/partnerships/three-councils/comments/about/clause/1/notice/"
    assert about in said(editor.get(f"{ONE}clauses/notice/"))
    assert "Leaving: notice" in said(editor.get(about))
    assert ONE not in said(stranger.get("/search/", {"q": "notice ends with a financial year"}))
    assert editor.get(f"{ONE}clauses/none-such/").status_code == 404
    assert editor.get(f"{ONE}lists/none-such/").status_code == 404
    assert editor.get(f"{ONE}clauses/notice/positions/ashby/").status_code == 403


def test_every_figure_of_the_schedule_is_the_runs_to_the_penny_and_opens_it(drafted):
    content = content_of(newest_version(drafted.agreement()))
    charges = drafted.partnership.split_choices.get().values["charges"]
    kept = {
        (row["body"], year): round(amount * 100)
        for row in charges["partners"]
        for year, amount in zip(charges["years"], row["charge"], strict=True)
    }
    assert {(row.party, row.year): row.pence for row in content.charges} == kept
    assert content.basis.draws == drafted.run.stamp["draws"] == 50

    client = visit(drafted.editors["Colne"])
    page = said(client.get(f"{ONE}schedules/"))
    for (body, year), pence in kept.items():
        address = f"/partnerships/three-councils/runs/1/figures/charge/{body}/{year}/"
        figure = f"£{pence // 100:,}.{pence % 100:02d}"
        assert f'href="{address}">{figure}</a>' in page
    year = content.charges[0].year
    opened = said(client.get(f"/partnerships/three-councils/runs/1/figures/charge/ashby/{year}/"))
    assert f"£{kept['ashby', year] // 100:,}" in opened


def test_a_change_on_a_version_that_is_not_the_newest_is_refused_and_each_stays_whole(drafted):
    agreement = drafted.agreement()
    first = newest_version(agreement)
    clause = content_of(first).clause("notice")
    later = clause.model_copy(update={"values": clause.values | {"months": 18}})
    change_clause(by=drafted.coordinator, agreement=agreement, version=first, clause=later)

    with pytest.raises(PolicyError, match="Somebody saved version 2 meanwhile"):
        change_clause(by=drafted.coordinator, agreement=agreement, version=first, clause=clause)

    page = said(visit(drafted.editors["Ashby"]).get(f"{ONE}versions/2/"))
    assert "from 12 months to 18 months" in page
    with pytest.raises(DatabaseError), transaction.atomic():
        connection.cursor().execute("UPDATE agreements_version SET text = 'x' WHERE number = 1")
    assert list(faults()) == []


def test_a_position_is_a_comment_in_word_and_lasts_until_the_body_says_another(drafted):
    editor = visit(drafted.editors["Barton"])
    here = f"{ONE}clauses/notice/positions/barton/"
    silent = editor.post(here, {"stance": "amend"})
    assert "Say what you would have instead" in said(silent)
    editor.post(here, {"stance": "amend", "words": "Eighteen months, not twelve."})

    page = said(visit(drafted.editors["Ashby"]).get(f"{ONE}clauses/notice/"))
    assert "Would amend" in page
    assert "Eighteen months, not twelve." in page
    word = visit(drafted.editors["Ashby"]).get(f"{ONE}versions/1/agreement.docx")
    comments = [one.text for one in WordDocument(io.BytesIO(word.content)).comments]
    assert any("Eighteen months, not twelve." in one for one in comments)


def test_what_leaves_holes_is_not_put_and_what_is_put_is_not_changed(drafted):
    agreement = drafted.agreement()
    coordinator = visit(drafted.coordinator)
    refused = coordinator.post(f"{ONE}decisions/put/", {})
    assert refused.status_code == 409
    assert "to settle first" in said(refused)

    fill_holes(drafted.coordinator, agreement)
    found = check_agreement(content_of(newest_version(agreement)))
    assert {one.grade for one in found} <= {"caution"}
    assert coordinator.post(f"{ONE}decisions/put/", {}).status_code == 302
    late = coordinator.get(f"{ONE}clauses/notice/change/")
    assert late.status_code == 409
    assert "is before the bodies" in said(late)


def test_one_body_that_declines_lapses_it_for_all(drafted):
    agreement = drafted.agreement()
    fill_holes(drafted.coordinator, agreement)
    put = put_to_bodies(by=drafted.coordinator, agreement=agreement)
    one = put.bodies.get(body__name="Barton")
    today = timezone.localdate()
    plan_meeting(
        by=drafted.editors["Barton"], agreement=agreement, passing=one,
        decider="executive", meeting="Cabinet", meets_on=today,
    )  # fmt: skip
    one.refresh_from_db()
    record_decision(
        by=drafted.monitoring["Barton"], agreement=agreement, passing=one,
        outcome="declined", decided_on=today,
    )  # fmt: skip

    page = said(visit(drafted.editors["Ashby"]).get(f"{ONE}decisions/"))
    assert "Lapsed: a body declined" in page
    assert "Barton declined: every approval has lapsed." in page
    assert drafted.agreement().state == Agreement.State.DRAFT


def test_it_is_signed_once_all_have_passed_then_only_superseded(drafted):
    agreement = passed(drafted)
    assert "Sign " in " ".join(
        one.name
        for one in waiting_for(drafted.finance["Ashby"], standing_for(drafted.finance["Ashby"]))
    )
    assert visit(drafted.editors["Ashby"]).get(f"{ONE}decisions/ashby/sign/").status_code == 403
    for name, officer in drafted.monitoring.items():
        sign(
            by=officer, agreement=drafted.agreement(), body=drafted.bodies[name],
            office="monitoring officer, by minute 41",
        )  # fmt: skip

    assert drafted.agreement().state == Agreement.State.SIGNED
    with pytest.raises(PolicyError, match="never altered, only superseded"):
        change_clause(
            by=drafted.coordinator,
            agreement=agreement,
            version=newest_version(agreement),
            clause=Clause(matter="notice"),
        )
    coordinator = visit(drafted.coordinator)
    final = said(
        coordinator.get(f"{ONE}versions/{newest_version(agreement).number}/agreement.html")
    )
    assert "Before anybody signs" not in final
    made = coordinator.post(f"{ONE}supersede/", {})
    assert made["Location"] == f"{ROOT}2/"
    assert drafted.agreement().supersedes == agreement
    assert list(faults()) == []


def test_a_private_owner_of_any_name_is_said_and_an_answer_against_it_is_refused(drafted):
    editor = visit(drafted.coordinator)
    page = f"{ONE}route-answers/"

    first = answer_part(editor, f"{page}company/", number="0", outsiders="Ö & Sons; 株式会社")
    against = answer_part(editor, page, number="1", **{"question_private-owner": "no"})
    route = said(editor.get(f"{ONE}route/"))

    assert first.status_code == 302
    assert "Not met. Owned also by Ö &amp; Sons, 株式会社: no contracting authority." in route
    assert "(private-owner) It is answered no, but an owner of the company is private." in said(
        against
    )
    assert 'value="Ö &amp; Sons; 株式会社"' in said(editor.get(f"{page}company/"))


def test_answers_that_the_case_has_left_behind_are_shown_to_be_mended(drafted):
    agreement = drafted.agreement()
    RouteAnswers.objects.create(
        agreement=agreement,
        number=1,
        text=json.dumps({"answers": {"health-and-care": "yes"}}),
        said_by=drafted.coordinator,
        said_as="Cora Lane",
    )
    editor = visit(drafted.coordinator)

    route = said(editor.get(f"{ONE}route/"))
    mended = answer_part(editor, f"{ONE}route-answers/", number="1")

    assert "What was answered is left out, since it no longer fits the case." in route
    assert mended.status_code == 302
    assert "What was answered is left out" not in said(editor.get(f"{ONE}route/"))


def test_a_company_of_bodies_that_left_is_not_known(drafted):
    owners = [{"body": "gone", "share": 1.0, "seats": 1}]
    RouteAnswers.objects.create(
        agreement=drafted.agreement(),
        number=1,
        text=json.dumps({"company": {"owners": owners}, "activity": []}),
        said_by=drafted.coordinator,
        said_as="Cora Lane",
    )
    editor = visit(drafted.coordinator)

    assert "Who controls the company" not in said(editor.get(f"{ONE}route/"))
    assert editor.get(f"{ONE}route-answers/company/").status_code == 200


def test_conditions_of_what_was_not_approved_are_not_lost_in_silence(drafted):
    agreement = drafted.agreement()
    fill_holes(drafted.coordinator, agreement)
    put = put_to_bodies(by=drafted.coordinator, agreement=agreement)
    today = timezone.localdate()
    plan_meeting(
        by=drafted.editors["Barton"], agreement=agreement,
        passing=put.bodies.get(body__name="Barton"),
        decider="executive", meeting="Cabinet", meets_on=today,
    )  # fmt: skip
    given = {
        "outcome": "deferred", "decided_on_day": today.day, "decided_on_month": today.month,
        "decided_on_year": today.year, "conditions": "Unions are told",
    }  # fmt: skip
    page = f"{ONE}decisions/barton/decision/"
    editor = visit(drafted.editors["Barton"])

    refused = said(editor.post(page, given))

    assert "Conditions are kept only of an approval" in refused
    assert "Unions are told" in refused


def test_nobody_signs_before_every_condition_is_met(drafted):
    passed(drafted, conditions=("The auditor confirms the reserve", "Unions are told"))
    colne = visit(drafted.monitoring["Colne"])
    page = f"{ONE}decisions/colne/condition/"
    today = timezone.localdate()
    given = {
        "met_on_day": today.day, "met_on_month": today.month, "met_on_year": today.year,
        "words": "A letter of the day before",
    }  # fmt: skip

    def may_sign():
        return "Sign for your body: Colne" in said(colne.get(f"{ONE}decisions/"))

    seen = [may_sign()]
    assert "Select which condition is met" in said(colne.post(page, given))
    for number in (2, 1):
        assert colne.post(page, given | {"number": number}).status_code == 302
        seen.append(may_sign())
    again = said(colne.post(page, given | {"number": 1}))

    assert seen == [False, False, True]
    assert "That condition is not open any more" in again
    listed = said(colne.get(f"{ONE}decisions/"))
    assert listed.count("A letter of the day before") == 2


def test_nobody_signs_while_a_decision_can_be_called_in(drafted):
    agreement = passed(drafted)
    one = passings_of(agreement)[0].bodies.get(body__name="Colne")
    Passing.objects.filter(pk=one.pk).update(decided_on=timezone.localdate(), call_in_days=5)

    with pytest.raises(PolicyError, match="can be called in until"):
        sign(
            by=drafted.monitoring["Ashby"], agreement=agreement, body=drafted.bodies["Ashby"],
            office="monitoring officer",
        )  # fmt: skip


def test_an_agreement_that_others_wrote_is_read_by_answers_and_checked(agreed):
    editor = visit(agreed.editors["Ashby"])
    text = "Either party may withdraw by giving six months notice in writing to the others.\n"
    file = io.BytesIO(text.encode())
    file.name = "ours.txt"
    made = editor.post(
        f"{ROOT}theirs/",
        {"name": "The agreement of 2019", "parties": ["ashby", "barton"], "file": file},
    )
    assert made.status_code == 302, said(made)
    asked = said(editor.get(f"{ONE}clauses/notice/change/"))
    assert "Paragraph 1: Either party may withdraw" in asked
    assert "Nothing is said on notice" in said(editor.get(f"{ONE}check/"))

    saved = editor.post(
        f"{ONE}clauses/notice/change/",
        {"version": "1", "alternative": "any-party", "is_months": "6", "next": "yes"},
    )
    assert saved.status_code == 302, said(saved)
    assert saved["Location"].endswith("/change/")
    assert content_of(Version.objects.get(number=2)).value("notice", "months") == 6


def test_a_plan_is_drafted_from_published_durations_and_taken_into_a_calendar(drafted):
    editor = visit(drafted.editors["Ashby"])
    assert "Draft a plan" in said(editor.get(f"{ONE}plan/"))
    day = {"start_day": "1", "start_month": "4", "start_year": "2027"}
    made = editor.post(f"{ONE}plan/start/", day)
    assert made.status_code == 302, said(made)
    page = editor.get(f"{ONE}plan/")
    assert "A day lost on any of these" in said(page)

    action = {"version": "1", "id": "insurer", "words": "Ask the insurer", "owner": "Alex Brook"}
    due = {"due_day": "1", "due_month": "6", "due_year": "2027"}
    kept = editor.post(f"{ONE}plan/actions/new/", action | due)
    assert kept.status_code == 302, said(kept)
    late = editor.post(f"{ONE}plan/actions/new/", action | due)
    assert "Somebody saved the plan meanwhile" in said(late)
    calendar = said(editor.get(f"{ONE}plan/plan.ics")).replace("\r\n ", "")
    assert "Ask the insurer" in calendar
    assert "DTSTART;VALUE=DATE:20270601" in calendar
    assert visit(drafted.editors["Barton"]).get(f"{ONE}plan/tasks/0/").status_code == 200


def test_a_draft_says_that_the_split_changed_and_is_filled_again_on_request(drafted):
    values = json.loads(drafted.run.input_text)
    values["split"] = {"rule": "equal"}
    partnership, _ = read_values(values, source="the case with another split")
    saved = save_draft(
        by=drafted.coordinator,
        partnership=drafted.partnership,
        body=None,
        data=write_toml(partnership).encode(),
        file_name="other.toml",
    )
    document = submit_document(
        by=drafted.coordinator, document=saved.document, reason="The leaders agreed otherwise"
    )
    sign_document(by=drafted.coordinator, document=document)
    ask_for_run(by=drafted.coordinator, partnership=drafted.partnership, n_draws=50)
    work_off()
    choose_split(by=drafted.coordinator, run=drafted.run)

    editor = visit(drafted.editors["Ashby"])
    before = said(editor.get(ONE))
    assert "The split changed since: run 2" in before
    was = content_of(newest_version(drafted.agreement())).charges[0].pence
    assert f"was £{was // 100:,}.{was % 100:02d} and is now" in before
    assert editor.post(f"{ONE}fill/", {}).status_code == 302
    assert "The split changed since" not in said(editor.get(ONE))
    assert newest_version(drafted.agreement()).run.number == 2


def answer_part(client, page, **given):
    """Post a part of what the route hangs on: what is not given stays not known."""
    asked = re.findall(r'name="([^"]+)" type="radio"', said(client.get(page)))
    return client.post(page, dict.fromkeys(asked, "not-known") | given)


def test_what_the_route_hangs_on_is_asked_kept_and_weighed(drafted):
    editor = visit(drafted.coordinator)
    page = f"{ONE}route-answers/"

    first = answer_part(editor, page, number="0", **{"question_one-employer": "yes"})
    again = answer_part(editor, page, number="0")  # what was looked at is older now
    of_bodies = {
        "number": "1",
        "vat_barton": "yes",
        "vat_words_barton": "Close: leisure is exempt.",
        "vat_by_barton": "L. Shah, VAT adviser",
        "role_barton_monitoring-officer": "M. Okoro",
    }
    second = answer_part(editor, f"{page}bodies/", **of_bodies)
    route = said(editor.get(f"{ONE}route/"))

    assert (first.status_code, second.status_code) == (302, 302)
    assert "Somebody answered meanwhile" in said(again)
    assert "Are the staff to have one employer?" not in route.partition("To be asked first")[2]
    assert "near its partial exemption limit. Close: leisure is exempt. (L. Shah" in route
    assert "M. Okoro" in route
    assert visit(drafted.editors["Barton"]).get(f"{ONE}route/").status_code == 200
    assert drafted.agreement().route_answers.first().values["answers"] == {"one-employer": "yes"}


def test_who_controls_a_company_and_for_whom_it_works_is_summed(drafted):
    editor = visit(drafted.coordinator)
    page = f"{ONE}route-answers/company/"
    owners = {f"share_{one}": "33.4" for one in ("ashby", "barton")} | {"share_colne": "33.2"}
    seats = {"seats_ashby": "1", "seats_barton": "1", "seats_colne": "0"}
    work = {"year_1": "2027-28", "work_1_ashby": "400k", "work_1_barton": "420k"}

    wrong = answer_part(editor, page, number="0", **owners | {"share_colne": "10"})
    nameless = answer_part(editor, page, number="0", work_2_ashby="5")
    kept = answer_part(
        editor, page, number="0", decides_together="yes", work_1_others="£180,000",
        **owners, **seats, **work,
    )  # fmt: skip
    route = said(editor.get(f"{ONE}route/"))
    shown = said(editor.get(page))

    assert "The shares come to 76.8%" in said(wrong)
    assert "Enter which year the sums of year 2 are" in said(nameless)
    assert kept.status_code == 302
    assert "Not met. Without a seat on the body that decides: Colne." in route
    assert "Met. The owners can together bring about or stop its important decisions." in route
    # 820 of 1,000 thousand is for the owners: 18 per cent outside, past 15, short of 20.
    assert "2027-28: outsiders have 18.0% of the work; past 15%" in route
    assert 'value="33.4"' in shown
    assert 'value="180,000.00"' in shown
