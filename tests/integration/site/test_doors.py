"""What anybody may open, type and send, without an account."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.site.builders import make_body, make_person, sign_in

pytestmark = pytest.mark.django_db

EXAMPLES = Path(__file__).parents[3] / "examples"

PAGES = (
    "/", "/thinking/", "/already/", "/try/", "/try/file/", "/try/quick/", "/try/groups/", "/help/",
    "/about-the-figures/", "/accessibility/", "/privacy/", "/cookies/", "/version/",
)  # fmt: skip


def upload(client, path, data, name="case.toml", **more):
    return client.post(path, {"file": SimpleUploadedFile(name, data), **more})


@pytest.mark.parametrize("path", PAGES)
def test_every_open_page_opens_without_an_account(client, path):
    answer = client.get(path)

    assert answer.status_code == 200


def test_a_page_that_is_not_there_says_so_and_leads_on(client):
    answer = client.get("/not-there/")

    assert answer.status_code == 404
    assert "Page not found" in answer.text


def test_a_partnership_file_gives_its_verdict_at_once(client):
    file = EXAMPLES / "pennine-lancashire-building-control.toml"

    answer = upload(client, "/try/file/", file.read_bytes(), file.name)

    assert answer.status_code == 200
    assert "The verdict" in answer.text
    assert "Who gains" in answer.text


def test_five_figures_give_a_first_look(client):
    answer = client.post(
        "/try/quick/",
        {
            "name": "Building control", "body_1": "Ashby", "cost_1": "£1.2m", "body_2": "Barton",
            "cost_2": "800,000", "saves": "8", "alone": "5%", "set_up": "250k", "years": "3",
        },
    )  # fmt: skip

    assert answer.status_code == 200
    assert "A first look from guesses" in answer.text


def test_costs_of_groups_are_shared_out_under_every_rule(client):
    names = {"names": "Ashby\nBarton", "kind": "cost"}

    asked = client.post("/try/groups/", names)
    answer = client.post(
        "/try/groups/figures/", names | {"group_0": "11", "group_1": "7", "group_0_1": "15"}
    )

    assert "What would each group pay?" in asked.text
    assert "All together cost 15.00, 3.00 less than all going alone" in answer.text
    assert "Shapley value" in answer.text


def test_a_file_of_groups_is_shared_out(client):
    file = EXAMPLES / "games" / "tennessee-valley.json"

    answer = upload(client, "/try/groups/", file.read_bytes(), file.name, send_file="yes")

    assert answer.status_code == 200
    assert "Who would leave" in answer.text


def test_where_nothing_can_be_compared_no_sum_stands_large_on_the_page(client):
    """A gain over an alternative that nobody has priced would be read as the answer."""
    answered, open_still = (
        upload(client, "/try/file/", (EXAMPLES / name).read_bytes(), name).text
        for name in (
            "pennine-lancashire-building-control.toml",
            "breckland-south-holland.toml",
        )
    )

    assert "Not yet" in open_still
    assert 'class="app-figures"' not in open_still
    assert 'class="app-figures"' in answered


@pytest.mark.parametrize("path", ["/thinking/", "/already/"])
def test_only_who_may_start_a_partnership_is_led_there(client, db, path):
    body = make_body("Ashby")

    for role, is_led in (("editor", True), ("viewer", False)):
        page = sign_in(client, make_person(f"A {role}", body=body, role=role)).get(path).text

        assert ("/partnerships/new/" in page) is is_led
        assert ("Go to your tasks" in page) is not is_led
