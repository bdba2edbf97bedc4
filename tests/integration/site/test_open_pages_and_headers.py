"""What every answer carries, and what the pages for machines say."""

from __future__ import annotations

import json

import pytest

from tests.site.builders import make_body, make_person, sign_in

pytestmark = pytest.mark.django_db


def test_a_page_may_run_and_fetch_only_what_is_ours(client):
    policy = client.get("/").headers["Content-Security-Policy"]

    assert "default-src 'self'" in policy
    assert "script-src 'self'" in policy
    assert "style-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy


def test_a_page_says_what_it_never_needs_of_a_browser(client):
    headers = client.get("/").headers

    assert "camera=()" in headers["Permissions-Policy"]
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"


def test_a_page_of_somebody_signed_in_is_kept_by_no_cache(client):
    stranger = client.get("/").headers
    person = sign_in(client, make_person(body=make_body())).get("/").headers

    assert "Cache-Control" not in stranger
    assert person["Cache-Control"] == "no-store"


def test_open_pages_ask_the_database_nothing(client, django_assert_num_queries):
    for path in ("/", "/try/", "/try/quick/", "/cookies/", "/robots.txt"):
        with django_assert_num_queries(0):
            client.get(path)


def test_the_site_is_unfit_until_a_worker_is_heard(client):
    from datetime import UTC, datetime

    from commonweal_web.core.work.beats import beat

    without = client.get("/healthz")
    beat("one", datetime.now(UTC))
    with_one = client.get("/healthz")

    assert (without.status_code, without.json()["worker"]) == (503, "not heard")
    assert (with_one.status_code, with_one.json()["status"]) == (200, "fit")
    assert with_one.json()["migrations"] == "applied"


def test_looking_at_its_health_begins_no_session(client):
    client.get("/healthz")

    assert not client.cookies


@pytest.mark.parametrize(
    ("path", "kind", "said"),
    [
        ("/robots.txt", "text/plain", "Disallow: /accounts/"),
        ("/.well-known/security.txt", "text/plain", "Expires: "),
        ("/sitemap.xml", "application/xml", "/about-the-figures/"),
        ("/version/", "text/html", "MIT licence"),
    ],
)
def test_pages_for_machines_and_the_curious(client, path, kind, said):
    answer = client.get(path)

    assert answer.headers["Content-Type"].startswith(kind)
    assert said in answer.text


def test_each_page_names_the_style_sheet_by_its_content(client):
    """A browser keeps the sheet for a week, so a new one needs a new address."""
    from commonweal_web.core.layout.static_files import static

    address = static("commonweal/icon.svg")

    name, _, mark = address.partition("?")
    assert name == "/static/commonweal/icon.svg"
    assert len(mark) == 10
    assert address in client.get("/").text


def test_a_line_of_the_log_is_json_and_holds_no_address():
    import logging

    from django.test import RequestFactory

    from commonweal_web.config.log_lines import JsonLine

    record = logging.LogRecord("x", logging.ERROR, "", 0, "It %s.", ("failed",), None)
    record.request = RequestFactory().get("/invitations/secret-token/")

    line = JsonLine().format(record)

    assert json.loads(line)["said"] == "It failed."
    assert "secret-token" not in line
