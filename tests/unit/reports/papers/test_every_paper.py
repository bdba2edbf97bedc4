"""What holds of every paper of every example: figures are cited, tables traced, nothing odd."""

from __future__ import annotations

import io
import re

import pypdf
import pytest

from commonweal.errors import InputError
from commonweal.reports.papers import cited_traces, paper_of, plain_words
from commonweal.reports.renderers import render
from tests.unit.reports.papers.reading import section, tables, uncited_texts

#: A sum of money, or a share in per cent: what no sentence says without a trace.
FIGURE = re.compile(r"£\s?\d|\d%")

APPENDICES = ("options-appraisal", "benefits", "risk-register", "assumptions")


def test_no_sentence_says_a_figure_without_its_trace(papers):
    bare = [
        (paper.id, text) for paper in papers for text in uncited_texts(paper) if FIGURE.search(text)
    ]

    assert bare == []


def test_every_table_has_a_trace(papers):
    untraced = [
        (paper.id, table.id) for paper in papers for table in tables(paper) if not table.trace
    ]

    assert untraced == []


def test_every_figure_that_is_cited_is_in_the_paper_and_says_the_same(papers):
    for paper in papers:
        held = {trace.id for trace in paper.traces}
        assert set(cited_traces(paper)) <= held
        assert all(
            given.trace in held for trace in paper.traces for given in trace.inputs if given.trace
        )


def test_the_brief_keeps_to_one_side_before_its_figures_are_opened(papers):
    printed = pypdf.PdfReader(io.BytesIO(render(papers[0], "pdf")))

    assert papers[0].kind == "brief"
    assert "isk" in printed.pages[0].extract_text()
    assert printed.pages[1].extract_text().split("\n")[1].startswith("Where the figures come from")


def test_every_paper_ends_with_the_four_tables(papers):
    for paper in papers:
        if paper.kind == "brief":
            continue
        last = [one.id for one in paper.sections if one.is_appendix]
        assert last[-4:] == list(APPENDICES)


def test_section_names_are_anchors_and_stand_once(papers):
    for paper in papers:
        names = [one.id for one in paper.all_sections()]
        assert len(names) == len(set(names))
        assert all(re.fullmatch(r"[a-z0-9-]+", name) for name in names)


def test_no_text_ends_in_two_stops_or_holds_what_nobody_would_write(papers):
    odd = re.compile(r"\.\.|,,| {2}|\bnan\b|\{|\}|\bNone\b[^ ]|: \.|\( ")
    found = [
        (paper.id, text) for paper in papers for text in uncited_texts(paper) if odd.search(text)
    ]

    assert found == []


def test_the_verdict_comes_first(papers):
    brief, quick, *_ = papers
    for paper in (brief, quick):
        first = paper.sections[0].blocks[0]
        assert first.kind == "verdict"
        assert plain_words(first.words)


def test_the_same_deal_gives_the_same_paper(pennine):
    once = paper_of(pennine.deal, pennine.report, kind="decision", body="burnley")
    again = paper_of(pennine.deal, pennine.report, kind="decision", body="burnley")

    assert once == again


@pytest.mark.parametrize(
    ("asked", "complaint"),
    [
        ({"kind": "decision"}, "one body's own"),
        ({"kind": "decision", "body": "atlantis"}, "no body atlantis"),
        ({"kind": "brief", "body": "burnley"}, "the partnership's"),
        ({"kind": "business-case", "size": "huge"}, "no size huge"),
        ({"kind": "poster"}, "no paper poster"),
    ],
)
def test_what_is_no_paper_is_refused_with_a_hint(pennine, asked, complaint):
    with pytest.raises(InputError, match=complaint) as refused:
        paper_of(pennine.deal, pennine.report, **asked)

    assert refused.value.hint


@pytest.mark.long
def test_a_full_case_says_how_far_figures_must_move(pennine):
    paper = paper_of(pennine.deal, pennine.report, kind="business-case", size="full")
    said = [plain_words(item) for item in section(paper, "economic-change").blocks[-1].items]

    assert any("turns to" in sentence for sentence in said)
    assert not [text for text in uncited_texts(paper) if FIGURE.search(text)]
    assert len(paper.traces) > len(cited_traces(paper))
