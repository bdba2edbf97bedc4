"""`commonweal join`: terms on which a newcomer leaves the founders no worse off."""

from __future__ import annotations

from typing import Annotated

import typer

from commonweal.cli.options import AsJson, CaseFile
from commonweal.cli.output import console, patience, print_json

__all__ = ["join"]


def join(
    file: CaseFile,
    newcomer: Annotated[
        str | None,
        typer.Argument(
            metavar="[BODY]",
            help="Id of the body that would join; every body that takes no part if left out.",
        ),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Work out the least the founders could take from a newcomer and the most it would pay."""
    from commonweal.cli.cases import read_case
    from commonweal.cli.screens.joining import show_terms
    from commonweal.deal import entry_terms, newcomers, work_out
    from commonweal.errors import InputError

    case = read_case(file)
    with patience("Pricing the whole with each newcomer"):
        deal = work_out(case.partnership)
        bodies = newcomers(deal) if newcomer is None else (newcomer,)
        if not bodies:
            raise InputError(
                "Every body of the file takes part in the proposed option already.",
                hint="Add the newcomer under [[bodies]] with its baseline, and name the others in "
                "the option's bodies.",
            )
        terms = [entry_terms(deal, body) for body in bodies]
    if as_json:
        print_json(
            {
                "name": deal.partnership.name,
                "rule": deal.splits[0].rule if deal.splits else None,
                "terms": [one.to_dict() for one in terms],
                "run": deal.appraisal.run.to_dict(),
            }
        )
        return
    show_terms(console(), deal, terms)
