"""What stands before the five cases: the answer with its figures, and what is missing."""

from __future__ import annotations

from commonweal.reports.charts import gains_chart
from commonweal.reports.papers.answer import (
    banner_callout,
    condition_words,
    figure_rows,
    instead_words,
    partners_words,
    reason_words,
    verdict_callout,
)
from commonweal.reports.papers.desk import Desk
from commonweal.reports.papers.facts import evidence_words
from commonweal.reports.papers.paper import Block, Facts, Paragraph, Points, Section, plain_words

__all__ = ["answer_section", "missing_section"]


def answer_section(desk: Desk) -> Section:
    """Return the verdict, the five figures, and who wins and loses."""
    verdict = desk.deal.verdict
    blocks: list[Block] = [verdict_callout(desk)]
    warning = banner_callout(desk)
    if warning is not None:
        blocks.append(warning)
    blocks.append(Facts(rows=tuple(figure_rows(desk))))
    said = verdict.sentence.casefold()
    further = tuple(
        words
        for words in reason_words(desk)
        if plain_words(words).casefold() not in said
        and plain_words(words) not in verdict.conditions
    )
    if further:
        blocks.append(Points(items=further))
    partners = tuple(partners_words(desk))
    if partners:
        blocks.append(Facts(rows=partners))
    if verdict.instead:
        blocks.append(Paragraph(words="What to do instead, each by itself:"))
        blocks.append(Points(items=instead_words(desk)))
    return Section(id="answer", heading="The answer", blocks=tuple(blocks))


def missing_section(desk: Desk) -> Section:
    """Return what must be settled or brought, and what a careful reader should know."""
    verdict = desk.deal.verdict
    blocks: list[Block] = []
    conditions = condition_words(desk)
    if conditions:
        blocks.append(Points(items=conditions, is_numbered=True))
    doubts = evidence_words(desk)
    if doubts:
        blocks.append(Paragraph(words="A careful reader will also want to know:"))
        blocks.append(Points(items=doubts))
    if not blocks:
        blocks.append(Paragraph(words="Nothing that the verdict needs is missing from the file."))
    heading = {"share-if": "What must be settled", "not-yet": "What is missing"}.get(
        verdict.answer, "What to know of the figures"
    )
    return Section(id="missing", heading=heading, blocks=tuple(blocks))


def chart_of_gains(desk: Desk) -> tuple[Block, ...]:
    """Return the chart of gains, where anything is shared and can be compared."""
    chart = gains_chart(desk.deal) if desk.is_priced else None
    return () if chart is None else (chart,)
