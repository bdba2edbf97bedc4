"""Pages ask the database as much for many rows as for few."""

from __future__ import annotations

import datetime

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from commonweal_web.accounts.models import User
from commonweal_web.bodies.models import Body, Delegation, EmailDomain, Invitation, JoinRequest
from commonweal_web.core.work import work_off
from commonweal_web.partnerships.models import (
    Document,
    Partner,
    PartnerInvitation,
    Partnership,
    Run,
)
from commonweal_web.partnerships.queries.partnerships import partnerships
from commonweal_web.partnerships.services.documents import save_draft, submit_document
from commonweal_web.partnerships.services.runs import ask_for_run
from commonweal_web.publishing.models import GuestLink, Publication
from tests.site.builders import (
    give_role,
    join,
    make_body,
    make_partnership,
    make_person,
    name_in,
    sign_in,
)
from tests.site.crawling import addresses_of_routes
from tests.site.outside import make_paper
from tests.site.planting import Field, Plan, sow
from tests.site.records import CASE

pytestmark = pytest.mark.django_db

PAGES = (
    "/home/",
    "/bodies/",
    "/bodies/ashby/",
    "/bodies/ashby/requests/",
    "/bodies/ashby/domains/",
    "/partnerships/",
    "/partnerships/waste/",
    "/partnerships/waste/bodies/",
    "/partnerships/waste/people/",
    "/partnerships/waste/bodies/invite/?q=town",
    "/site/",
)


def test_no_page_asks_more_for_more_rows():
    ashby = make_body("Ashby")
    ann = make_person("Ann Lee", body=ashby, role="administrator", is_site_administrator=True)
    waste = make_partnership("Waste", bodies=(ashby,), coordinator=ann)
    client = sign_in(Client(), ann)
    add_rows(1, ashby, ann, waste)
    few = {path: queries_of(client, path) for path in PAGES}

    for number in range(2, 8):
        add_rows(number, ashby, ann, waste)

    assert {path: queries_of(client, path) for path in PAGES} == few
    assert max(few.values()) <= 25


@pytest.fixture
def _without_strict_html(settings) -> None:
    settings.MIDDLEWARE = [name for name in settings.MIDDLEWARE if "strict_html" not in name]


@pytest.mark.long
@pytest.mark.usefixtures("_without_strict_html")
def test_no_page_of_a_partnership_asks_more_for_more_bodies_versions_runs_and_papers():
    sown = sow(Plan(states={"Ashby": "submitted", "Barton": "draft"}), numbers=range(10**6, 10**7))
    ann = make_person(
        "Ann Lee",
        body=sown.bodies["Ashby"],
        roles=("editor", "administrator", "section-151"),
    )
    name_in(sown.partnership, ann, "coordinator", body=sown.bodies["Ashby"])
    client = sign_in(Client(), ann)
    add_outside(sown, ann, 1)
    few = asked_by_page(client, run=1)

    grow(sown)
    for number in range(2, 6):
        add_outside(sown, ann, number)
    many = asked_by_page(client, run=2)

    assert len(few) > 40
    more = [
        f"{path}: {few[path]}, then {many[path]}"
        for path in few.keys() & many.keys()
        if many[path] > few[path]
    ]
    assert not more, "\n".join(sorted(more))


def asked_by_page(client: Client, *, run: int) -> dict[str, int]:
    """Return how often each page asks, with one name for the run in every address."""
    pks = sorted(Document.objects.values_list("pk", flat=True))
    counted = {}
    for path in addresses_of_routes(
        {
            "reference": ["the-field"],
            "bodies/<slug:reference>": ["ashby"],
            "body_reference": ["ashby"],
            "holder": ["ashby", "in-common"],
            "where": ["baselines/0/costs", "services"],
            "version": [1],
            "form": ["csv", "xlsx"],
            "documents/<int:pk>": pks[:2],
            "runs/<int:number>": [run],
            "trace": ["verdict", "gain", "baseline/ashby/contact-centres"],
            "results/<slug:name>": ["options", "cash", "jobs"],
            "tables/<slug:name>": ["options-table"],
        }
    ):
        if path.startswith(("/accounts/", "/api/", "/demonstration/", "/try/")):
            continue
        cache.clear()
        with CaptureQueriesContext(connection) as queries:
            answer = client.get(path)
        if answer.status_code == 200:
            counted[path.replace(f"/runs/{run}/", "/runs/N/")] = len(queries)
    return counted


