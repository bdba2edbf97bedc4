"""Laws of papers: any case that can be worked out has its papers, and no public part leaks."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from pathlib import Path

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from commonweal.deal import work_out
from commonweal.errors import CommonwealError, ReaderReport
from commonweal.partnership import read_partnership
from commonweal.reports.papers import (
    Paper,
    Section,
    cited_traces,
    desk_of,
    exempt_part,
    paper_from,
    public_part,
)
from tests.properties.partnership.partnerships import partnerships
from tests.unit.reports.papers.reading import all_text

EXAMPLES = Path(__file__).parents[3] / "examples"
RULE = "paragraph 3 of Part 1 of Schedule 12A"


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(partnerships())
def test_any_case_that_can_be_worked_out_has_its_papers(partnership):
    try:
        desk = desk_of(work_out(partnership, n_draws=100), ReaderReport(source="case.toml"))
        assert desk.traces
    except CommonwealError:
        assume(False)
    for paper in (
        paper_from(desk, kind="brief"),
        paper_from(desk, kind="business-case", size="quick"),
        paper_from(desk, kind="business-case"),
        *(paper_from(desk, kind="decision", body=body.id) for body in partnership.bodies),
    ):
        assert set(cited_traces(paper)) <= {trace.id for trace in paper.traces}
        assert public_part(public_part(paper)) == public_part(paper)
        assert not any(section.exempt for section in exempt_part(paper).sections) or (
            paper.has_exempt_part
        )


@cache
def a_paper(kind: str, body: str | None) -> Paper:
    text = (EXAMPLES / "shared-contact-centre.toml").read_text(encoding="utf-8")
    partnership, report = read_partnership(text, source="case.toml")
    return paper_from(desk_of(work_out(partnership, n_draws=100), report), kind=kind, body=body)


def kept_back(section: Section, names: set[str]) -> Section:
    return replace(
        section,
        exempt=RULE if section.id in names else "",
        sections=tuple(kept_back(inner, names) for inner in section.sections),
    )


def sums_in(text: str) -> set[int]:
    found = re.findall(r"£(\d{1,3}(?:,\d{3})*(?:\.\d+)?)", text)
    return {int(float(one.replace(",", "")) + 0.5) for one in found} - {0}


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_no_sum_and_no_trace_that_only_exempt_parts_hold_is_in_the_public_one(data):
    kind, body = data.draw(
        st.sampled_from([("decision", "denby"), ("business-case", None), ("brief", None)])
    )
    paper = a_paper(kind, body)
    names = data.draw(st.sets(st.sampled_from([one.id for one in paper.all_sections()])))
    paper = replace(paper, sections=tuple(kept_back(one, names) for one in paper.sections))
    public = public_part(paper)

    said_openly = all_text(replace(public, traces=()))
    exempt = all_text(replace(exempt_part(paper), facts=(), traces=()))
    hidden = sums_in(exempt) - sums_in(said_openly)
    assert not hidden & sums_in(all_text(public))
    only_exempt = set(cited_traces(replace(exempt_part(paper), facts=()))) - set(
        cited_traces(public)
    )
    assert not only_exempt & {trace.id for trace in public.traces}
