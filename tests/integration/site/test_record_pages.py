"""Pages of figures, appraisals and the log, as each person finds them."""

from __future__ import annotations

import csv
import io
import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from commonweal.reports import rerun
from commonweal_web.core.work import work_off
from commonweal_web.partnerships.models import Document, Run
from commonweal_web.partnerships.services.runs import ask_for_run
from tests.site.builders import make_person, sign_in
from tests.site.records import CASE, make_cast, put_in_common

pytestmark = pytest.mark.django_db

ROOT = "/partnerships/ashby-and-barton/"


@pytest.fixture
def cast(db):
    return make_cast()


@pytest.fixture
def opened(cast):
    put_in_common(cast)
    return cast


def visit(user):
    return sign_in(Client(), user)


def upload(client, holder, data, name=CASE.name):
    """Upload a file, and save it once what it changes has been looked at."""
    file = SimpleUploadedFile(name, data)
    answer = client.post(
        f"{ROOT}figures/{holder}/upload/", {"file": file, "note": "New"}, follow=True
    )
    if "What the file changes" in said(answer):
        return client.post(answer.redirect_chain[-1][0], follow=True)
    return answer


def said(answer):
    return answer.content.decode()


def test_figures_go_from_upload_to_certified_and_every_version_is_listed(opened):
    editor, certifier = visit(opened.ashby_editor), visit(opened.ashby_certifier)

    saved = upload(editor, "ashby", CASE.read_bytes())
    document = Document.objects.get(body=opened.ashby)
    here = f"{ROOT}documents/{document.pk}/"
    assert "Saved as version 1, a draft" in said(saved)
    assert "Submit to the partners" in said(saved)

    editor.post(f"{here}submit/", follow=True)
    assert "Certify" in said(certifier.get(here))
    assert editor.get(f"{here}certify/").status_code == 403
    certified = certifier.post(f"{here}certify/", follow=True)

    assert "Certified by" in said(certified)
    figures = said(editor.get(f"{ROOT}figures/"))
    places = [figures.index(f">{name}</h2>") for name in ("Held in common", "Ashby", "Barton")]
    assert places == sorted(places)
    assert "It has given no figures of its own" in figures


def test_a_partner_sees_submitted_figures_without_one_person_s_pay(opened):
    editor = visit(opened.ashby_editor)
    upload(editor, "ashby", CASE.read_bytes())
    document = Document.objects.get(body=opened.ashby)
    here = f"{ROOT}documents/{document.pk}/"
    partner = visit(opened.barton_editor)
    assert partner.get(here).status_code == 404

    editor.post(f"{here}submit/")

    assert "£62,000" in said(editor.get(here))
    theirs = said(partner.get(here))
    assert "£62,000" not in theirs
    assert "It could be one person" in theirs
    assert partner.get(f"{here}as-given").status_code == 404
    assert editor.get(f"{here}as-given").content == CASE.read_bytes()
    taken = json.loads(partner.get(f"{here}part.json").content)
    assert "62000" not in json.dumps(taken)
    assert taken["withheld"]


def test_a_returned_version_says_what_to_mend(opened):
    editor, certifier = visit(opened.ashby_editor), visit(opened.ashby_certifier)
    upload(editor, "ashby", CASE.read_bytes())
    here = f"{ROOT}documents/{Document.objects.get(body=opened.ashby).pk}/"
    editor.post(f"{here}submit/")

    unsaid = certifier.post(f"{here}return/", {"reason": ""})
    certifier.post(f"{here}return/", {"reason": "Last year’s calls"})

    assert "Enter what needs mending" in said(unsaid)
    assert "Last year’s calls" in said(editor.get(here))


@pytest.mark.parametrize(
    ("data", "name", "words"),
    [
        (b"", "case.toml", "The file you chose is empty"),
        (b"name = ", "case.toml", "This is not TOML that can be read"),
        (b"PK\x03\x04 broken", "case.xlsx", "case.xlsx"),
        (CASE.read_bytes().replace(b"population = 95000", b"population = -1"), "case.toml", "-1"),
    ],
)
def test_a_file_that_cannot_be_used_says_where_and_how_to_mend_it(opened, data, name, words):
    answer = upload(visit(opened.coordinator), "in-common", data, name)

    assert answer.status_code == 200
    assert "There is a problem" in said(answer)
    assert words in said(answer)
    assert Document.objects.count() == 1


def test_somebody_who_may_not_write_is_told_who_can(opened):
    answer = visit(opened.barton_editor).get(f"{ROOT}figures/in-common/upload/")
    assert answer.status_code == 403
    assert "oordinator" in said(answer)
    assert visit(opened.barton_editor).get(f"{ROOT}figures/corby/upload/").status_code == 404


def test_a_stranger_finds_none_of_it(opened):
    run = ask_for_run(by=opened.coordinator, partnership=opened.partnership, n_draws=200)
    client = visit(opened.stranger)
    document = Document.objects.get()

    for path in (
        "figures/", "figures/case.json", "figures/ashby/upload/", f"documents/{document.pk}/",
        f"documents/{document.pk}/part.json", f"documents/{document.pk}/as-given", "runs/",
        "runs/new/", f"runs/{run.number}/", f"runs/{run.number}/run.json", "log/",
    ):  # fmt: skip
        assert client.get(f"{ROOT}{path}").status_code == 404, path


@pytest.mark.parametrize("form", ["json", "toml", "xlsx"])
def test_what_is_taken_away_can_be_brought_back(opened, form):
    client = visit(opened.barton_editor)
    copy = client.get(f"{ROOT}figures/case.{form}")
    assert copy.status_code == 200

    answer = upload(client, "barton", copy.content, f"copy.{form}")

    assert "Saved as version 1" in said(answer)
    assert "Left as it was" not in said(answer)
    assert client.get(f"{ROOT}figures/case.pdf").status_code == 404


