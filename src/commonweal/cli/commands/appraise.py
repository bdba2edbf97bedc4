"""`commonweal appraise`: the verdict."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from commonweal.cli.options import AsJson, CaseFile, Draws, Force, Seed
from commonweal.cli.output import console, patience, print_json, to_json

__all__ = ["appraise"]


def appraise(
    file: CaseFile,
    draws: Draws = None,
    seed: Seed = None,
    as_json: AsJson = False,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            metavar="FILE",
            help="Save the run as JSON as well; `commonweal rerun` works it out again.",
        ),
    ] = None,
    force: Force = False,
) -> None:
    """Say whether the partners should share, who gains, and who would leave.

    Sharing is compared with the best that each body could do alone. The same file, draws, seed
    and version give the same figures.
    """
    from commonweal.cli.cases import read_case, write
    from commonweal.cli.screens.appraise import show_deal
    from commonweal.deal import work_out
    from commonweal.reports import run_document

    case = read_case(file)
    with patience("Pricing every option and every group"):
        deal = work_out(case.partnership, n_draws=draws, seed=seed)
    document = run_document(deal)
    if output is not None:
        write(output, to_json(document) + "\n", overwrite=force)
    if as_json:
        print_json(document)
        return
    show_deal(console(), deal, case.report)
