"""What anybody may open."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.django_db


def test_the_front_page_opens_without_an_account(client):
    answer = client.get("/")

    assert answer.status_code == 200


def test_a_page_that_is_not_there_says_so_and_leads_on(client):
    answer = client.get("/not-there/")

    assert answer.status_code == 404
    assert "Page not found" in answer.text
