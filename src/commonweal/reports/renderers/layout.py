"""Laying a paper out: numbers, marks and anchors, the same for every form."""

from __future__ import annotations

from collections.abc import Iterator

from commonweal.errors import InputError
from commonweal.reports.papers.paper import Paper, cited_traces, public_part
from commonweal.reports.traces.trace import Trace

from .desk import DEEPEST_HEADING, Desk, clean
from .following import by_rule
from .laid import Entry, Heading, Laid, LaidFacts, LaidSection

__all__ = ["lay_out"]

#: Fewer headings than this are seen at a glance.
ENOUGH_FOR_CONTENTS = 4

EXEMPT_SOURCES = "It says how figures of an exempt part come about."
RESTS_ON = "What the figures rest on"


def lay_out(paper: Paper) -> Laid:
    """Return a paper with every number, mark and anchor decided.

    Sections within a section and its paragraphs are counted together, so that 2.3 names one thing.
    A trace that nothing in the paper leads to is left out: what a public part does not say, its
    appendix does not say either.

    Raises
    ------
    InputError
        If the paper cites a figure of which it holds no trace.
    """
    public = public_part(paper)
    shown_to_all = by_rule(_reachable(public, cited_traces(public)))
    reached = by_rule(_reachable(paper, cited_traces(paper)))
    # A trace that the public sees in part is told whole only to those who may read the rest.
    open_to_all = tuple(trace for trace in shown_to_all if trace in reached)
    in_confidence = tuple(trace for trace in reached if trace not in open_to_all)
    # Marks are given in an order that leaves them as they are when the exempt part is taken out.
    marked = dict.fromkeys(trace.id for trace in (*shown_to_all, *reached))
    # What has been withheld already needs no mark.
    desk = Desk(is_numbered=paper.is_numbered, traces=tuple(marked), marks_exempt=public != paper)
    facts = desk.facts(paper.facts, said_at="the head of the paper")
    sections = tuple(desk.sections(paper.sections, within="", level=1))
    sources = tuple(
        desk.sources(traces, exempt=exempt)
        for traces, exempt in ((open_to_all, ""), (in_confidence, EXEMPT_SOURCES))
        if traces
    )
    rests_on = desk.closing_heading("what-the-figures-rest-on", RESTS_ON)
    closing = (*(source.heading for source in sources), rests_on)
    # A committee paper is a few sides: a list of contents would be one of them.
    is_short = (
        paper.kind not in ("business-case", "agreement") or len(sections) < ENOUGH_FOR_CONTENTS
    )
    return Laid(
        paper=paper,
        title=clean(paper.title),
        subtitle=clean(paper.subtitle),
        author=clean(paper.author),
        exempt=_why_all_is_exempt(sections),
        facts=facts,
        contents=() if is_short else (*_entries(sections), *map(_entry, closing)),
        sections=sections,
        sources=sources,
        rests_on=rests_on,
        stamp=clean(paper.stamp.short),
        stamp_facts=LaidFacts(
            rows=tuple((clean(name), (clean(said),)) for name, said in paper.stamp.facts)
        ),
    )


def _reachable(paper: Paper, cited: tuple[str, ...]) -> tuple[Trace, ...]:
    """Return the traces cited and those that they lead to, in the paper's order."""
    by_id = {trace.id: trace for trace in paper.traces}
    for wanted in cited:
        if wanted not in by_id:
            raise InputError(
                f"The paper {paper.id} cites the figure {wanted}, of which it holds no trace.",
                hint="Give the paper the traces of all the figures that it cites.",
            )
    found: set[str] = set()
    waiting = list(cited)
    while waiting:
        trace = by_id.get(waiting.pop())
        if trace is not None and trace.id not in found:
            found.add(trace.id)
            waiting.extend(given.trace for given in trace.inputs if given.trace)
    return tuple(trace for trace in paper.traces if trace.id in found)


def _why_all_is_exempt(sections: tuple[LaidSection, ...]) -> str:
    if not all(section.exempt for section in sections):
        return ""
    return "; ".join(dict.fromkeys(section.exempt for section in sections))


def _entries(sections: tuple[LaidSection, ...]) -> Iterator[Entry]:
    for section in sections:
        heading = section.heading
        if heading.level < DEEPEST_HEADING:
            yield _entry(heading)
            yield from _entries(section.sections)


def _entry(heading: Heading) -> Entry:
    number = f"Appendix {heading.number}" if heading.is_appendix else heading.number
    return Entry(id=heading.id, number=number, text=heading.text, level=heading.level)
