"""What goes wrong at a keyboard: sent twice, too large, not for oneself, words that would run."""

from __future__ import annotations

import csv
import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from commonweal_web.core.models import AuditEvent
from commonweal_web.core.work import work_off
from commonweal_web.partnerships.models import Document, Partnership, Run
from commonweal_web.partnerships.services.documents import save_draft
from commonweal_web.partnerships.services.runs import ask_for_run
from tests.site.builders import make_body, make_partnership, make_person, sign_in
from tests.site.records import CASE, Cast, make_cast, put_in_common

pytestmark = pytest.mark.django_db

ROOT = "/partnerships/ashby-and-barton/"
FIGURES = f"{ROOT}figures/"


@pytest.fixture
def cast(db):
    made = make_cast()
    put_in_common(made)
    return made


def visit(user):
    return sign_in(Client(), user)


def said(answer):
    return answer.content.decode()


def events(name: str) -> int:
    return AuditEvent.objects.filter(event=name).count()


def send(client, address, data=None, *, times=2):
    """Send a form as somebody does who presses its button twice; return the last answer."""
    answers = [client.post(address, data or {}, follow=True) for _ in range(times)]
    assert all(answer.status_code == 200 for answer in answers)
    return said(answers[-1])


def test_a_button_pressed_twice_does_its_work_once_and_says_what_stands(cast):
    """From starting a partnership to a run: nothing is doubled, and nobody meets an error page."""
    coordinator, editor = visit(cast.coordinator), visit(cast.ashby_editor)
    document = save_draft(
        by=cast.ashby_editor, partnership=cast.partnership, body=cast.ashby,
        data=CASE.read_bytes(), file_name="case.toml",
    ).document  # fmt: skip
    here = f"{ROOT}documents/{document.pk}/"

    again = send(editor, f"{here}submit/")
    assert "submitted" in again.lower()
    assert events("document-submitted") == 2  # what is in common, and this one

    send(visit(cast.ashby_certifier), f"{here}certify/")
    assert events("document-certified") == 1

    officer = visit(make_person("Fin Ashby", body=cast.ashby, role="section-151"))
    send(officer, f"{here}sign/")
    assert events("document-signed") == 1

    send(coordinator, f"{ROOT}runs/new/", {"draws": "100"})
    work_off()
    assert Run.objects.filter(state=Run.State.DONE).count() == Run.objects.count()

    send(coordinator, f"{ROOT}people/new/", {
        "email": cast.barton_editor.email, "role": "member", "reason": "Leads the work",
    })  # fmt: skip
    assert cast.partnership.memberships.filter(user=cast.barton_editor).count() == 1


def another(cast: Cast) -> Cast:
    """Make a second partnership, of others altogether, with figures and a run."""
    coordinator = make_person("Dora Dale", body=make_body("Derby"), role="editor")
    made = make_partnership(
        "Derby and Eastby",
        bodies=(make_body("Derby"), make_body("Eastby")),
        coordinator=coordinator,
    )
    theirs = Cast(
        ashby=make_body("Derby"), barton=make_body("Eastby"), coordinator=coordinator,
        ashby_editor=coordinator, ashby_certifier=coordinator, barton_editor=coordinator,
        stranger=cast.stranger, reference=made.reference,
    )  # fmt: skip
    put_in_common(theirs)
    ask_for_run(by=coordinator, partnership=theirs.partnership, n_draws=100)
    return theirs


def test_a_number_of_another_partnership_in_an_address_or_a_form_leads_nowhere(cast):
    theirs = another(cast)
    hidden = Document.objects.get(partnership=theirs.partnership)
    coordinator = visit(cast.coordinator)

    for client in (coordinator, visit(cast.ashby_editor), visit(cast.ashby_certifier)):
        here = f"{ROOT}documents/{hidden.pk}/"
        for page in ("", "submit/", "certify/", "sign/", "return/", "part.json", "as-given"):
            assert client.get(f"{here}{page}").status_code == 404, page
        for page in ("submit/", "certify/", "sign/", "return/"):
            assert client.post(f"{here}{page}", {"reason": "x"}).status_code == 404, page
    assert coordinator.get(f"{ROOT}runs/1/").status_code == 404
    assert coordinator.post(f"{ROOT}runs/1/cancel/").status_code == 404

    # In a form: a role, a run and a body of others are not among what can be chosen.
    of_theirs = theirs.partnership.memberships.first()
    assert coordinator.post(f"{ROOT}people/{of_theirs.pk}/end/", {"reason": "x"}).status_code == 404
    answer = coordinator.post(f"{ROOT}people/new/", {
        "email": theirs.coordinator.email, "role": "coordinator", "reason": "x",
    })  # fmt: skip
    assert "There is a problem" in said(answer)
    assert "Dora Dale" not in said(answer)
    answer = visit(cast.ashby_editor).post("/partnerships/new/", {
        "body": "derby", "name": "Taken", "already_shares": "no", "begin_with": "nothing",
    })  # fmt: skip
    assert "There is a problem" in said(answer)
    assert not Partnership.objects.filter(name="Taken").exists()
    assert Run.objects.get().state == Run.State.WAITING


def test_words_that_would_run_in_a_spreadsheet_or_a_browser_are_words_in_every_export(cast):
    words = '=HYPERLINK("http://a.example","£1")'
    script = f"{words}<script>alert(1)</script>"
    coordinator = visit(cast.coordinator)
    coordinator.post(f"{ROOT}change/", {"name": script, "summary": script})
    cast.ashby_editor.name = words
    cast.ashby_editor.save()
    visit(cast.ashby_editor).post(f"{ROOT}runs/new/", {"draws": "100"})
    work_off()

    for page in ("", "figures/", "people/", "log/", "runs/", "runs/1/"):
        text = said(coordinator.get(f"{ROOT}{page}"))
        assert "<script>alert" not in text, page
    log = b"".join(coordinator.get(f"{ROOT}log/?form=csv").streaming_content).decode()
    cells = [cell for row in csv.reader(io.StringIO(log)) for cell in row]
    assert any(words in cell for cell in cells)
    assert not [cell for cell in cells if cell.startswith(("=", "+", "@"))]
    book = coordinator.get(f"{FIGURES}case.xlsx")
    with zipfile.ZipFile(io.BytesIO(book.content)) as packed:
        sheets = [packed.read(one).decode() for one in packed.namelist() if "worksheets/" in one]
    assert not any(f">{words[1:5]}" in sheet for sheet in sheets if "<f>" in sheet)


def test_fifty_megabytes_are_refused_in_words_and_nothing_is_kept(cast):
    before = Document.objects.count()

    answer = visit(cast.ashby_editor).post(
        f"{FIGURES}ashby/upload/",
        {"file": SimpleUploadedFile("big.xlsx", b"PK" + b"\0" * 50_000_000)},
    )

    assert answer.status_code in (200, 413, 422)
    assert "larger" in said(answer) or "too large" in said(answer)
    assert Document.objects.count() == before


def test_a_session_lost_before_a_small_form_leads_back_to_the_page_after_signing_in(cast):
    client = Client()

    answer = client.post(f"{ROOT}people/new/", {"email": "a@b.gov.uk", "role": "member"})

    assert answer.status_code == 302
    assert answer["Location"].startswith("/accounts/login/?next=")
    assert "people/new" in answer["Location"]
