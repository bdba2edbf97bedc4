"""The demonstration: loaded once, entered by one click, and only where the site is one."""

from __future__ import annotations

import pytest
from django.test import Client

from commonweal_web.accounts.models import User
from commonweal_web.core.audit import check_chains
from commonweal_web.core.errors import PolicyError
from commonweal_web.core.models import AuditEvent
from commonweal_web.demonstration import load_demonstration
from commonweal_web.partnerships.models import Document, Partnership, Run
from tests.site.builders import make_person

pytestmark = pytest.mark.django_db

NAME = "Pennine Lancashire building control"


def test_a_site_that_is_no_demonstration_takes_none_and_shows_none():
    with pytest.raises(PolicyError, match="not one for demonstration"):
        load_demonstration()

    assert Client().get("/demonstration/").status_code == 404
    person = make_person("Ann Lee")
    person.is_demonstration = True
    person.save()
    assert Client().post(f"/demonstration/{person.pk}/").status_code == 404


def test_it_is_loaded_once_and_anybody_in_it_can_be_played(settings):
    settings.IS_DEMONSTRATION = True
    load_demonstration()
    held = [model.objects.count() for model in (User, Document, Run, AuditEvent)]
    load_demonstration()
    assert [model.objects.count() for model in (User, Document, Run, AuditEvent)] == held
    assert check_chains().is_whole
    assert {run.state for run in Run.objects.all()} == {Run.State.DONE}

    # Whoever is in it is made up, and gets no letter.
    assert all(user.email.endswith(".example.org") for user in User.objects.all())
    assert not any(user.has_usable_password() for user in User.objects.all())
    shown = Client().get("/demonstration/").content.decode()
    assert "Be Victor Bonny" in shown
    assert "anybody may sign in as any of them" in shown

    where = f"/partnerships/{Partnership.objects.get(name=NAME).reference}/"
    seen = {name: be(name).get(where).status_code for name in ("Helen Varley", "Victor Bonny")}
    assert seen == {"Helen Varley": 200, "Victor Bonny": 404}
    assert "Certify Burnley" in be("Imran Sheikh").get("/home/").content.decode()
    assert f"Answer for Lancaster: {NAME}" in be("Edith Marsh").get("/home/").content.decode()
    assert be("Imran Sheikh").get("/accounts/email/").status_code == 403

    # The other partnership stands where the bodies settle their agreement.
    centre = Partnership.objects.exclude(name=NAME).get()
    opened, waiting = centre.exchanges.order_by("number")
    assert (opened.state, opened.told) == ("opened", {"no-contradiction": False})
    assert (waiting.state, waiting.told) == ("waiting", None)
    assert "The least that each of us must gain" in be("Chris Webb").get("/home/").content.decode()
    agreement = centre.agreements.get()
    assert agreement.state == "draft"
    page = f"/partnerships/{centre.reference}/agreements/{agreement.number}/"
    assert be("Laura Finch").get(page).status_code == 200
    assert be("Helen Varley").get(page).status_code == 404


def test_a_real_person_cannot_be_played(settings):
    settings.IS_DEMONSTRATION = True
    ann = make_person("Ann Lee")

    assert Client().post(f"/demonstration/{ann.pk}/").status_code == 404


def be(name: str) -> Client:
    client = Client()
    client.post(f"/demonstration/{User.objects.get(name=name).pk}/")
    return client
