"""Documents and runs: kept whole, superseded, never altered; who may, and in which state."""

from __future__ import annotations

import json

import pytest
from django.db import DatabaseError, connection, transaction
from django_tasks_db.models import DBTaskResult

from commonweal.errors import FileFormatError, RefusedError
from commonweal.partnership import read_partnership, read_values, write_toml
from commonweal.partnership.toml_form import parse_toml
from commonweal_web.core.audit import check_chains
from commonweal_web.core.errors import PolicyError
from commonweal_web.core.models import AuditEvent, Job
from commonweal_web.core.policy import ForbiddenError, HiddenError
from commonweal_web.core.standing import standing_for
from commonweal_web.core.work import work_off
from commonweal_web.partnerships.models import Document, Run
from commonweal_web.partnerships.queries.records import (
    case_of,
    documents_for,
    find_document,
    find_run,
)
from commonweal_web.partnerships.reading import json_text
from commonweal_web.partnerships.results import result_of, seen_result
from commonweal_web.partnerships.services.documents import (
    certify_document,
    return_document,
    save_draft,
    submit_document,
)
from commonweal_web.partnerships.services.runs import ask_for_run, cancel_run, work_key
from commonweal_web.partnerships.tasks import appraise_run
from tests.site.builders import give_role
from tests.site.records import CASE, make_cast, put_in_common

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast(db):
    return make_cast()


@pytest.fixture
def opened(cast):
    """The same, with the whole file held in common."""
    put_in_common(cast)
    return cast


def changed(old, new):
    text = CASE.read_text(encoding="utf-8")
    assert old in text
    return text.replace(old, new).encode()


def save(cast, by, body, data, **more):
    return save_draft(
        by=by, partnership=cast.partnership, body=body, data=data, file_name=CASE.name, **more
    )


def ashby_says(cast, population, *, submit=True):
    data = changed("population = 110000", f"population = {population}")
    saved = save(cast, cast.ashby_editor, cast.ashby, data)
    if submit:
        return submit_document(by=cast.ashby_editor, document=saved.document)
    return saved.document


def population_of(values, body):
    return next(row["drivers"]["population"] for row in values["bodies"] if row["id"] == body)


def events(cast):
    chain = AuditEvent.objects.filter(chain=f"partnership-{cast.partnership.pk}")
    return list(chain.order_by("sequence").values_list("event", flat=True))


def test_what_is_put_together_again_is_the_file_that_was_given(opened):
    text = CASE.read_text(encoding="utf-8")
    whole, _ = read_partnership(text, source="the file")

    again, _ = read_partnership(write_toml(whole), source="written")
    kept, _ = read_values(case_of(opened.partnership).values, source="kept")
    assert kept == again == whole
    assert Document.objects.get().text == text


def test_a_body_s_own_figures_take_the_place_of_those_typed_for_it(opened):
    ashby_says(opened, 123456)

    case = case_of(opened.partnership)

    assert population_of(case.values, "ashby") == 123456
    assert case.own_parts == {"ashby"}
    assert [(held.body, held.version) for held in case.documents] == [
        (None, 1),
        (opened.ashby, 1),
    ]


def test_a_draft_stands_for_nothing_and_no_partner_sees_it(opened):
    draft = ashby_says(opened, 123456, submit=False)

    assert population_of(case_of(opened.partnership).values, "ashby") == 110000
    theirs = documents_for(standing_for(opened.barton_editor), opened.partnership)
    ours = documents_for(standing_for(opened.ashby_certifier), opened.partnership)
    assert draft not in theirs
    assert draft in ours
    with pytest.raises(HiddenError):
        find_document(standing_for(opened.barton_editor), opened.partnership, draft.pk)


