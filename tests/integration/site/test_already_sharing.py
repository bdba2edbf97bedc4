"""We already share: a few questions answered by one officer alone, and what a run makes of them."""

from __future__ import annotations

import pytest
from django.test import Client

from commonweal_web.core.work import work_off
from commonweal_web.partnerships.models import Document, Partnership, Run
from tests.site.builders import make_body, make_person, sign_in

pytestmark = pytest.mark.django_db

CHARGES = {
    "charge_0": "£50,000",
    "alone_0": "75k",
    "charge_1": "50000",
    "alone_1": "45,000",
    "rule": "equal",
    "notice": "12",
    "reorganised_on_day": "1",
    "reorganised_on_month": "4",
    "reorganised_on_year": "2028",
    "ending": ["1"],
    "source": "Recharge statement of May 2026",
}


@pytest.fixture
def browser(db):
    officer = make_person("Una Solo", body=make_body("Corby"), role="editor")
    client = sign_in(Client(), officer)
    client.post(
        "/partnerships/new/",
        {"body": "corby", "name": "Calls", "already_shares": "yes", "begin_with": "questions"},
    )
    return client


def said(answer):
    return answer.content.decode()


def root():
    return f"/partnerships/{Partnership.objects.get().reference}/"


def first_page(browser, partners="Corby\nDerby", year="2025-26"):
    return browser.post(
        f"{root()}already/",
        {"service": "contact-centres", "partners": partners, "year": year},
        follow=True,
    )


def answer(browser, **changed):
    second = first_page(browser)
    here = f"{second.request['PATH_INFO']}?{second.request['QUERY_STRING']}"
    return browser.post(here, CHARGES | changed, follow=True)


def appraised(browser):
    """Submit the draft, run it, and return the page on the arrangement."""
    browser.post(f"{root()}documents/{Document.objects.get().pk}/submit/")
    browser.post(f"{root()}runs/new/", {"draws": "100"})
    work_off()
    assert Run.objects.get().state == Run.State.DONE
    return said(browser.get(f"{root()}runs/1/results/running/"))


def test_two_pages_of_answers_make_a_file_and_a_run_answers_four_questions(browser):
    assert "Corby" in said(browser.get(f"{root()}already/"))

    saved = answer(browser)
    assert "Saved as a draft" in said(saved)
    values = Document.objects.get().values
    assert values["existing"]["charges"] == {"corby": 50_000, "derby": 50_000}
    assert {row["status"] for row in values["baselines"]} == {"estimated"}

    page = appraised(browser)

    assert "Corby still wins" in page
    assert "Derby would be" in page
    assert "better off alone" in page
    assert "12 months’ notice" in page
    assert "On 1 April 2028 Derby ends" in page
    assert "What is not known yet?" in page


def test_what_nobody_knows_is_marked_so_and_not_guessed(browser):
    answer(browser, alone_0="", alone_1="", reorganised_on_day="", reorganised_on_month="",
           reorganised_on_year="", ending=[])  # fmt: skip

    values = Document.objects.get().values
    assert {row["status"] for row in values["baselines"]} == {"placeholder"}
    page = appraised(browser)

    assert "as well off alone" in page
    assert "placeholders, not yet confirmed" in page
    assert "No partner ends or merges" in page


def test_sharing_that_costs_more_than_going_alone_says_so(browser):
    answer(browser, alone_0="40000", alone_1="40000")

    page = appraised(browser)

    assert "2 of 2 would be better off alone" in page


def test_a_split_by_a_measure_asks_for_it_and_sets_it_beside_the_charges(browser):
    unsaid = answer(browser, rule="driver")
    assert "Enter the measure by which cost is split" in said(unsaid)
    assert "Enter how much of the measure Derby has" in said(unsaid)

    answer(browser, rule="driver", measure="Calls", measure_0="77297", measure_1="32158")

    assert "of the calls" in appraised(browser)


@pytest.mark.parametrize(
    ("partners", "year", "words"),
    [
        ("Corby", "2025-26", "between 2 and 12 bodies"),
        ("Corby\nDerby\ncorby", "2025-26", "stands twice"),
        ("Corby\nDerby", "last year", "There is a problem"),
    ],
)
def test_the_first_page_says_what_to_mend(browser, partners, year, words):
    assert words in said(first_page(browser, partners, year))


def test_the_questions_are_not_answered_over_what_is_there(browser):
    answer(browser)

    again = answer(browser)

    assert "holds figures in common already" in said(again)
    assert Document.objects.count() == 1
