"""Every table that a page of the workspace shows can be taken away, as CSV and for Excel."""

from __future__ import annotations

import re
from html import unescape

import pytest
from django.test import Client

from commonweal_web.core.work import work_off
from commonweal_web.partnerships.services.runs import ask_for_run
from tests.site.builders import sign_in
from tests.site.records import make_cast, put_in_common

pytestmark = pytest.mark.django_db

ROOT = "/partnerships/ashby-and-barton/"
RUN = f"{ROOT}runs/1/"


def test_every_table_of_the_workspace_is_taken_away_as_csv_and_for_excel(db):
    cast = make_cast()
    document = put_in_common(cast)
    for _ in range(2):
        ask_for_run(by=cast.coordinator, partnership=cast.partnership, n_draws=100)
    work_off()
    client = sign_in(Client(), cast.ashby_editor)
    sections = re.findall(rf'href="({RUN}results/[\w-]+/)"', client.get(RUN).content.decode())
    assert len(sections) > 4
    pages = (
        RUN,
        *sections,
        f"{RUN}shares/",
        f"{RUN}shares/try/?rule=shapley",
        f"{RUN}shares/leaving/?body=ashby",
        f"{RUN}compare/?other=2",
        f"{RUN}certificates/",
        f"{ROOT}documents/{document.pk}/",
        f"{ROOT}signatures/",
    )
    n_tables, lacking, first_of_each = 0, [], {}
    for page in pages:
        answer = client.get(page)
        assert answer.status_code == 200, page
        text = answer.content.decode()
        for table in re.findall(r'<table [^>]*\bid="([\w-]+)"', text):
            n_tables += 1
            for form in ("csv", "xlsx"):
                found = re.search(rf'href="([^"]*\b{re.escape(table)}\.{form})"', text)
                if found is None:
                    lacking.append(f"{page}: {table} as {form}")
                else:
                    # Of each page one table is fetched, every other time for Excel.
                    wanted = ("csv", "xlsx")[len(first_of_each) % 2]
                    if form == wanted:
                        first_of_each.setdefault(page, unescape(found[1]))

    assert not lacking, "\n".join(lacking)
    assert n_tables > 20
    for address in first_of_each.values():
        taken = client.get(address)
        assert taken.status_code == 200, address
        assert "attachment" in taken["Content-Disposition"]
