"""`commonweal schema`: the partnership file as JSON Schema."""

from __future__ import annotations

from typing import Annotated

import typer

from commonweal.cli.output import print_json

__all__ = ["schema"]


def schema(
    as_json: Annotated[  # noqa: ARG001 (so that every command takes --json)
        bool, typer.Option("--json", help="The same: a schema is JSON already.")
    ] = False,
) -> None:
    """Print what a partnership file may hold, as JSON Schema, for editors and other systems."""
    from commonweal.partnership import json_schema

    print_json(json_schema())
