"""What ends every paper: the run that its figures rest on, and the traces that it cites."""

from __future__ import annotations

from dataclasses import replace

from .desk import Desk
from .paper import Paper, Stamp, Trace, cited_traces

__all__ = ["finished", "stamp_of"]

#: Where a short paper's reader finds how an input was itself worked out.
FURTHER = ("How inputs came about", "the full business case opens each down to the file's figures")


def stamp_of(desk: Desk) -> Stamp:
    """Return what the figures rest on."""
    run, parameters = desk.deal.appraisal.run, desk.deal.appraisal.parameters
    return Stamp(
        short=f"{desk.report.file_name} ({run.input_hash[:12]}); parameters {run.parameter_set}; "
        f"seed {run.seed}; Commonweal {run.version}",
        facts=(
            ("File", desk.report.file_name),
            ("Input (SHA-256)", run.input_hash),
            (
                "Parameter set",
                f"{run.parameter_set}: {parameters.name}, {parameters.status.replace('-', ' ')}, "
                f"{parameters.date}",
            ),
            ("Verdict rule", desk.deal.verdict.rule),
            ("Seed", str(run.seed)),
            ("Futures drawn", f"{run.draws:,}"),
            ("Commonweal version", run.version),
            ("Figures", desk.basis),
        ),
    )


def finished(desk: Desk, paper: Paper, *, to_the_end: bool = False) -> Paper:
    """Return a paper with the traces that it cites.

    With `to_the_end`, those that they lead to come too, down to the file's own figures. That is
    for the one paper that holds everything: elsewhere an appendix would outgrow its paper.

    Raises InputError if it cites a trace that the deal does not have.
    """
    cited = cited_traces(paper)
    if to_the_end:
        return replace(paper, traces=desk.traces.reached_from(cited))
    stamp = replace(paper.stamp, facts=(*paper.stamp.facts, FURTHER))
    traces = tuple(_within(desk.traces.trace(trace), set(cited)) for trace in cited)
    return replace(paper, traces=traces, stamp=stamp)


def _within(trace: Trace, cited: set[str]) -> Trace:
    return replace(
        trace,
        inputs=tuple(
            replace(given, trace="") if given.trace and given.trace not in cited else given
            for given in trace.inputs
        ),
    )
