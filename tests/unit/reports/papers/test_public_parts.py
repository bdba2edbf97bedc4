"""What the public may read leaks nothing of what it may not."""

from __future__ import annotations

import dataclasses
import re

import pytest

from commonweal.reports.papers import (
    Cited,
    Facts,
    Paper,
    Paragraph,
    Points,
    Section,
    Trace,
    cited_traces,
    exempt_part,
    paper_from,
    public_part,
)
from commonweal.reports.papers.paper import TraceInput
from commonweal.reports.renderers import render
from commonweal.reports.tables import Cell, figure, table, text
from tests.unit.reports.papers.conftest import desk_from, text_of
from tests.unit.reports.papers.reading import all_text, section

RULE = "paragraph 3 of Part 1 of Schedule 12A"


@pytest.fixture
def ashby(centre) -> Paper:
    """A decision paper whose own figures and finance are exempt."""
    return paper_from(centre, kind="decision", body="ashby")


def planted(paper: Paper) -> Paper:
    """Put a secret into every kind of block of an exempt section, and into what it leads to."""
    secret = Cited(said="£987,654", trace="secret")
    hidden = Section(
        id="hidden",
        heading="Terms",
        exempt=RULE,
        blocks=(
            Paragraph(words=("Zebra ", secret), small_print="Zebra small"),
            Points(items=("Zebra point",)),
            Facts(rows=(("Zebra name", (secret,)),)),
            table(
                "zebra-table",
                "Zebra caption",
                (text("Zebra column"), figure("Sum")),
                [("Zebra row", Cell(said="£123,987", trace="secret"))],
                trace="secret-table",
            ),
        ),
        sections=(
            Section(id="inner", heading="Zebra inner", blocks=(Paragraph(words="Zebra deep"),)),
        ),
    )
    traces = (
        Trace(id="secret", name="Zebra sum", said="£987,654", formula="Zebra formula"),
        Trace(id="secret-table", name="Zebra table", said="", formula="Zebra formula"),
        *(
            dataclasses.replace(
                trace,
                inputs=(
                    *trace.inputs,
                    TraceInput(name="Zebra input", said="£987,653.80", trace="secret"),
                ),
            )
            for trace in paper.traces
        ),
    )
    return dataclasses.replace(paper, sections=(*paper.sections, hidden), traces=traces)


@pytest.mark.parametrize("body", ["ashby", "barton", "denby"])
def test_nothing_planted_in_an_exempt_part_reaches_the_public_page(centre, body):
    paper = planted(paper_from(centre, kind="decision", body=body))
    page = render(public_part(paper), "html").decode("utf-8")

    assert "Zebra" in render(paper, "html").decode("utf-8")
    for secret in ("Zebra", "987,65", "123,987"):
        assert secret not in page
        assert secret not in all_text(public_part(paper))
    assert RULE in page


def test_figures_that_only_the_exempt_part_says_are_nowhere_in_the_public_one(ashby):
    page = render(public_part(ashby), "html").decode("utf-8")
    hidden = "\n".join(all_text(found) for found in ashby.all_sections() if found.exempt)
    sums = set(re.findall(r"£[\d,]+", hidden)) - {"£0"}

    assert len(sums) > 20
    assert [one for one in sorted(sums) if re.search(rf"{one}(?![\d,])", page)] == []


def test_no_trace_of_a_partners_own_figure_is_public(ashby):
    public = public_part(ashby)

    assert [trace.id for trace in public.traces if trace.id.endswith("/ashby")] == []
    assert set(cited_traces(public)) <= {trace.id for trace in public.traces}


def test_a_public_part_says_what_is_withheld_and_by_which_rule(ashby):
    withheld = section(public_part(ashby), "own-figures")

    assert "not for publication: paragraph 3 of Part 1 of Schedule 12A" in all_text(withheld)
    assert len(withheld.blocks) == 1


def test_a_public_summary_points_to_the_exempt_part_for_the_bodys_own_figures(ashby):
    assert "stands in the exempt part" in all_text(section(ashby, "summary"))


def test_the_public_part_of_a_public_part_is_the_same(ashby):
    public = public_part(ashby)

    assert public_part(public) == public


def test_a_paper_without_exempt_parts_is_public_as_it_stands(centre):
    paper = paper_from(centre, kind="decision", body="barton")

    assert public_part(paper) is paper


def test_an_exempt_part_holds_the_exempt_sections_once_and_only_their_traces(ashby):
    part = exempt_part(planted(ashby))

    assert [one.id for one in part.sections] == ["own-figures", "finance", "by-year", "hidden"]
    assert set(cited_traces(part)) <= {trace.id for trace in part.traces}
    assert "gain/ashby" in {trace.id for trace in part.traces}


def test_a_paper_classified_exempt_publishes_nothing_but_its_headings():
    text = text_of("shared-contact-centre").replace(
        'classification = "part-exempt"', 'classification = "exempt"'
    )
    paper = paper_from(desk_from(text), kind="decision", body="ashby")
    public = public_part(paper)

    assert all(one.exempt for one in public.sections)
    assert public.traces == ()
    assert "£" not in all_text(public).replace("£ at", "")


def test_a_heading_of_ones_own_can_be_exempt():
    text = text_of("shared-contact-centre").replace(
        'heading = "Our promise to residents"',
        f'heading = "Our promise to residents"\nexempt = "{RULE}"',
    )
    paper = paper_from(desk_from(text), kind="decision", body="barton")

    assert "which council they live in" in all_text(paper)
    assert "which council they live in" not in all_text(public_part(paper))
