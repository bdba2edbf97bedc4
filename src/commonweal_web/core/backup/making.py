"""Making a backup while the site runs: every table as it was at one moment."""

from __future__ import annotations

import hashlib
import io
import os
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from django.core import serializers
from django.db import connections, models, transaction
from django.utils import timezone

from commonweal import __version__
from commonweal.errors import FileFormatError, Place
from commonweal_web.core.audit import (
    Chain,
    Event,
    Heads,
    SystemJob,
    keep_digest,
    record,
    recorded,
)
from commonweal_web.core.models import ChainHead

from .contents import (
    FORM,
    MANIFEST,
    Manifest,
    RowEncoder,
    TableEntry,
    kept_models,
    member_of,
    migrations_applied,
)

__all__ = ["Backup", "make_backup"]

SNAPSHOT = "snapshot"
_ROWS_AT_ONCE = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Backup:
    """A backup that was made."""

    file: Path
    n_rows: int
    n_bytes: int
    heads: Heads
    """Where the chains ended: to be printed, or mailed to somebody who keeps it elsewhere."""


def make_backup(file: Path) -> Backup:
    """Write everything to one file, readable by its owner alone.

    Where the log's chains end is kept as a digest first; that the backup was made is recorded last.

    Raises
    ------
    FileFormatError
        The file is there already, or cannot be written.
    """
    if file.exists():
        raise FileFormatError(
            f"{file} is there already.", hint="Name another file.", place=Place(file=str(file))
        )
    unfinished = file.with_name(f".{file.name}.unfinished")
    keep_digest("backup")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "wb") as out:
            n_rows, heads = _write(out)
        unfinished.rename(file)
    except OSError as error:
        raise FileFormatError(
            f"{file} cannot be written: {error.strerror}.",
            hint="Name a file in a folder that you may write to, with room for it.",
            place=Place(file=str(file)),
        ) from error
    finally:
        unfinished.unlink(missing_ok=True)
    with recorded():
        record(
            Event.BACKUP_MADE,
            by=SystemJob.BACKUP,
            chain=Chain.site(),
            about=file.name,
            n_rows=n_rows,
            n_bytes=file.stat().st_size,
        )
    return Backup(file=file, n_rows=n_rows, n_bytes=file.stat().st_size, heads=heads)


def _write(out: BinaryIO) -> tuple[int, Heads]:
    tables = {}
    with _snapshot() as connection, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as book:
        for model in kept_models():
            with book.open(member_of(model), "w", force_zip64=True) as member:
                tables[model._meta.label_lower] = _write_table(model, member)
        ends = {
            head.chain: (head.sequence, head.hash) for head in ChainHead.objects.using(SNAPSHOT)
        }
        heads = Heads(at=timezone.now(), ends=ends)
        manifest = Manifest(
            form=FORM,
            version=__version__,
            made_at=heads.at.isoformat(timespec="seconds"),
            database=connection.vendor,
            migrations=migrations_applied(connection),
            tables=tables,
            heads=heads.to_text(),
        )
        book.writestr(MANIFEST, manifest.to_text())
    return sum(table.n_rows for table in tables.values()), heads


class _Counted(io.TextIOBase):
    """Takes text, writes it as bytes, and keeps their hash and the number of lines."""

    def __init__(self, out: Any) -> None:
        self.out = out
        self.hash = hashlib.sha256()
        self.n_lines = 0

    def write(self, text: str) -> int:
        data = text.encode("utf-8")
        self.hash.update(data)
        self.n_lines += data.count(b"\n")
        self.out.write(data)
        return len(text)


def _write_table(model: type[models.Model], out: Any) -> TableEntry:
    counted = _Counted(out)
    rows = model._base_manager.using(SNAPSHOT).order_by("pk").iterator(chunk_size=_ROWS_AT_ONCE)
    serializers.serialize("jsonl", rows, stream=counted, cls=RowEncoder)
    return TableEntry(n_rows=counted.n_lines, sha256=counted.hash.hexdigest())


@contextmanager
def _snapshot() -> Iterator[Any]:
    """Yield a connection of its own that sees the database as it is now, whatever others write."""
    connections.settings[SNAPSHOT] = connections.settings["default"]
    connection = connections.create_connection(SNAPSHOT)
    connections[SNAPSHOT] = connection
    try:
        if connection.vendor == "sqlite":
            # Readers wait for nobody in WAL mode; taking the write lock would stop the site.
            connection.get_connection_params()
            connection.transaction_mode = "DEFERRED"
        with transaction.atomic(using=SNAPSHOT):
            if connection.vendor == "postgresql":
                connection.cursor().execute(
                    "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY"
                )
            # The moment is that of the first look.
            ChainHead.objects.using(SNAPSHOT).exists()
            yield connection
    finally:
        connection.close()
        del connections[SNAPSHOT]
        del connections.settings[SNAPSHOT]
