"""Backup while the site runs, and back: elsewhere, on the other database, whole or not at all."""

from __future__ import annotations

import json
import stat
import subprocess
import sys
import threading
import zipfile
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from commonweal.errors import FileFormatError, InputError
from commonweal_web.accounts.models import User
from commonweal_web.core.audit import Chain, Event, SystemJob, check_chains, record, recorded
from commonweal_web.core.audit.guards import lifted_guards
from commonweal_web.core.backup import make_backup, read_manifest, restore_backup
from commonweal_web.core.backup.contents import kept_models
from commonweal_web.core.models import AuditEvent, ChainDigest
from commonweal_web.core.soundness import check_site
from commonweal_web.partnerships.models import Document, Run
from commonweal_web.partnerships.models.records import sha256_of
from commonweal_web.partnerships.queries.partnerships import partnerships
from commonweal_web.partnerships.services.runs import ask_for_run


def coordinator():
    return User.objects.get(name="Cora Lane")


def the_partnership():
    return partnerships().get()


def every_row():
    """Return all rows of all tables as they are, but for what a backup itself adds."""
    rows = {}
    for model in kept_models():
        if model not in (AuditEvent, ChainDigest) and model._meta.label != "core.ChainHead":
            rows[model._meta.label] = list(model._base_manager.order_by("pk").values())
    rows["log"] = list(
        AuditEvent.objects.exclude(event__startswith="backup-").order_by("pk").values()
    )
    return rows


def empty():
    with lifted_guards(connection), connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA foreign_keys = OFF")
        else:
            cursor.execute("SET session_replication_role = replica")
        for model in kept_models():
            cursor.execute(f"DELETE FROM {model._meta.db_table}")
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA foreign_keys = ON")
        else:
            cursor.execute("SET session_replication_role = DEFAULT")


def altered(file, member, old, new):
    """Write a copy of a backup with something in it replaced."""
    copy = file.with_name("altered.zip")
    with zipfile.ZipFile(file) as book, zipfile.ZipFile(copy, "w") as out:
        for name in book.namelist():
            data = book.read(name)
            out.writestr(name, data.replace(old, new) if name == member else data)
    return copy


def test_everything_comes_back_as_it_was_to_the_microsecond(lived_in, tmp_path):
    before = every_row()
    backup = make_backup(tmp_path / "backup.zip")
    empty()

    restored = restore_backup(backup.file)

    assert every_row() == before
    assert restored.chains.is_whole
    assert check_chains().is_whole
    assert check_site().is_sound
    assert AuditEvent.objects.order_by("-id").first().event == "backup-restored"


def test_rows_made_after_a_restore_are_numbered_after_those_restored(lived_in, tmp_path):
    backup = make_backup(tmp_path / "backup.zip")
    last = User.objects.order_by("pk").last().pk
    empty()
    restore_backup(backup.file)

    made = User.objects.create_user(email="new@example.gov.uk", name="New")

    assert made.pk > last


def test_a_backup_says_what_it_holds_and_is_its_owner_s_alone(lived_in, tmp_path):
    backup = make_backup(tmp_path / "new folder" / "backup.zip")

    manifest = read_manifest(backup.file)

    assert stat.S_IMODE(backup.file.stat().st_mode) == 0o600
    assert manifest.database == connection.vendor
    assert manifest.tables["partnerships.document"].n_rows == 1
    assert manifest.migrations["core"]
    assert json.loads(manifest.heads)["heads"].keys() == {f"partnership-{the_partnership().pk}"}
    with zipfile.ZipFile(backup.file) as book:
        assert not [name for name in book.namelist() if "session" in name]


def test_a_backup_made_while_others_write_is_of_one_moment(lived_in, tmp_path):
    stop = threading.Event()

    def write():
        number = 0
        while not stop.is_set():
            number += 1
            with recorded():
                User.objects.create_user(email=f"{number}@example.gov.uk", name=f"Person {number}")
                record(
                    Event.PERSON_ADDED, by=SystemJob.COMMAND_LINE, chain=Chain.site(),
                    about=f"Person {number}",
                )  # fmt: skip
        connection.close()

    writer = threading.Thread(target=write)
    writer.start()
    try:
        backups = [make_backup(tmp_path / f"{number}.zip") for number in range(3)]
    finally:
        stop.set()
        writer.join()

    for backup in backups:
        empty()
        restored = restore_backup(backup.file)
        assert restored.chains.is_whole
        added = AuditEvent.objects.filter(event="person-added").count()
        assert User.objects.filter(name__startswith="Person ").count() == added


def test_what_is_there_is_not_overwritten_unless_it_is_said(lived_in, tmp_path):
    backup = make_backup(tmp_path / "backup.zip")
    User.objects.create_user(email="later@example.gov.uk", name="Later")

    with pytest.raises(InputError, match="There are records here already"):
        restore_backup(backup.file)
    assert User.objects.filter(name="Later").exists()

    restore_backup(backup.file, force=True)
    assert not User.objects.filter(name="Later").exists()
    with pytest.raises(FileFormatError, match="is there already"):
        make_backup(tmp_path / "backup.zip")


