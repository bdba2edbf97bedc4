"""What a run came to, page by page: every figure opened, taken away, moved; nobody's pay told."""

from __future__ import annotations

import json

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from commonweal.partnership import read_partnership
from commonweal_web.appraisals.models import Piece
from commonweal_web.appraisals.queries import pieces_seen
from commonweal_web.appraisals.seeing import KEPT_BACK, reader_of
from commonweal_web.core.models.append_only import AppendOnlyError
from commonweal_web.core.standing import standing_for
from commonweal_web.core.work import work_off
from commonweal_web.partnerships.models import Document
from commonweal_web.partnerships.services.documents import save_draft, submit_document
from commonweal_web.partnerships.services.runs import ask_for_run
from commonweal_web.partnerships.tasks import appraise_run
from commonweal_web.shares.queries import chosen_split
from tests.site.builders import sign_in
from tests.site.records import CASE, make_cast, put_in_common

pytestmark = pytest.mark.django_db

ROOT = "/partnerships/ashby-and-barton/"
#: Nothing else in the case comes to this sum.
PLANTED = CASE.read_bytes().replace(b"management = 62000", b"management = 61237")


@pytest.fixture
def worked(db):
    """A case with a run that is done, in which one manager's pay of Ashby was planted."""
    cast = make_cast()
    put_in_common(cast, PLANTED)
    ask_for_run(by=cast.coordinator, partnership=cast.partnership, n_draws=200)
    work_off()
    return cast


def visit(user):
    return sign_in(Client(), user)


def said(answer):
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def tells(text):
    return "61,237" in text or "61237" in text


def test_a_run_opens_down_to_the_source_of_a_figure_and_every_table_is_taken_away(worked):
    client = visit(worked.ashby_editor)

    first = said(client.get(f"{ROOT}runs/1/"))
    assert "Who gains and who loses" in first
    assert "What would change the answer" in first
    figure = said(client.get(f"{ROOT}runs/1/figures/gain/"))
    assert f"{ROOT}runs/1/figures/alone/ashby/" in figure
    source = said(client.get(f"{ROOT}runs/1/figures/baseline/ashby/contact-centres/"))
    assert tells(source)
    assert "as from the council" in source
    for name in ("options", "cash", "what-would-change-it", "jobs", "flows", "rests-on"):
        said(client.get(f"{ROOT}runs/1/results/{name}/"))
    for nothing in ("figures/gain/corby/", "results/nothing/", "tables/none.csv"):
        assert client.get(f"{ROOT}runs/1/{nothing}").status_code == 404

    client = visit(worked.barton_editor)

    table = said(client.get(f"{ROOT}runs/1/tables/rules-table.csv"))
    assert table.startswith("Rule,")
    book = client.get(f"{ROOT}runs/1/tables/rules-table.xlsx")
    assert book.content.startswith(b"PK")
    picture = client.get(f"{ROOT}runs/1/charts/gains.svg")
    assert b"<svg" in picture.content
    assert "unsafe-inline" in picture["Content-Security-Policy"]
    assert client.get(f"{ROOT}runs/1/tables/rules-table.pdf").status_code == 404


def test_no_piece_of_a_run_tells_a_partner_what_one_person_earns_and_its_page_says_so(worked):
    run = worked.partnership.runs.get()
    seen, whole = (
        pieces_seen(standing_for(user), worked.partnership, run)
        for user in (worked.barton_editor, worked.ashby_editor)
    )
    telling = []

    for kind, key in Piece.objects.order_by("kind", "key").values_list("kind", "key"):
        read = {
            Piece.Kind.TRACE: lambda pieces, name: pieces.trace(name),
            Piece.Kind.TABLE: lambda pieces, name: pieces.table(name),
            Piece.Kind.SECTION: lambda pieces, name: pieces.section(name),
            Piece.Kind.CHART: lambda pieces, name: pieces.charts([name]),
            Piece.Kind.SUMMARY: lambda pieces, _: pieces.summary(),
        }.get(kind)
        if read is None:
            continue
        assert not tells(json.dumps(read(seen, key), ensure_ascii=False)), f"{kind} {key}"
        if tells(json.dumps(read(whole, key), ensure_ascii=False)):
            telling.append(key)

    # The plant was there to be found.
    assert "baseline/ashby/contact-centres" in telling

    page = said(
        visit(worked.barton_editor).get(f"{ROOT}runs/1/figures/baseline/ashby/contact-centres/")
    )

    assert "could tell one person’s pay" in page
    assert not tells(page)


