"""Numbers, marks and anchors of a paper, before it takes any form."""

from __future__ import annotations

from dataclasses import replace

import pytest

from commonweal.errors import InputError
from commonweal.reports.papers.paper import (
    Cited,
    Paragraph,
    Section,
    TraceInput,
    exempt_part,
    public_part,
)
from commonweal.reports.renderers.laid import LaidParagraph, LaidTable
from commonweal.reports.renderers.layout import lay_out
from tests.unit.reports.renderers.sample_paper import (
    RUNNING_TOTAL,
    SAMPLE,
    brief_of,
    paper_saying,
    wide_table,
)


def numbers_of(sections):
    for section in sections:
        yield section.heading.number
        yield from (block.number for block in section.blocks if isinstance(block, LaidParagraph))
        yield from numbers_of(section.sections)


def marks_of(sources):
    return [(trace.mark, trace.name) for source in sources for trace in source.traces]


def test_paragraphs_and_the_sections_after_them_are_counted_together():
    laid = lay_out(SAMPLE)

    assert list(numbers_of(laid.sections))[:8] == [
        "1",
        "1.1",
        "2",
        "2.1",
        "2.2",
        "2.3",
        "2.3.1",
        "2.3.2",
    ]


def test_no_number_names_two_things():
    numbers = list(numbers_of(lay_out(SAMPLE).sections))

    assert len(numbers) == len(set(numbers))


def test_appendices_are_lettered_and_the_closing_ones_follow():
    laid = lay_out(SAMPLE)
    letters = [entry.number for entry in laid.contents if entry.number.startswith("Appendix")]

    assert letters == ["Appendix A", "Appendix B", "Appendix C", "Appendix D"]
    assert list(numbers_of(laid.sections))[-2:] == ["A", "A.1"]


def test_the_twenty_seventh_appendix_is_aa():
    appendices = tuple(Section(id=f"a{n}", heading="More", is_appendix=True) for n in range(27))

    laid = lay_out(replace(SAMPLE, sections=appendices, facts=()))

    assert [section.heading.number for section in laid.sections][24:] == ["Y", "Z", "AA"]


def test_a_paper_without_numbers_has_none_anywhere():
    laid = lay_out(brief_of(SAMPLE))

    assert set(numbers_of(laid.sections)) == {""}
    assert not laid.contents
    assert laid.rests_on.number == ""


def test_a_trace_leads_back_to_every_place_that_says_its_figure():
    traces = {trace.mark: trace for trace in lay_out(SAMPLE).sources[0].traces}

    assert [back.label for back in traces["F1"].backs] == ["the head of the paper", "1", "Table 1"]
    assert [back.label for back in traces["F2"].backs] == ["1.1", "2.3.1", "Figure 2"]
    assert traces["F5"].backs == ()  # only another trace leads to it


def test_a_figure_of_which_there_is_no_trace_is_refused():
    words = ("Worth ", Cited(said="£1", trace="npv/nobody"))

    with pytest.raises(InputError, match="npv/nobody"):
        lay_out(paper_saying(words))


def test_figures_that_only_an_exempt_part_says_have_sources_of_their_own():
    public, exempt = lay_out(SAMPLE).sources

    assert not public.exempt
    assert exempt.exempt
    assert marks_of([exempt]) == [("F6", "Price floor")]


def test_a_public_part_says_nothing_of_what_is_exempt():
    laid = lay_out(public_part(SAMPLE))

    assert "Price floor" not in str(laid)
    assert [source.exempt for source in laid.sources] == [""]
    assert {section.exempt for section in laid.sections} == {""}


def test_figures_bear_the_same_marks_with_and_without_the_exempt_part():
    whole = marks_of(lay_out(SAMPLE).sources)
    public = marks_of(lay_out(public_part(SAMPLE)).sources)

    assert public == whole[: len(public)]


def test_an_exempt_part_by_itself_marks_all_that_it_says():
    laid = lay_out(exempt_part(SAMPLE))

    assert all(section.exempt for section in laid.sections)
    assert any(source.exempt for source in laid.sources)