def grow(sown: Field) -> None:
    """Let two more bodies take part and give their figures twice, and appraise them all."""
    text = CASE.read_bytes()

    def now() -> Partnership:
        return partnerships().get(pk=sown.partnership.pk)

    coordinator = sown.partnership.created_by
    for name in ("Colne", "Denby"):
        join(sown.partnership, make_body(name), by=coordinator)
    common = save_draft(
        by=coordinator, partnership=now(), body=None, data=text, file_name="case.toml"
    )
    submit_document(by=coordinator, document=common.document)
    for name in ("Ashby", "Barton", "Colne", "Denby"):
        editor = make_person(f"Second {name}", body=make_body(name), role="editor")
        for _ in range(2):
            saved = save_draft(
                by=editor, partnership=now(), body=make_body(name), data=text, file_name="case.toml"
            )
            submit_document(by=editor, document=saved.document)
    run = ask_for_run(by=coordinator, partnership=now(), n_draws=100)
    work_off()
    run.refresh_from_db()
    assert run.state == Run.State.DONE, run.failure


def add_outside(sown: Field, ann: User, number: int) -> None:
    """Add a paper, a publication that waits, a guest and a person."""
    run = sown.partnership.runs.get(number=1)
    paper = make_paper(run, ann, number=number)
    proposed = Publication.objects.create(
        partnership=sown.partnership, run=run, contact="Ann", proposed_by=ann, proposed_as="Ann",
        state=Publication.State.DROPPED,
    )  # fmt: skip
    proposed.papers.set([paper])
    GuestLink.objects.create(
        partnership=sown.partnership, run=run, person=f"Guest {number}",
        token_hash=f"{number:064}", made_by=ann, made_as="Ann",
        expires_at=timezone.now() + datetime.timedelta(days=7),
    )  # fmt: skip
    person = make_person(f"Named {number}", body=sown.bodies["Ashby"])
    name_in(sown.partnership, person, "member", body=sown.bodies["Ashby"])


def queries_of(client: Client, path: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        answer = client.get(path)
    assert answer.status_code == 200
    return len(queries)


def add_rows(number: int, ashby: Body, ann: User, waste: Partnership) -> None:
    """Add one more of everything that these pages list."""
    soon = timezone.now() + datetime.timedelta(days=7)
    today = timezone.localdate()
    town = make_body(f"Town {number}")
    other = make_body(f"Other town {number}")
    person = make_person(f"Person {number}", body=ashby)
    stranger = make_person(f"Stranger {number}")
    give_role(ann, town, "administrator")
    join(waste, town, by=ann)
    Partner.objects.create(partnership=waste, body=other, invited_by=ann)
    name_in(waste, person, "member", body=ashby)
    theirs = make_partnership(f"Theirs {number}", bodies=(other,), coordinator=stranger)
    Partner.objects.create(partnership=theirs, body=town, invited_by=stranger)
    join(make_partnership(f"Ours {number}", bodies=(ashby,), coordinator=ann), other, by=ann)
    JoinRequest.objects.create(body=ashby, user=stranger, message="For a test.")
    EmailDomain.objects.create(
        body=ashby, domain=f"town{number}.gov.uk", asked_of=f"it@town{number}.gov.uk"
    )
    Delegation.objects.create(
        body=ashby, giver=ann, deputy=person, role="administrator", starts=today, ends=today,
        reason="For a test.",
    )  # fmt: skip
    Invitation.objects.create(
        body=ashby, email=f"new{number}@example.gov.uk", roles=["viewer"], reason="For a test.",
        token_hash=f"{number:064}", invited_by=ann, expires_at=soon,
    )  # fmt: skip
    Invitation.objects.create(
        body=other, email=ann.email, roles=["viewer"], reason="For a test.",
        token_hash=f"1{number:063}", invited_by=stranger, expires_at=soon,
    )  # fmt: skip
    PartnerInvitation.objects.create(
        partnership=waste, body_name="New town", email=f"new{number}@example.gov.uk",
        token_hash=f"{number:064}", invited_by=ann, expires_at=soon,
    )  # fmt: skip
