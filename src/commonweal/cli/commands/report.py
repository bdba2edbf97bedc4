"""`commonweal report`: a case as the papers that people ask for, and its charts."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from commonweal.cli.options import AsJson, CaseFile, Draws, Force, Seed
from commonweal.cli.output import patience, print_json

__all__ = ["report"]

_PAPERS = ("results", "business-case", "decision", "brief", "workbook")
_SIZES = ("quick", "outline", "full")
_FORMS = ("html", "pdf", "docx", "xlsx")


def report(
    file: CaseFile,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            metavar="PATH",
            help="The page to write, for example my-case.html; its ending says the form. In a "
            "folder that is there it takes the paper's own name.",
            show_default=False,
        ),
    ] = None,
    paper: Annotated[
        str,
        typer.Option(
            "--paper",
            metavar="PAPER",
            help=f"What to write: {', '.join(_PAPERS)}. A decision paper is one body's; the "
            "workbook holds live formulas.",
        ),
    ] = "results",
    size: Annotated[
        str,
        typer.Option(
            "--size", metavar="SIZE", help=f"How much a business case says: {', '.join(_SIZES)}."
        ),
    ] = "outline",
    body: Annotated[
        str | None,
        typer.Option(
            "--body",
            metavar="ID",
            help="Whose decision paper it is: the id of a body of the file.",
            show_default=False,
        ),
    ] = None,
    form: Annotated[
        str | None,
        typer.Option(
            "--format",
            metavar="FORM",
            help="html, pdf, docx or xlsx; as PATH ends if left out.",
            show_default=False,
        ),
    ] = None,
    public: Annotated[
        bool,
        typer.Option("--public", help="Only what the public may read; what is left out is said."),
    ] = False,
    exempt: Annotated[
        bool, typer.Option("--exempt", help="Only what the public may not read.")
    ] = False,
    template: Annotated[
        Path | None,
        typer.Option(
            "--template",
            metavar="DOCX",
            help="A Word file whose styles, head and foot Word papers take on.",
            show_default=False,
        ),
    ] = None,
    everything: Annotated[
        Path | None,
        typer.Option(
            "--all",
            metavar="DIR",
            help="Write every paper in every form into a folder, the case worked out once.",
            show_default=False,
        ),
    ] = None,
    charts: Annotated[
        Path | None,
        typer.Option(
            "--charts",
            metavar="DIR",
            help="Write every chart into a folder: as SVG, as PNG, and its figures as CSV.",
            show_default=False,
        ),
    ] = None,
    draws: Draws = None,
    seed: Seed = None,
    force: Force = False,
    as_json: AsJson = False,
) -> None:
    """Write the papers of a case: verdict, business case, decision papers, brief, workbook.

    Without --paper, the verdict, its figures and all they rest on as one HTML page. Every paper
    fetches nothing and runs no script, and every figure in it leads to its formula, its inputs and
    their sources. The same file gives the same bytes.
    """
    from commonweal.cli.cases import read_case
    from commonweal.cli.papers import (
        Asked,
        check_asked,
        read_template,
        write_charts,
        write_papers,
    )

    asked = Asked(
        output=output,
        paper=paper,
        size=size,
        body=body,
        form=form,
        public=public,
        exempt=exempt,
        template=template,
        everything=everything,
        charts=charts,
    )
    check_asked(asked)
    styles = read_template(asked)
    case = read_case(file)
    orders = asked.orders(case.partnership)
    with patience("Pricing every option and writing the papers"):
        from commonweal.deal import work_out
        from commonweal.reports.papers import desk_of

        deal = work_out(case.partnership, n_draws=draws, seed=seed)
        desk = desk_of(deal, case.report)
        wrote = write_papers(desk, asked, orders, template=styles, overwrite=force)
        wrote += write_charts(desk, asked, overwrite=force)
    if as_json:
        print_json(
            {
                "wrote": wrote,
                "verdict": {"answer": deal.verdict.answer, "sentence": deal.verdict.sentence},
                "run": deal.appraisal.run.to_dict(),
            }
        )
