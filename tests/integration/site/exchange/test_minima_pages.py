"""Least gains against a real appraisal, typed on the pages: all are told yes or no."""

from __future__ import annotations

import datetime
import re

import pytest
from django.test import Client
from django.utils import timezone

from commonweal_web.core.work import work_off
from commonweal_web.exchange.models import Exchange
from commonweal_web.partnerships.services.runs import ask_for_run
from tests.site.builders import sign_in
from tests.site.records import make_cast, put_in_common

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast():
    made = make_cast()
    put_in_common(made)
    ask_for_run(by=made.coordinator, partnership=made.partnership, n_draws=100)
    work_off()
    return made


def start(cast, **more):
    day = timezone.localdate() + datetime.timedelta(days=9)
    given = {
        "title": "What we must gain", "bodies": ["ashby", "barton"], "day_day": day.day,
        "day_month": day.month, "day_year": day.year, "run": "1", "asked": ["nobody-worse-off"],
        "after": "never", "who": "no", **more,
    }  # fmt: skip
    address = f"/partnerships/{cast.reference}/exchanges/new/minima/"
    return sign_in(Client(), cast.coordinator).post(address, given)


def faults_of(page):
    """Return what the summary of a form's errors says."""
    return re.findall(r'<a href="#[^"]*">([^<]+)</a>', page.content.decode())


def answer(cast, editor, body, **given):
    place = Exchange.objects.get().answers.get(body=body)
    address = f"/partnerships/{cast.reference}/exchanges/1/answers/{place.pk}/"
    client = sign_in(Client(), editor)
    page = client.get(address)
    assert page["Cache-Control"].startswith("max-age=0, no-cache, no-store")
    return client.post(address, {"authorised_by": "The cabinet", "final": "yes", **given})


@pytest.mark.parametrize(("pounds", "said"), [("0", "Yes"), ("900m", "No")])
def test_all_are_told_whether_every_minimum_can_be_met_and_no_more(cast, pounds, said):
    started = start(cast)
    assert started.status_code == 302, faults_of(started)
    slip = answer(cast, cast.ashby_editor, cast.ashby, measure="least-gain", gain="")
    assert "Enter the least gain" in slip.content.decode()

    answer(cast, cast.ashby_editor, cast.ashby, measure="least-gain", gain=pounds)
    answer(cast, cast.barton_editor, cast.barton, measure="largest-share", share="99")

    exchange = Exchange.objects.get()
    assert exchange.state == "opened"
    assert exchange.told == {"nobody-worse-off": said == "Yes"}
    page = sign_in(Client(), cast.barton_editor).get(f"/partnerships/{cast.reference}/exchanges/1/")
    text = page.content.decode()
    assert f'<dt class="govuk-summary-list__key">{said}</dt>' in text
    assert "destroyed unread, as was agreed" in text
    # The digest beside it is of any figures at all: what was typed is looked for as it is said.
    assert not re.search(r"£\s?900|900m|900,000|900000000", text)


def test_what_cannot_be_held_is_refused_where_it_starts(cast):
    for more, said in (
        ({"bodies": ["ashby"]}, "Select two bodies or more"),
        ({"day_year": "2020"}, "The deadline must be in the future"),
        ({"asked": []}, "only where a question is asked of all of them"),
        ({"title": ""}, "Enter a name for this exchange"),
    ):
        page = start(cast, **more)
        assert page.status_code == 200
        assert said in " ".join(faults_of(page))
    assert not Exchange.objects.exists()
