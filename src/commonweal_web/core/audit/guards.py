"""Triggers that make the database itself refuse to change or delete what may only be added.

They are put in place after every `migrate` (which may have rebuilt a table and lost them), so
that no migration has to carry them, and `commonweal site check` says where one is missing. They
keep honest code honest; whoever may alter the database may drop them, and then the chain tells.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from commonweal_web.core.models import AuditEvent, ChainDigest

__all__ = ["guard_after_migrating", "install_guards", "lifted_guards", "missing_guards"]

_TABLES = (AuditEvent._meta.db_table, ChainDigest._meta.db_table)
_SAYING = "This table may only be added to."


def _names(vendor: str) -> Iterator[tuple[str, str, str]]:
    """Yield each trigger's name, table and what it refuses."""
    refused = ["UPDATE", "DELETE"] + (["TRUNCATE"] if vendor == "postgresql" else [])
    for table in _TABLES:
        for action in refused:
            yield f"{table}_no_{action.lower()}", table, action


def install_guards(connection: Any) -> None:
    """Put every trigger in place; those that stand are left."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            for name, table, action in _names("sqlite"):
                cursor.execute(
                    f"CREATE TRIGGER IF NOT EXISTS {name} BEFORE {action} ON {table} "
                    f"BEGIN SELECT RAISE(ABORT, '{_SAYING}'); END"
                )
            return
        cursor.execute(
            "CREATE OR REPLACE FUNCTION commonweal_refuse() RETURNS trigger LANGUAGE plpgsql "
            f"AS $$ BEGIN RAISE EXCEPTION '{_SAYING}'; END $$"
        )
        for name, table, action in _names("postgresql"):
            cursor.execute(
                f"CREATE OR REPLACE TRIGGER {name} BEFORE {action} ON {table} "
                "FOR EACH STATEMENT EXECUTE FUNCTION commonweal_refuse()"
            )


def guard_after_migrating(connection: Any) -> None:
    """Put the triggers in place if the tables stand, which they do not after migrating to zero."""
    if set(_TABLES) <= set(connection.introspection.table_names()):
        install_guards(connection)


def missing_guards(connection: Any) -> tuple[str, ...]:
    """Return the names of the triggers that should stand and do not."""
    catalogue = (
        "SELECT name FROM sqlite_master WHERE type = 'trigger'"
        if connection.vendor == "sqlite"
        else "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'D'"
    )
    with connection.cursor() as cursor:
        cursor.execute(catalogue)
        standing = {name for (name,) in cursor.fetchall()}
    return tuple(name for name, _, _ in _names(connection.vendor) if name not in standing)


@contextmanager
def lifted_guards(connection: Any) -> Iterator[None]:
    """Take the triggers away for a while: to restore over what is there, and between tests."""
    with connection.cursor() as cursor:
        for name, table, _ in _names(connection.vendor):
            where = f" ON {table}" if connection.vendor == "postgresql" else ""
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}{where}")
    try:
        yield
    finally:
        install_guards(connection)
