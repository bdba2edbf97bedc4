"""A body that could join, and an appraisal that cannot be worked out yet, each said in words."""

from __future__ import annotations

import pytest
from django.test import Client

from commonweal.partnership.holdings import parted
from commonweal_web.appraisals.queries import lacking_for_run
from commonweal_web.core.standing import standing_for
from commonweal_web.core.work import work_off
from commonweal_web.partnerships.models import Document
from commonweal_web.partnerships.reading import json_text
from commonweal_web.partnerships.services.runs import ask_for_run
from tests.site.builders import sign_in
from tests.site.records import CASE, make_cast, put_in_common

pytestmark = pytest.mark.django_db

ROOT = "/partnerships/ashby-and-barton/"


def test_a_body_of_the_case_that_takes_no_part_is_told_between_which_prices_it_could_join():
    cast = make_cast()
    text = CASE.read_text(encoding="utf-8")
    sharing = 'id = "shared-centre"\n'
    assert sharing in text
    data = text.replace(sharing, sharing + 'bodies = ["ashby", "barton", "colne"]\n').encode()
    put_in_common(cast, data)
    ask_for_run(by=cast.coordinator, partnership=cast.partnership, n_draws=100)
    work_off()
    client = sign_in(Client(), cast.barton_editor)

    page = client.get(f"{ROOT}runs/1/shares/joining/", {"body": "denby"}).content.decode()

    assert "Denby could join for anything between" in page
    assert "Under the partners’ own rule it would pay" in page


def test_what_keeps_an_appraisal_from_being_worked_out_is_named_with_whose_it_is():
    cast = make_cast()
    values = parted(put_in_common(cast).values).by_body["ashby"]
    values["baselines"][0]["volumes"] = {"calls": -5}
    # As a rule that came later would find figures that stood before it.
    Document.objects.create(
        partnership=cast.partnership, body=cast.ashby, version=1, state="submitted", form="json",
        text="{}", sha256="", values_text=json_text(values), prepared_as="Edda Ashby",
    )  # fmt: skip

    editor, coordinator = (
        lacking_for_run(standing_for(user), cast.partnership)
        for user in (cast.ashby_editor, cast.coordinator)
    )

    assert [one.whose for one in editor] == ["Ashby gives it."]
    assert "-5" in editor[0].said
    assert editor[0].address == f"{ROOT}figures/ashby/"
    assert coordinator[0].address == f"{ROOT}figures/"