@pytest.mark.parametrize(
    ("member", "old", "new", "said"),
    [
        ("tables/accounts.user.jsonl", b"Cora Lane", b"Cora Lone", "accounts.user"),
        ("manifest.json", b'"form": 1', b'"form": 2', "form 2"),
        ("manifest.json", b"{", b"", "no manifest"),
    ],
)
def test_a_backup_that_was_altered_is_refused_and_nothing_is_touched(
    lived_in, tmp_path, member, old, new, said
):
    backup = make_backup(tmp_path / "backup.zip")
    before = every_row()

    with pytest.raises(FileFormatError, match=said):
        restore_backup(altered(backup.file, member, old, new), force=True)

    assert every_row() == before


def test_a_backup_of_other_tables_is_refused_with_the_way_on(lived_in, tmp_path):
    backup = make_backup(tmp_path / "backup.zip")
    copy = altered(backup.file, "manifest.json", b'"0001_', b'"0001_x_')

    with pytest.raises(InputError, match="whose tables of") as refused:
        restore_backup(copy)
    assert "bring the site up to date" in refused.value.hint


def test_a_backup_whose_log_does_not_hold_is_refused_unless_it_is_said(lived_in, tmp_path):
    with lifted_guards(connection), connection.cursor() as cursor:
        cursor.execute("UPDATE core_auditevent SET actor_name = 'Nobody' WHERE sequence = 2")
    backup = make_backup(tmp_path / "backup.zip")
    empty()

    with pytest.raises(InputError, match=r"does not hold: partnership-.* entry 2"):
        restore_backup(backup.file)
    assert not User.objects.exists()

    assert not restore_backup(backup.file, force=True).chains.is_whole


@pytest.mark.parametrize("content", [b"", b"PK", b"no zip file at all"])
def test_a_file_that_is_no_backup_is_named_as_such(own_database, tmp_path, content):
    file = tmp_path / "other.zip"
    file.write_bytes(content)

    with pytest.raises(FileFormatError, match="cannot be read as a backup"):
        restore_backup(file)
    with pytest.raises(FileFormatError, match="No such file"):
        restore_backup(tmp_path / "none.zip")


MOVED = """
import sys, django
django.setup()
from pathlib import Path
from commonweal_web.core.backup import restore_backup
from commonweal_web.core.soundness import check_site
from commonweal_web.partnerships.models import Run
restored = restore_backup(Path(sys.argv[1]))
print(restored.n_rows, check_site().is_sound, Run.objects.get().sentence)
"""


def test_a_backup_of_one_database_is_restored_on_an_empty_home_elsewhere(lived_in, tmp_path):
    """On SQLite whatever it was made on: a site that began small or large can move."""
    backup = make_backup(tmp_path / "backup.zip")
    elsewhere = {
        **lived_in.environment,
        "COMMONWEAL_HOME": str(tmp_path / "elsewhere"),
        "COMMONWEAL_DATABASE": "",
    }

    done = subprocess.run(
        [sys.executable, "-c", MOVED, str(backup.file)],
        env=elsewhere,
        text=True,
        capture_output=True,
        check=False,
    )

    assert done.returncode == 0, done.stderr
    assert done.stdout.split(maxsplit=2) == [
        str(backup.n_rows),
        "True",
        Run.objects.get().sentence + "\n",
    ]


def test_a_sound_site_has_no_fault(lived_in):
    found = check_site()

    assert found.is_sound
    assert [finding.sentence for finding in found.findings] == [
        "4 entries in 1 chains are as they were written."
    ]


def test_a_document_altered_is_found_even_with_its_hash(lived_in):
    document, run = Document.objects.get(), Run.objects.get()
    with lifted_guards(connection):
        Document.objects.filter(pk=document.pk).update(text="x", sha256=sha256_of("x"))
        Run.objects.filter(pk=run.pk).update(result_text="{}")

    assert [finding.sentence for finding in check_site().faults] == [
        f"The result of {run} is not the one that was kept: it was altered.",
        f"The hash of version 1 of {document.title} is not the one in the log: it was altered.",
    ]


def test_a_document_that_is_gone_is_told_by_the_log(lived_in):
    title = Document.objects.get().title
    with lifted_guards(connection), connection.cursor() as cursor:
        cursor.execute("DELETE FROM partnerships_document")

    assert [finding.sentence for finding in check_site().faults] == [
        f"The log tells of version 1 of {title}, and it is gone."
    ]


def test_work_that_nobody_does_is_a_fault(lived_in):
    ask_for_run(by=coordinator(), partnership=the_partnership())
    DBTaskResult.objects.update(enqueued_at=timezone.now() - timedelta(hours=1))

    (fault,) = check_site().faults
    assert fault.sentence == (
        "1 piece of background work has waited for more than ten minutes, "
        "and no worker has been heard of."
    )
