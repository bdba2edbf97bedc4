"""Every trace of a deal, gathered."""

from __future__ import annotations

from dataclasses import replace
from itertools import chain

from commonweal.deal import Deal

from .basis import basis_traces
from .beyond import beyond_traces
from .book import Traces
from .options import option_traces
from .parts import SEE_THERE
from .shares import share_traces
from .tables import table_traces
from .today import today_traces
from .trace import Trace, TraceInput

__all__ = ["traces_of"]


def traces_of(deal: Deal) -> Traces:
    """Return where every figure of a deal comes from.

    Figures are those of the deal to the penny; a paper may say them rounded.
    """
    found = chain(
        basis_traces(deal),
        today_traces(deal),
        option_traces(deal),
        share_traces(deal),
        beyond_traces(deal),
        table_traces(deal),
    )
    by_id = {trace.id: trace for trace in found}
    return Traces(
        by_id={
            trace.id: replace(trace, inputs=tuple(_told(one, by_id) for one in trace.inputs))
            for trace in by_id.values()
        }
    )


def _told(one: TraceInput, by_id: dict[str, Trace]) -> TraceInput:
    """Say the figure of an input that was only pointed to, where it has one."""
    if one.said != SEE_THERE:
        return one
    return replace(one, said=by_id[one.trace].said or SEE_THERE)
