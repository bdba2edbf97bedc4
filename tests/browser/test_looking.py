"""The looking itself: what it must catch, on pages that are wrong on purpose."""

from __future__ import annotations

import pytest

from tests.browser.looking import NARROW, WIDE, accessibility_faults, open_page, overflow_pixels

GOOD = """<!doctype html><html lang="en"><head><title>Good</title>
<meta name="viewport" content="width=device-width"></head>
<body><main><h1>A verdict</h1><p>Share.</p></main></body></html>"""

BAD = """<!doctype html><html><head><title></title></head>
<body><img src="data:image/gif;base64,R0lGODlhAQABAAAAACw="><div style="width:900px">wide</div>
<script>console.error("oops")</script></body></html>"""


@pytest.fixture
def page_file(tmp_path):
    def write(html):
        path = tmp_path / "page.html"
        path.write_text(html, encoding="utf-8")
        return path.as_uri()

    return write


@pytest.mark.parametrize("width", [NARROW, WIDE])
def test_a_sound_page_passes(browser, page_file, width):
    with open_page(browser, page_file(GOOD), width=width) as (page, troubles):
        assert accessibility_faults(page) == []
        assert overflow_pixels(page) == 0
        assert troubles == []


def test_an_unsound_page_is_caught(browser, page_file):
    with open_page(browser, page_file(BAD), width=NARROW) as (page, troubles):
        faults = " ".join(accessibility_faults(page))

        assert "image-alt" in faults
        assert "html-has-lang" in faults
        assert overflow_pixels(page) > 0
        assert troubles == ["console: oops"]