def test_an_appraisal_is_asked_for_waited_for_read_and_taken_away(opened):
    client = visit(opened.coordinator)
    waiting = client.post(f"{ROOT}runs/new/", {"draws": "200"}, follow=True)
    assert "It waits for its turn" in said(waiting)

    work_off()

    done = said(client.get(f"{ROOT}runs/1/"))
    run = Run.objects.get()
    assert run.sentence in done
    assert "Who gains" in done
    assert "What is held in common, version 1, submitted" in done
    listed = said(visit(opened.barton_editor).get(f"{ROOT}runs/"))
    assert run.sentence in listed
    assert "1 done" in said(client.get(ROOT))


def test_a_run_taken_away_whole_is_worked_out_again_to_the_penny(opened):
    """By a body that sees all of it: here the only one with single salaries is its own."""
    data = CASE.read_bytes().replace(b"management_fte = 1\n", b"management_fte = 2\n")
    put_in_common(opened, data)
    client = visit(opened.coordinator)
    client.post(f"{ROOT}runs/new/", {"draws": "200"})
    work_off()

    taken = json.loads(client.get(f"{ROOT}runs/1/run.json").content)

    assert "withheld" not in taken["run"]["document"]
    assert rerun(taken, source="run.json").differences == ()


@pytest.mark.parametrize("draws", ["ten", "99", "1000000"])
def test_draws_that_cannot_be_drawn_are_said_on_the_form(opened, draws):
    answer = visit(opened.coordinator).post(f"{ROOT}runs/new/", {"draws": draws})

    assert "How many futures are drawn must be" in said(answer)
    assert not Run.objects.exists()


def test_a_run_is_cancelled_by_one_button(opened):
    client = visit(opened.coordinator)
    client.post(f"{ROOT}runs/new/")

    answer = client.post(f"{ROOT}runs/1/cancel/", follow=True)

    assert "Cancelled" in said(answer)
    assert "cannot be cancelled" in said(client.post(f"{ROOT}runs/1/cancel/", follow=True))


def test_the_log_says_who_did_what_and_can_be_narrowed_and_taken_away(opened):
    upload(visit(opened.ashby_editor), "ashby", CASE.read_bytes())
    client = visit(opened.coordinator)

    whole = said(client.get(f"{ROOT}log/"))
    narrowed = said(client.get(f"{ROOT}log/?kind=document-submitted&who=cora"))
    rows = list(
        csv.reader(io.StringIO(client.get(f"{ROOT}log/?form=csv").getvalue().decode("utf-8-sig")))
    )

    assert "saved version 1 of Ashby’s figures" in whole
    assert "saved version" not in narrowed
    assert "submitted version 1 of what Ashby and Barton holds in common" in narrowed
    assert rows[0] == ["When", "Who", "What", "More", "Chain", "Entry"]
    assert len(rows) == 4
    assert "sha256" in rows[1][3]


def test_what_a_body_did_before_it_submitted_is_not_in_its_partners_log(opened):
    upload(visit(opened.barton_editor), "barton", CASE.read_bytes())
    ours = make_person("Sec Ashby", body=opened.ashby, role="section-151")
    theirs = make_person("Sec Barton", body=opened.barton, role="section-151")

    assert "Barton’s figures" not in said(visit(ours).get(f"{ROOT}log/"))
    assert "Barton’s figures" in said(visit(theirs).get(f"{ROOT}log/"))
    assert "Barton’s figures" in said(visit(theirs).get("/bodies/barton/log/"))
    assert visit(ours).get("/bodies/barton/log/").status_code == 404


def test_the_site_s_log_is_for_whoever_keeps_the_site_and_tells_of_no_partnership(opened):
    keeper = make_person("Kim Keeper", is_site_administrator=True)

    assert "in common" not in said(visit(keeper).get("/site/log/"))
    assert visit(keeper).get(f"{ROOT}log/").status_code == 404
    assert visit(opened.coordinator).get("/site/log/").status_code == 403


def test_pages_ask_the_database_as_often_whatever_there_is(opened, django_assert_max_num_queries):
    client = visit(opened.coordinator)
    for _ in range(3):
        put_in_common(opened)
        run = ask_for_run(by=opened.coordinator, partnership=opened.partnership, n_draws=200)
        Run.objects.filter(pk=run.pk).update(state="cancelled", finished_at=run.asked_at)

    for path, most in (("figures/", 11), ("runs/", 12), ("runs/1/", 11), ("log/", 13)):
        with django_assert_max_num_queries(most):
            assert client.get(f"{ROOT}{path}").status_code == 200


def test_figures_too_large_to_read_while_others_wait_are_refused_before_they_are_read(opened):
    editor = visit(opened.ashby_editor)

    long = upload(editor, "ashby", b"# " + b"x" * 500_000)
    packed = upload(editor, "ashby", b"PK\x03\x04" + b"\0" * 1_000_000, "case.xlsx")

    assert "this site takes 500,000 or fewer" in said(long)
    assert "this site takes 1,000,000 or fewer" in said(packed)
    assert not Document.objects.filter(body=opened.ashby).exists()


@pytest.mark.parametrize("page", ["certify", "return"])
def test_what_is_held_in_common_is_nobody_s_to_certify_and_the_page_says_who_signs_it(opened, page):
    common = Document.objects.get(body=None)
    here = f"{ROOT}documents/{common.pk}/{page}/"

    answer = visit(opened.ashby_certifier).get(here)

    assert answer.status_code == 403
    assert "neither certified nor returned" in said(answer)
    assert "A coordinator of the partnership" in said(answer)
    assert visit(opened.stranger).get(here).status_code == 404
