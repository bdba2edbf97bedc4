"""`commonweal compare`: two versions of a case in plain words."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from commonweal.cli.options import AsJson, Draws, Seed
from commonweal.cli.output import console, patience, print_json

__all__ = ["compare"]


def compare(
    old: Annotated[
        Path, typer.Argument(help="The earlier version, in TOML or JSON.", show_default=False)
    ],
    new: Annotated[
        Path, typer.Argument(help="The later version, in TOML or JSON.", show_default=False)
    ],
    draws: Draws = None,
    seed: Seed = None,
    as_json: AsJson = False,
) -> None:
    """Say what changed between two versions of a case, and what that did to the answer.

    Both are worked out by this version of Commonweal, so what differs lies in the files.
    """
    from commonweal.cli.cases import read_case
    from commonweal.cli.screens.compare import show_comparison
    from commonweal.deal import comparison

    before, after = read_case(old), read_case(new)
    with patience("Pricing both versions"):
        found = comparison.compare(before.partnership, after.partnership, n_draws=draws, seed=seed)
    if as_json:
        print_json({"old": str(old), "new": str(new)} | found.to_dict())
        return
    show_comparison(console(), found)
