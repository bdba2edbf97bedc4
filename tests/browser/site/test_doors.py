"""The doors, as somebody without an account meets them: scripts off, wide and narrow."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.browser.looking import NARROW, WIDE
from tests.site.visiting import visit

pytestmark = pytest.mark.django_db(transaction=True)

EXAMPLES = Path(__file__).parents[3] / "examples"

PLAIN_PAGES = (
    "/", "/thinking/", "/already/", "/try/", "/help/", "/about-the-figures/", "/accessibility/",
    "/privacy/", "/cookies/", "/version/", "/not-there/",
)  # fmt: skip


def test_every_page_that_anybody_may_open_is_accessible_and_fits(browser, live_server):
    with visit(browser, live_server.url) as visitor:
        for path in PLAIN_PAGES:
            visitor.go(path)

            visitor.check_page()


def test_somebody_with_a_file_gets_a_verdict_and_takes_papers_away(browser, live_server):
    with visit(browser, live_server.url, width=NARROW) as visitor:
        # Given somebody who comes in by the front page, with a file that is not right yet
        page = visitor.go("/")
        page.get_by_role("link", name="I have one figure or file").click()
        page.get_by_role("link", name="A partnership file").click()
        visitor.check_page()
        page.get_by_label("Upload a partnership file").set_input_files(
            {"name": "case.toml", "mimeType": "text/plain", "buffer": b'name = "x"\nfoo = 3\n'}
        )

        # When they send it, each fault is told, and the summary leads to the box
        page.get_by_role("button", name="Work it out").click()
        visitor.check_page()
        assert page.title().startswith("Error: ")
        page.get_by_role("link", name="case.toml has 5 things to mend").click()
        assert page.evaluate("document.activeElement.id") == "id_file"

        # When they send one that is right
        page.get_by_label("Upload a partnership file").set_input_files(
            EXAMPLES / "breckland-south-holland.toml"
        )
        page.get_by_role("button", name="Work it out").click()

        # Then the verdict is seen without scrolling, every figure opens, and papers can be had
        verdict = page.locator(".app-verdict p").bounding_box()
        assert verdict["y"] + verdict["height"] < 900
        page.get_by_role("link", name="How this was worked out").first.click()
        assert "#trace-" in page.url
        with page.expect_download() as found:
            page.get_by_role("button", name="This page as one file").click()
        assert found.value.suggested_filename == "report.html"
        visitor.check_page()


def test_somebody_with_five_figures_gets_a_first_look(browser, live_server):
    with visit(browser, live_server.url, width=WIDE) as visitor:
        page = visitor.go("/try/quick/")
        page.get_by_role("button", name="Take a quick look").click()
        visitor.check_page()
        assert page.get_by_role("heading", name="There is a problem").is_visible()

        page.get_by_label("What would be shared?").fill("Legal services")
        for row, (name, cost) in enumerate((("Ashby", "1.2m"), ("Barton", "£800,000")), start=1):
            page.get_by_label(f"Body {row}", exact=True).fill(name)
            page.get_by_label(f"Yearly cost of body {row}").fill(cost)
        page.get_by_label("Part of that cost which sharing might save").fill("12%")
        page.get_by_label("Part that each might save by itself").fill("5")
        page.get_by_label("One-off cost of setting it up").fill("100k")
        page.get_by_role("button", name="Take a quick look").click()

        assert page.get_by_role("heading", name="The verdict").is_visible()
        visitor.check_page()


def test_somebody_with_a_few_groups_sees_every_rule_side_by_side(browser, live_server):
    with visit(browser, live_server.url, width=NARROW) as visitor:
        page = visitor.go("/try/groups/")
        visitor.check_page()
        page.get_by_label("Who takes part?").fill("Ashby\nBarton")
        page.get_by_label("What it would cost").check()
        page.get_by_role("button", name="Continue").click()
        visitor.check_page()
        for name, cost in (
            ("Ashby alone", "11"),
            ("Barton alone", "7"),
            ("Ashby and Barton", "15"),
        ):
            page.get_by_label(name, exact=True).fill(cost)
        page.get_by_role("button", name="Share it out").click()

        assert page.get_by_role("row", name="Shapley value").is_visible()
        visitor.check_page()


def test_the_keyboard_alone_leads_past_the_navigation(browser, live_server):
    with visit(browser, live_server.url) as visitor:
        page = visitor.go("/try/")
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")

        page.wait_for_url("**/try/#main-content")


def test_on_paper_a_verdict_has_no_navigation_and_nothing_is_folded_away(browser, live_server):
    with visit(browser, live_server.url) as visitor:
        page = visitor.go("/try/file/")
        page.get_by_label("Upload a partnership file").set_input_files(
            EXAMPLES / "breckland-south-holland.toml"
        )
        page.get_by_role("button", name="Work it out").click()
        folded = page.locator("#running-total-table")

        page.emulate_media(media="print")

        assert page.get_by_role("navigation", name="Main").count() == 0
        assert page.locator(".app-takeaways").is_hidden()
        assert folded.evaluate("table => table.checkVisibility({contentVisibilityAuto: true})")
