"""`commonweal rerun`: are the figures of a saved run still the figures?"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from commonweal.cli.options import AsJson
from commonweal.cli.output import console, note, patience, print_json

__all__ = ["rerun"]


def rerun(
    file: Annotated[
        Path,
        typer.Argument(
            metavar="FILE",
            help="What `commonweal appraise --json` printed, or --output saved.",
            show_default=False,
        ),
    ],
    as_json: AsJson = False,
) -> None:
    """Work a saved run out again, and say whether every figure is the same to the penny.

    The run holds its whole input, so nothing else is needed. The exit status is 0 if every figure
    is the same, 1 if any differs, and 2 if the file cannot be used.
    """
    from commonweal.cli.cases import read_json
    from commonweal.cli.screens.rerun import show_rerun
    from commonweal.reports import rerun as work_out_again

    saved = read_json(file, wanted="the JSON that `commonweal appraise --json` prints")
    with patience("Working it out again"):
        found = work_out_again(saved, source=str(file))
    for warning in found.warnings:
        note(f"Warning: {warning}")
    if as_json:
        print_json(found.to_dict())
    else:
        show_rerun(console(), found)
    if found.differences:
        raise typer.Exit(1)