def test_a_stranger_finds_no_document_and_no_run(opened):
    run = ask_for_run(by=opened.coordinator, partnership=opened.partnership, n_draws=200)
    standing = standing_for(opened.stranger)

    assert documents_for(standing, opened.partnership) == []
    for search in (
        lambda: find_document(standing, opened.partnership, Document.objects.get().pk),
        lambda: find_run(standing, opened.partnership, run.number),
        lambda: ask_for_run(by=opened.stranger, partnership=opened.partnership),
        lambda: save(opened, opened.stranger, opened.ashby, CASE.read_bytes()),
    ):
        with pytest.raises(HiddenError):
            search()


def test_versions_are_superseded_and_never_overwritten(opened):
    first = ashby_says(opened, 100001)
    second = ashby_says(opened, 100002)
    third = ashby_says(opened, 100003, submit=False)
    fourth = ashby_says(opened, 100004)

    states = {held.version: held.state for held in Document.objects.filter(body=opened.ashby)}
    assert states == {1: "superseded", 2: "superseded", 3: "superseded", 4: "submitted"}
    populations = [population_of(held.values, "ashby") for held in (first, second, third, fourth)]
    assert populations == [100001, 100002, 100003, 100004]
    assert first.submitted_at is not None
    assert third.submitted_at is None


def copy_for(cast, user):
    """The case as this person would take it away."""
    return case_of(cast.partnership).seen_by(cast.partnership, standing_for(user))


def test_only_the_sender_s_own_part_is_taken_and_what_else_was_changed_is_named(opened):
    copy = copy_for(opened, opened.ashby_editor)
    copy["name"] = "Another name"
    for row, population in zip(copy["bodies"], (110001, 1), strict=False):
        row["drivers"]["population"] = population

    saved = save(opened, opened.ashby_editor, opened.ashby, json_text(copy).encode())

    assert saved.not_taken == ("what is held in common", "Barton")
    submit_document(by=opened.ashby_editor, document=saved.document)
    values = case_of(opened.partnership).values
    assert (population_of(values, "ashby"), population_of(values, "barton")) == (110001, 95000)
    assert values["name"] != "Another name"


def test_whether_a_guess_at_what_one_may_not_see_is_right_is_never_told(opened):
    """One person's pay is hidden: a file that names it rightly is answered like any other."""
    ashby_says(opened, 123456)
    right = CASE.read_bytes()
    wrong = changed("management = 62000", "management = 62001")

    answers = [
        save(opened, opened.barton_editor, opened.barton, guess).not_taken
        for guess in (right, wrong)
    ]

    assert answers[0] == answers[1]
    assert "Ashby" in answers[0]


def test_the_coordinator_s_next_file_leaves_what_bodies_gave_themselves(opened):
    ashby_says(opened, 123456)
    data = changed("population = 110000", "population = 5").replace(
        b"population = 95000", b"population = 95001"
    )

    saved = save(opened, opened.coordinator, None, data)
    submit_document(by=opened.coordinator, document=saved.document)

    assert saved.not_taken == ("Ashby",)
    assert "drivers" not in saved.document.values["bodies"][0]
    values = case_of(opened.partnership).values
    assert (population_of(values, "ashby"), population_of(values, "barton")) == (123456, 95001)


def test_a_copy_taken_and_brought_back_unchanged_changes_nothing(opened):
    ashby_says(opened, 123456)
    case = case_of(opened.partnership)
    seen = copy_for(opened, opened.barton_editor)

    saved = save_draft(
        by=opened.barton_editor,
        partnership=opened.partnership,
        body=opened.barton,
        data=json_text(seen).encode(),
        file_name="copy.json",
    )
    submit_document(by=opened.barton_editor, document=saved.document)

    assert saved.not_taken == ()
    assert case_of(opened.partnership).values == case.values


