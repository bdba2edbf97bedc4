"""The financial case: what it does to each budget, in cash, and what pays for it."""

from __future__ import annotations

from collections.abc import Iterator

from commonweal.deal import say_names
from commonweal.reports.budget_tables import budgets_part
from commonweal.reports.papers.desk import Desk
from commonweal.reports.papers.facts import funding_words
from commonweal.reports.papers.paper import Block, Facts, Paragraph, Points, Section, Words
from commonweal.reports.papers.saying import cited, not_known

__all__ = ["financial_case"]


def financial_case(desk: Desk, *, is_full: bool) -> Section:
    """Return the financial case; a full one with each body's budget year by year."""
    part = budgets_part(desk.deal)
    if part is None:
        blocks = (Paragraph(words="Nothing is shared, so no budget changes."),)
        return Section(id="financial", heading="Financial case", blocks=blocks)
    sections = [
        Section(
            id="financial-affordability",
            heading="Affordability",
            blocks=(
                Paragraph(
                    words=cited(part.headline, pounds="table/budgets-table"),
                    small_print=part.small_print,
                ),
                *((part.chart,) if part.chart is not None else ()),
                *(desk.traced(one, "cash-prices") for one in part.tables),
                Points(items=tuple(_budgets(desk))),
            ),
        ),
        Section(id="financial-funding", heading="What pays for it", blocks=tuple(_funding(desk))),
        Section(
            id="financial-support",
            heading="Who supports it",
            blocks=(
                not_known(
                    "which section 151 or chief finance officers confirm these figures",
                    say_names(desk.partner_names),
                ),
            ),
        ),
    ]
    if is_full:
        tables = part.folded[:-1]
        sections.append(
            Section(
                id="financial-by-year",
                heading="Each budget year by year",
                blocks=tuple(
                    desk.traced(one, "cash-prices") for folded in tables for one in folded.tables
                ),
            )
        )
    return Section(id="financial", heading="Financial case", sections=tuple(sections))


def _budgets(desk: Desk) -> Iterator[Words]:
    for body in desk.deal.budgets.bodies:
        if body.deal is not None:
            yield cited(body.affordability.sentence, pounds=f"budget/{body.body}")


def _funding(desk: Desk) -> Iterator[Block]:
    yield Facts(
        rows=tuple(
            (body.name, funding_words(desk, body.body))
            for body in desk.deal.budgets.bodies
            if body.deal is not None
        )
    )
    yield Points(items=desk.deal.budgets.notes)
