"""From a deal to what the pages of its run show: sections of parts, with their tables, charts and
traces. The words and figures are those of the library's own report.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict, replace
from typing import Any

from commonweal.deal import Deal, SplitResult, names_of
from commonweal.errors import ReaderReport
from commonweal.money import pounds, say_pounds
from commonweal.reports import ReportPage, report_page_of, say_basis
from commonweal.reports.charts import Chart, SwingChart, chart_csv, draw
from commonweal.reports.parts import Folded, Part
from commonweal.reports.tables import Cell, Table, figure, table, text
from commonweal.reports.traces import Traces, traces_of
from commonweal_web.appraisals.models import Piece
from commonweal_web.appraisals.running import running_parts

__all__ = ["charges_by_year", "pieces_of"]

Made = tuple[str, str, Any]

#: Lines of a body's baseline of which no part is anybody's pay.
_OPEN_LINES = (
    "volumes", "costs, systems", "costs, accommodation", "costs, supplies", "costs, contracts",
)  # fmt: skip
Kind = Piece.Kind


def pieces_of(deal: Deal, report: ReaderReport) -> Iterator[Made]:
    """Yield each piece of a run: its kind, its key and its values."""
    page = report_page_of(deal, report)
    traces = traces_of(deal)
    sections = _sections(deal, page)
    yield Kind.SUMMARY, "", _summary(deal, page, sections)
    seen: set[tuple[str, str]] = set()
    for name, heading, parts in sections:
        values = {"id": name, "heading": heading, "parts": [_part(part) for part in parts]}
        yield Kind.SECTION, name, values
        for made in _shown_in(parts, traces):
            # A table may stand in two sections and is kept once.
            if made[:2] not in seen:
                seen.add(made[:2])
                yield made
    for trace in traces:
        yield Kind.TRACE, trace.id, asdict(trace)


def _summary(
    deal: Deal, page: ReportPage, sections: Iterable[tuple[str, str, list[Part]]]
) -> dict[str, Any]:
    partners = [one for one in deal.partners if one.takes_part]
    gain = sum(one.gain for one in partners)
    return {
        "answer": page.answer,
        "answer_id": page.answer_id,
        "sentence": page.sentence,
        "banner": page.banner,
        "facts": [asdict(fact) for fact in page.facts],
        "reasons": page.reasons,
        "conditions_heading": page.conditions_heading,
        "conditions": page.conditions,
        "instead": page.instead,
        "partner_sentences": page.partner_sentences,
        "stamp": [asdict(fact) for fact in page.stamp],
        "sections": [[name, heading] for name, heading, _ in sections],
        "gain": say_pounds(gain) if deal.splits else "",
        "gain_is_loss": gain < 0,
        "gain_range": _gain_range(deal),
        "option": "" if deal.game is None else deal.game.option.id,
        "basis": say_basis(deal.partnership),
        "n_partners": len(partners),
        "n_losing": sum(one.gain < 0 for one in partners),
        "terms": [asdict(term) for term in page.terms],
    }


def _gain_range(deal: Deal) -> str:
    from commonweal.deal.sensitivity import joint_gain_of

    proposed = deal.appraisal.proposed
    if proposed is None or not deal.splits or deal.appraisal.run.draws < 2:
        return ""
    import numpy as np

    low, high = np.percentile(joint_gain_of(deal.appraisal, proposed.id)[1:], [10, 90])
    return f"{say_pounds(float(low))} and {say_pounds(float(high))}"


def _sections(deal: Deal, page: ReportPage) -> list[tuple[str, str, list[Part]]]:
    """Return the pages of a run, each with its parts; those with nothing to say are left out."""
    on_deal = {part.id: part for part in page.on_deal}
    found = (
        ("who-gains", "Who gains and who loses", _who_gains(page)),
        ("options", "The options compared", [*_options(page), *page.on_options]),
        ("cash", "Cash by year", _some(on_deal.get("budgets"))),
        (
            "what-would-change-it",
            "What would change the answer",
            _change(deal, on_deal.get("what-would-change-it")),
        ),
        ("jobs", "Jobs by place", _some(on_deal.get("jobs"))),
        ("outcomes", "What is not in pounds", _some(on_deal.get("unmonetised"))),
        ("running", "The arrangement you are in", running_parts(deal)),
        ("sharing", "Fair shares", _sharing(deal, page, on_deal.get("keeping"))),
        ("flows", "Every saving and cost", _flows(page)),
        ("rests-on", "What this rests on", _rests_on(page)),
    )
    return [(name, heading, parts) for name, heading, parts in found if parts]


def _some(*parts: Part | None) -> list[Part]:
    return [part for part in parts if part is not None]


def _who_gains(page: ReportPage) -> list[Part]:
    if page.gains is None:
        return []
    return [
        Part(
            id="gains-of-partners",
            heading="Who gains and who loses",
            headline=f"Against the best each could do alone, under {page.split_name}.",
            points=page.partner_sentences,
            chart=page.gains,
            tables=(page.gains.table,),
        )
    ]


def _options(page: ReportPage) -> list[Part]:
    return [
        Part(
            id="options-compared",
            heading="Every way ahead",
            headline="Each option against doing nothing, all bodies together.",
            points=page.corrections,
            chart=page.running_total,
            tables=(page.options,),
        )
    ]


def _change(deal: Deal, part: Part | None) -> list[Part]:
    if part is None:
        return []
    # The report points to a command for the rest; the site has a page for it.
    small_print = part.small_print.partition(" How far each figure")[0]
    return [_without_pay(deal, replace(part, small_print=small_print))]


def _without_pay(deal: Deal, part: Part) -> Part:
    """Return the tornado without lines of pay and posts: their ends would tell what one earns."""
    chart = part.chart
    if not isinstance(chart, SwingChart):
        return part
    of_a_body = tuple(f"{body.name}'s " for body in deal.partnership.bodies)
    kept = [
        not row.name.startswith(of_a_body) or row.name.partition("'s ")[2].startswith(_OPEN_LINES)
        for row in chart.rows
    ]
    if all(kept):
        return part
    rows = tuple(row for row, keep in zip(chart.rows, kept, strict=True) if keep)
    if not rows:
        headline = "No single figure that all partners see swings the joint gain."
        return replace(part, chart=None, headline=headline)
    slim_table = replace(
        chart.table,
        rows=tuple(row for row, keep in zip(chart.table.rows, kept, strict=True) if keep),
    )
    widest = rows[0]
    headline = (
        f"Of the figures that all partners see, the joint gain swings most with {widest.name}: "
        f"{say_pounds(widest.at_low)} on average in one tenth of futures, "
        f"{say_pounds(widest.at_high)} in the opposite tenth."
    )
    slim = replace(chart, rows=rows, table=slim_table, alternative=f"Chart. {headline}")
    return replace(part, chart=slim, headline=headline)


def _sharing(deal: Deal, page: ReportPage, keeping: Part | None) -> list[Part]:
    if page.rules is None or page.charges is None:
        return []
    return [
        Part(
            id="rules",
            heading="Every rule side by side",
            headline="The partners' own rule stands first. The rest show what other rules would "
            "mean for each.",
            chart=page.by_rule,
            tables=(page.rules, page.charges),
            folded=(
                Folded(
                    summary="What each rule does",
                    texts=tuple(f"{fact.name}: {fact.said}" for fact in page.explanations),
                ),
            ),
        ),
        Part(
            id="leaving",
            heading="Who would leave, and why",
            headline=page.leaving_sentences[0] if page.leaving_sentences else "",
            points=(*page.leaving_sentences[1:], *page.mends),
            chart=page.spare,
            tables=() if page.leaving is None else (page.leaving,),
        ),
        *_some(keeping),
        _by_year(deal),
    ]


def _by_year(deal: Deal) -> Part:
    """Return what each partner pays in each year under every rule."""
    return Part(
        id="charges-by-year",
        heading="What each would pay, year by year",
        headline=f"Under {deal.splits[0].name}, with its limits and phasing.",
        tables=(charges_by_year(deal, deal.splits[0], traced=True),),
        folded=tuple(
            Folded(
                summary=f"{split.name[:1].upper()}{split.name[1:]}, year by year",
                tables=(charges_by_year(deal, split),),
            )
            for split in deal.splits[1:]
        ),
    )


def charges_by_year(deal: Deal, split: SplitResult, *, traced: bool = False) -> Table:
    """Return what each partner pays in each year under a split; `traced`, each figure opens."""
    charges = split.charges
    return table(
        f"charges-{split.rule}",
        f"Yearly charges under {split.name}",
        (text("Year"), *(figure(name) for name in names_of(deal.partnership, charges.partners))),
        [
            (
                year,
                *(
                    Cell(
                        said=pounds(int(charges.pence[row, place])),
                        trace=f"charge/{body}/{year}" if traced else "",
                    )
                    for place, body in enumerate(charges.partners)
                ),
            )
            for row, year in enumerate(charges.years)
        ],
        small_print=f"in pounds of {deal.partnership.base_year} prices, before inflation",
    )


def _flows(page: ReportPage) -> list[Part]:
    if not page.flows:
        return []
    return [
        Part(
            id="all-flows",
            heading="Each line by itself",
            headline="Nothing saves except by a named lever, and each line says where its figures "
            "come from.",
            tables=page.flows,
        )
    ]


def _rests_on(page: ReportPage) -> list[Part]:
    # Baselines are not among them: the pages of figures show those, to each what it may see.
    tables = tuple(
        one
        for one in (page.assumptions, page.changes, page.warnings, page.defaults)
        if one is not None
    )
    return [
        Part(
            id="inputs",
            heading="Assumptions, doubts and defaults",
            headline="Every figure is the partners' own, with its source, or a default that is "
            "listed here.",
            tables=tables,
        )
    ]


def _part(part: Part) -> dict[str, Any]:
    """Return a part as plain values, its tables and chart by their ids."""
    return {
        "id": part.id,
        "heading": part.heading,
        "headline": part.headline,
        "small_print": part.small_print,
        "points": part.points,
        "chart": "" if part.chart is None else part.chart.id,
        "chart_table": _own_table(part),
        "tables": [one.id for one in part.tables],
        "folded": [
            {
                "summary": fold.summary,
                "texts": fold.texts,
                "tables": [one.id for one in fold.tables],
            }
            for fold in part.folded
        ],
    }


def _own_table(part: Part) -> str:
    """Return the id of the table that is folded under the chart; none where it stands open."""
    if part.chart is None or part.chart.table.id in {one.id for one in part.tables}:
        return ""
    return part.chart.table.id


def _tables_of(part: Part) -> tuple[Table, ...]:
    return part.tables if part.chart is None else (part.chart.table, *part.tables)


def _shown_in(parts: Iterable[Part], traces: Traces) -> Iterator[Made]:
    for part in parts:
        for one in (*_tables_of(part), *(inner for fold in part.folded for inner in fold.tables)):
            yield Kind.TABLE, one.id, _table(one, traces)
        if part.chart is not None:
            yield Kind.CHART, part.chart.id, _chart(part.chart)
            yield Kind.DRAWING, part.chart.id, draw(part.chart)


def _table(shown: Table, traces: Traces) -> dict[str, Any]:
    """Return a table as plain values in which only figures that can be opened name a trace."""
    values = asdict(shown)
    for row in values["rows"]:
        for cell in row:
            if cell["trace"] not in traces:
                cell["trace"] = ""
    own = shown.trace or f"table/{shown.id}"
    return values | {"trace": own if own in traces else ""}


def _chart(chart: Chart) -> dict[str, Any]:
    return {
        "id": chart.id,
        "title": chart.title,
        "small_print": chart.small_print,
        "alternative": chart.alternative,
        "csv": chart_csv(chart),
    }
