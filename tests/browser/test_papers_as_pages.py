"""Papers as a person meets them in a browser: phone, desk, keyboard, and on paper."""

from __future__ import annotations

import io

import pypdf
import pytest

from commonweal.reports.papers.paper import public_part
from commonweal.reports.renderers import render
from tests.browser.looking import NARROW, WIDE, accessibility_faults, open_page, overflow_pixels
from tests.integration.papers.conftest import desk
from tests.unit.reports.renderers.sample_paper import SAMPLE, brief_of


@pytest.fixture(scope="module")
def addresses(tmp_path_factory) -> dict[str, str]:
    from commonweal.reports.papers import paper_from

    case = desk("shared-contact-centre")
    papers = {
        "sample": SAMPLE,
        "public": public_part(SAMPLE),
        "short": brief_of(SAMPLE),
        "brief": paper_from(case, kind="brief"),
        "outline": paper_from(case, kind="business-case", size="outline"),
        "decision": paper_from(case, kind="decision", body=case.deal.partnership.bodies[0].id),
    }
    folder = tmp_path_factory.mktemp("papers")
    for name, paper in papers.items():
        (folder / f"{name}.html").write_bytes(render(paper, "html"))
    return {name: (folder / f"{name}.html").as_uri() for name in papers}


@pytest.mark.parametrize(
    ("name", "width"),
    [
        ("sample", NARROW),
        ("sample", WIDE),
        ("short", NARROW),
        ("brief", NARROW),
        pytest.param("brief", WIDE, marks=pytest.mark.long),
        pytest.param("decision", NARROW, marks=pytest.mark.long),
        pytest.param("decision", WIDE, marks=pytest.mark.long),
        pytest.param("outline", NARROW, marks=pytest.mark.long),
        pytest.param("outline", WIDE, marks=pytest.mark.long),
    ],
)
def test_a_paper_is_accessible_and_fits_its_window(browser, addresses, name, width):
    with open_page(browser, addresses[name], width=width) as (page, troubles):
        for summary in page.locator("summary").all():
            summary.click()

        assert accessibility_faults(page) == []
        assert overflow_pixels(page) == 0
        assert troubles == []


def test_a_figure_leads_to_its_source_and_back(browser, addresses):
    with open_page(browser, addresses["sample"], width=NARROW) as (page, _):
        figure = page.locator("#said-3")
        figure.focus()
        page.keyboard.press("Enter")
        trace = page.locator(":target")
        trace.wait_for()
        assert "Gain of Ashby" in trace.inner_text()
        assert trace.evaluate("one => one.getBoundingClientRect().top < window.innerHeight")

        trace.get_by_role("link", name="1.1", exact=True).click()
        assert page.locator(":target").get_attribute("id") == "said-3"


def test_the_style_is_let_in_by_the_page_s_own_policy(browser, addresses):
    with open_page(browser, addresses["sample"], width=WIDE) as (page, troubles):
        colour = page.locator(".verdict .callout-heading").evaluate(
            "one => getComputedStyle(one).color"
        )

        assert colour == "rgb(11, 93, 87)"
        assert page.locator("figure img").first.evaluate("image => image.naturalWidth > 300")
        assert troubles == []


def test_wide_tables_are_reached_and_scrolled_by_keyboard(browser, addresses):
    with open_page(browser, addresses["sample"], width=NARROW) as (page, _):
        region = page.get_by_role("region", name="Table 1 The options compared")
        region.focus()
        page.keyboard.press("ArrowRight")
        page.wait_for_function("region => region.scrollLeft > 0", arg=region.element_handle())

        assert region.evaluate("region => region.scrollWidth > region.clientWidth")


def test_the_caption_of_a_wide_table_stays_within_a_phone(browser, addresses):
    with open_page(browser, addresses["sample"], width=NARROW) as (page, _):
        for caption in page.locator("table:visible .caption").all():
            assert caption.bounding_box()["width"] <= NARROW


def test_on_paper_each_page_is_stamped_and_no_column_is_lost(browser, addresses):
    with open_page(browser, addresses["sample"], width=WIDE) as (page, _):
        printed = pypdf.PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True)))

    texts = [one.extract_text() for one in printed.pages]
    assert printed.pages[0].mediabox.height == pytest.approx(842, abs=1)
    for place, text in enumerate(texts, start=1):
        assert SAMPLE.stamp.short in text
        assert f"Page {place} of {len(texts)}" in text
    whole = "".join(texts)
    assert "[F2]" in whole  # marks stand where a click cannot be
    assert "Line 60" in whole
    assert "£181,900" in whole  # the figures of a chart, folded away on the screen
    exempt = next(text for text in texts if "£99,999" in text)
    assert "NOT FOR PUBLICATION" in exempt.upper()
    assert "What is asked" not in exempt
