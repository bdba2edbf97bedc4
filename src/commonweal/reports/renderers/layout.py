"""Laying a paper out: numbers, marks and anchors, the same for every form."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from commonweal.errors import InputError
from commonweal.reports.charts import Chart
from commonweal.reports.papers.paper import (
    Block,
    Callout,
    Facts,
    Paper,
    Paragraph,
    Points,
    Section,
    Words,
    cited_traces,
    public_part,
)
from commonweal.reports.tables import Table
from commonweal.reports.traces.trace import Trace

from .laid import (
    Back,
    Entry,
    Heading,
    Laid,
    LaidBlock,
    LaidCallout,
    LaidCell,
    LaidChart,
    LaidFacts,
    LaidInput,
    LaidParagraph,
    LaidPoints,
    LaidSection,
    LaidSources,
    LaidTable,
    LaidTrace,
    Opened,
    Spans,
)

__all__ = ["clean", "lay_out"]

#: Fewer headings than this are seen at a glance.
ENOUGH_FOR_CONTENTS = 4
DEEPEST_HEADING = 3

SOURCES = "Where the figures come from"
EXEMPT_SOURCES = "It says how figures of an exempt part come about."
RESTS_ON = "What the figures rest on"

#: What neither XML nor a page can hold: controls, halves of a character, and what is none.
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]+")


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
    reached = _reachable(paper, cited_traces(paper))
    open_to_all = _reachable(paper, cited_traces(public))
    in_confidence = tuple(trace for trace in reached if trace not in open_to_all)
    # What has been withheld already needs no mark.
    desk = _Desk(paper=paper, traces=(*open_to_all, *in_confidence), marks_exempt=public != paper)
    facts = desk.facts(paper.facts, said_at="the head of the paper")
    sections = tuple(desk.sections(paper.sections, within="", level=1))
    sources = tuple(
        desk.sources(traces, exempt=exempt)
        for traces, exempt in ((open_to_all, ""), (in_confidence, EXEMPT_SOURCES))
        if traces
    )
    rests_on = desk.closing_heading("what-the-figures-rest-on", RESTS_ON)
    closing = (*(source.heading for source in sources), rests_on)
    is_short = paper.kind == "brief" or len(sections) < ENOUGH_FOR_CONTENTS
    return Laid(
        paper=paper,
        title=clean(paper.title),
        subtitle=clean(paper.subtitle),
        author=clean(paper.author),
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


def clean(text: str) -> str:
    """Return a text on one line, without what a page, a PDF or Word cannot hold.

    >>> clean("one\\ntwo\\x07")
    'one two '
    """
    return _UNPRINTABLE.sub(" ", text)


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


def _entries(sections: tuple[LaidSection, ...]) -> Iterator[Entry]:
    for section in sections:
        heading = section.heading
        if heading.level < DEEPEST_HEADING:
            yield _entry(heading)
            yield from _entries(section.sections)


def _entry(heading: Heading) -> Entry:
    number = f"Appendix {heading.number}" if heading.is_appendix else heading.number
    return Entry(id=heading.id, number=number, text=heading.text, level=heading.level)


@dataclass(kw_only=True)
class _Desk:
    """Where a paper is laid out: what has been counted so far."""

    paper: Paper
    traces: tuple[Trace, ...]
    marks_exempt: bool
    taken: set[str] = field(default_factory=set)
    n_appendices: int = 0
    n_top: int = 0
    n_tables: int = 0
    n_charts: int = 0
    n_places: int = 0
    backs_by_trace: dict[str, dict[str, Back]] = field(default_factory=dict)
    mark_by_trace: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.mark_by_trace = {
            trace.id: f"F{place}" for place, trace in enumerate(self.traces, start=1)
        }
        self.taken.update(_anchor(trace.id) for trace in self.traces)

    def unique(self, wanted: str) -> str:
        """Return an anchor that nothing else in the paper bears."""
        base = re.sub(r"\s+", "-", clean(wanted).strip()) or "part"
        name, again = base, 2
        while name in self.taken:
            name, again = f"{base}-{again}", again + 1
        self.taken.add(name)
        return name

    def closing_heading(self, name: str, text: str) -> Heading:
        return Heading(
            id=self.unique(name),
            number=self._letter(),
            text=text,
            level=1,
            is_appendix=self.paper.is_numbered,
        )

    def sources(self, traces: tuple[Trace, ...], *, exempt: str) -> LaidSources:
        text = f"{SOURCES}: exempt part" if exempt else SOURCES
        return LaidSources(
            heading=self.closing_heading("where-the-figures-come-from", text),
            traces=tuple(self.trace(trace) for trace in traces),
            exempt=exempt,
        )

    def sections(
        self, sections: tuple[Section, ...], *, within: str, level: int, n_before: int = 0
    ) -> Iterator[LaidSection]:
        for place, section in enumerate(sections, start=n_before + 1):
            yield self._section(section, within=within, place=place, level=level)

    def _section(self, section: Section, *, within: str, place: int, level: int) -> LaidSection:
        number = self._number(section, within=within, place=place)
        heading = Heading(
            id=self.unique(section.id),
            number=number,
            text=clean(section.heading),
            level=min(level, DEEPEST_HEADING),
            is_appendix=section.is_appendix and level == 1 and self.paper.is_numbered,
        )
        blocks = []
        n_paragraphs = 0
        for block in section.blocks:
            if isinstance(block, Paragraph):
                n_paragraphs += 1
            blocks.append(self._block(block, heading, n_paragraphs))
        return LaidSection(
            heading=heading,
            blocks=tuple(blocks),
            sections=tuple(
                self.sections(
                    section.sections, within=number, level=level + 1, n_before=n_paragraphs
                )
            ),
            exempt=clean(section.exempt) if self.marks_exempt else "",
        )

    def _number(self, section: Section, *, within: str, place: int) -> str:
        if not self.paper.is_numbered:
            return ""
        if within:
            return f"{within}.{place}"
        if section.is_appendix:
            return self._letter()
        self.n_top += 1
        return str(self.n_top)

    def _letter(self) -> str:
        """Return the letter of the next appendix: A to Z, then AA."""
        if not self.paper.is_numbered:
            return ""
        self.n_appendices += 1
        left, letters = self.n_appendices, ""
        while left:
            left, place = divmod(left - 1, 26)
            letters = chr(ord("A") + place) + letters
        return letters

    def _block(self, block: Block, heading: Heading, n_paragraphs: int) -> LaidBlock:
        at = heading.number or heading.text
        match block:
            case Paragraph():
                number = f"{heading.number}.{n_paragraphs}" if heading.number else ""
                return LaidParagraph(
                    number=number,
                    spans=self.spans(block.words, said_at=number or at),
                    small_print=clean(block.small_print),
                    depth=number.count(".") + 1 if number else 0,
                )
            case Points():
                items = tuple(self.spans(words, said_at=at) for words in block.items)
                return LaidPoints(items=items, is_numbered=block.is_numbered)
            case Callout():
                return LaidCallout(
                    kind=block.kind,
                    heading=clean(block.heading),
                    spans=self.spans(block.words, said_at=at),
                )
            case Facts():
                return self.facts(block.rows, said_at=at)
            case Table():
                self.n_tables += 1
                label = f"Table {self.n_tables}" if self.paper.is_numbered else ""
                return self._table(block, label=label, said_at=label or clean(block.caption))
            case chart:
                return self._chart(chart)

    def _chart(self, chart: Chart) -> LaidChart:
        self.n_charts += 1
        label = f"Figure {self.n_charts}" if self.paper.is_numbered else ""
        title = clean(chart.title)
        return LaidChart(
            id=self.unique(chart.id),
            label=label,
            chart=chart,
            title=title,
            small_print=clean(chart.small_print),
            alternative=clean(chart.alternative),
            table=self._table(chart.table, label="", said_at=label or title),
        )

    def facts(self, rows: tuple[tuple[str, Words], ...], *, said_at: str) -> LaidFacts:
        return LaidFacts(
            rows=tuple((clean(name), self.spans(words, said_at=said_at)) for name, words in rows)
        )

    def spans(self, words: Words, *, said_at: str) -> Spans:
        if isinstance(words, str):
            return (clean(words),)
        spans: list[str | Opened] = []
        for part in words:
            if isinstance(part, str):
                spans.append(clean(part))
                continue
            self.n_places += 1
            place = self.unique(f"said-{self.n_places}")
            self._say(part.trace, said_at, place)
            spans.append(replace(self._opened(part.said, part.trace), place=place))
        return tuple(spans)

    def _table(self, table: Table, *, label: str, said_at: str) -> LaidTable:
        name = self.unique(table.id)
        sources: dict[str, Opened] = {}
        cited = [table.trace, *(cell.trace for row in table.rows for cell in row)]
        for trace in filter(None, cited):
            self._say(trace, said_at, name)
            mark = self.mark_by_trace[trace]
            sources[trace] = self._opened(mark, trace)
        return LaidTable(
            id=name,
            label=label,
            caption=clean(table.caption),
            small_print=clean(table.small_print),
            columns=tuple(
                replace(column, name=clean(column.name), small_print=clean(column.small_print))
                for column in table.columns
            ),
            rows=tuple(
                tuple(
                    LaidCell(
                        said=self._opened(cell.said, cell.trace)
                        if cell.trace
                        else clean(cell.said),
                        small_print=clean(cell.small_print),
                        tone=cell.tone,
                    )
                    for cell in row
                )
                for row in table.rows
            ),
            sources=tuple(sources.values()),
        )

    def _say(self, trace: str, label: str, anchor: str) -> None:
        """Note where a figure is said: the first place under each label."""
        self.backs_by_trace.setdefault(trace, {}).setdefault(
            label, Back(label=label, anchor=anchor)
        )

    def _opened(self, said: str, trace: str) -> Opened:
        return Opened(said=clean(said), mark=self.mark_by_trace[trace], trace=_anchor(trace))

    def trace(self, trace: Trace) -> LaidTrace:
        return LaidTrace(
            anchor=_anchor(trace.id),
            mark=self.mark_by_trace[trace.id],
            name=clean(trace.name),
            said=clean(trace.said),
            formula=clean(trace.formula),
            inputs=tuple(
                LaidInput(
                    name=clean(given.name),
                    said=self._opened(given.said, given.trace)
                    if given.trace in self.mark_by_trace
                    else clean(given.said),
                    source=clean(given.source),
                    grade=clean(given.grade),
                )
                for given in trace.inputs
            ),
            method=clean(trace.method),
            backs=tuple(self.backs_by_trace.get(trace.id, {}).values()),
        )


def _anchor(trace: str) -> str:
    return "trace-" + re.sub(r"\s+", "-", clean(trace).strip())
