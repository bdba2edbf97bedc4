"""The economic case: which option is best, for whom, how surely, and what would change that."""

from __future__ import annotations

from collections.abc import Iterator

from commonweal.reports.beyond_tables import unmonetised_part
from commonweal.reports.charts import (
    rules_chart,
    running_total_chart,
    stability_chart,
    what_if_chart,
)
from commonweal.reports.keeping_tables import keeping_part
from commonweal.reports.lens_tables import lenses_part
from commonweal.reports.long_list_tables import long_list_part
from commonweal.reports.option_tables import flow_tables
from commonweal.reports.papers.answer import verdict_words
from commonweal.reports.papers.desk import Desk
from commonweal.reports.papers.lens_words import lens_words
from commonweal.reports.papers.options import option_sections
from commonweal.reports.papers.paper import Block, Paragraph, Points, Section
from commonweal.reports.papers.saying import cited

from .answering import chart_of_gains

__all__ = ["economic_case"]

_N_SWITCHING = 5


def economic_case(desk: Desk, *, is_full: bool) -> Section:
    """Return the economic case; a full one with switching values and every rule of sharing."""
    sections = [
        _section("long-list", "From the long list to the short", _long_list(desk)),
        Section(
            id="economic-options",
            heading="The options, for and against",
            sections=option_sections(desk),
        ),
        _section("costs-and-benefits", "Costs and benefits", _costs(desk)),
        _section("lenses", "Three lenses", _lenses(desk)),
        _section("not-money", "What is not money", _not_money(desk)),
        _section("partners", "Who gains", _partners(desk, is_full=is_full)),
        _section("optimism", "Against what others have seen", _reality(desk)),
        _section("change", "What would change the answer", _change(desk, is_full=is_full)),
        _section("preferred", "Preferred way forward", _preferred(desk)),
    ]
    return Section(
        id="economic",
        heading="Economic case",
        sections=tuple(section for section in sections if section.blocks or section.sections),
    )


def _section(name: str, heading: str, blocks: Iterator[Block]) -> Section:
    return Section(id=f"economic-{name}", heading=heading, blocks=tuple(blocks))


def _long_list(desk: Desk) -> Iterator[Block]:
    found = long_list_part(desk.deal.partnership)
    if found is None:
        yield Paragraph(
            words="The file names no critical success factor and sets no option aside, so that the "
            "short list is all that was considered."
        )
        return
    yield Paragraph(words=found.headline, small_print=found.small_print)
    yield from (desk.traced(one, "verdict") for one in found.tables)


def _costs(desk: Desk) -> Iterator[Block]:
    proposed = desk.proposed
    if proposed is None:
        return
    yield from (
        desk.traced(found, "discount-factors")
        for found in flow_tables(desk.deal)
        if found.id == f"flows-{proposed.id}"
    )
    chart = running_total_chart(desk.deal)
    if chart is not None:
        yield chart


def _lenses(desk: Desk) -> Iterator[Block]:
    yield from (Paragraph(words=words) for words in lens_words(desk))
    part = lenses_part(desk.deal)
    if part is None:
        return
    yield from (Paragraph(words=words) for words in part.points)
    yield from (desk.traced(one, "discount-factors") for one in part.tables)
    for folded in part.folded:
        yield from (desk.traced(one, "verdict") for one in folded.tables)


def _not_money(desk: Desk) -> Iterator[Block]:
    part = unmonetised_part(desk.deal)
    if part is None:
        yield Paragraph(words="The file names no outcome beyond money.")
        return
    yield Paragraph(words=part.headline, small_print=part.small_print)
    if part.points:
        yield Points(
            items=tuple(cited(point, pounds="table/outcomes-table") for point in part.points)
        )
    yield from (desk.traced(one, "verdict") for one in part.tables)


def _partners(desk: Desk, *, is_full: bool) -> Iterator[Block]:
    if desk.split is None or not desk.is_priced:
        if desk.split is not None:
            yield Paragraph(
                words="Who gains cannot be told until what each could do alone is priced."
            )
        return
    yield from chart_of_gains(desk)
    keeping = keeping_part(desk.deal)
    if keeping is not None:
        yield Paragraph(words=cited(keeping.headline, pounds="groups"))
    if is_full:
        # Each with its table: what every rule gives, and what each group has to spare.
        for chart in (rules_chart(desk.deal), stability_chart(desk.deal)):
            if chart is not None:
                yield chart


def _reality(desk: Desk) -> Iterator[Block]:
    found, proposed = desk.reality, desk.proposed
    if found is None or proposed is None:
        return
    traces = [f"{of}/{proposed.id}" for of in ("as-written", "npv", "correction")]
    yield Paragraph(words=cited(found.headline, pounds=traces), small_print=found.small_print)
    yield Points(
        items=tuple(
            cited(point, pounds=f"table/flows-{proposed.id}", chances=f"correction/{proposed.id}")
            for point in found.points
        )
    )
    yield from (desk.traced(one, f"correction/{proposed.id}") for one in found.tables)


def _change(desk: Desk, *, is_full: bool) -> Iterator[Block]:
    part = desk.change
    if part is None:
        return
    yield Paragraph(words=cited(part.headline, pounds="gain"))
    if part.chart is not None:
        yield part.chart
    yield Points(items=tuple(cited(point, pounds="gain") for point in part.points))
    yield from (desk.traced(one, "gain") for one in part.tables)
    found = desk.sensitivity if is_full else None
    if found is not None:
        tried = what_if_chart(desk.deal)
        if tried is not None:
            yield tried
        turning = [one for one in found.switching if one.turns_at is not None][:_N_SWITCHING]
        yield Paragraph(words="How far a figure must move before the answer, or the gain, turns:")
        yield Points(
            items=tuple(cited(one.sentence, pounds="gain", chances="gain") for one in turning)
            or (cited(found.nearest_sentence, pounds="gain", chances="gain"),)
        )


def _preferred(desk: Desk) -> Iterator[Block]:
    yield Paragraph(words=verdict_words(desk))
    match desk.deal.verdict.answer:
        case "share" | "share-if" if desk.proposed is not None:
            yield Paragraph(words=f"“{desk.proposed.name}” is the preferred way forward.")
        case "do-not-share":
            yield Paragraph(words="Each body does better by itself, as the answer sets out.")
        case _:
            yield Paragraph(words="No way forward is preferred until what is missing is brought.")
