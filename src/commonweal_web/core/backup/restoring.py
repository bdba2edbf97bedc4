"""Restoring a backup: into an empty site, on either database, all of it or nothing."""

from __future__ import annotations

import hashlib
import io
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.core import serializers
from django.core.management import call_command
from django.core.management.color import no_style
from django.db import connection, models, transaction

from commonweal.errors import FileFormatError, InputError, Place
from commonweal_web.core.audit import (
    Chain,
    ChainsReport,
    Event,
    SystemJob,
    check_chains,
    read_heads,
    record,
    recorded,
)
from commonweal_web.core.audit.guards import lifted_guards

from .contents import MANIFEST, Manifest, kept_models, member_of, migrations_applied, parse_manifest

__all__ = ["Restored", "read_manifest", "restore_backup"]

_BLOCK = 1 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Restored:
    """What was restored."""

    manifest: Manifest
    n_rows: int
    chains: ChainsReport


def read_manifest(file: Path) -> Manifest:
    """Read what a backup says of itself.

    Raises
    ------
    FileFormatError
        It is no backup, or of a form that this version does not know.
    """
    with _opened(file) as book:
        return _manifest(book, file)


def restore_backup(file: Path, *, force: bool = False) -> Restored:
    """Bring back everything that a backup holds; the database's tables are made if they lack.

    With `force`, what is there is deleted first, and a log that does not hold is restored as it
    is. Sessions are not restored: everybody signs in anew.

    Raises
    ------
    FileFormatError
        It is no backup, or was altered.
    InputError
        There are records already, it was made by another version, or its log does not hold.
    """
    with _opened(file) as book:
        manifest = _manifest(book, file)
        _check_members(book, manifest, file)
        if connection.vendor == "sqlite":
            Path(connection.settings_dict["NAME"]).parent.mkdir(parents=True, exist_ok=True)
        call_command("migrate", verbosity=0, interactive=False)
        _check_schema(manifest)
        with lifted_guards(connection), transaction.atomic():
            _make_room(force=force)
            n_rows = sum(_load(book, model) for model in kept_models())
            _restart_counters()
            chains = check_chains(read_heads(manifest.heads))
            if not (chains.is_whole or force):
                raise InputError(
                    f"The log in {file} does not hold: {chains.faults[0]}",
                    hint="Ask whoever kept a list of heads; --force restores it as it is.",
                )
    with recorded():
        record(
            Event.BACKUP_RESTORED,
            by=SystemJob.COMMAND_LINE,
            chain=Chain.site(),
            about=file.name,
            made_at=manifest.made_at,
            version=manifest.version,
            n_rows=n_rows,
            faults=[str(fault) for fault in chains.faults],
        )
    return Restored(manifest=manifest, n_rows=n_rows, chains=chains)


def _opened(file: Path) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(file)
    except (OSError, zipfile.BadZipFile) as error:
        why = error.strerror if isinstance(error, OSError) else "it is no zip file"
        raise FileFormatError(
            f"{file} cannot be read as a backup: {why}.",
            hint="Give a file that `commonweal site backup` wrote.",
            place=Place(file=str(file)),
        ) from error


def _manifest(book: zipfile.ZipFile, file: Path) -> Manifest:
    try:
        text = book.read(MANIFEST).decode("utf-8")
    except (KeyError, UnicodeDecodeError, zipfile.BadZipFile):
        text = ""
    try:
        return parse_manifest(text)
    except FileFormatError as error:
        raise FileFormatError(
            error.message, hint=error.hint, place=Place(file=str(file))
        ) from error


def _check_members(book: zipfile.ZipFile, manifest: Manifest, file: Path) -> None:
    """Refuse a file of which any table is not as it was written, before anything is touched."""
    for label, entry in manifest.tables.items():
        found = hashlib.sha256()
        try:
            with book.open(f"tables/{label}.jsonl") as member:
                while block := member.read(_BLOCK):
                    found.update(block)
        except (KeyError, zipfile.BadZipFile, EOFError, OSError):
            found = hashlib.sha256(b"missing")
        if found.hexdigest() != entry.sha256:
            raise FileFormatError(
                f"The table {label} in the backup is not as it was written.",
                hint="The file was altered or cut short: use another copy.",
                place=Place(file=str(file)),
            )


def _check_schema(manifest: Manifest) -> None:
    ours = migrations_applied(connection)
    for app in sorted(ours.keys() | manifest.migrations.keys()):
        if ours.get(app, []) != list(manifest.migrations.get(app, [])):
            raise InputError(
                f"The backup was made by version {manifest.version}, whose tables of {app} differ "
                "from those of this version.",
                hint=f"Restore it with version {manifest.version}, then bring the site up to date.",
            )


def _make_room(*, force: bool) -> None:
    held = [model for model in kept_models() if model._base_manager.exists()]
    if held and not force:
        raise InputError(
            f"There are records here already: {held[0]._meta.verbose_name_plural}.",
            hint="Restore into an empty site (another COMMONWEAL_HOME or COMMONWEAL_DATABASE), or "
            "add --force to delete what is here.",
        )
    with connection.cursor() as cursor:
        for model in held:
            for table in (model, *_joining(model)):
                cursor.execute(f"DELETE FROM {connection.ops.quote_name(table._meta.db_table)}")


def _joining(model: type[models.Model]) -> list[Any]:
    return [
        field.remote_field.through
        for field in model._meta.local_many_to_many
        if field.remote_field.through._meta.auto_created
    ]


def _load(book: zipfile.ZipFile, model: type[models.Model]) -> int:
    n_rows = 0
    try:
        member = book.open(member_of(model))
    except KeyError:
        return 0
    with member, io.TextIOWrapper(member, encoding="utf-8", newline="\n") as lines:
        try:
            for row in serializers.deserialize("jsonl", lines):
                # As it is kept: times that are set by themselves are not set anew.
                row.save(force_insert=True)
                n_rows += 1
        except serializers.base.DeserializationError as error:
            raise FileFormatError(
                f"Row {n_rows + 1} of {model._meta.label_lower} in the backup cannot be read.",
                hint="Restore it with the version that made it.",
            ) from error
    return n_rows


def _restart_counters() -> None:
    """Let new rows be numbered after those restored."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), kept_models()):
            cursor.execute(statement)
