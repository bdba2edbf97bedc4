"""Traces of figures that only papers say: what it costs once, and what leaving would cost."""

from __future__ import annotations

from collections.abc import Iterator

from commonweal.appraisal import FlowRow, OptionResult
from commonweal.deal import Deal, Leaving, leaving, names_of
from commonweal.errors import ReaderReport
from commonweal.money import pounds, say_pounds
from commonweal.partnership import Existing, RiskEntry
from commonweal.reports.traces.trace import Trace, TraceInput

__all__ = ["READER", "asked_notice", "leaving_of", "one_off_of", "own_traces"]

#: The trace of what the reader of the file said of it.
READER = "reader-report"

#: Months of notice that papers speak of where none is agreed: the middle of those often seen.
ASKED_NOTICE = 12


def own_traces(deal: Deal, report: ReaderReport) -> Iterator[Trace]:
    """Yield the traces that papers add to those of the deal."""
    if report.warnings:
        yield _reader(report)
    for option in deal.appraisal.options:
        if option.priced is not None and option.flows:
            yield _one_off(option)
    for place, risk in enumerate(deal.partnership.risks):
        if risk.cost is not None:
            yield _stated_cost(f"risk/{place + 1}", risk, risk.cost)
    if deal.game is None:
        return
    existing = deal.partnership.existing
    if existing is not None:
        total = sum(existing.charges.values())
        for body, charge in existing.charges.items():
            yield _charged(deal, existing, body, charge, total)
    for body in deal.game.partners:
        yield _leaving(deal, leaving_of(deal, body))


def one_off_of(option: OptionResult) -> float:
    """Return the present value of what an option costs once, savings left out."""
    return sum(row.present_value for row in _one_off_rows(option))


def _one_off_rows(option: OptionResult) -> list[FlowRow]:
    streams = () if option.priced is None else option.priced.streams
    once = {stream.id for stream in streams if stream.timing == "one-off"}
    return [row for row in option.flows if row.id in once and not row.is_saving]


def _one_off(option: OptionResult) -> Trace:
    return Trace(
        id=f"one-off/{option.id}",
        name=f"What {option.name} costs once",
        said=say_pounds(one_off_of(option)),
        formula="Every cost of the option that is met once, at present value, added up.",
        inputs=tuple(
            TraceInput(
                name=row.label,
                said=say_pounds(row.present_value, pence=True),
                source=row.source,
                grade=row.grade,
                trace=f"flow/{option.id}/{row.id}",
            )
            for row in _one_off_rows(option)
        ),
        method="04-forgotten-costs",
    )


def _stated_cost(name: str, risk: RiskEntry, cost: float) -> Trace:
    return Trace(
        id=name,
        name=risk.name,
        said=say_pounds(cost),
        formula="A sum that the file states for this risk. It joins no other sum.",
        inputs=(
            TraceInput(
                name="Cost if it happens",
                said=say_pounds(cost, pence=True),
                source=risk.source or "the file; no source is named there",
                grade=risk.grade or "not graded",
            ),
        ),
    )


def _charged(deal: Deal, existing: Existing, body: str, charge: float, total: float) -> Trace:
    source = existing.source or "the file; no source is named there"
    grade = existing.grade or "not graded"
    return Trace(
        id=f"charged/{body}",
        name=f"What {deal.partnership.body(body).name} was charged in {existing.year}",
        said=say_pounds(charge),
        formula="As the file states it. The part is the charge divided by all charges; the part "
        "by driver is the body's count divided by all counts.",
        inputs=(
            TraceInput(
                name="Charge", said=say_pounds(charge, pence=True), source=source, grade=grade
            ),
            TraceInput(
                name="All charges", said=say_pounds(total, pence=True), source=source, grade=grade
            ),
        ),
        method="11-leaving-and-joining",
    )


def _reader(report: ReaderReport) -> Trace:
    return Trace(
        id=READER,
        name="What the reader of the file said of it",
        said="",
        formula="Said of the file as it stands, before anything is worked out; the figures are "
        "the file's own.",
        inputs=tuple(
            TraceInput(
                name=str(warning.place).removeprefix(report.source).lstrip(", ") or "The file",
                said=warning.message,
                source=report.source,
            )
            for warning in report.warnings
        ),
    )


def leaving_of(deal: Deal, body: str) -> Leaving:
    """Return what a partner's leaving would do, on the notice that papers speak of."""
    return leaving(deal, body, notice_months=(asked_notice(deal),))


def asked_notice(deal: Deal) -> int:
    """Return the months of notice that papers speak of: as agreed where an arrangement runs."""
    existing = deal.partnership.existing
    if existing is None or existing.notice_months is None:
        return ASKED_NOTICE
    return existing.notice_months


def _leaving(deal: Deal, found: Leaving) -> Trace:
    charge = found.charges[0]
    names = names_of(deal.partnership, charge.by_stayer)
    return Trace(
        id=f"exit/{found.leaver}",
        name=f"What {deal.partnership.body(found.leaver).name} would pay to leave",
        said=pounds(charge.pence),
        formula=f"Notice of {charge.notice_months} months is given at the start of "
        f"{found.notice_in}. For every later year, what those who stay then pay beyond the "
        "agreement, brought to the day of leaving; those who would gain by the leaving pay "
        "nothing towards those who lose.",
        inputs=tuple(
            TraceInput(
                name=f"{name}: lost by the leaving (below nought: gained)",
                said=pounds(pence, pence=True),
            )
            for name, pence in zip(names, charge.by_stayer.values(), strict=True)
        ),
        method="11-leaving-and-joining",
    )
