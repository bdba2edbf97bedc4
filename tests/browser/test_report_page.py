"""The report as a member or an officer opens it: in Chromium, on a desktop and on a phone."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.tree import ROOT
from tests.browser.looking import NARROW, WIDE, accessibility_faults, open_page, overflow_pixels

EXAMPLES = ("pennine-lancashire-building-control", "worcestershire-regulatory-services")


@pytest.fixture(scope="session", params=EXAMPLES)
def report(request, tmp_path_factory):
    """Give the address of an example's report, written by the command line in its own process."""
    page = tmp_path_factory.mktemp("reports") / f"{request.param}.html"
    case = ROOT / "examples" / f"{request.param}.toml"
    commonweal = Path(sys.executable).with_name("commonweal")
    command = [commonweal, "report", case, "--output", page]
    subprocess.run(command, check=True, capture_output=True)
    return page.as_uri()


@pytest.mark.parametrize("width", [NARROW, WIDE])
def test_the_report_can_be_read_by_everyone_at_every_width(browser, report, width):
    with open_page(browser, report, width=width) as (page, troubles):
        assert accessibility_faults(page) == []
        assert overflow_pixels(page) == 0
        assert troubles == []


def test_the_verdict_is_seen_without_scrolling(browser, report):
    with open_page(browser, report, width=WIDE) as (page, _):
        heading = page.locator("h1")
        seen = page.evaluate("document.querySelector('main').innerText")

        assert heading.count() == 1
        assert heading.bounding_box()["y"] < 900
        assert any(
            words in seen[:1500].lower()
            for words in ("do not share", "not yet", "share if", "share:")
        )


def test_each_of_two_charts_has_words_and_a_table(browser, report):
    with open_page(browser, report, width=WIDE) as (page, _):
        charts = page.locator("figure img, figure svg")
        told = [
            charts.nth(index).get_attribute("alt") or charts.nth(index).get_attribute("aria-label")
            for index in range(charts.count())
        ]

        assert charts.count() == 2
        assert all(told)
        assert page.locator("table").count() >= charts.count()
