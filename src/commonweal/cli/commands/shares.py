"""`commonweal shares`: who would pay what under every rule, by partner and year."""

from __future__ import annotations

from typing import Annotated

import typer

from commonweal.cli.options import AsJson, CaseFile, Draws, Seed
from commonweal.cli.output import console, patience, print_json

__all__ = ["shares"]


def shares(
    file: CaseFile,
    rule: Annotated[
        str | None,
        typer.Option(
            metavar="RULE",
            help="Show this rule's charges year by year; the file's own if left out.",
        ),
    ] = None,
    draws: Draws = None,
    seed: Seed = None,
    as_json: AsJson = False,
) -> None:
    """Put every rule side by side: who pays what, who gains, and who would leave.

    For an arrangement that is already running, with its charges in the file, say also whether
    each partner still wins by it.
    """
    from commonweal.cli.cases import read_case
    from commonweal.cli.screens.shares import show_shares
    from commonweal.deal import already_sharing, chosen_split, without_answer, work_out

    case = read_case(file)
    with patience("Pricing every group and dividing the cost"):
        deal = work_out(case.partnership, n_draws=draws, seed=seed)
        split = chosen_split(deal, rule)
        running = already_sharing(deal) if case.partnership.existing is not None else None
    if as_json:
        print_json(
            {
                "name": deal.partnership.name,
                "rule": split.rule,
                "splits": [result.to_dict() for result in deal.splits],
                "already_sharing": None if running is None else running.to_dict(),
                "partners": [partner.to_dict() for partner in deal.partners],
                "stability": None if deal.keeping is None else deal.keeping.to_dict(),
                "without_answer": {}
                if deal.game is None
                else dict(without_answer(deal.appraisal, deal.game)),
                "run": deal.appraisal.run.to_dict(),
            }
        )
        return
    show_shares(console(), deal, split, running)
