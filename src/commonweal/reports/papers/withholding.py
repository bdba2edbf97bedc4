"""Keeping back what a public part must not say: figures of exempt parts, wherever a trace has them.

A trace of a public figure may lead to one that only an exempt part says, or hold it among its
inputs. The first is left out; the second keeps its figure and loses what it was worked out from.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from commonweal.reports.traces.trace import Trace

__all__ = ["figures_in", "reached", "traces_for_public"]

WITHHELD = "Worked out from figures that are not for publication."

_POUNDS = re.compile(r"£(\d{1,3}(?:,\d{3})*(?:\.\d+)?)")


def figures_in(texts: Iterable[str]) -> frozenset[int]:
    """Return every sum of money that texts say, in whole pounds and without its sign; nought is
    none."""
    found = {
        int(float(figure.replace(",", "")) + 0.5)
        for text in texts
        for figure in _POUNDS.findall(text)
    }
    return frozenset(found - {0})


def traces_for_public(
    traces: tuple[Trace, ...],
    *,
    cited: Iterable[str],
    withheld: frozenset[str],
    figures: frozenset[int],
) -> tuple[Trace, ...]:
    """Return the traces that a public part may hold.

    Parameters
    ----------
    cited
        Ids that the public part cites.
    withheld
        Ids that only exempt parts cite.
    figures
        Sums, in whole pounds, that only exempt parts say.
    """
    open_traces = tuple(
        _closed(trace, figures) if _says(trace, withheld, figures) else trace
        for trace in traces
        if trace.id not in withheld
    )
    return reached(open_traces, cited)


def reached(traces: tuple[Trace, ...], cited: Iterable[str]) -> tuple[Trace, ...]:
    """Return the traces cited and those that they lead to, in the order given."""
    by_id = {trace.id: trace for trace in traces}
    found: set[str] = set()
    waiting = list(cited)
    while waiting:
        trace = by_id.get(waiting.pop())
        if trace is not None and trace.id not in found:
            found.add(trace.id)
            waiting += [given.trace for given in trace.inputs if given.trace]
    return tuple(trace for trace in traces if trace.id in found)


def _says(trace: Trace, withheld: frozenset[str], figures: frozenset[int]) -> bool:
    """Say whether a trace leads to what is withheld, or says a figure of it."""
    if any(given.trace in withheld for given in trace.inputs):
        return True
    texts = [trace.name, trace.said, trace.formula]
    for given in trace.inputs:
        texts += [given.name, given.said, given.source]
    return bool(figures_in(texts) & figures)


def _closed(trace: Trace, figures: frozenset[int]) -> Trace:
    """Return a trace that says its figure, if the public part does, and nothing of how it came."""
    return replace(
        trace,
        name=_POUNDS.sub("a sum", trace.name) if figures_in([trace.name]) & figures else trace.name,
        said="" if figures_in([trace.said]) & figures else trace.said,
        formula=WITHHELD,
        inputs=(),
    )
