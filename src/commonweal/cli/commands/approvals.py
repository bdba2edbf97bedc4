"""`commonweal approvals`: the days counted back from every meeting, and where each body stands."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from commonweal.cli.options import AsJson, Force, OnDay, or_today
from commonweal.cli.output import console, print_json

__all__ = ["approvals"]


def approvals(
    file: Annotated[
        Path,
        typer.Argument(
            metavar="FILE",
            help="A partnership file, whose papers say who decides when, or a list of approvals.",
            show_default=False,
        ),
    ],
    on: OnDay = None,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            metavar="FILE",
            help="Write the list of approvals here to be kept, ending in .toml.",
            show_default=False,
        ),
    ] = None,
    force: Force = False,
    as_json: AsJson = False,
) -> None:
    """Say by when each notice is due, where each body stands, and when the last could pass.

    Nothing goes live until all have passed the same version and signed it.
    """
    from commonweal.agreement.approvals import (
        approval_state,
        approvals_from,
        decision_register,
        read_approvals,
    )
    from commonweal.agreement.entry_files import write_entry
    from commonweal.cli.cases import read_case, write
    from commonweal.cli.documents import document_text
    from commonweal.cli.screens.approvals import show_approvals

    text = document_text(file, key="approvals", unless="base_year")
    found = (
        approvals_from(read_case(file).partnership)
        if text is None
        else read_approvals(text, source=str(file))
    )
    today = or_today(on)
    state = approval_state(found, today=today)
    if output is not None:
        write(output, write_entry(found), overwrite=force)
    register = decision_register(found, today=today, state=state)
    if as_json:
        print_json({"state": state.to_dict(), "register": [one.to_dict() for one in register]})
        return
    show_approvals(console(), state, register)
