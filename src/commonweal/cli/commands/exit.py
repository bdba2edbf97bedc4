"""`commonweal exit`: what becomes of the rest if a partner leaves, and what it would cost."""

from __future__ import annotations

from typing import Annotated

import typer

from commonweal.cli.options import AsJson, CaseFile
from commonweal.cli.output import console, patience, print_json

__all__ = ["exit_"]


def exit_(
    file: CaseFile,
    leaver: Annotated[
        str | None,
        typer.Argument(
            metavar="[BODY]", help="Id of the body that leaves; every partner in turn if left out."
        ),
    ] = None,
    year: Annotated[
        str | None,
        typer.Option(
            metavar="YEAR",
            help="Financial year at whose start notice is given; the second after go-live if left "
            "out.",
        ),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Work out exit charges that leave those who stay no worse off, and who bears sunk cost."""
    from commonweal.cli.cases import read_case
    from commonweal.cli.screens.leaving import show_leaving
    from commonweal.deal import leaving, withdrawals, work_out, year_number

    case = read_case(file)
    with patience("Pricing the rest without each"):
        deal = work_out(case.partnership)
        start = None if year is None else year_number(deal, year)
        partners = deal.game.partners if deal.game is not None else ()
        leavers = partners if leaver is None else (leaver,)
        found = [leaving(deal, body, year=start) for body in leavers]
        sunk = [row for row in withdrawals(deal) if row.body in leavers]
    if as_json:
        print_json(
            {
                "name": deal.partnership.name,
                "rule": deal.splits[0].rule if deal.splits else None,
                "leaving": [result.to_dict() for result in found],
                "before_signature": [row.to_dict() for row in sunk],
                "run": deal.appraisal.run.to_dict(),
            }
        )
        return
    show_leaving(console(), deal, found, sunk)
