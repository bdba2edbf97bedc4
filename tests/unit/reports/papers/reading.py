"""What a paper says, as texts that a test can look through."""

from __future__ import annotations

from collections.abc import Iterator

from commonweal.reports.papers import Callout, Facts, Paper, Paragraph, Points, Section, plain_words
from commonweal.reports.papers.paper import Block, Words
from commonweal.reports.tables import Table

__all__ = ["all_text", "section", "tables", "uncited_texts"]


def section(paper: Paper, name: str) -> Section:
    """Return a section by its id, wherever it stands."""
    return next(found for found in paper.all_sections() if found.id == name)


def tables(paper: Paper) -> list[Table]:
    return [
        block
        for found in paper.all_sections()
        for block in found.blocks
        if isinstance(block, Table)
    ]


def uncited_texts(paper: Paper) -> Iterator[str]:
    """Yield every text outside tables and charts with its cited figures taken out."""
    yield from (paper.title, paper.subtitle, paper.author)
    for name, words in paper.facts:
        yield from (name, *_plain(words))
    for found in paper.all_sections():
        yield from (found.heading, found.exempt)
        for block in found.blocks:
            yield from _texts(block, _plain)


def all_text(paper: Paper | Section) -> str:
    """Return everything that a paper or a section says, tables, traces and stamp included."""
    if isinstance(paper, Section):
        return "\n".join(
            text for block in paper.blocks for text in (*_texts(block, _whole), *_cells(block))
        )
    parts = [paper.title, paper.subtitle, paper.author, paper.stamp.short]
    parts += [f"{name} {said}" for name, said in paper.stamp.facts]
    parts += [f"{name} {plain_words(words)}" for name, words in paper.facts]
    for found in paper.all_sections():
        parts += [found.heading, found.exempt, all_text(found)]
    for trace in paper.traces:
        parts += [trace.id, trace.name, trace.said, trace.formula]
        parts += [f"{one.name} {one.said} {one.source} {one.trace}" for one in trace.inputs]
    return "\n".join(parts)


def _plain(words: Words) -> Iterator[str]:
    yield from (
        part for part in ((words,) if isinstance(words, str) else words) if isinstance(part, str)
    )


def _whole(words: Words) -> Iterator[str]:
    yield plain_words(words)


def _texts(block: Block, said) -> Iterator[str]:
    match block:
        case Paragraph():
            yield from (*said(block.words), block.small_print)
        case Callout():
            yield from (block.heading, *said(block.words))
        case Points():
            for words in block.items:
                yield from said(words)
        case Facts():
            for name, words in block.rows:
                yield from (name, *said(words))


def _cells(block: Block) -> Iterator[str]:
    if isinstance(block, (Paragraph, Callout, Points, Facts)):
        return
    table = block if isinstance(block, Table) else block.table
    yield from (table.caption, table.small_print)
    for row in table.rows:
        for cell in row:
            yield from (cell.said, cell.small_print)
