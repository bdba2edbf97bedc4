"""The report page as a person meets it: wide, narrow, by keyboard, on paper."""

from __future__ import annotations

from pathlib import Path

import pytest

from commonweal.deal import work_out
from commonweal.partnership import read_partnership, starter
from commonweal.reports import report_page
from tests.browser.looking import NARROW, WIDE, accessibility_faults, open_page, overflow_pixels

EXAMPLE = Path(__file__).parents[2] / "examples" / "pennine-lancashire-building-control.toml"


def page_of(text: str) -> str:
    partnership, report = read_partnership(text, source="case.toml")
    return report_page(work_out(partnership, n_draws=200), report)


@pytest.fixture(scope="module")
def addresses(tmp_path_factory) -> dict[str, str]:
    """Write pages for the demonstration, another example and a case that has only begun."""
    folder = tmp_path_factory.mktemp("pages")
    pages = {
        "demonstration": page_of(EXAMPLE.read_text(encoding="utf-8")),
        "company": page_of((EXAMPLE.parent / "compass-point.toml").read_text(encoding="utf-8")),
        "beginning": page_of(starter("A beginning")),
    }
    for name, html in pages.items():
        (folder / f"{name}.html").write_text(html, encoding="utf-8")
    return {name: (folder / f"{name}.html").as_uri() for name in pages}


@pytest.mark.parametrize(
    ("name", "width"),
    [
        ("beginning", NARROW),
        ("company", WIDE),
        # A whole case is slow to look at: the same parts come in the two above.
        *(
            pytest.param(name, width, marks=pytest.mark.long)
            for name, width in (
                ("demonstration", NARROW),
                ("demonstration", WIDE),
                ("company", NARROW),
                ("beginning", WIDE),
            )
        ),
    ],
)
def test_the_page_is_accessible_and_fits_its_window(browser, addresses, name, width):
    with open_page(browser, addresses[name], width=width) as (page, troubles):
        for summary in page.locator("summary").all():
            summary.click()

        assert accessibility_faults(page) == []
        assert overflow_pixels(page) == 0
        assert troubles == []


def test_the_verdict_is_seen_without_scrolling(browser, addresses):
    for width in (NARROW, WIDE):
        with open_page(browser, addresses["demonstration"], width=width) as (page, _):
            verdict = page.locator(".verdict p").bounding_box()

            assert verdict["y"] + verdict["height"] < 900


def test_wide_tables_scroll_by_themselves_and_by_keyboard(browser, addresses):
    with open_page(browser, addresses["demonstration"], width=NARROW) as (page, _):
        region = page.get_by_role("region", name="What each partner would gain, rule by rule")
        region.focus()
        before = region.evaluate("region => region.scrollLeft")
        page.keyboard.press("ArrowRight")
        page.wait_for_function(
            "([region, before]) => region.scrollLeft > before",
            arg=[region.element_handle(), before],
        )

        assert region.evaluate("region => region.scrollWidth > region.clientWidth")


def test_charts_are_drawn_and_keep_their_shape(browser, addresses):
    with open_page(browser, addresses["demonstration"], width=WIDE) as (page, _):
        charts = page.locator("figure img").all()

        assert len(charts) == 6
        for chart in charts:
            assert chart.evaluate("image => image.complete && image.naturalWidth > 300")
            assert chart.bounding_box()["width"] > 600


def test_on_paper_nothing_is_folded_away(browser, addresses):
    """What is behind a click on the screen is printed all the same."""
    with open_page(browser, addresses["demonstration"], width=WIDE) as (page, _):
        folded = page.locator("#running-total-table")
        on_screen = folded.evaluate("table => table.checkVisibility()")
        page.emulate_media(media="print")

        assert not on_screen
        assert folded.evaluate("table => table.checkVisibility({contentVisibilityAuto: true})")
        assert page.locator("summary").first.is_hidden()
