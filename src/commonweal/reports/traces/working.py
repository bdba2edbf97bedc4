"""Every trace of a deal, gathered."""

from __future__ import annotations

from itertools import chain

from commonweal.deal import Deal

from .basis import basis_traces
from .beyond import beyond_traces
from .book import Traces
from .options import option_traces
from .shares import share_traces
from .tables import table_traces
from .today import today_traces

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
    return Traces(by_id={trace.id: trace for trace in found})
