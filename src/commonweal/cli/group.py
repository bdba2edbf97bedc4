"""The group of all commands, ours and those that other packages add.

A package adds a command by an entry point of the group `commonweal.commands`, whose object is a
`typer.Typer`; the name of the entry point is the command's. It is loaded when it is first asked
for, so that a site with all of Django behind it costs nothing to `commonweal check`. Its module
must therefore be light and import what it needs inside its commands.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar

import typer
from typer.core import TyperGroup

from commonweal.errors import CommonwealError

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

__all__ = ["ENTRY_POINT_GROUP", "CommandGroup"]

ENTRY_POINT_GROUP = "commonweal.commands"


class CommandGroup(TyperGroup):
    """Our commands in the order of a case's life, then those that other packages add."""

    #: Names of ours in the order of a case's life: groups of commands among the single ones.
    order: ClassVar[tuple[str, ...]] = ()

    def list_commands(self, ctx: Any) -> list[str]:
        ours = sorted(super().list_commands(ctx), key=self.order.index)
        return [*ours, *sorted(set(self._added) - set(ours))]

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        # Ours first: a package may add a command but not replace one.
        found = super().get_command(ctx, cmd_name)
        if found is None and cmd_name in self._added:
            return _loaded(self._added[cmd_name])
        return found

    @cached_property
    def _added(self) -> dict[str, EntryPoint]:
        # Only help and names that are not ours get here: a look through every installed package.
        from importlib.metadata import entry_points

        return {entry.name: entry for entry in entry_points(group=ENTRY_POINT_GROUP)}


def _loaded(entry: EntryPoint) -> Any:
    try:
        added = entry.load()
    except ImportError as error:
        added = _stand_in(entry, error)
    command = typer.main.get_command(added)
    command.name = entry.name
    return command


def _stand_in(entry: EntryPoint, error: ImportError) -> typer.Typer:
    """Return a command that says why the real one is not there, so that help can still be given."""
    stand_in = typer.Typer()

    @stand_in.command(
        help="Known, but the package that brings it could not be loaded.",
        context_settings={"allow_extra_args": True, "ignore_unknown_options": True},
    )
    def lost() -> None:
        raise CommonwealError(
            f"The command {entry.name} is known but could not be loaded: {error}.",
            hint="Install the package that brings it again; for the site: commonweal[site].",
        ) from error

    return stand_in
