"""Figures that open all together: until then nothing tells what another body has submitted."""

from __future__ import annotations

import json

import pytest
from django.test import Client

from commonweal.partnership import read_partnership
from commonweal.partnership.holdings import parted
from commonweal_web.core.errors import PolicyError
from commonweal_web.partnerships.models import Document, Run
from commonweal_web.partnerships.reading import as_json_values
from commonweal_web.partnerships.services.documents import save_draft, submit_document
from commonweal_web.partnerships.services.partnering import leave_partnership
from commonweal_web.partnerships.services.runs import ask_for_run
from commonweal_web.partnerships.services.sealing import choose_opening
from tests.site.builders import make_person, sign_in
from tests.site.records import CASE, make_cast, put_in_common

pytestmark = pytest.mark.django_db

ROOT = "/partnerships/ashby-and-barton/"
#: A figure that stands nowhere else.
TELLTALE = 271_828


@pytest.fixture
def cast(db):
    made = make_cast()
    put_in_common(made)
    return made


def give(cast, body, editor, amount):
    """Submit a body's own figures with a cost that stands nowhere else."""
    whole = as_json_values(read_partnership(CASE.read_text(), source=CASE.name)[0])
    part = parted(whole).by_body[body.reference]
    part["baselines"][0]["costs"] = {"systems": amount}
    part["baselines"][0].pop("total", None)
    data = json.dumps(whole | {"baselines": part["baselines"], "bodies": part["bodies"]}).encode()
    saved = save_draft(
        by=editor, partnership=cast.partnership, body=body, data=data, file_name="own.json"
    )
    return submit_document(by=editor, document=saved.document)


def visit(user):
    return sign_in(Client(), user)


def all_pages(user, *documents):
    """Return everything that somebody can read of the partnership's figures, as one text."""
    client = visit(user)
    addresses = [
        ROOT, f"{ROOT}figures/", f"{ROOT}signatures/", f"{ROOT}log/", f"{ROOT}figures/case.json",
        f"{ROOT}figures/case.toml", *(f"{ROOT}documents/{one.pk}/" for one in documents),
        *(f"{ROOT}documents/{one.pk}/part.json" for one in documents),
        f"/api/v1{ROOT}case", f"/api/v1{ROOT}documents",
    ]  # fmt: skip
    return "".join(client.get(address).content.decode() for address in addresses).replace(",", "")


def test_sealed_figures_open_for_everybody_once_the_last_body_has_submitted(cast):
    choose_opening(by=cast.coordinator, partnership=cast.partnership, are_sealed=True)
    # The coordinator is of Ashby: a viewer of Barton is the partner here.
    partner = make_person("View Barton", body=cast.barton, role="viewer")
    given = give(cast, cast.ashby, cast.ashby_editor, TELLTALE)

    assert str(TELLTALE) not in all_pages(partner, given)
    assert str(TELLTALE) in all_pages(cast.ashby_editor, given)
    page = visit(partner).get(f"{ROOT}figures/").content.decode()
    assert "Given, and sealed." in page
    assert f"/documents/{given.pk}/" not in page
    assert visit(partner).get(f"{ROOT}documents/{given.pk}/").status_code == 404
    with pytest.raises(PolicyError, match="sealed until every body"):
        ask_for_run(by=cast.coordinator, partnership=cast.partnership)
    assert not Run.objects.exists()
    with pytest.raises(PolicyError, match="cannot be changed any more"):
        choose_opening(by=cast.coordinator, partnership=cast.partnership, are_sealed=False)

    give(cast, cast.barton, cast.barton_editor, 31_415)

    assert cast.partnership.returns_opened_at is not None
    assert str(TELLTALE) in all_pages(partner, given)
    assert "They opened on" in visit(partner).get(f"{ROOT}figures/").content.decode()


def test_a_body_that_leaves_is_not_waited_for(cast):
    choose_opening(by=cast.coordinator, partnership=cast.partnership, are_sealed=True)
    give(cast, cast.ashby, cast.ashby_editor, TELLTALE)
    head = make_person("Head Barton", body=cast.barton, role="administrator")

    leave_partnership(by=head, partnership=cast.partnership, body=cast.barton, reason="No longer.")

    # One body alone has nobody to open to.
    assert cast.partnership.is_waiting


def test_the_coordinator_chooses_on_a_page_and_nobody_else(cast):
    address = f"{ROOT}opening/"

    answer = visit(cast.coordinator).post(address, {"opening": "sealed"}, follow=True)

    assert "Sealed: bodies see each other" in answer.content.decode()
    assert cast.partnership.returns_are_sealed
    assert visit(cast.barton_editor).post(address, {"opening": "at-once"}).status_code == 403
    assert Document.objects.filter(body__isnull=False).count() == 0
