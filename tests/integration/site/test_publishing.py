"""What is published, agreed to, taken back and lent, as each reader finds it."""

from __future__ import annotations

import json
import re

import pytest
from django.test import Client
from django.utils import timezone

from commonweal_web.core.models import AuditEvent
from commonweal_web.core.work import work_off
from commonweal_web.papers.models import Paper
from commonweal_web.papers.services import ask_for_paper
from commonweal_web.partnerships.services.runs import ask_for_run
from commonweal_web.publishing.models import GuestLink, Publication
from tests.site.builders import make_person, sign_in
from tests.site.records import make_cast, put_in_common

pytestmark = pytest.mark.django_db

ROOT = "/partnerships/ashby-and-barton/"
PUBLIC = "/published/ashby-and-barton/"


@pytest.fixture
def done(db):
    """A cast with a run that is done, and a brief of it."""
    cast = make_cast()
    put_in_common(cast)
    run = ask_for_run(by=cast.coordinator, partnership=cast.partnership, n_draws=100)
    work_off()
    run.refresh_from_db()
    ask_for_paper(by=cast.coordinator, partnership=cast.partnership, run=run, kind="brief")
    work_off()
    assert Paper.objects.get().state == "done"
    return cast


def visit(user):
    return sign_in(Client(), user)


def said(answer):
    return answer.content.decode()


def proposed(cast, client):
    answer = client.post(
        f"{ROOT}publishing/new/",
        {
            "run": "1",
            "papers": ["1"],
            "contact": "Shared services, sharing@ashby.gov.uk",
            "licence": "ogl-3.0",
        },
    )
    assert answer.status_code == 302, said(answer)
    return f"{ROOT}publishing/{Publication.objects.get().pk}/"


def everybody_agrees(cast, here):
    for body in (cast.ashby, cast.barton):
        officer = visit(make_person(f"Monty {body.name}", body=body, role="monitoring"))
        answer = officer.post(f"{here}agree/", {"body": body.reference})
        assert answer.status_code == 302, said(answer)


def test_a_case_is_public_only_once_every_body_agreed_and_the_coordinator_said_so_twice(done):
    coordinator = visit(done.coordinator)
    here = proposed(done, coordinator)
    stranger = Client()

    assert stranger.get(PUBLIC).status_code == 404
    early = coordinator.post(f"{here}publish/", {"second": "yes", "is_sure": "on"})
    assert early.status_code == 409
    assert "2 bodies have not agreed yet" in said(early)

    everybody_agrees(done, here)
    asked = coordinator.post(f"{here}publish/")
    assert "are you sure?" in said(asked)
    unsure = coordinator.post(f"{here}publish/", {"second": "yes"})
    assert "Tick the box if you are sure" in said(unsure)
    assert stranger.get(PUBLIC).status_code == 404
    coordinator.post(f"{here}publish/", {"second": "yes", "is_sure": "on"})

    page = stranger.get(PUBLIC)
    assert page.status_code == 200
    assert done.partnership.runs.get().sentence in said(page).replace("&#39;", "'")
    assert "Open Government Licence" in said(page)
    assert "sharing@ashby.gov.uk" in said(page)
    assert "Ashby and Barton" in said(stranger.get("/published/"))
    assert stranger.get(f"{PUBLIC}papers/1.pdf")["Content-Type"] == "application/pdf"
    assert stranger.get(f"{ROOT}").status_code in (302, 404)
    assert stranger.get(f"{ROOT}runs/1/").status_code in (302, 404)

    values = json.loads(stranger.get(f"{PUBLIC}case.json").content)
    assert values["sentence"] == done.partnership.runs.get().sentence
    for address in re.findall(r'(?:href|src)="(/published/[^"]+)"', said(page)):
        assert stranger.get(address).status_code == 200, address


def test_what_is_taken_back_says_so_and_why_at_the_same_address(done):
    coordinator = visit(done.coordinator)
    here = proposed(done, coordinator)
    everybody_agrees(done, here)
    coordinator.post(f"{here}publish/", {"second": "yes", "is_sure": "on"})
    stranger = Client()

    first = coordinator.post(f"{here}take-back/", {"reason": "A contract figure was wrong."})
    assert "are you sure?" in said(first)
    assert "A contract figure was wrong." in said(first)
    assert stranger.get(PUBLIC).status_code == 200
    coordinator.post(
        f"{here}take-back/",
        {"second": "yes", "is_sure": "on", "reason": "A contract figure was wrong."},
    )

    gone = stranger.get(PUBLIC)
    assert gone.status_code == 410
    assert "A contract figure was wrong." in said(gone)
    assert "sharing@ashby.gov.uk" in said(gone)
    assert stranger.get(f"{PUBLIC}case.json").status_code == 404
    assert stranger.get(f"{PUBLIC}papers/1.pdf").status_code == 404
    kinds = list(AuditEvent.objects.order_by("sequence").values_list("event", flat=True))
    wanted = [
        "publication-proposed",
        "publication-agreed",
        "publication-agreed",
        "published",
        "unpublished",
    ]
    assert [kind for kind in kinds if kind in wanted] == wanted


