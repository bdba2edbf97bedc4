"""What the site knows of its own health."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from commonweal import __version__
from commonweal_web.core.work import seconds_since_a_worker_was_heard

__all__ = ["Health", "health"]

#: A worker says that it is there every few seconds; after so many without a word it is gone.
SILENCE_SECONDS = 90


@dataclass(frozen=True, slots=True, kw_only=True)
class Health:
    """What a watcher is told. Without a worker pages work, and what is asked for waits."""

    can_reach_database: bool
    n_migrations_missing: int | None
    worker_seconds_ago: float | None

    @property
    def has_worker(self) -> bool:
        ago = self.worker_seconds_ago
        return ago is not None and ago < SILENCE_SECONDS

    @property
    def is_fit(self) -> bool:
        return self.can_reach_database and self.n_migrations_missing == 0 and self.has_worker

    def to_dict(self) -> dict[str, Any]:
        return {
            "status": "fit" if self.is_fit else "unfit",
            "database": "reached" if self.can_reach_database else "not reached",
            "migrations": _say_migrations(self.n_migrations_missing),
            "worker": "heard" if self.has_worker else "not heard",
            "version": __version__,
        }


def health() -> Health:
    """Look at the database, its tables and the worker; what cannot be asked counts as unfit."""
    try:
        executor = MigrationExecutor(connection)
        n_missing = len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    except DatabaseError:
        return Health(can_reach_database=False, n_migrations_missing=None, worker_seconds_ago=None)
    try:
        ago = seconds_since_a_worker_was_heard()
    except DatabaseError:
        ago = None
    return Health(can_reach_database=True, n_migrations_missing=n_missing, worker_seconds_ago=ago)


def _say_migrations(n_missing: int | None) -> str:
    if n_missing is None:
        return "not known"
    return "applied" if not n_missing else f"{n_missing} missing"
