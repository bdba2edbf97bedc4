"""Papers of a run, as each reader finds them."""

from __future__ import annotations

import base64
import hashlib
import io
import json
import re
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from docx import Document as WordDocument
from pypdf import PdfReader

from commonweal_web.appraisals.services import certify_verdict
from commonweal_web.core.models import AuditEvent
from commonweal_web.core.work import work_off
from commonweal_web.papers.models import Paper, PaperFile
from commonweal_web.papers.services import ask_for_paper
from commonweal_web.partnerships.services.runs import ask_for_run
from tests.recalculation import cells_of
from tests.site.builders import make_person, sign_in
from tests.site.records import make_cast, put_in_common

pytestmark = pytest.mark.django_db

ROOT = "/partnerships/ashby-and-barton/"
PAPERS = f"{ROOT}papers/"


@pytest.fixture
def done(db):
    """A cast whose first run is done."""
    cast = make_cast()
    put_in_common(cast)
    run = ask_for_run(by=cast.coordinator, partnership=cast.partnership, n_draws=100)
    work_off()
    run.refresh_from_db()
    assert run.state == "done", run.failure
    return cast


def visit(user):
    return sign_in(Client(), user)


def said(answer):
    return answer.content.decode()


def made(client, paper, run=1):
    """Ask for a paper on its page, have it made, and return its address."""
    asked = client.post(f"{PAPERS}new/", {"paper": paper, "run": str(run)})
    assert asked.status_code == 302, said(asked)
    work_off()
    paper = Paper.objects.order_by("-pk").first()
    assert paper.state == "done", paper.failure
    return asked["Location"]


def weight(page, client):
    """Return the bytes that a phone fetches for a page: itself, its styles and its pictures."""
    fetched = re.findall(r'<(?:link|img|script)[^>]* (?:href|src)="(/[^"]+)"', said(page))
    assert any("site.css" in one for one in fetched)
    answers = [client.get(one, headers={"Accept-Encoding": "gzip"}) for one in fetched]
    bodies = [
        b"".join(answer.streaming_content) if answer.streaming else answer.content
        for answer in answers
    ]
    # In a tree where the styles are not built yet there is nothing to weigh but the rest.
    return len(page.content) + sum(
        len(body) for body, answer in zip(bodies, answers, strict=True) if answer.status_code == 200
    )


def test_a_brief_is_made_once_kept_whole_and_read_by_every_partner_on_a_phone(done):
    coordinator = visit(done.coordinator)
    run = done.partnership.runs.get()
    certify_verdict(by=done.ashby_certifier, run=run, body=done.ashby, note="Read twice.")

    address = made(coordinator, "brief")
    page = coordinator.get(address)

    assert page.status_code == 200
    assert weight(page, coordinator) < 100_000
    assert "Run 1, from that run’s own input" in said(page)
    assert "Certified by 1 of 2 bodies; not yet by Barton." in said(page)
    assert re.search(r"Ashby: Cert Ashby, certifier, .* \(Read twice\.\)", said(page))
    files = list(PaperFile.objects.all())
    assert {file.form for file in files} == {"fragment", "css", "html", "pdf", "docx"}
    assert all(file.is_whole for file in files)
    logged = json.loads(AuditEvent.objects.get(event="paper-made").text)["details"]["files"]
    assert set(logged.values()) == {file.sha256 for file in files}

    partner = visit(done.barton_editor)
    taken = partner.get(f"{address}whole.pdf")
    assert taken["Content-Type"] == "application/pdf"
    assert hashlib.sha256(taken.content).hexdigest() in logged.values()
    assert PdfReader(io.BytesIO(taken.content)).pages
    assert partner.get(f"{address}whole.css")["Content-Type"].startswith("text/css")
    assert partner.get(f"{address}whole.fragment").status_code == 404
    assert visit(done.stranger).get(address).status_code == 404
    assert visit(done.stranger).get(f"{address}whole.pdf").status_code == 404


def test_asked_for_twice_while_it_waits_it_is_one_paper(done):
    editor = visit(done.ashby_editor)
    for _ in range(2):
        editor.post(f"{PAPERS}new/", {"paper": "business-case/quick", "run": "1"})

    assert Paper.objects.count() == 1
    assert "Being made" in said(editor.get(f"{PAPERS}1/"))


def test_a_decision_paper_is_its_bodys_own_until_it_is_given_to_the_partners(done):
    editor, partner = visit(done.ashby_editor), visit(done.barton_editor)

    address = made(editor, "decision/ashby")

    assert "as Ashby’s own officers read it" in said(editor.get(address))
    assert partner.get(address).status_code == 404
    assert "Decision paper of Ashby" not in said(partner.get(PAPERS))
    assert visit(done.coordinator).get(address).status_code == 200

    assert editor.post(f"{address}release/").status_code == 302
    seen = partner.get(address)
    assert "As the public may read it" in said(seen)
    assert partner.get(f"{address}public.pdf").status_code == 200
    assert partner.get(f"{address}whole.pdf").status_code == 404
    assert partner.get(f"{address}?part=whole").status_code == 404
    assert partner.post(f"{address}release/").status_code == 403
    again = editor.post(f"{address}release/")
    assert "The partners have this paper already" in said(again)