def test_ranges_posts_and_whole_lines_of_pay_are_all_looked_for():
    text = CASE.read_text(encoding="utf-8").replace(
        "management = 62000", "management = { low = 60100, likely = 61200, high = 63400 }"
    )
    document = read_partnership(text, source="the case")[0].model_dump(
        mode="json", exclude_defaults=True
    )

    reader = reader_of(document, own=["barton", "colne", "denby"])

    assert {60100, 61200, 63400, 480000} <= reader.sums
    assert reader.bodies == {"ashby"}
    shown = reader.shown({"said": "From £60,100.00 to −£63,400", "n": 60100})
    assert shown == {"said": f"From {KEPT_BACK} to {KEPT_BACK}", "n": 60100}
    assert reader_of(document, own=["ashby", "barton", "colne", "denby"]).sums == frozenset()


def test_pieces_are_kept_once_and_a_run_of_before_them_is_shown_from_its_document(
    worked, monkeypatch
):
    run = worked.partnership.runs.get()
    n_pieces = run.pieces.count()

    appraise_run.call(run_id=run.pk)

    assert run.pieces.count() == n_pieces
    with pytest.raises(AppendOnlyError):
        run.pieces.first().save()

    monkeypatch.setattr("commonweal_web.partnerships.services.keeping._keepers", [])
    ask_for_run(by=worked.coordinator, partnership=worked.partnership, n_draws=100)
    work_off()
    client = visit(worked.ashby_editor)

    assert "Every way ahead" in said(client.get(f"{ROOT}runs/2/"))
    assert client.get(f"{ROOT}runs/2/shares/").status_code == 404


def test_a_moved_figure_keeps_nothing_and_no_page_asks_more_than_a_few_questions(worked):
    client = visit(worked.barton_editor)
    path = f"{ROOT}runs/1/what-if/"

    assert "What if it were" not in said(client.get(path))
    tried = said(client.get(path, {"figure": "assumptions.coincidence", "value": "0.6"}))
    assert "At 0.60 the answer turns from “Share” to “Share, if”" in tried
    assert "Colne" in tried
    beyond = said(client.get(path, {"figure": "assumptions.coincidence", "value": "7"}))
    assert "can be tried from 0.00 to 1.00" in beyond
    words = said(client.get(path, {"figure": "assumptions.coincidence", "value": "much"}))
    assert "must be a number" in words
    assert "Choose a figure" in said(client.get(path, {"figure": "options.nothing"}))
    assert worked.partnership.runs.count() == 1

    client = visit(worked.barton_editor)
    for path, most in (
        ("runs/", 14), ("runs/1/", 16), ("runs/1/results/cash/", 14), ("runs/1/shares/", 15),
        ("runs/1/figures/gain/", 12), ("runs/1/tables/options-table.csv", 12),
    ):  # fmt: skip
        with CaptureQueriesContext(connection) as asked:
            client.get(f"{ROOT}{path}")
        assert len(asked) <= most, path


def test_a_run_is_outdated_once_a_submission_changes_and_two_runs_are_compared(worked):
    changed = PLANTED.replace(b"supplies = 12000", b"supplies = 90000")
    client = visit(worked.barton_editor)
    assert "Outdated" not in said(client.get(f"{ROOT}runs/"))

    saved = save_draft(
        by=worked.ashby_editor,
        partnership=worked.partnership,
        body=worked.ashby,
        data=changed,
        file_name=CASE.name,
    )
    submit_document(by=worked.ashby_editor, document=saved.document)
    ask_for_run(by=worked.coordinator, partnership=worked.partnership, n_draws=100)
    work_off()

    listed = said(client.get(f"{ROOT}runs/"))
    assert "Outdated: Ashby is now at version 1" in listed
    assert "Rests on: What is held in common, version 1, submitted; Ashby, version 1" in listed
    assert "Outdated" in said(client.get(f"{ROOT}runs/1/"))
    assert "Outdated" not in said(client.get(f"{ROOT}runs/2/"))
    compared = said(client.get(f"{ROOT}runs/1/compare/", {"other": "2"}))
    assert "1 thing has changed" in compared
    assert "from 12,000 to 90,000" in compared


