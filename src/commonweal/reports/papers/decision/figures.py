"""A body's own figures: what it pays today, alone and shared, by year, how surely, and to leave."""

from __future__ import annotations

from collections.abc import Iterator

from commonweal.money import say_pounds
from commonweal.reports.budget_tables import budgets_part
from commonweal.reports.charts import cash_chart
from commonweal.reports.papers.answer import partner_words
from commonweal.reports.papers.own_traces import asked_notice, leaving_of
from commonweal.reports.papers.paper import Block, Cited, Paragraph, Section, Words
from commonweal.reports.papers.saying import cited, joined
from commonweal.reports.tables import Cell, Table, figure, table, text
from commonweal.reports.words import say_spread

from .case import Decision

__all__ = ["budget_words", "by_year", "leaving_words", "own_figures", "vat_words", "year_table"]


def own_figures(case: Decision) -> tuple[Block, ...]:
    """Return what the deal means for the body, its figures first."""
    desk = case.desk
    blocks: list[Block] = []
    if desk.is_priced:
        blocks.append(Paragraph(words=partner_words(desk, case.body)))
        mend = desk.partner(case.body).mend
        if mend:
            blocks.append(Paragraph(words=cited(mend, pounds=f"gain/{case.body}")))
    elif case.takes_part:
        blocks.append(
            Paragraph(
                words="Nobody has priced what it could do alone, so that no gain or loss can be "
                "said. What follows is what the file holds so far."
            )
        )
    else:
        blocks.append(Paragraph(words=f"{case.name} takes no part in what is proposed."))
    charged = charged_words(case)
    if charged is not None:
        blocks.append(Paragraph(words=charged))
    blocks.append(_figures_table(case))
    years = year_table(case)
    if years is not None:
        blocks.append(years)
    if case.takes_part:
        blocks.append(Paragraph(words=leaving_words(case)))
    return tuple(blocks)


def by_year(case: Decision) -> tuple[Section, ...]:
    """Return the appendix with the body's cash by year, kept back where its figures are; none
    where nothing is shared."""
    cash = cash_chart(case.desk.deal, case.body)
    if cash is None:
        return ()
    return (
        Section(
            id="by-year",
            heading=f"{case.name} by year",
            blocks=(cash,),
            exempt=case.own_exempt_reason,
            is_appendix=True,
        ),
    )


def _figures_table(case: Decision) -> Table:
    desk = case.desk
    return desk.traced(
        table(
            f"own-figures-{case.body}",
            f"{case.name} in figures",
            (text("What"), figure("Figure")),
            [
                (
                    Cell(said=name, small_print=what),
                    Cell(said=shown.said, trace=shown.trace),
                )
                for name, shown, what in _rows(case)
            ],
            small_print=desk.basis,
        ),
        f"today/{case.body}",
    )


def _rows(case: Decision) -> Iterator[tuple[str, Cited, str]]:
    desk, body = case.desk, case.body
    partnership = desk.deal.partnership
    years = f"over {partnership.horizon_years} years, present value"
    partner, share, split = desk.partner(body), desk.share(body), desk.split
    is_running = desk.running is not None
    yield (
        "By itself again" if is_running else "Spends today",
        desk.cite(f"today/{body}"),
        f"a year, at {partnership.base_year} prices",
    )
    yield "If nothing is done", desk.cite(f"cost-today/{body}"), years
    if body not in desk.deal.appraisal.unpriced:
        yield "Best alone", desk.cite(f"alone/{body}"), f"“{partner.best_alone_name}”, {years}"
    if share is None or split is None:
        return
    yield "Under the deal", desk.cite(f"share/{split.rule}/{body}"), f"by {split.name}, {years}"
    if desk.is_priced:
        said = say_pounds(abs(share.gain))
        is_gain = share.gain >= 0
        yield (
            "Gain" if is_gain else "Loss",
            desk.cite(f"gain/{body}", said),
            "over its best alone",
        )
        yield (
            "Range of gain",
            desk.cite(f"range/gain/{body}", say_spread(share.p10, share.p90)),
            "eight futures in ten; below nought is a loss",
        )
        yield (
            "Chance of loss",
            desk.cite(f"chance-of-loss/gain/{body}"),
            "share of the futures drawn",
        )
    yield (
        "Part of the joint cost",
        desk.cite(f"percentage/{split.rule}/{body}"),
        "of what it costs to run",
    )
    year = _settled_year(case)
    yield (
        f"Charge in {year}",
        desk.cite(f"charge/{body}/{year}"),
        f"its own cost included, at {partnership.base_year} prices",
    )


