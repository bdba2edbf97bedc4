"""`commonweal site check|backup|restore`, as whoever keeps a site types them."""

from __future__ import annotations

import json

import pytest
from django.db import connection

from commonweal.cli.running import run
from commonweal_web.accounts.models import User
from commonweal_web.core.audit.guards import lifted_guards
from commonweal_web.core.models import AuditEvent, ChainHead


@pytest.fixture
def typed(capsys):
    """Type a command; return its exit status, what it answered and what it said."""

    def type_(*words):
        status = run(["site", *map(str, words)])
        out, said = capsys.readouterr()
        return status, out, said

    return type_


def test_a_sound_site_is_said_to_be_and_exits_with_nought(lived_in, typed):
    status, out, _ = typed("check")

    assert status == 0
    assert out.endswith("The site is sound.\n")


def test_an_altered_entry_exits_with_one_and_is_named(lived_in, typed):
    with lifted_guards(connection), connection.cursor() as cursor:
        cursor.execute("UPDATE core_auditevent SET actor_name = 'Nobody' WHERE sequence = 2")

    status, out, _ = typed("check")

    assert status == 1
    assert "FAULT  log: partnership-1, entry 2: its actor's name says 'Nobody'" in out
    assert out.endswith("1 fault was found.\n")
    as_json = json.loads(typed("check", "--json")[1])
    assert as_json["sound"] is False


def test_an_end_cut_off_shows_against_heads_printed_before(lived_in, typed, tmp_path):
    heads = tmp_path / "heads.json"
    heads.write_text(typed("check", "--print-heads")[1], encoding="utf-8")
    assert typed("check", "--heads", heads)[0] == 0
    with lifted_guards(connection), connection.cursor() as cursor:
        cursor.execute("DELETE FROM core_auditevent WHERE sequence = 4")
    last = AuditEvent.objects.get(sequence=3)
    ChainHead.objects.update(sequence=3, hash=last.hash)

    status, out, _ = typed("check", "--heads", heads)

    assert status == 1
    assert "the list of heads given names entry 4: its end was cut off." in out
    heads.write_text("{}", encoding="utf-8")
    assert typed("check", "--heads", heads)[0] == 2


def test_a_backup_is_made_and_restored_by_two_commands(lived_in, typed, tmp_path):
    file = tmp_path / "monday.zip"

    status, out, said = typed("backup", file)

    assert status == 0
    assert "partnership-1" in json.loads(out)["heads"]
    assert "The secret key is not in it" in said
    User.objects.create_user(email="later@example.gov.uk", name="Later")
    status, _, said = typed("restore", file)
    assert status == 2
    assert "There are records here already" in said
    status, _, said = typed("restore", file, "--force")
    assert status == 0
    assert "The log is as it was written" in said
    assert not User.objects.filter(name="Later").exists()


def test_a_site_without_tables_is_told_what_to_do(own_database, typed):
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'core'")
        cursor.execute("DROP TABLE core_chainhead")

    assert "1 change of the tables must be made first" in typed("check")[1]
    status, _, said = typed("backup")
    assert status == 2
    assert "`commonweal serve` makes the tables" in said
