"""A trial is kept by a name, apart from the runs; every table that was tried is taken away."""

from __future__ import annotations

import pytest
from django.test import Client

from commonweal_web.appraisals.models import WhatIf
from commonweal_web.core.work import work_off
from commonweal_web.partnerships.services.runs import ask_for_run
from tests.site.builders import sign_in
from tests.site.records import make_cast, put_in_common

pytestmark = pytest.mark.django_db

RUN = "/partnerships/ashby-and-barton/runs/1/"


def visit(user):
    return sign_in(Client(), user)


def said(answer):
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def test_a_what_if_is_kept_by_its_name_and_never_taken_for_the_case(db):
    cast = make_cast()
    put_in_common(cast)
    ask_for_run(by=cast.coordinator, partnership=cast.partnership, n_draws=100)
    work_off()
    client = visit(cast.ashby_editor)
    figure = "options.one-team.levers.1.marginal_share"
    first = said(client.get(f"{RUN}what-if/"))
    if figure not in first:
        figure = first.split('<option value="options.')[1].split('"')[0]
        figure = f"options.{figure}"
    tried = {"figure": figure, "value": "0.9"}

    page = said(client.get(f"{RUN}what-if/", tried))
    assert "Keep this what-if" in page
    assert "Against run 1" in page
    assert "take=tried-table.csv" in page

    nameless = client.post(f"{RUN}what-if/keep/", tried | {"name": ""})
    assert "Enter a name for the what-if" in said(nameless)
    for _ in range(2):  # kept twice by a double click
        kept = client.post(f"{RUN}what-if/keep/", tried | {"name": "Levers bring less"})
        assert kept["Location"] == f"{RUN}what-if/1/"
    assert WhatIf.objects.count() == 1
    own = said(visit(cast.barton_editor).get(f"{RUN}what-if/1/"))
    assert "Levers bring less" in own
    assert "This is a what-if, not the case." in own
    assert "Gain of all partners together" in own
    table = said(client.get(f"{RUN}what-if/1/?take=tried-table.csv"))
    assert "All partners together" in table
    assert client.get(f"{RUN}what-if/2/").status_code == 404
    assert "Levers bring less" in said(client.get(f"{RUN}what-if/"))
    assert client.get(f"{RUN}what-if/1/?take=tried-table.xlsx").content.startswith(b"PK")
    listed = said(client.get("/partnerships/ashby-and-barton/runs/"))
    assert listed.index("Levers bring less") > listed.index("None of them is the case.")
    # The run itself, and what papers can be made of, know nothing of it.
    assert "Levers bring less" not in said(client.get(RUN))
    assert "Levers" not in said(client.get("/partnerships/ashby-and-barton/papers/new/"))
    assert visit(cast.stranger).get(f"{RUN}what-if/1/").status_code == 404
    viewer_may_not = visit(cast.ashby_certifier).post(
        f"{RUN}what-if/keep/", tried | {"name": "Mine"}
    )
    assert viewer_may_not.status_code == 403
