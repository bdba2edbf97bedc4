"""Where the figures of the schedules come from: the deal's traces, and those of leaving."""

from __future__ import annotations

from collections.abc import Iterator

from commonweal.agreement import Agreement, exit_bills
from commonweal.agreement.filling import charges_of_split
from commonweal.deal import Deal, names_of, withdrawals
from commonweal.money import pounds, say_pounds
from commonweal.reports.traces import Trace, TraceInput, traces_of

__all__ = ["agreement_traces"]

_LEAVING = "11-leaving-and-joining"


def agreement_traces(agreement: Agreement, deal: Deal) -> tuple[Trace, ...]:
    """Return a trace for every figure of the schedules that the deal still bears out.

    A figure that changed since has none: it would open a sum that comes to something else.
    """
    found = traces_of(deal)
    said = {trace.id: trace for trace in (*_exits(agreement, deal), *_withdrawals(agreement, deal))}
    kept: dict[str, Trace] = {}
    # Traces of charges are those of the partnership's own rule.
    pence_now = {row.reference: row.pence for row in charges_of_split(deal.splits[0])}
    for charge in agreement.charges:
        if pence_now.get(charge.reference) == charge.pence and charge.reference in found:
            kept[charge.reference] = _alone(found.trace(charge.reference))
    sums = [
        *((row.reference, row.pence) for row in agreement.exit_sums),
        *((row.reference, row.pence) for row in agreement.withdrawal_sums),
    ]
    for reference, pence in sums:
        trace = said.get(reference)
        if trace is not None and trace.said == pounds(pence, pence=True):
            kept[reference] = trace
    return tuple(kept.values())


def _alone(trace: Trace) -> Trace:
    """Return a trace whose inputs lead no further: the business case opens each to the end."""
    return Trace(
        id=trace.id,
        name=trace.name,
        said=trace.said,
        formula=trace.formula,
        inputs=tuple(
            TraceInput(name=one.name, said=one.said, source=one.source, grade=one.grade)
            for one in trace.inputs
        ),
        method=trace.method,
    )


def _exits(agreement: Agreement, deal: Deal) -> Iterator[Trace]:
    months = tuple(dict.fromkeys(row.notice_months for row in agreement.exit_sums))
    if not months:
        return
    rule = agreement.basis.rule if agreement.basis is not None else ""
    split = next((one for one in deal.splits if one.rule == rule), None)
    for bill in exit_bills(deal, notice_months=months, split=split):
        (name,) = names_of(deal.partnership, (bill.leaver,))
        stayers = tuple(bill.loss_pence_by_stayer)
        yield Trace(
            id=f"exit/{bill.leaver}/{bill.notice_months}",
            name=f"What {name} pays on leaving after {bill.notice_months} months’ notice",
            said=pounds(bill.pence, pence=True),
            formula="For each of those who stay, what it pays without the leaver less what the "
            "agreement has it pay, in every later year, as worth on the day of leaving; those who "
            f"lose are paid it. Those who stay then {bill.rest}.",
            inputs=tuple(
                TraceInput(
                    name=f"What it costs {stayer}",
                    said=pounds(bill.loss_pence_by_stayer[body], pence=True),
                    source="the case, priced without the leaver",
                )
                for body, stayer in zip(stayers, names_of(deal.partnership, stayers), strict=True)
            ),
            method=_LEAVING,
        )


def _withdrawals(agreement: Agreement, deal: Deal) -> Iterator[Trace]:
    bearing = agreement.alternative("before-go-live")
    if not agreement.withdrawal_sums:
        return
    for row in withdrawals(deal):
        paid = next((one.leaver_pays for one in row.borne if one.rule == bearing), None)
        if paid is None:
            continue
        (name,) = names_of(deal.partnership, (row.body,))
        yield Trace(
            id=f"withdrawal/{row.body}/{row.phase.replace(' ', '-')}",
            name=f"What {name} pays on withdrawing at the end of {row.phase}",
            said=say_pounds(paid, pence=True),
            formula="Its part, by the rule for one-off cost, of what is joint so far."
            if bearing == "pays-its-part"
            else "What is of no use to the others without it.",
            inputs=(
                TraceInput(
                    name="Spent by all so far",
                    said=say_pounds(row.spent_so_far, pence=True),
                    source="the case’s one-off costs to the end of the phase",
                ),
                TraceInput(
                    name="Its part of what is joint",
                    said=say_pounds(row.its_part, pence=True),
                    source="the case’s one-off costs to the end of the phase",
                ),
            ),
            method=_LEAVING,
        )
