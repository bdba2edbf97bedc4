"""A paper as HTML: alone in one file, safe, whole, and led through by its anchors."""

from __future__ import annotations

import base64
import hashlib
import html
import re
from dataclasses import replace

import html5lib
import pytest

from commonweal.errors import InputError
from commonweal.reports.papers.paper import Stamp, exempt_part
from commonweal.reports.renderers import html_parts, render
from tests.unit.reports.renderers.sample_paper import AWKWARD, SAMPLE, brief_of, paper_saying


def anchors(page):
    return re.findall(r'\bid="([^"]*)"', page)


def test_the_page_is_well_formed(page):
    html5lib.HTMLParser(strict=True).parse(page)


def test_nothing_is_fetched_and_nothing_runs(page):
    assert "<script" not in page
    assert " style=" not in page
    assert re.findall(r' on\w+="', page) == []
    addresses = re.findall(r'(?:href|src)="([^"]*)"', page)
    assert addresses
    assert all(address.startswith(("#", "data:image/svg+xml;base64,")) for address in addresses)
    assert "url(" not in page


def test_its_own_security_policy_lets_its_one_style_sheet_pass(page):
    sheet = re.search(r"<style>(.*?)</style>", page, re.DOTALL)[1]
    digest = base64.b64encode(hashlib.sha256(sheet.encode()).digest()).decode()

    assert f"style-src &#39;sha256-{digest}&#39;" in page or f"'sha256-{digest}'" in page
    assert "default-src 'none'" in page


def test_every_link_leads_to_one_thing_in_the_page(page):
    found = anchors(page)

    assert len(found) == len(set(found))
    assert {html.unescape(link) for link in re.findall(r'href="#([^"]*)"', page)} <= {
        html.unescape(anchor) for anchor in found
    }


def test_a_figure_opens_its_trace_and_the_trace_leads_back(page):
    opened = re.search(r'id="(said-\d+)" href="#(trace-gain/ashby)"', page)

    trace = page[page.index(f'id="{opened[2]}"') :]
    assert "£1,204,000 alone − £1,135,902 by sharing" in html.unescape(re.sub("<[^>]*>", "", trace))
    assert f'href="#{opened[1]}"' in trace


def test_whatever_a_file_says_is_shown_as_text():
    page = render(paper_saying(AWKWARD), "html").decode("utf-8")

    assert "<script>alert" not in page
    assert AWKWARD in html.unescape(re.sub("<[^>]*>", "", page))


def test_a_stamp_cannot_break_out_of_the_style_sheet():
    stamp = Stamp(short='"; } </style><script>alert("1")</script> \\', facts=())

    page = render(replace(SAMPLE, stamp=stamp), "html").decode("utf-8")

    html5lib.HTMLParser(strict=True).parse(page)
    assert "<script" not in page
    assert page.count("</style>") == 1


def test_tables_have_captions_and_say_what_their_heads_are_for(page):
    tables = re.findall(r"<table.*?</table>", page, re.DOTALL)

    assert len(tables) == 4
    for one in tables:
        assert "<caption" in one
        assert len(re.findall(r"<th\b", one)) == len(re.findall(r'<th scope="(?:col|row)"', one))


def test_charts_have_their_words_and_their_figures(page):
    assert page.count("<img ") == 2
    assert 'alt="The shared team costs £210,000 at first' in page
    assert page.count("The figures of this chart") == 2


def test_an_exempt_part_says_so(page):
    section = page[page.index('id="price"') :]

    assert section.index("Not for publication") < section.index("£99,999")
    assert "paragraph 3 of Schedule 12A" in section


def test_a_paper_of_its_own_author_is_headed_once():
    page = render(replace(SAMPLE, author=SAMPLE.title), "html").decode("utf-8")

    assert '<p class="author">' not in page
    assert '<p class="author">' in render(SAMPLE, "html").decode("utf-8")


def test_a_minus_sign_stays_with_its_pounds(page):
    assert '<span class="nowrap">−£1,210</span>' in page


def test_the_site_can_lay_the_same_paper_into_a_page_of_its_own(page):
    parts = html_parts(SAMPLE)

    assert parts.fragment in page
    assert parts.fragment.startswith("<article")
    assert parts.fragment.count("<h1") == 1
    assert parts.stylesheet_hash.startswith("sha256-")
    rules = re.sub(r"/\*.*?\*/", "", parts.stylesheet, flags=re.DOTALL)
    selectors = re.findall(r"^\s*([^@{}\s][^{}]*){", rules, re.MULTILINE)
    strangers = [line for line in selectors if not line.startswith((".paper", "@"))]
    assert [line for line in strangers if line.split(",")[0].split()[0] != ".paper-head"] == []


def test_a_brief_is_small_enough_for_a_phone():
    assert len(render(brief_of(SAMPLE), "html")) < 100_000


def test_the_same_paper_is_the_same_bytes():
    assert render(SAMPLE, "html") == render(SAMPLE, "html")


@pytest.mark.parametrize("form", ["odt", "", "PDF"])
def test_another_form_is_refused_with_those_there_are(form):
    with pytest.raises(InputError) as refused:
        render(SAMPLE, form)

    assert "html, pdf or docx" in refused.value.hint


@pytest.mark.parametrize("form", ["html", "pdf"])
def test_a_template_is_only_for_word(form):
    with pytest.raises(InputError, match="Word"):
        render(SAMPLE, form, template=b"PK")


def test_an_exempt_part_by_itself_says_so_at_its_head():
    page = render(exempt_part(SAMPLE), "html").decode("utf-8")

    assert page.index("Not for publication") < page.index("£99,999")
    assert page.index("Not for publication") < page.index("<section")
