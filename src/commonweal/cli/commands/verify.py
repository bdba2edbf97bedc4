"""`commonweal verify`: a sealed answer against its receipt, without any site."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from commonweal.cli.options import AsJson
from commonweal.cli.output import print_json, say

__all__ = ["verify"]


def verify(
    receipt: Annotated[
        Path,
        typer.Argument(
            metavar="RECEIPT",
            help="The receipt that was given when the answer was sealed, in JSON.",
            show_default=False,
        ),
    ],
    opening: Annotated[
        Path,
        typer.Argument(
            metavar="OPENING",
            help="The answer as it was opened, with its salt, in JSON; or all of an exchange.",
            show_default=False,
        ),
    ],
    as_json: AsJson = False,
) -> None:
    """Say whether an answer opened in a sealed exchange is exactly what was sealed.

    The fingerprint is worked out again here, from the answer, its salt, and who gave it in which
    exchange: nothing is asked of any site. Exit status 1 where it is not the same.
    """
    from commonweal import exchange
    from commonweal.cli.cases import read_json

    kept = exchange.Receipt.from_dict(read_json(receipt, wanted="a receipt"), source=str(receipt))
    opened = read_json(opening, wanted="an opening")
    found = exchange.verify(kept, exchange.opening_for(kept, opened, source=str(opening)))
    if as_json:
        print_json(found.to_dict())
    else:
        say(found.sentence)
    if not found.is_same:
        raise typer.Exit(code=1)
