"""Signatures: who may, what they freeze, and what it takes to change figures after that."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client

from commonweal_web.accounts.models import User
from commonweal_web.core.audit import Event
from commonweal_web.core.models import AuditEvent
from commonweal_web.partnerships.models import Document, Freeze
from commonweal_web.partnerships.queries.freezing import is_frozen
from commonweal_web.partnerships.services.documents import (
    certify_document,
    save_draft,
    submit_document,
)
from commonweal_web.partnerships.services.partnering import leave_partnership
from commonweal_web.partnerships.soundness import faults
from tests.site.builders import make_person, sign_in
from tests.site.records import CASE, make_cast, put_in_common

pytestmark = pytest.mark.django_db

ROOT = "/partnerships/ashby-and-barton/"


@pytest.fixture
def cast(db):
    made = make_cast()
    put_in_common(made)
    return made


def visit(user):
    return sign_in(Client(), user)


def said(answer):
    return answer.content.decode()


def give(cast, body, editor):
    """Save and submit a body's figures."""
    saved = save_draft(
        by=editor,
        partnership=cast.partnership,
        body=body,
        data=CASE.read_bytes(),
        file_name=CASE.name,
    )
    return submit_document(by=editor, document=saved.document)


def certified(cast, body, editor):
    certifier = person(f"Cert {body.name}", body, "certifier")
    return certify_document(by=certifier, document=give(cast, body, editor))


def person(name, body, role):
    """Return whoever is called so, made the first time."""
    return User.objects.filter(name=name).first() or make_person(name, body=body, role=role)


def officer(body):
    return person(f"Fin {body.name}", body, "section-151")


def sign(user, document):
    return visit(user).post(f"{ROOT}documents/{document.pk}/sign/", follow=True)


def freeze(cast):
    """Have everybody sign, and return what Ashby signed."""
    ashby = certified(cast, cast.ashby, cast.ashby_editor)
    barton = certified(cast, cast.barton, cast.barton_editor)
    sign(officer(cast.ashby), ashby)
    sign(cast.coordinator, Document.objects.get(body=None))
    sign(officer(cast.barton), barton)
    return ashby


def test_the_last_signature_freezes_what_everybody_signed(cast):
    ashby = certified(cast, cast.ashby, cast.ashby_editor)
    barton = certified(cast, cast.barton, cast.barton_editor)
    common = Document.objects.get(body=None)

    first = sign(officer(cast.ashby), ashby)
    assert "Barton: the section 151 officer has not signed" in said(first)
    sign(officer(cast.barton), barton)
    assert not is_frozen(cast.partnership)
    last = sign(cast.coordinator, common)

    assert "Signed by everybody and frozen" in said(last)
    assert "Fin Ashby, section 151 officer" in said(last)
    frozen = Freeze.objects.get()
    assert {row["id"]: row["sha256"] for row in frozen.documents} == {
        one.pk: one.sha256 for one in (common, ashby, barton)
    }
    event = AuditEvent.objects.get(event=Event.BASELINE_FROZEN.value)
    assert ashby.sha256 in event.text
    assert "Frozen" in said(visit(cast.ashby_editor).get(ROOT))
    assert list(faults()) == []


def test_nobody_signs_what_they_prepared_or_certified(cast):
    everything = make_person("One Forall", body=cast.ashby, roles=("editor", "section-151"))
    document = give(cast, cast.ashby, everything)
    certify_document(by=cast.ashby_certifier, document=document)

    answer = sign(everything, document)

    assert answer.status_code == 403
    assert "somebody else signs them" in said(answer)


def test_the_officer_who_certified_does_not_sign_too(cast):
    both = officer(cast.ashby)
    document = give(cast, cast.ashby, cast.ashby_editor)
    certify_document(by=both, document=document)

    assert sign(both, document).status_code == 403
    other = make_person("Other Fin", body=cast.ashby, role="section-151")
    assert "Other Fin, section 151 officer" in said(sign(other, document))


def test_only_certified_figures_are_signed_and_only_once(cast):
    finance = officer(cast.ashby)
    document = give(cast, cast.ashby, cast.ashby_editor)

    early = sign(finance, document)
    certify_document(by=cast.ashby_certifier, document=document)
    sign(finance, document)
    again = sign(finance, document)

    assert "only what is certified can be signed" in said(early)
    assert "is signed already" in said(again)


def test_frozen_figures_change_only_with_a_reason_which_every_partner_reads(cast):
    freeze(cast)
    editor = visit(cast.ashby_editor)
    draft = save_draft(
        by=cast.ashby_editor,
        partnership=cast.partnership,
        body=cast.ashby,
        data=CASE.read_bytes().replace(b"population = 95000", b"population = 96000"),
        file_name=CASE.name,
    ).document
    here = f"{ROOT}documents/{draft.pk}/submit/"
    assert "lifts the freeze" in said(editor.get(here))

    unsaid = editor.post(here, {"reason": " "})
    assert "Enter why the figures change" in said(unsaid)
    assert is_frozen(cast.partnership)
    editor.post(here, {"reason": "The census was revised"})

    assert not is_frozen(cast.partnership)
    theirs = said(visit(cast.barton_editor).get(f"{ROOT}signatures/"))
    assert "The census was revised" in theirs
    assert "Freezes that were lifted" in theirs
    lifted = AuditEvent.objects.get(event=Event.FREEZE_LIFTED.value)
    assert "The census was revised" in lifted.text
    assert Freeze.objects.count() == 1


def test_a_freeze_lifted_can_be_followed_by_another(cast):
    freeze(cast)
    saved = save_draft(
        by=cast.ashby_editor,
        partnership=cast.partnership,
        body=cast.ashby,
        data=CASE.read_bytes(),
        file_name=CASE.name,
    )
    document = submit_document(
        by=cast.ashby_editor, document=saved.document, reason="A typing error"
    )
    certify_document(by=cast.ashby_certifier, document=document)

    sign(officer(cast.ashby), document)

    assert is_frozen(cast.partnership)
    assert [one.number for one in Freeze.objects.all()] == [2, 1]


def test_when_the_one_body_that_had_not_signed_leaves_the_others_are_frozen(cast):
    sign(officer(cast.ashby), certified(cast, cast.ashby, cast.ashby_editor))
    sign(cast.coordinator, Document.objects.get(body=None))
    administrator = make_person("Ada Barton", body=cast.barton, role="administrator")

    leave_partnership(
        by=administrator, partnership=cast.partnership, body=cast.barton, reason="No time"
    )

    assert is_frozen(cast.partnership)


@pytest.mark.parametrize("table", ["signature", "freeze"])
def test_the_database_itself_keeps_signatures_and_freezes(cast, table):
    freeze(cast)

    with (
        pytest.raises(DatabaseError, match="may only be added to"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(f"DELETE FROM partnerships_{table}")
