"""`commonweal game`: a bare game, shared out by every rule."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from commonweal.cli.options import AsJson
from commonweal.cli.output import console, patience, print_json

__all__ = ["game"]


def game(
    file: Annotated[
        Path,
        typer.Argument(
            metavar="FILE",
            help="A game in JSON: players, kind (cost or savings), and the value of every group.",
            show_default=False,
        ),
    ],
    as_json: AsJson = False,
) -> None:
    """Share out a game by every rule, and say which groups would leave.

    The file is a JSON object with `players` (a list of names), `kind` (cost or savings) and
    `values` (one for every group, keyed by names joined with commas). Amounts are in its own unit:
    costs for a cost game, savings for a savings game.
    """
    from commonweal.cli.screens.game import show_game
    from commonweal.fairness import read_game, solve_game
    from commonweal.files import check_kind, read_bytes

    data = read_bytes(file)
    check_kind(data, expected=["json"], file=str(file), wanted="a game in JSON")
    found, notes = read_game(data, str(file))
    with patience("Sharing out by every rule"):
        solution = solve_game(found, notes)
    if as_json:
        print_json(solution.to_dict())
        return
    show_game(console(), solution, name=str(file))
