"""A paper laid out: every number, mark and anchor decided, whatever form it will take.

HTML, PDF and Word lay out the same values, so that paragraph 2.3, Table 4 and figure [F7] are the
same thing in each of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from commonweal.reports.charts import Chart
from commonweal.reports.papers.paper import Paper
from commonweal.reports.tables import Column

__all__ = [
    "Back",
    "Entry",
    "Heading",
    "Laid",
    "LaidBlock",
    "LaidCallout",
    "LaidCell",
    "LaidChart",
    "LaidFacts",
    "LaidInput",
    "LaidParagraph",
    "LaidPoints",
    "LaidSection",
    "LaidSources",
    "LaidTable",
    "LaidTrace",
    "Opened",
    "Spans",
    "plain",
]


#: A table of no more than these is kept on one page.
FEW_ROWS = 7
FEW_LETTERS = 1500


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A figure as it is said, with the way to what says where it comes from."""

    said: str
    mark: str
    """What stands for its trace in print: `F3`."""
    trace: str
    """The anchor of its trace."""
    place: str = ""
    """An anchor of its own, by which the trace leads back; empty in a table, which has one."""


#: A text, stretch by stretch.
Spans = tuple[str | Opened, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LaidParagraph:
    number: str
    """`2.3`; empty where the paper is not numbered."""
    spans: Spans
    small_print: str
    depth: int
    """How many levels the number has; 0 without one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LaidPoints:
    items: tuple[Spans, ...]
    is_numbered: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class LaidCallout:
    kind: Literal["verdict", "warning", "ask"]
    heading: str
    spans: Spans


@dataclass(frozen=True, slots=True, kw_only=True)
class LaidFacts:
    rows: tuple[tuple[str, Spans], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LaidCell:
    said: str | Opened
    small_print: str
    tone: str

    @property
    def text(self) -> str:
        """What it says, without the small print."""
        return self.said.said if isinstance(self.said, Opened) else self.said

    @property
    def n_letters(self) -> int:
        return len(self.text) + len(self.small_print)


@dataclass(frozen=True, slots=True, kw_only=True)
class LaidTable:
    id: str
    label: str
    """`Table 4`; empty where the paper is not numbered."""
    caption: str
    small_print: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[LaidCell, ...], ...]
    sources: tuple[Opened, ...]
    """The traces of the whole table and of its cells, each once, as their marks."""

    @property
    def is_short(self) -> bool:
        """Whether it should stand on one page: a last row by itself on the next looks lost."""
        n_letters = sum(cell.n_letters for row in self.rows for cell in row)
        return len(self.rows) <= FEW_ROWS and n_letters <= FEW_LETTERS


@dataclass(frozen=True, slots=True, kw_only=True)
class LaidChart:
    id: str
    label: str
    """`Figure 2`; empty where the paper is not numbered."""
    chart: Chart
    title: str
    small_print: str
    alternative: str
    table: LaidTable


LaidBlock = LaidParagraph | LaidPoints | LaidCallout | LaidFacts | LaidTable | LaidChart


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    id: str
    number: str
    """`2.1`, or `A` for an appendix; empty where the paper is not numbered."""
    text: str
    level: int
    """1 for a section of the paper, 2 and 3 within it, and no more than 3."""
    is_appendix: bool = False
    """Whether it begins an appendix, which is called by its letter."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LaidSection:
    heading: Heading
    blocks: tuple[LaidBlock, ...]
    sections: tuple[LaidSection, ...]
    exempt: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LaidInput:
    name: str
    said: str | Opened
    source: str
    grade: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Back:
    """A place where a figure is said."""

    label: str
    """`2.3`, `Table 4`, or the heading of the section."""
    anchor: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LaidTrace:
    anchor: str
    mark: str
    name: str
    said: str
    formula: str
    inputs: tuple[LaidInput, ...]
    shared_source: str
    """Where those of the inputs come from that name no source and lead to no trace."""
    method: str
    backs: tuple[Back, ...]
    """In the order in which the paper says it; empty for what only another trace leads to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LaidSources:
    """An appendix of traces. Those of figures said only in an exempt part have one of their own."""

    heading: Heading
    traces: tuple[LaidTrace, ...]
    exempt: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A line of the list of contents."""

    id: str
    number: str
    text: str
    level: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Laid:
    """A paper with every number, mark and anchor in place."""

    paper: Paper
    title: str
    subtitle: str
    author: str
    exempt: str
    """Why none of it is for the public; empty where some of it is."""
    facts: LaidFacts
    contents: tuple[Entry, ...]
    """Empty for a paper too short to need one."""
    sections: tuple[LaidSection, ...]
    sources: tuple[LaidSources, ...]
    rests_on: Heading
    stamp: str
    stamp_facts: LaidFacts


def plain(spans: Spans) -> str:
    """Return spans as one text."""
    return "".join(span if isinstance(span, str) else span.said for span in spans)
