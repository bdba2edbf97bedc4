"""Triggers that make the database itself refuse to change or delete what is kept for good.

They are put in place after every `migrate` (which may have rebuilt a table and lost them), so
that no migration has to carry them, and `commonweal site check` says where one is missing. They
keep honest code honest; whoever may alter the database may drop them, and then the chain tells.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.db import models

from commonweal_web.core.models import AuditEvent, ChainDigest

__all__ = ["guard", "install_guards", "lifted_guards", "missing_guards"]

_SAYING = "may only be added to"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Guard:
    table: str
    columns: tuple[str, ...]
    """Those that never change; none means all."""

    def triggers(self, vendor: str) -> Iterator[tuple[str, str]]:
        """Yield each trigger's name and what it refuses."""
        of = f" OF {', '.join(self.columns)}" if self.columns else ""
        yield f"{self.table}_no_update", f"UPDATE{of}"
        yield f"{self.table}_no_delete", "DELETE"
        if vendor == "postgresql":
            yield f"{self.table}_no_truncate", "TRUNCATE"


_guards: dict[str, _Guard] = {}


def guard(model: type[models.Model], *, fixed: Collection[str] = ()) -> None:
    """Have the database refuse to delete a model's rows, or to change them once they stand.

    With `fixed`, only these fields never change: others are the row's state.
    """
    table = model._meta.db_table
    columns = tuple(model._meta.get_field(name).column for name in fixed)
    _guards[table] = _Guard(table=table, columns=columns)


guard(AuditEvent)
guard(ChainDigest)


def install_guards(connection: Any) -> None:
    """Put every trigger in place whose table stands."""
    standing = set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        _drop(connection, cursor, standing)
        if connection.vendor == "postgresql":
            cursor.execute(
                "CREATE OR REPLACE FUNCTION commonweal_refuse() RETURNS trigger LANGUAGE plpgsql "
                f"AS $$ BEGIN RAISE EXCEPTION '% {_SAYING}.', TG_TABLE_NAME; END $$"
            )
        for held in _guards.values():
            if held.table not in standing:
                continue
            for name, refused in held.triggers(connection.vendor):
                does = (
                    f"BEGIN SELECT RAISE(ABORT, '{held.table} {_SAYING}.'); END"
                    if connection.vendor == "sqlite"
                    else "FOR EACH STATEMENT EXECUTE FUNCTION commonweal_refuse()"
                )
                cursor.execute(f"CREATE TRIGGER {name} BEFORE {refused} ON {held.table} {does}")


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
    wanted = [name for held in _guards.values() for name, _ in held.triggers(connection.vendor)]
    return tuple(name for name in wanted if name not in standing)


@contextmanager
def lifted_guards(connection: Any) -> Iterator[None]:
    """Take the triggers away for a while: to restore over what is there, and between tests."""
    with connection.cursor() as cursor:
        _drop(connection, cursor, set(connection.introspection.table_names()))
    try:
        yield
    finally:
        install_guards(connection)


def _drop(connection: Any, cursor: Any, standing: Collection[str]) -> None:
    for held in _guards.values():
        if held.table in standing:
            for name, _ in held.triggers(connection.vendor):
                where = f" ON {held.table}" if connection.vendor == "postgresql" else ""
                cursor.execute(f"DROP TRIGGER IF EXISTS {name}{where}")
