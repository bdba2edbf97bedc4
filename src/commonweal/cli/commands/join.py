"""`commonweal join`: terms on which a newcomer leaves the founders no worse off."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from commonweal.cli.options import AsJson, CaseFile
from commonweal.cli.output import console, patience, print_json

if TYPE_CHECKING:
    from commonweal.deal import CustomerTerms, EntryTerms

__all__ = ["Standing", "join"]


class Standing(StrEnum):
    """What the body would be to those already in."""

    PARTNER = "partner"
    RETURNING = "returning"
    CUSTOMER = "customer"


def join(
    file: CaseFile,
    newcomer: Annotated[
        str | None,
        typer.Argument(
            metavar="[BODY]",
            help="Id of the body that would join; every body that takes no part if left out.",
        ),
    ] = None,
    standing: Annotated[
        Standing,
        typer.Option(
            "--as",
            help="A new partner, a former partner that comes back, or a customer that is served "
            "and is no partner.",
        ),
    ] = Standing.PARTNER,
    paid: Annotated[
        float,
        typer.Option(
            metavar="POUNDS",
            help="With --as returning: what it paid of the investment before it left.",
        ),
    ] = 0.0,
    as_json: AsJson = False,
) -> None:
    """Work out the least the founders could take from a newcomer and the most it would pay."""
    from commonweal.cli.cases import read_case
    from commonweal.cli.screens.joining import show_customers, show_terms
    from commonweal.deal import customer_terms, entry_terms, newcomers, returning_terms, work_out
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
        customers: list[CustomerTerms] = []
        terms: list[EntryTerms] = []
        for body in bodies:
            match standing:
                case Standing.CUSTOMER:
                    customers.append(customer_terms(deal, body))
                case Standing.RETURNING:
                    terms.append(returning_terms(deal, body, paid=paid))
                case Standing.PARTNER:
                    terms.append(entry_terms(deal, body))
    if as_json:
        print_json(
            {
                "name": deal.partnership.name,
                "rule": deal.splits[0].rule if deal.splits else None,
                "as": standing.value,
                "terms": [one.to_dict() for one in terms],
                "customers": [one.to_dict() for one in customers],
                "run": deal.appraisal.run.to_dict(),
            }
        )
        return
    if customers:
        show_customers(console(), deal, customers)
    else:
        show_terms(console(), deal, terms)