def test_nobody_has_a_paper_made_for_another_body(done):
    partner = visit(done.barton_editor)
    page = said(partner.get(f"{PAPERS}new/"))

    assert "Decision paper of Barton" in page
    assert "Decision paper of Ashby" not in page
    refused = partner.post(f"{PAPERS}new/", {"paper": "decision/ashby", "run": "1"})
    assert "Select one of the papers" in said(refused)
    viewer = visit(make_person("Vera Barton", body=done.barton))
    answer = viewer.get(f"{PAPERS}new/")
    assert answer.status_code == 403
    assert "can." in said(answer)


def word_file(text):
    word = WordDocument()
    word.add_paragraph(text)
    data = io.BytesIO()
    word.save(data)
    return data.getvalue()


def test_a_bodys_template_is_tried_kept_used_and_given_up(done):
    editor = visit(done.ashby_editor)
    here = "/bodies/ashby/paper-template/"

    wrong = editor.post(here, {"file": SimpleUploadedFile("plain.docx", b"no Word file")})
    assert wrong.status_code == 200
    assert "There is a problem" in said(wrong)

    data = word_file("Ashby District Council, kept by its own template")
    kept = editor.post(here, {"file": SimpleUploadedFile("house.docx", data)}, follow=True)
    assert "house.docx" in said(kept)
    assert editor.get(f"{here}template.docx").content == data

    address = made(editor, "decision/ashby")
    word = WordDocument(io.BytesIO(editor.get(f"{address}whole.docx").content))
    assert "house.docx" in said(editor.get(address))
    assert word.paragraphs

    editor.post(f"{here}drop/")
    assert "house.docx" not in said(editor.get(here))
    assert visit(done.barton_editor).get(here).status_code == 404


def test_a_run_that_does_not_give_its_own_figures_again_gives_no_paper(done):
    from commonweal.errors import ComputationError
    from commonweal_web.papers.making import desk_of_run
    from commonweal_web.partnerships.results import result_of

    result = result_of(done.partnership.runs.get())
    result["partners"][0]["gain"] += 1000

    with pytest.raises(ComputationError, match="does not give its own figures"):
        desk_of_run(result, name="Ashby and Barton")


def test_the_papers_of_a_run_that_is_not_done_cannot_be_had(done):
    waiting = ask_for_run(by=done.coordinator, partnership=done.partnership, n_draws=100)

    from commonweal_web.core.errors import PolicyError

    with pytest.raises(PolicyError, match="not done"):
        ask_for_paper(by=done.coordinator, partnership=done.partnership, run=waiting, kind="brief")


def words_of(file):
    """Return all that a file of a paper says, its drawings too."""
    if file.form == "docx":
        with zipfile.ZipFile(io.BytesIO(file.data)) as word:
            return "\n".join(
                word.read(name).decode()
                for name in word.namelist()
                if name.endswith((".xml", ".svg"))
            )
    if file.form == "pdf":
        return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(file.data)).pages)
    text = file.data.decode()
    held = re.findall(r"data:image/svg\+xml;base64,([\w+/=]+)", text)
    return "\n".join([text, *(base64.b64decode(one).decode() for one in held)])


def test_no_paper_tells_one_persons_pay_but_a_bodys_own_to_its_own(done):
    # Each council of the example has one manager; what Ashby's costs is nobody else's to know.
    for paper, by in (
        ("business-case/full", done.coordinator),
        ("brief", done.coordinator),
        ("decision/ashby", done.ashby_editor),
    ):
        made(visit(by), paper)

    told = set()
    for file in PaperFile.objects.select_related("paper__body"):
        words = words_of(file)
        if re.search(r"\b62,?000\b", words):
            told.add((file.paper.kind, file.part, file.form))
    assert {(kind, part) for kind, part, _ in told} <= {
        ("decision", "whole"),
        ("decision", "exempt"),
    }, told


def test_a_workbook_begins_at_the_sums_where_a_line_would_tell_one_persons_pay(done):
    # Each council of the example has one manager.
    address = made(visit(done.coordinator), "workbook")
    client = visit(done.barton_editor)

    assert "Workbook of results, from the yearly sums on" in said(client.get(address))
    book = cells_of(client.get(f"{address}whole.xlsx").content)
    assert "Shares" in book
    assert not {"Baselines", "Flows", "Figures"} & set(book)
    cover = " ".join(str(cell) for row in book["Cover"] for cell in row)
    assert "Left out: what each body spends line by line" in cover
    amounts = {
        round(abs(cell))
        for rows in book.values()
        for row in rows
        for cell in row
        if isinstance(cell, float)
    }
    assert not amounts & {62_000, 480_000}
