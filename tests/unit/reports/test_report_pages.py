"""The report page: what it must say, and that its HTML is sound."""

from __future__ import annotations

import itertools
import re
from html.parser import HTMLParser

import pytest

from commonweal.errors import ReaderReport
from commonweal.money import say_pounds
from commonweal.reports import report_page, report_page_of
from tests.unit.reports.conftest import read_deal

VOID = {"meta", "img", "br", "link", "input"}


class Page(HTMLParser):
    """Reads a page strictly: every tag that is opened is closed, in order."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        assert len(attrs) == len({name for name, _ in attrs}), tag
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        if "style" not in self.open:
            self.words.append(data)

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.words).replace("\N{WORD JOINER}", "").split())


@pytest.fixture(scope="module")
def html(good) -> str:
    return report_page(*good)


@pytest.fixture(scope="module")
def page(html) -> Page:
    return Page(html)


def test_every_tag_is_closed_and_every_id_is_one_of_a_kind(page):
    ids = [attrs["id"] for _, attrs in page.tags if "id" in attrs]

    assert page.open == []
    assert len(ids) == len(set(ids))


def test_every_link_and_label_points_at_something_on_the_page(page):
    ids = {attrs["id"] for _, attrs in page.tags if "id" in attrs}
    links = {attrs["href"].removeprefix("#") for tag, attrs in page.tags if tag == "a"}
    labels = {attrs["aria-labelledby"] for _, attrs in page.tags if "aria-labelledby" in attrs}

    assert links | labels <= ids


def test_the_page_stands_alone_without_scripts_or_inline_styles(page, html):
    assert [tag for tag, _ in page.tags if tag in ("script", "link", "iframe", "object")] == []
    assert [tag for tag, attrs in page.tags if "style" in attrs] == []
    addresses = [attrs["src"] for tag, attrs in page.tags if tag == "img"]
    assert all(address.startswith("data:image/svg+xml;base64,") for address in addresses)
    assert re.findall(r"url\(|@import", html) == []


def test_headings_go_down_one_step_at_a_time(page):
    levels = [int(tag[1]) for tag, _ in page.tags if re.fullmatch("h[1-6]", tag)]

    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))


def test_the_verdict_comes_before_any_figure(page):
    text = page.text

    assert text.index("Share: over 6 years") < text.index("What each partner gains or loses")


def test_text_of_the_file_is_never_taken_for_html(html):
    assert "Ashby, Barton &amp; Colne &lt;payroll&gt;" in html


def test_charts_each_have_words_in_their_place_and_their_table(page):
    images = [attrs for tag, attrs in page.tags if tag == "img"]
    tables = {attrs.get("id") for tag, attrs in page.tags if tag == "table"}

    assert len(images) == 6
    assert all(len(image["alt"]) > 50 for image in images)
    # Beside the chart of rules stands the table of rules.
    shown = {"gains", "running-total", "rules", "stability", "cash", "swings"}
    assert {f"{name}-table" for name in shown} <= tables


def test_every_rule_stands_with_what_each_partner_gains(good):
    deal, report = good
    rules = report_page_of(deal, report).rules

    assert len(rules.rows) == len(deal.splits)
    assert rules.rows[0][0].small_print == "proposed"
    assert len(rules.columns) == 2 + len(deal.partners)


def test_every_saving_and_cost_has_its_reason_source_and_grade(good):
    deal, report = good
    flows = report_page_of(deal, report).flows

    for table, option in zip(flows, deal.appraisal.options[1:], strict=True):
        assert len(table.rows) == len(option.flows) + 1
        for row, flow in zip(table.rows, option.flows, strict=False):
            assert row[0].said == flow.label
            assert row[0].small_print
            assert row[4].said == "Invented for the tests"
            assert row[5].said == "judged"


def test_the_lines_of_an_option_add_up_to_its_worth(good):
    deal, report = good
    page = report_page_of(deal, report)
    worth = {row[0].said: row[1].said for row in page.options.rows}

    for table in page.flows:
        assert table.rows[-1][1].said == worth[table.caption]


def test_every_warning_and_every_default_is_listed(unready):
    deal, report = unready
    text = Page(report_page(deal, report)).text

    assert report.warnings
    assert all(" ".join(warning.message.split()) in text for warning in report.warnings)
    assert all(key in text for key in report.defaults)


def test_a_figure_without_a_source_says_so(case_text):
    text = case_text.replace('source = "Invented for the tests"\n', "")
    page = Page(report_page(*read_deal(text)))

    assert page.text.count("no source named") >= 5


def test_the_stamp_is_on_the_page(good, page):
    run = good[0].appraisal.run

    for part in (run.input_hash, run.parameter_set, str(run.seed), run.version):
        assert part in page.text


def test_a_case_with_nothing_to_judge_still_makes_a_page(case_text):
    """No sharing option: no split, no gains, no groups; the page says what is missing."""
    text = case_text[: case_text.index('[[options]]\nid = "one-team"')]
    page = Page(report_page(*read_deal(text)))

    assert "Not yet: " in page.text
    assert "Who would leave" not in page.text


def test_two_pages_of_one_deal_are_the_same(good, html):
    assert report_page(*good) == html


def test_a_page_needs_no_reader_report_to_say_anything(good):
    deal, _ = good

    assert Page(report_page(deal, ReaderReport(source="site"))).text


def test_a_corrected_option_stands_beside_what_its_sponsor_wrote(unready):
    deal, report = unready
    page = report_page_of(deal, report)
    shared = next(option for option in deal.appraisal.options if option.written is not None)
    written = say_pounds(shared.written.npv.expected)

    (sentence,) = page.corrections
    assert sentence.startswith(f"{shared.name} is corrected for what became of others like it")
    assert sentence.endswith(f"As it was written it would be worth {written}.")
    assert page.options.rows[-1][1].small_print == f"as written: {written}"


def test_an_option_that_was_not_corrected_says_nothing_of_it(good):
    assert report_page_of(*good).corrections == ()
