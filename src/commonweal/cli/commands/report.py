"""`commonweal report`: one page that can be printed, mailed and read anywhere."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from commonweal.cli.options import AsJson, CaseFile, Draws, Force, Seed
from commonweal.cli.output import patience, print_json

__all__ = ["report"]


def report(
    file: CaseFile,
    output: Annotated[
        Path,
        typer.Option(
            "--output",
            "-o",
            metavar="FILE",
            help="The page to write, for example my-case.html.",
            show_default=False,
        ),
    ],
    draws: Draws = None,
    seed: Seed = None,
    force: Force = False,
    as_json: AsJson = False,
) -> None:
    """Write the verdict, its figures and all they rest on as one HTML page.

    The page holds its charts and its style, fetches nothing and runs no script.
    """
    from commonweal.cli.cases import read_case, write
    from commonweal.deal import work_out
    from commonweal.errors import InputError, Place
    from commonweal.reports import report_page

    if output.suffix.lower() not in (".html", ".htm"):
        raise InputError(
            f"{output} does not end in .html, and a report is an HTML page.",
            hint=f"Write it to {output.with_suffix('.html').name}.",
            place=Place(file=str(output)),
        )
    case = read_case(file)
    with patience("Pricing every option and drawing the page"):
        deal = work_out(case.partnership, n_draws=draws, seed=seed)
        page = report_page(deal, case.report)
    write(output, page, overwrite=force)
    if as_json:
        print_json(
            {
                "wrote": str(output),
                "verdict": {"answer": deal.verdict.answer, "sentence": deal.verdict.sentence},
                "run": deal.appraisal.run.to_dict(),
            }
        )
