"""`commonweal route`: which legal routes are open to these bodies, and what to ask first."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from commonweal.cli.options import AsJson, Force
from commonweal.cli.output import console, print_json

__all__ = ["route"]


def route(
    file: Annotated[
        Path,
        typer.Argument(
            metavar="FILE",
            help="A partnership file, or the facts that --output wrote from one.",
            show_default=False,
        ),
    ],
    one: Annotated[
        str | None,
        typer.Argument(metavar="[ROUTE]", help="Id of one route, to read all that is known of it."),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            metavar="FILE",
            help="Write the facts to be answered here, ending in .toml.",
            show_default=False,
        ),
    ] = None,
    force: Force = False,
    as_json: AsJson = False,
) -> None:
    """Say which legal routes are possible, impossible with the reason, or unknown with a question.

    It is no legal advice: a named monitoring officer signs off the route for each body.
    """
    from commonweal.agreement.entry_files import write_entry
    from commonweal.agreement.routes import choose_routes, facts_of, read_route_facts
    from commonweal.cli.cases import read_case, write
    from commonweal.cli.documents import document_text
    from commonweal.cli.screens.route import show_advice, show_route

    text = document_text(file, key="answers", unless="base_year")
    facts = (
        facts_of(read_case(file).partnership)
        if text is None
        else read_route_facts(text, source=str(file))
    )
    advice = choose_routes(facts)
    reading = None if one is None else advice.reading(one)
    if output is not None:
        asked = {key: advice.known.get(key, "not-known") for key in advice.known}
        asked |= {question.id: "not-known" for question in advice.questions}
        write(output, write_entry(facts.model_copy(update={"answers": asked})), overwrite=force)
    if as_json:
        print_json(advice.to_dict() if reading is None else reading.to_dict())
    elif reading is not None:
        show_route(console(), reading)
    else:
        show_advice(console(), advice)
