"""`commonweal quick`: a first look from five figures, kept as a file that can grow."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from commonweal.cli.options import AsJson, Force
from commonweal.cli.output import console, note, patience, print_json

__all__ = ["quick"]


def quick(
    bodies: Annotated[
        list[str],
        typer.Argument(
            metavar="BODY=COST...",
            help='Each body and what it spends now in a year: "Ashby=1.2m" "Barton=800k".',
            show_default=False,
        ),
    ],
    saves: Annotated[
        str, typer.Option(metavar="PART", help="Part that sharing might save, for example 8%.")
    ],
    set_up: Annotated[
        str, typer.Option(metavar="POUNDS", help="One-off cost of setting it up, for all.")
    ],
    alone: Annotated[
        str | None,
        typer.Option(
            metavar="PART", help="Part that each might save alone; not asked yet if left out."
        ),
    ] = None,
    years: Annotated[
        int, typer.Option(metavar="N", help="Years from go-live to the full effect.")
    ] = 3,
    base_year: Annotated[
        str, typer.Option(metavar="YEAR", help="Financial year whose prices these are.")
    ] = "2025-26",
    first_year: Annotated[
        str, typer.Option(metavar="YEAR", help="Financial year in which work would begin.")
    ] = "2026-27",
    name: Annotated[str, typer.Option(metavar="NAME", help="Name of the case.")] = "A quick look",
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE", help="Keep it as a partnership file."),
    ] = None,
    force: Force = False,
    as_json: AsJson = False,
) -> None:
    """Take a first look from five figures: is it worth a closer one?

    The figures are guesses and the verdict says so. With --output they are kept as a partnership
    file that grows into an outline and then a full case.
    """
    from commonweal.cli.cases import write
    from commonweal.cli.screens.appraise import show_deal
    from commonweal.deal import work_out
    from commonweal.partnership import quick_look, read_partnership, write_toml
    from commonweal.reports import run_document

    drafted = quick_look(
        name,
        cost_now=_costs(bodies),
        share_saved=_part(saves),
        share_saved_alone=None if alone is None else _part(alone),
        set_up=_pounds(set_up),
        years_to_full=years,
        base_year=base_year,
        first_year=first_year,
    )
    text = write_toml(drafted)
    partnership, report = read_partnership(text, source=str(output or "quick look"))
    if output is not None:
        write(output, text, overwrite=force)
        note(f"Kept as {output}.")
    with patience("Pricing both ways"):
        deal = work_out(partnership)
    if as_json:
        print_json(run_document(deal))
        return
    show_deal(console(), deal, report)


def _costs(bodies: list[str]) -> dict[str, float]:
    from commonweal.errors import InputError

    costs: dict[str, float] = {}
    for given in bodies:
        body, found, pounds = given.rpartition("=")
        if not found or not body.strip():
            raise InputError(
                f"{given!r} does not say what a body spends.",
                hint='Write the body, an equals sign and the sum: "Ashby=1.2m".',
            )
        if body.strip() in costs:
            raise InputError(f"{body.strip()} is given twice.", hint="Give each body once.")
        costs[body.strip()] = _pounds(pounds)
    return costs


def _pounds(text: str) -> float:
    from commonweal.money import parse_amount

    return float(parse_amount(text))


def _part(text: str) -> float:
    from commonweal.errors import InputError

    try:
        return float(text.rstrip(" %")) / 100 if text.rstrip().endswith("%") else float(text)
    except ValueError:
        raise InputError(
            f"{text!r} is no part of a cost.", hint="Give a percentage, for example 8%."
        ) from None