#: Years from go-live after which savings have usually come to their full effect.
_SETTLED = 2


def _settled_year(case: Decision) -> str:
    """Return a year in which the service runs and its first changes are done."""
    option = case.desk.proposed
    years = case.desk.deal.appraisal.years
    go_live = 0 if option is None or option.priced is None else option.priced.timeline.go_live
    return years[min(go_live + _SETTLED, len(years) - 1)]


def charged_words(case: Decision) -> Words | None:
    """Say how the body is charged in the arrangement that is running; None where none is."""
    running = case.desk.running
    found = (
        next((one for one in running.partners if one.body == case.body), None)
        if running is not None
        else None
    )
    if running is None or found is None:
        return None
    trace = f"charged/{case.body}"
    return joined(
        f"In {running.year} it was charged ",
        case.desk.cite(trace),
        ". ",
        cited(found.sentence, pounds=trace, chances=trace),
    )


def year_table(case: Decision) -> Table | None:
    """Return what the body would spend each year, every way; None where nothing is shared."""
    part = budgets_part(case.desk.deal)
    if part is None:
        return None
    wanted = f"budget-{case.body}"
    for folded in part.folded:
        for found in folded.tables:
            if found.id == wanted:
                return case.desk.traced(found, f"budget/{case.body}")
    return None


def budget_words(case: Decision) -> Words:
    """Say what the deal does to the body's budget, in cash."""
    budget = case.desk.deal.budgets.of(case.body)
    return joined(
        "In cash, with prices as they are expected to rise: ",
        cited(budget.affordability.sentence, pounds=f"budget/{case.body}"),
    )


def vat_words(case: Decision) -> Words:
    """Say what VAT does to the body."""
    desk = case.desk
    entry = desk.deal.partnership.body(case.body)
    recovery = float(desk.deal.appraisal.book.values(entry.vat_recovery)[0])
    budget = desk.deal.budgets.of(case.body)
    paid = 0 if budget.deal is None else int(budget.deal.of_kind("vat").sum())
    if recovery >= 1.0:
        return f"{case.name} is taken to get back all the VAT it is charged."
    trace = f"budget/{case.body}"
    part = desk.cite(trace, f"{recovery:.0%}")
    if paid:
        return joined(
            f"{case.name} gets back ",
            part,
            " of the VAT it is charged; what it does not get back comes to ",
            desk.pounds(trace, paid / 100),
            " over all years.",
        )
    return joined(
        f"{case.name} gets back ",
        part,
        " of the VAT it is charged. The file puts no VAT on the joint service: a VAT adviser is "
        "to confirm that.",
    )


def leaving_words(case: Decision) -> Words:
    """Say what the body would pay to leave."""
    desk = case.desk
    found = leaving_of(desk.deal, case.body)
    charge = found.charges[0]
    months = asked_notice(desk.deal)
    when = f"If it gave notice of {months} months at the start of {found.notice_in}, "
    trace = f"exit/{case.body}"
    if charge.leaves_in is None:
        return f"{when}the notice would run beyond the years counted, and nobody would lose by it."
    if charge.pence == 0:
        return joined(
            f"{when}it would owe the others ",
            desk.cite(trace, "nothing"),
            ": those who stay would be no worse off.",
        )
    return joined(
        f"{when}it would owe the others ",
        desk.cite(trace),
        ", which leaves those who stay no worse off.",
    )
