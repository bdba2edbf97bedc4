"""The commands of `commonweal`, each from its own module."""

from __future__ import annotations

from typing import Annotated

import typer

from commonweal import __version__

from .commands import COMMANDS
from .group import CommandGroup
from .output import say

__all__ = ["app"]

FIRST_STEPS = f"""\
Commonweal {__version__}: should these public bodies share a service, on what terms, and who gains?

Begin with a file that describes the partnership:

  commonweal new my-case.toml        write a starter file that explains itself
  commonweal check my-case.toml      see every problem at once, each with its mend
  commonweal appraise my-case.toml   the verdict, the options, who gains and who would leave
  commonweal report my-case.toml --output my-case.html

`commonweal services` lists what could be shared, and how hard and how sensitive each is.
`commonweal --help` lists every command.
"""

app = typer.Typer(
    name="commonweal",
    cls=CommandGroup,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    add_help_option=False,
    epilog="\b\nExamples:\n  commonweal new my-case.toml\n  commonweal check my-case.toml\n"
    "  commonweal appraise my-case.toml\n\n\b\n"
    "Results go to standard output, all else to standard error. The exit status\n"
    "is 0, or 2 where something is wrong that you can mend.",
)


def _show_version(is_asked: bool) -> None:
    if is_asked:
        say(f"commonweal {__version__}")
        raise typer.Exit


def _show_help(context: typer.Context, is_asked: bool) -> None:
    if is_asked:
        say(context.get_help())
        raise typer.Exit


@app.callback(invoke_without_command=True)
def commonweal(
    context: typer.Context,
    version: Annotated[  # noqa: ARG001 (its callback has answered before we get here)
        bool,
        typer.Option(
            "--version", callback=_show_version, is_eager=True, help="Print the version and stop."
        ),
    ] = False,
    # Typer's own option for help would import pydantic, half a second, even where unused.
    help: Annotated[  # noqa: ARG001 (as above)
        bool,
        typer.Option(
            "-h", "--help", callback=_show_help, is_eager=True, help="Print this and stop."
        ),
    ] = False,
) -> None:
    """Find out whether public bodies should share a service, on what terms, and who gains."""
    if context.invoked_subcommand is None:
        say(FIRST_STEPS.rstrip())


for entry in COMMANDS:
    lines = "\n".join(f"  {example}" for example in entry.examples)
    epilog = f"\b\nExamples:\n{lines}"
    if isinstance(entry.command, typer.Typer):
        app.add_typer(entry.command, name=entry.name, short_help=entry.summary, epilog=epilog)
    else:
        app.command(entry.name, short_help=entry.summary, epilog=epilog)(entry.command)

CommandGroup.order = tuple(entry.name for entry in COMMANDS)
