"""Starting from a file of one's own or from an example, alone, with placeholders for the others."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from commonweal_web.core.work import work_off
from commonweal_web.partnerships.examples import examples
from commonweal_web.partnerships.models import Document, Partnership, Run
from tests.site.builders import make_body, make_person, sign_in
from tests.site.records import CASE

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(db):
    return make_person("Una Solo", body=make_body("Corby"), role="editor")


@pytest.fixture
def browser(officer):
    return sign_in(Client(), officer)


def said(answer):
    return answer.content.decode()


def start(browser, begin_with):
    return browser.post(
        "/partnerships/new/",
        {
            "body": "corby",
            "name": "Calls together",
            "summary": "",
            "already_shares": "no",
            "begin_with": begin_with,
        },
        follow=True,
    )


def root():
    return f"/partnerships/{Partnership.objects.get().reference}/"


def test_every_example_is_offered_with_its_story(browser):
    page = said(start(browser, "example"))

    assert len(examples()) >= 8
    for example in examples():
        assert f'value="{example.id}"' in page


@pytest.mark.parametrize("example", [each.id for each in examples()])
def test_every_example_can_be_saved_and_submitted_by_one_officer_alone(browser, example):
    start(browser, "example")

    saved = browser.post(f"{root()}begin/example/", {"example": example}, follow=True)
    document = Document.objects.get()
    browser.post(f"{root()}documents/{document.pk}/submit/")

    assert "Saved as version 1, a draft" in said(saved)
    document.refresh_from_db()
    assert document.state == Document.State.SUBMITTED


def test_an_example_runs_as_it_is_and_says_who_could_be_invited(browser):
    start(browser, "example")
    browser.post(f"{root()}begin/example/", {"example": CASE.stem})
    browser.post(f"{root()}documents/{Document.objects.get().pk}/submit/")

    browser.post(f"{root()}runs/new/", {"draws": "100"})
    work_off()

    assert Run.objects.get().state == Run.State.DONE
    bodies = said(browser.get(f"{root()}bodies/"))
    assert "Named in the figures, and not here" in bodies
    assert "q=Ashby" in bodies


def test_a_second_example_does_not_replace_what_is_there(browser):
    start(browser, "example")
    browser.post(f"{root()}begin/example/", {"example": CASE.stem})

    again = browser.post(f"{root()}begin/example/", {"example": "herefordshire"})

    assert "holds figures in common already" in said(again)
    assert Document.objects.count() == 1


def test_a_file_of_ones_own_is_asked_for_next(browser):
    asked = start(browser, "file")
    assert "Upload what is held in common" in said(asked)

    file = SimpleUploadedFile(CASE.name, CASE.read_bytes())
    saved = browser.post(asked.request["PATH_INFO"], {"file": file, "note": ""}, follow=True)

    assert "Saved as version 1, a draft" in said(saved)


def test_nothing_to_start_from_leads_to_the_partnership(browser):
    assert "Calls together" in said(start(browser, "nothing"))
    assert Document.objects.count() == 0