def test_the_same_table_twice_has_two_anchors():
    twice = Section(id="twice", heading="Twice", blocks=(wide_table(2), wide_table(2)))

    laid = lay_out(replace(SAMPLE, sections=(twice, twice), facts=()))

    tables = [b for s in laid.sections for b in s.blocks if isinstance(b, LaidTable)]
    assert len({table.id for table in tables}) == 4
    assert len({section.heading.id for section in laid.sections}) == 2


def test_a_chart_brings_its_table_without_a_number_of_its_own():
    chart = Section(id="chart", heading="Chart", blocks=(RUNNING_TOTAL, wide_table(2)))

    laid = lay_out(replace(SAMPLE, sections=(chart,), facts=()))

    drawn, after = laid.sections[0].blocks
    assert (drawn.label, drawn.table.label, after.label) == ("Figure 1", "", "Table 1")


def test_what_neither_xml_nor_a_page_can_hold_becomes_a_space():
    laid = lay_out(paper_saying("one\x00two\nthree\x1b[31m\ufffe"))

    assert laid.sections[0].blocks[0].spans == ("one two three [31m ",)


def test_a_section_deeper_than_three_keeps_its_number_and_the_third_heading():
    section = Section(id="s5", heading="Five", blocks=(Paragraph(words="Deep"),))
    for depth in (4, 3, 2, 1):
        section = Section(id=f"s{depth}", heading=str(depth), sections=(section,))

    laid = lay_out(replace(SAMPLE, sections=(section,), facts=()))
    deepest = laid.sections[0].sections[0].sections[0].sections[0].sections[0]

    assert (deepest.heading.level, deepest.heading.number) == (3, "1.1.1.1.1")
    assert deepest.blocks[0].number == "1.1.1.1.1.1"


def traced(*inputs):
    trace = replace(SAMPLE.traces[1], inputs=inputs)
    traces = tuple(trace if one.id == trace.id else one for one in SAMPLE.traces)
    sources = lay_out(replace(SAMPLE, traces=traces)).sources[0]
    return next(one for one in sources.traces if one.mark == "F2")


def given(name, source="", **more):
    return TraceInput(name=name, said="£1", source=source, **more)


def test_a_source_that_inputs_share_is_said_once():
    trace = traced(*(given(str(n), "Worked out") for n in range(4)), given("other", "A return"))

    assert trace.shared_source == "Worked out"
    assert [one.source for one in trace.inputs] == ["", "", "", "", "A return"]


def test_a_source_is_said_of_each_where_it_could_be_doubted_whose_it_is():
    """An input without any source would seem to have it; one with a grade would lose its place."""
    shared = [given(str(n), "Worked out") for n in range(3)]

    assert traced(*shared, given("none")).shared_source == ""
    assert traced(*shared, given("graded", "Worked out", grade="B")).shared_source == ""
    assert traced(*shared[:2]).shared_source == ""
    assert traced(*shared, given("led", trace="gain")).shared_source == "Worked out"


def test_a_trace_that_the_public_sees_in_part_is_told_whole_only_in_confidence():
    """Its own figure is public; what it was worked out from is exempt."""
    leads_to_secret = replace(
        SAMPLE.traces[0], inputs=(TraceInput(name="Floor", said="£99,999", trace="secret"),)
    )
    paper = replace(SAMPLE, traces=(leads_to_secret, *SAMPLE.traces[1:]))

    public, exempt = lay_out(paper).sources
    shown = lay_out(public_part(paper)).sources

    assert "£99,999" not in str(public)
    assert "£99,999" in str(exempt)
    assert "£99,999" not in str(shown)
    marks = {trace.name: trace.mark for source in (public, exempt) for trace in source.traces}
    assert all(marks[trace.name] == trace.mark for trace in shown[0].traces)


def test_a_short_table_is_kept_on_one_page_and_a_long_one_is_not():
    tables = [b for s in lay_out(SAMPLE).sections for b in s.blocks if isinstance(b, LaidTable)]

    assert [(table.id, table.is_short) for table in tables] == [
        ("options-table", True),
        ("flows", False),
    ]
