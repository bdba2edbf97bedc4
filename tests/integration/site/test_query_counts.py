"""Pages ask the database as much for many rows as for few."""

from __future__ import annotations

import datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from commonweal_web.accounts.models import User
from commonweal_web.bodies.models import Body, Delegation, EmailDomain, Invitation, JoinRequest
from commonweal_web.partnerships.models import Partner, PartnerInvitation, Partnership
from tests.site.builders import (
    give_role,
    join,
    make_body,
    make_partnership,
    make_person,
    name_in,
    sign_in,
)

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
