"""The desk at which a paper is laid out: what has been counted, marked and anchored so far."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from commonweal.reports.charts import Chart
from commonweal.reports.papers.paper import (
    Block,
    Callout,
    Facts,
    Paragraph,
    Points,
    Section,
    Words,
)
from commonweal.reports.tables import Table
from commonweal.reports.traces.trace import Trace

from .laid import (
    Back,
    Heading,
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

__all__ = ["DEEPEST_HEADING", "Desk", "clean"]

DEEPEST_HEADING = 3
SOURCES = "Where the figures come from"
#: A source that this many inputs of a trace share is said once.
SHARED = 3

#: What neither XML nor a page can hold: controls, halves of a character, and what is none.
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]+")


def clean(text: str) -> str:
    """Return a text on one line, without what a page, a PDF or Word cannot hold.

    >>> clean("one\\ntwo\\x07")
    'one two '
    """
    return _UNPRINTABLE.sub(" ", text)


@dataclass(kw_only=True)
class Desk:
    """What has been counted, marked and anchored of one paper so far."""

    is_numbered: bool
    traces: tuple[str, ...]
    """Ids of traces in the order of their marks."""
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
            trace: f"F{place}" for place, trace in enumerate(self.traces, start=1)
        }
        self.taken.update(_anchor(trace) for trace in self.traces)

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
            is_appendix=self.is_numbered,
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
            is_appendix=section.is_appendix and level == 1 and self.is_numbered,
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
        if not self.is_numbered:
            return ""
        if within:
            return f"{within}.{place}"
        if section.is_appendix:
            return self._letter()
        self.n_top += 1
        return str(self.n_top)

    def _letter(self) -> str:
        """Return the letter of the next appendix: A to Z, then AA."""
        if not self.is_numbered:
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
                label = f"Table {self.n_tables}" if self.is_numbered else ""
                return self._table(block, label=label, said_at=label or clean(block.caption))
            case chart:
                return self._chart(chart)

    def _chart(self, chart: Chart) -> LaidChart:
        self.n_charts += 1
        label = f"Figure {self.n_charts}" if self.is_numbered else ""
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
        shared = _shared_source(trace)
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
                    source=clean("" if given.source == shared else given.source),
                    grade=clean(given.grade),
                )
                for given in trace.inputs
            ),
            shared_source=clean(shared),
            method=_method_words(clean(trace.method)),
            backs=tuple(self.backs_by_trace.get(trace.id, {}).values()),
        )


def _method_words(method: str) -> str:
    """Return where the methods guide explains it, in words.

    >>> _method_words("02-time#what-a-pound-is-worth")
    'methods guide, chapter 2 (time), what a pound is worth'
    """
    chapter, _, section = method.partition("#")
    number, _, name = chapter.partition("-")
    if not number.isdigit():
        return method
    words = f"methods guide, chapter {int(number)}"
    if name:
        words += f" ({name.replace('-', ' ')})"
    return f"{words}, {section.replace('-', ' ')}" if section else words


def _shared_source(trace: Trace) -> str:
    """Return the source that most inputs share, where saying it once leaves no doubt whose it is.

    Each input must have a source or a trace of its own, and those that share it nothing else.
    """
    if not all(given.source or given.trace for given in trace.inputs):
        return ""
    counted = Counter(given.source for given in trace.inputs if given.source)
    source, n_times = counted.most_common(1)[0] if counted else ("", 0)
    is_plain = all(
        not given.grade and not given.trace for given in trace.inputs if given.source == source
    )
    return source if n_times >= SHARED and is_plain else ""


def _anchor(trace: str) -> str:
    return "trace-" + re.sub(r"\s+", "-", clean(trace).strip())