def test_only_a_bodys_own_officers_agree_for_it(done):
    here = proposed(done, visit(done.coordinator))
    officer = visit(make_person("Monty Ashby", body=done.ashby, role="monitoring"))

    assert visit(done.ashby_editor).get(f"{here}agree/").status_code == 403
    wrong = officer.post(f"{here}agree/", {"body": "barton"})
    assert "Select a valid choice" in said(wrong) or wrong.status_code == 200
    assert Publication.objects.get().agreements.count() == 0
    assert visit(done.stranger).get(f"{here}agree/").status_code == 404
    assert visit(done.barton_editor).get(f"{ROOT}publishing/new/").status_code == 403


def lent(client, what="run/1"):
    answer = client.post(
        f"{ROOT}guests/new/", {"person": "Ada Quill, auditor", "what": what, "days": "14"}
    )
    found = re.search(r"/guest-links/[\w-]+/", said(answer))
    assert found, said(answer)
    return found[0]


@pytest.mark.parametrize("what", ["run/1", "paper/1"])
def test_a_guest_reads_one_thing_by_the_button_and_is_counted_once(done, what):
    coordinator = visit(done.coordinator)
    address = lent(coordinator, what)
    guest = Client()

    shown = guest.get(address)
    assert shown.status_code == 200
    assert shown["X-Robots-Tag"] == "noindex, nofollow"
    assert GuestLink.objects.get().n_opened == 0
    pk = GuestLink.objects.get().pk
    assert guest.get(f"/guest/{pk}/").status_code == 404

    opened = guest.post(address, follow=True)
    assert opened.status_code == 200
    assert "noindex" in said(opened)
    assert GuestLink.objects.get().n_opened == 1
    for inner in re.findall(r'(?:href|src)="(/guest/[^"]+)"', said(opened)):
        assert guest.get(inner).status_code == 200, inner
    assert GuestLink.objects.get().n_opened == 1
    assert AuditEvent.objects.get(event="guest-link-opened").actor_name == (
        "Ada Quill, auditor (guest)"
    )
    assert Client().get(f"/guest/{pk}/").status_code == 404
    assert "opened once" in said(coordinator.get(f"{ROOT}guests/"))

    coordinator.post(f"{ROOT}guests/{pk}/end/")
    assert guest.get(f"/guest/{pk}/").status_code == 404
    assert guest.get(address).status_code == 410


def test_a_guests_link_is_sent_by_a_letter_without_a_figure(
    done, mailoutbox, django_capture_on_commit_callbacks
):
    coordinator = visit(done.coordinator)
    wanted = {"person": "Ada Quill, auditor", "what": "run/1", "days": "14"}

    with django_capture_on_commit_callbacks(execute=True):
        wrong = coordinator.post(f"{ROOT}guests/new/", wanted | {"email": "ada"})
        sent = coordinator.post(f"{ROOT}guests/new/", wanted | {"email": "ada@audit.gov.uk"})

    assert "Enter an email address in the correct format" in said(wrong)
    assert "It is on its way to ada@audit.gov.uk" in said(sent)
    letter = mailoutbox[0]
    assert letter.to == ["ada@audit.gov.uk"]
    assert "£" not in letter.body
    address = re.search(r"/guest-links/[\w-]+/", letter.body)[0]
    assert Client().get(address).status_code == 200


def test_a_link_that_expired_says_whom_to_ask(done):
    address = lent(visit(done.coordinator))
    GuestLink.objects.update(expires_at=timezone.now())

    over = Client().get(address)

    assert over.status_code == 410
    assert "Cora Lane" in said(over)
    assert Client().get("/guest-links/no-such-link/").status_code == 404


def test_only_the_coordinator_lends(done):
    assert visit(done.ashby_editor).get(f"{ROOT}guests/").status_code == 403
    assert visit(done.stranger).get(f"{ROOT}guests/new/").status_code == 404