def test_who_prepared_figures_does_not_certify_them(opened):
    document = ashby_says(opened, 123456)
    give_role(opened.ashby_editor, opened.ashby, "certifier")

    with pytest.raises(ForbiddenError, match="nobody certifies what they prepared"):
        certify_document(by=opened.ashby_editor, document=document)
    with pytest.raises(DatabaseError), transaction.atomic():
        Document.objects.filter(pk=document.pk).update(
            state="certified",
            certified_by=opened.ashby_editor,
            certified_at=document.submitted_at,
        )

    certified = certify_document(by=opened.ashby_certifier, document=document)
    assert (certified.state, certified.certified_by) == ("certified", opened.ashby_certifier)


def test_figures_that_are_returned_stand_no_more_and_say_why(opened):
    document = ashby_says(opened, 123456)

    return_document(by=opened.ashby_certifier, document=document, reason="Last year’s population")

    document.refresh_from_db()
    assert (document.state, document.returned_reason) == ("returned", "Last year’s population")
    case = case_of(opened.partnership)
    assert case.own_parts == frozenset()
    assert population_of(case.values, "ashby") == 110000


@pytest.mark.parametrize("move", [submit_document, certify_document])
def test_a_move_that_the_state_does_not_allow_is_refused(opened, move):
    document = certify_document(by=opened.ashby_certifier, document=ashby_says(opened, 123456))
    by = opened.ashby_editor if move is submit_document else opened.ashby_certifier

    with pytest.raises(PolicyError, match="is certified: only what is"):
        move(by=by, document=document)


def test_a_body_cannot_begin_before_anything_is_held_in_common(cast):
    with pytest.raises(PolicyError, match="holds nothing in common yet") as refused:
        save(cast, cast.ashby_editor, cast.ashby, CASE.read_bytes())
    assert "coordinator" in refused.value.hint
    with pytest.raises(PolicyError, match="holds nothing in common yet"):
        ask_for_run(by=cast.coordinator, partnership=cast.partnership)


def test_only_the_coordinator_writes_what_is_held_in_common(opened):
    with pytest.raises(ForbiddenError, match="write what the partners hold in common") as refused:
        save(opened, opened.ashby_editor, None, CASE.read_bytes())
    assert refused.value.who_can == "A coordinator of Ashby and Barton can."


def test_a_file_with_faults_is_refused_with_places_and_nothing_is_kept(opened):
    with pytest.raises(RefusedError) as refused:
        save(opened, opened.coordinator, None, changed("population = 95000", "population = -1"))
    assert refused.value.report.refused[0].place.line
    with pytest.raises(FileFormatError, match="not TOML"):
        save(opened, opened.ashby_editor, opened.ashby, b"name = ")

    assert Document.objects.count() == 1


@pytest.mark.parametrize("table", ["partnerships_document", "partnerships_run"])
def test_the_database_itself_keeps_texts_and_rows(opened, table):
    ask_for_run(by=opened.coordinator, partnership=opened.partnership, n_draws=200)
    column = "text" if table.endswith("document") else "input_text"

    for statement in (f"UPDATE {table} SET {column} = 'x'", f"DELETE FROM {table}"):
        with pytest.raises(DatabaseError, match="may only be added to"), transaction.atomic():
            connection.cursor().execute(statement)


def test_a_run_rests_on_what_was_submitted_when_it_was_asked_for(opened):
    ashby_says(opened, 123456)
    run = ask_for_run(by=opened.coordinator, partnership=opened.partnership, n_draws=200, seed=7)
    ashby_says(opened, 99999)

    work_off()

    run.refresh_from_db()
    assert run.state == "done"
    assert run.is_whole
    assert population_of(json.loads(run.input_text), "ashby") == 123456
    assert [(held["body"], held["version"]) for held in run.documents] == [
        (None, 1),
        ("ashby", 1),
    ]
    assert (run.stamp["draws"], run.stamp["seed"]) == (200, 7)
    assert run.sentence == result_of(run)["verdict"]["sentence"]


