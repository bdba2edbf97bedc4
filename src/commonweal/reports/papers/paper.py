"""A paper as values: what it says, in order, with no word yet about how it looks.

Presenters make a paper from a deal; renderers lay the same paper out as HTML, PDF or Word. A
figure in a sentence is `Cited`: it carries the id of the trace that opens its formula, inputs and
source, an anchor on a page and an appendix in print.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from commonweal.reports.charts import Chart
from commonweal.reports.tables import Cell, Table
from commonweal.reports.traces.trace import Cited, Trace, TraceInput

from .withholding import figures_in, reached, traces_for_public

__all__ = [
    "Block",
    "Callout",
    "Cited",
    "Facts",
    "Paper",
    "PaperKind",
    "Paragraph",
    "Points",
    "Section",
    "Size",
    "Stamp",
    "Trace",
    "TraceInput",
    "Words",
    "cited_traces",
    "exempt_part",
    "plain_words",
    "public_part",
]

PaperKind = Literal["business-case", "decision", "brief"]
Size = Literal["quick", "outline", "full"]


#: A text, or a text with figures in it that can be opened.
Words = str | tuple[str | Cited, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """One paragraph. Where the paper is numbered, paragraphs bear numbers."""

    words: Words
    small_print: str = ""
    """The technical term, or what the figures are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Points:
    """A list of short texts, in order of weight; numbered where they will be referred to."""

    items: tuple[Words, ...]
    is_numbered: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Callout:
    """What must not be missed: the verdict, a warning, the thing asked for."""

    kind: Literal["verdict", "warning", "ask"]
    heading: str
    words: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """Names with what stands beside each: the head of a report, a stamp, a key."""

    rows: tuple[tuple[str, Words], ...]


Block = Paragraph | Points | Callout | Facts | Table | Chart


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A heading, what stands under it, and the sections within it."""

    id: str
    heading: str
    blocks: tuple[Block, ...] = ()
    sections: tuple[Section, ...] = ()
    exempt: str = ""
    """Why the public may not read it, citing the rule; empty for what is public."""
    is_appendix: bool = False
    """Begins on a new page and is lettered, not numbered."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamp:
    """What the figures rest on: stands on every page of a paper."""

    short: str
    """One line: input, parameter set, seed, version."""
    facts: tuple[tuple[str, str], ...]
    """The whole, for the last page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A whole paper."""

    id: str
    """A name for files: `business-case-outline`, `decision-burnley`, `brief`."""
    kind: PaperKind | Literal["agreement"]
    title: str
    subtitle: str
    author: str
    """Whose paper it is: a body, or the partnership."""
    facts: tuple[tuple[str, Words], ...]
    """The head of the paper: to whom, when, what is asked, who wrote it."""
    sections: tuple[Section, ...]
    traces: tuple[Trace, ...]
    """Those that the paper cites, in the order in which it first does, then those they lead to."""
    stamp: Stamp
    is_numbered: bool = True
    """Whether sections and paragraphs are numbered, as committee papers are."""
    language: str = "en-GB"

    def all_sections(self) -> Iterator[Section]:
        """Yield every section, each before those within it."""
        waiting = list(reversed(self.sections))
        while waiting:
            section = waiting.pop()
            yield section
            waiting.extend(reversed(section.sections))

    @property
    def has_exempt_part(self) -> bool:
        return any(section.exempt for section in self.all_sections())


def plain_words(words: Words) -> str:
    """Return words as one text, figures as they are said."""
    if isinstance(words, str):
        return words
    return "".join(part if isinstance(part, str) else part.said for part in words)


def cited_traces(paper: Paper) -> tuple[str, ...]:
    """Return the ids of the traces that a paper cites, in the order in which it first does."""
    found: dict[str, None] = {}
    for words in _words_of(paper):
        if not isinstance(words, str):
            found.update((part.trace, None) for part in words if isinstance(part, Cited))
    for section in paper.all_sections():
        for block in section.blocks:
            found.update((trace, None) for trace in _traces_of(block))
    return tuple(found)


def public_part(paper: Paper) -> Paper:
    """Return the paper with each exempt section replaced by a line that says why.

    What only exempt sections cite or say is kept out of the traces too.
    """
    if not paper.has_exempt_part:
        return paper
    public = replace(paper, sections=tuple(_without_exempt(section) for section in paper.sections))
    exempt = replace(paper, facts=(), sections=_exempt_sections(paper))
    cited = cited_traces(public)
    return replace(
        public,
        traces=traces_for_public(
            paper.traces,
            cited=cited,
            withheld=frozenset(cited_traces(exempt)) - frozenset(cited),
            figures=figures_in(_texts_of(exempt)) - figures_in(_texts_of(public)),
        ),
    )


def exempt_part(paper: Paper) -> Paper:
    """Return only the exempt sections, as the paper that goes to those entitled to it."""
    part = replace(
        paper,
        id=f"{paper.id}-exempt",
        subtitle=f"{paper.subtitle}: exempt part, not for publication",
        sections=_exempt_sections(paper),
    )
    return replace(part, traces=reached(paper.traces, cited_traces(part)))


def _exempt_sections(paper: Paper) -> tuple[Section, ...]:
    """Return the exempt sections, those within another left in it."""
    found: list[Section] = []
    waiting = list(reversed(paper.sections))
    while waiting:
        section = waiting.pop()
        if section.exempt:
            found.append(section)
        else:
            waiting.extend(reversed(section.sections))
    return tuple(found)


def _without_exempt(section: Section) -> Section:
    if section.exempt:
        withheld = Paragraph(words=f"This part is not for publication: {section.exempt}")
        return replace(section, blocks=(withheld,), sections=())
    return replace(section, sections=tuple(_without_exempt(inner) for inner in section.sections))


def _texts_of(paper: Paper) -> Iterator[str]:
    """Yield everything that a paper says outside its traces and its stamp."""
    yield from (paper.title, paper.subtitle, paper.author)
    for name, words in paper.facts:
        yield from (name, plain_words(words))
    for section in paper.all_sections():
        yield from (section.heading, section.exempt)
        for block in section.blocks:
            yield from _texts_of_block(block)


def _texts_of_block(block: Block) -> Iterator[str]:
    match block:
        case Paragraph():
            yield from (plain_words(block.words), block.small_print)
        case Callout():
            yield from (block.heading, plain_words(block.words))
        case Points():
            yield from (plain_words(words) for words in block.items)
        case Facts():
            for name, words in block.rows:
                yield from (name, plain_words(words))
        case Table():
            yield from (block.caption, block.small_print)
            yield from (text for row in block.rows for cell in row for text in _cell(cell))
        case chart:
            yield from (chart.title, chart.small_print, chart.alternative)
            yield from _texts_of_block(chart.table)


def _cell(cell: Cell) -> tuple[str, str]:
    return cell.said, cell.small_print


def _words_of(paper: Paper) -> Iterator[Words]:
    yield from (words for _, words in paper.facts)
    for section in paper.all_sections():
        for block in section.blocks:
            match block:
                case Paragraph() | Callout():
                    yield block.words
                case Points():
                    yield from block.items
                case Facts():
                    yield from (words for _, words in block.rows)


def _traces_of(block: Block) -> Iterator[str]:
    match block:
        case Table():
            yield from filter(None, (block.trace,))
            yield from (cell.trace for row in block.rows for cell in row if cell.trace)
        case Paragraph() | Points() | Callout() | Facts():
            return
        case chart:
            yield from _traces_of(chart.table)