def test_a_run_that_cannot_be_asked_for_says_what_is_missing_and_whose_it_is(db):
    cast = make_cast()
    client = visit(cast.coordinator)

    page = said(client.get(f"{ROOT}runs/new/"))

    assert "Nothing is held in common yet" in page
    assert f'href="{ROOT}figures/"' in page


def test_another_split_is_tried_and_proposed_as_a_draft_of_what_is_held_in_common(worked):
    coordinator, editor = visit(worked.coordinator), visit(worked.barton_editor)
    path = f"{ROOT}runs/1/shares/try/"
    asked = {"rule": "shapley", "phase_in_years": "3", "cap_ashby": "700,000"}

    tried = said(coordinator.get(path, asked))
    assert "Under the Shapley value, so limited, every partner gains" in tried
    assert "Propose this split" in tried
    assert "Propose this split" not in said(editor.get(path, asked))
    assert "driver" in said(editor.get(path, {"rule": "driver"}))

    split = json.dumps({"rule": "shapley", "phase_in_years": 3, "cap": {"ashby": 700000}})
    asking = said(coordinator.get(f"{ROOT}runs/1/shares/propose/", {"split": split}))
    assert "Cap, ashby: £700,000" in asking
    assert editor.post(f"{ROOT}runs/1/shares/propose/", {"split": split}).status_code == 403
    done = coordinator.post(f"{ROOT}runs/1/shares/propose/", {"split": split}, follow=True)
    assert "Proposed, as version 2" in said(done)
    draft = Document.objects.get(state=Document.State.DRAFT)
    assert draft.values["split"]["rule"] == "shapley"

    broken = said(coordinator.post(f"{ROOT}runs/1/shares/propose/", {"split": "{"}))
    assert "Choose the rule again" in broken

    client = editor

    left = said(client.get(f"{ROOT}runs/1/shares/leaving/", {"body": "ashby"}))
    assert "leave those who stay no worse off" in left
    assert "Notice of 12 months is given at the start of" in left
    charges = f"{ROOT}runs/1/shares/leaving/?body=ashby&take=exit-charge"
    assert said(client.get(f"{charges}.csv")).startswith("Partner who stays,")
    assert client.get(f"{charges}.xlsx").content.startswith(b"PK")
    early = said(client.get(f"{ROOT}runs/1/shares/leaving/", {"body": "ashby", "year": "2026-27"}))
    assert "does not run yet" in early
    nobody = said(client.get(f"{ROOT}runs/1/shares/joining/"))
    assert "Every body of the case takes part already" in nobody

    assert client.get(f"{ROOT}shares/")["Location"] == f"{ROOT}runs/1/shares/"
    shown = said(client.get(f"{ROOT}runs/1/shares/"))
    assert "Who would leave, and why" in shown
    assert "What each would pay, year by year" in shown


def test_the_split_of_a_run_is_proposed_to_the_agreement_by_the_coordinator_alone(worked):
    assert chosen_split(worked.partnership) is None
    coordinator, editor = visit(worked.coordinator), visit(worked.barton_editor)
    page = f"{ROOT}runs/1/shares/choose/"

    assert "Propose this split to the agreement" in said(coordinator.get(f"{ROOT}runs/1/shares/"))
    assert editor.post(page, {}).status_code == 403
    for _ in range(2):
        answer = coordinator.post(page, {"note": "It disturbs nobody at first."}, follow=True)
        assert "Proposed to the agreement: the split by baseline, as run 1" in said(answer)

    chosen = chosen_split(worked.partnership)
    assert (chosen.run_number, chosen.rule, chosen.chosen_as) == (1, "baseline", "Cora Lane")
    assert chosen.charges["partners"][0]["body"] == "ashby"
    assert worked.partnership.split_choices.count() == 1
    shown = said(editor.get(f"{ROOT}runs/1/shares/"))
    assert "It disturbs nobody at first." in shown
    assert "Propose this split to the agreement" not in shown