def test_a_run_done_twice_is_kept_once(opened):
    run = ask_for_run(by=opened.coordinator, partnership=opened.partnership, n_draws=200)
    work_off()
    run.refresh_from_db()
    kept = run.result_text

    appraise_run.call(run_id=run.pk)

    run.refresh_from_db()
    assert run.result_text == kept
    assert events(opened).count("run-done") == 1


def test_a_run_begun_by_a_worker_that_was_lost_is_finished_by_the_next(opened):
    run = ask_for_run(by=opened.coordinator, partnership=opened.partnership, n_draws=200)
    Run.objects.filter(pk=run.pk).update(state="running")

    work_off()

    run.refresh_from_db()
    assert run.state == "done"


def test_a_run_that_was_cancelled_is_never_worked_out(opened):
    run = ask_for_run(by=opened.coordinator, partnership=opened.partnership)

    cancel_run(by=opened.barton_editor, run=run)
    work_off()

    run.refresh_from_db()
    assert (run.state, run.result_text) == ("cancelled", None)
    with pytest.raises(PolicyError, match="is over"):
        cancel_run(by=opened.coordinator, run=run)
    assert events(opened)[-2:] == ["run-asked", "run-cancelled"]


def test_a_run_that_cannot_be_worked_out_says_why(opened):
    run = ask_for_run(by=opened.coordinator, partnership=opened.partnership)
    Job.objects.filter(key=work_key(run)).update(n_attempts=3, worker_id="gone")
    Job.objects.filter(key=work_key(run)).update(leased_until="2026-01-01T00:00:00Z")
    DBTaskResult.objects.update(status="RUNNING")

    work_off()

    run.refresh_from_db()
    assert run.state == "failed"
    assert run.failure.startswith("It was begun 3 times")
    assert events(opened)[-1] == "run-failed"


def test_no_more_than_three_runs_of_a_partnership_are_under_way(opened):
    for _ in range(3):
        ask_for_run(by=opened.coordinator, partnership=opened.partnership)

    with pytest.raises(PolicyError, match="3 appraisals of Ashby and Barton are under way"):
        ask_for_run(by=opened.coordinator, partnership=opened.partnership)


@pytest.mark.parametrize("n_draws", [0, 50_001])
def test_draws_beyond_what_the_site_does_are_refused(opened, n_draws):
    with pytest.raises(PolicyError, match="draws were asked for"):
        ask_for_run(by=opened.coordinator, partnership=opened.partnership, n_draws=n_draws)


def test_a_result_of_a_later_form_is_refused_in_words(opened):
    run = Run(number=1, result_version=99, result_text="{}")

    with pytest.raises(FileFormatError, match="kept in form 99"):
        result_of(run)


def test_a_result_taken_away_shows_no_one_person_s_pay(opened):
    run = ask_for_run(by=opened.coordinator, partnership=opened.partnership, n_draws=200)
    work_off()
    run.refresh_from_db()

    seen = seen_result(result_of(run), own={"ashby"})

    marks = seen["run"]["document"].get("withheld", [])
    assert {mark["body"] for mark in marks} == {"barton", "colne", "denby"}
    ours, theirs = seen["run"]["document"]["baselines"][:2]
    assert ours["costs"]["management"] == 62000
    assert "management" not in theirs["costs"]


def test_all_of_it_is_in_the_log_and_the_chain_holds(opened):
    document = ashby_says(opened, 123456)
    ashby_says(opened, 123457)
    ask_for_run(by=opened.coordinator, partnership=opened.partnership, n_draws=200)
    work_off()

    assert events(opened) == [
        "document-saved",
        "document-submitted",
        "document-saved",
        "document-submitted",
        "document-saved",
        "document-superseded",
        "document-submitted",
        "run-asked",
        "run-done",
    ]
    assert check_chains().is_whole
    named = json.loads(AuditEvent.objects.filter(event="document-submitted")[1].text)
    assert named["details"]["sha256"] == document.sha256
    assert parse_toml(document.text, source="")["name"]
