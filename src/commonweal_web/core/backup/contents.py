"""What a backup holds: which tables, its manifest, and how a row is written."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any

from django.apps import apps
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.migrations.recorder import MigrationRecorder

from commonweal.errors import FileFormatError

__all__ = [
    "FORM", "MANIFEST", "Manifest", "RowEncoder", "TableEntry", "kept_models", "member_of",
    "migrations_applied", "parse_manifest",
]  # fmt: skip

FORM = 1
MANIFEST = "manifest.json"

#: Made anew by `migrate`, or worth nothing elsewhere.
_LEFT_OUT = frozenset(
    {
        "auth.group",
        "auth.permission",
        "contenttypes.contenttype",
        "core.workerbeat",
        "partnerships.waitingfile",
        "sessions.session",
        "usersessions.usersession",
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class TableEntry:
    """One table in a backup: how many rows, and the hash of its lines."""

    n_rows: int
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What a backup says of itself."""

    form: int
    version: str
    made_at: str
    database: str
    migrations: Mapping[str, list[str]]
    """By app, those that had been applied."""
    tables: Mapping[str, TableEntry]
    heads: str
    """Where each chain of the log ended, as `core.audit.read_heads` reads it."""

    def to_text(self) -> str:
        return json.dumps(asdict(self), indent=2) + "\n"


def parse_manifest(text: str) -> Manifest:
    """Read a manifest.

    Raises
    ------
    FileFormatError
        It is no manifest of a backup, or one of a form that this version does not know.
    """
    try:
        raw = json.loads(text)
        tables = {name: TableEntry(**entry) for name, entry in raw.pop("tables").items()}
        manifest = Manifest(**raw, tables=tables)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise FileFormatError(
            "The file holds no manifest that can be read.",
            hint="Give a file that `commonweal site backup` wrote.",
        ) from error
    if manifest.form != FORM:
        raise FileFormatError(
            f"The backup has form {manifest.form}, and this version reads form {FORM}.",
            hint=f"Restore it with version {manifest.version}, which made it.",
        )
    return manifest


def kept_models() -> list[type[models.Model]]:
    """Return every model whose rows a backup holds, in a fixed order."""
    every = apps.get_models(include_auto_created=True)
    kept = [
        model
        for model in every
        if model._meta.managed
        and not model._meta.proxy
        and model._meta.label_lower not in _LEFT_OUT
        # The lists that join two models are written with the model that holds them.
        and not model._meta.auto_created
    ]
    return sorted(kept, key=lambda model: model._meta.label_lower)


def member_of(model: type[models.Model]) -> str:
    return f"tables/{model._meta.label_lower}.jsonl"


def migrations_applied(connection: Any) -> dict[str, list[str]]:
    """Return, by app, the migrations that a database has had."""
    applied: dict[str, list[str]] = {}
    for app, name in sorted(MigrationRecorder(connection).applied_migrations()):
        applied.setdefault(app, []).append(name)
    return applied


class RowEncoder(DjangoJSONEncoder):
    """As Django's, but without cutting times to the thousandth: the log's hashes rest on them."""

    def default(self, o: Any) -> Any:
        if isinstance(o, datetime):
            return o.isoformat()
        if isinstance(o, timedelta):
            return o.total_seconds()
        return super().default(o)
