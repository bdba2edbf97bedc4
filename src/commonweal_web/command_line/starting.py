"""Getting the site ready for a command: settings, records; what is wrong ends in two lines."""

from __future__ import annotations

import os
from pathlib import Path

from commonweal.cli.output import note
from commonweal.errors import CommonwealError, InputError

__all__ = ["bring_up_to_date", "say", "start_django"]


def say(text: str) -> None:
    """Tell whoever runs the command; results have standard output for themselves."""
    note(text)


def start_django(*, demonstration_home: Path | None = None) -> None:
    """Read the settings and load the apps; for a demonstration in a home of its own.

    Raises
    ------
    InputError
        A setting cannot be used.
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "commonweal_web.config.settings")
    if demonstration_home is not None:
        os.environ["COMMONWEAL_DEMONSTRATION"] = "true"
        os.environ["COMMONWEAL_HOME"] = str(demonstration_home)
        # Demonstration people never stand among real ones.
        os.environ.pop("COMMONWEAL_DATABASE", None)

    import django
    from django.core.exceptions import ImproperlyConfigured

    try:
        django.setup()
    except ImproperlyConfigured as error:
        message, _, hint = str(error).partition(". ")
        raise InputError(f"{message.rstrip('.')}.", hint=hint) from error


def bring_up_to_date() -> int:
    """Make or change the tables that this version needs, and return how many changes there were.

    Raises
    ------
    CommonwealError
        The database cannot be reached or written.
    """
    from django.core.management import call_command
    from django.db import DatabaseError, connection
    from django.db.migrations.exceptions import InconsistentMigrationHistory
    from django.db.migrations.executor import MigrationExecutor

    try:
        executor = MigrationExecutor(connection)
        n_changes = len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
        if n_changes:
            call_command("migrate", verbosity=0, interactive=False)
    except DatabaseError as error:
        raise CommonwealError(
            f"The database could not be used: {str(error).strip()}.",
            hint="Look at COMMONWEAL_DATABASE, or at the room and the rights in COMMONWEAL_HOME.",
        ) from error
    except InconsistentMigrationHistory as error:
        raise CommonwealError(
            "The database was made by another version, whose changes this one does not know.",
            hint="Start that version again, or restore a backup into an empty site; a "
            "demonstration begins anew by --fresh.",
        ) from error
    return n_changes
