"""What ends every paper: the run that its figures rest on, and the traces that it cites."""

from __future__ import annotations

from dataclasses import replace

from .desk import Desk
from .paper import Paper, Stamp, cited_traces

__all__ = ["finished", "stamp_of"]


def stamp_of(desk: Desk) -> Stamp:
    """Return what the figures rest on."""
    run, parameters = desk.deal.appraisal.run, desk.deal.appraisal.parameters
    return Stamp(
        short=f"{desk.report.source} ({run.input_hash[:12]}); parameters {run.parameter_set}; "
        f"seed {run.seed}; Commonweal {run.version}",
        facts=(
            ("File", desk.report.source),
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


def finished(desk: Desk, paper: Paper) -> Paper:
    """Return a paper with the traces that it cites, and those that they lead to.

    Raises InputError if it cites one that the deal does not have.
    """
    return replace(paper, traces=desk.traces.reached_from(cited_traces(paper)))
