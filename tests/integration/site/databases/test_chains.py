"""The log: nothing in it can be changed unseen, and many who write at once leave one chain."""

from __future__ import annotations

import json

import pytest
from django.db import DatabaseError, connection, transaction

from commonweal_web.core.audit import (
    Actor,
    Chain,
    Event,
    NotRecordingError,
    SystemJob,
    UnknownActorError,
    check_chains,
    heads_now,
    keep_digest,
    read_heads,
    record,
    recorded,
)
from commonweal_web.core.audit.chains import hash_of
from commonweal_web.core.audit.guards import lifted_guards, missing_guards
from commonweal_web.core.models import AuditEvent, ChainHead
from commonweal_web.core.models.append_only import AppendOnlyError

TABLE = AuditEvent._meta.db_table


def say(about, *, chain=None, by=SystemJob.COMMAND_LINE, **details):
    record(Event.BODY_ADDED, by=by, chain=chain or Chain.site(), about=about, **details)


@pytest.fixture
def ten(db):
    """Ten entries in one chain, two in another."""
    for number in range(10):
        with recorded():
            say(f"Body {number}")
    with recorded():
        say("One", chain=Chain.of(7))
        say("Two", chain=Chain.of(7))


def tamper(statement, *values):
    with lifted_guards(connection), connection.cursor() as cursor:
        cursor.execute(statement, values)


def faults(heads=None):
    return [str(fault) for fault in check_chains(heads).faults]


def test_an_untouched_log_has_no_fault(ten):
    report = check_chains()

    assert report.is_whole
    assert (report.n_chains, report.n_entries) == (2, 12)


def test_an_entry_altered_is_found_by_its_chain_and_place(ten):
    tamper(f"UPDATE {TABLE} SET text = replace(text, 'Body 4', 'Body X') WHERE chain = 'site'")

    assert faults() == ["site, entry 5: its text is not the one that was recorded: it was altered."]


def test_an_entry_altered_with_its_hash_is_found_at_the_next(ten):
    row = AuditEvent.objects.get(chain="site", sequence=5)
    text = row.text.replace("Body 4", "Body X")
    tamper(
        f"UPDATE {TABLE} SET text = %s, about = %s, hash = %s WHERE id = %s",
        text, "Body X", hash_of(row.previous_hash, text), row.pk,
    )  # fmt: skip

    assert faults() == [
        "site, entry 6: it does not follow the entry before it: one was replaced or moved."
    ]


def test_a_column_that_no_longer_says_what_the_text_says_is_found(ten):
    tamper(f"UPDATE {TABLE} SET actor_name = 'Nobody' WHERE chain = 'site' AND sequence = 3")

    assert faults() == [
        "site, entry 3: its actor's name says 'Nobody' and the text recorded "
        '"Somebody at the site\'s own command line": it was altered.'
    ]


def test_an_entry_removed_is_found(ten):
    tamper(f"DELETE FROM {TABLE} WHERE chain = 'site' AND sequence = 4")

    assert faults() == ["site, entry 4: entry 4 is missing; the next one there is 5."]


def test_two_entries_that_changed_places_are_found(ten):
    tamper(f"UPDATE {TABLE} SET sequence = 99 WHERE chain = 'site' AND sequence = 4")
    tamper(f"UPDATE {TABLE} SET sequence = 4 WHERE chain = 'site' AND sequence = 5")
    tamper(f"UPDATE {TABLE} SET sequence = 5 WHERE chain = 'site' AND sequence = 99")

    assert faults() == [
        "site, entry 4: it does not follow the entry before it: one was replaced or moved."
    ]


def test_an_end_cut_off_is_told_by_the_head(ten):
    tamper(f"DELETE FROM {TABLE} WHERE chain = 'partnership-7' AND sequence = 2")

    assert faults() == [
        "partnership-7, entry 2: the chain ends at entry 1 and its head names entry 2: "
        "its end was cut off."
    ]


def test_a_chain_cut_off_whole_is_told_by_the_head(ten):
    tamper(f"DELETE FROM {TABLE} WHERE chain = 'partnership-7'")

    assert faults() == [
        "partnership-7, entry 1: the chain ends at entry 0 and its head names entry 2: "
        "its end was cut off."
    ]


def cut_with_its_head():
    tamper(f"DELETE FROM {TABLE} WHERE chain = 'site' AND sequence > 8")
    last = AuditEvent.objects.get(chain="site", sequence=8)
    ChainHead.objects.filter(chain="site").update(sequence=8, hash=last.hash)


def test_an_end_cut_off_with_its_head_is_told_by_a_digest_kept(ten):
    keep_digest("daily")

    cut_with_its_head()

    (fault,) = faults()
    assert fault.startswith("site, entry 9: the chain ends at entry 8 and the digest of ")
    assert fault.endswith(" names entry 10: its end was cut off.")


def test_an_end_cut_off_with_head_and_digests_is_told_by_a_list_of_heads_printed_before(ten):
    printed = heads_now().to_text()

    cut_with_its_head()

    assert faults() == []
    assert faults(read_heads(printed)) == [
        "site, entry 9: the chain ends at entry 8 and the list of heads given names entry 10: "
        "its end was cut off."
    ]


def test_a_chain_written_again_from_some_entry_on_is_told_by_a_list_of_heads(ten):
    printed = read_heads(heads_now().to_text())
    cut_with_its_head()
    with recorded():
        say("Another body")
        say("And another")

    assert faults() == []
    assert faults(printed) == [
        "site, entry 10: the list of heads given names another entry here: "
        "the chain was written again."
    ]


def test_an_entry_past_the_head_is_found(ten):
    last = AuditEvent.objects.get(chain="site", sequence=10)
    text = last.text.replace('"sequence":10', '"sequence":11')
    AuditEvent.objects.create(
        chain="site", sequence=11, text=text, previous_hash=last.hash,
        hash=hash_of(last.hash, text), at=last.at, event=last.event, about=last.about,
        actor_kind=last.actor_kind, actor_id=last.actor_id, actor_name=last.actor_name,
    )  # fmt: skip

    assert faults() == [
        "site, entry 11: its head names entry 10 as the last: this one was put in past it."
    ]


def test_a_head_removed_is_found(ten):
    ChainHead.objects.filter(chain="site").delete()

    assert faults() == ["site, entry 10: the chain has no head: its row was removed."]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE core_auditevent SET about = 'x'",
        "DELETE FROM core_auditevent",
        "UPDATE core_chaindigest SET text = 'x'",
        "DELETE FROM core_chaindigest",
    ],
)
def test_the_database_itself_refuses_to_change_or_delete(ten, statement):
    keep_digest("daily")

    with pytest.raises(DatabaseError, match="may only be added to"), transaction.atomic():
        connection.cursor().execute(statement)


def test_the_model_refuses_to_change_or_delete(ten):
    row = AuditEvent.objects.first()
    row.about = "x"

    for change in (row.save, row.delete, AuditEvent.objects.all().delete):
        with pytest.raises(AppendOnlyError, match="The log may only be added to"):
            change()
    with pytest.raises(AppendOnlyError, match="The log may only be added to"):
        AuditEvent.objects.update(about="x")


def test_a_guard_taken_away_is_named(db):
    with lifted_guards(connection):
        assert "core_auditevent_no_delete" in missing_guards(connection)

    assert missing_guards(connection) == ()


def say_and_fail(about):
    with recorded():
        say(about)
        raise RuntimeError("on purpose")


def test_what_fails_leaves_no_entry(db):
    with pytest.raises(RuntimeError, match="on purpose"):
        say_and_fail("Ashby")

    assert not AuditEvent.objects.exists()


def test_an_inner_block_undone_leaves_its_entries_out_and_the_outer_ones_in(db):
    with recorded():
        say("Ashby")
        with pytest.raises(RuntimeError, match="on purpose"):
            say_and_fail("Barton")
        say("Corby")

    assert list(AuditEvent.objects.values_list("about", flat=True)) == ["Ashby", "Corby"]
    assert check_chains().is_whole


def test_entries_are_written_when_the_outermost_block_ends_and_not_before(db):
    with recorded():
        with recorded():
            say("Ashby")
        assert not ChainHead.objects.exists()

    assert ChainHead.objects.get().sequence == 1


def test_recording_outside_a_block_is_refused():
    with pytest.raises(NotRecordingError, match="outside a transaction"):
        say("Ashby")


@pytest.mark.parametrize("nobody", [None, "", object()])
def test_nobody_cannot_have_done_it(nobody, db):
    with pytest.raises(UnknownActorError), recorded():
        say("Ashby", by=nobody)


def test_an_actor_without_a_name_is_refused():
    with pytest.raises(UnknownActorError, match="needs an id and a name"):
        Actor(kind="key", id="7", name="")


def test_an_event_without_a_detail_of_its_sentence_is_refused(db):
    with pytest.raises(ValueError, match="BODY_CHANGED needs now, was, what"), recorded():
        record(Event.BODY_CHANGED, by=SystemJob.BACKUP, chain=Chain.site(), about="Ashby")


def test_the_text_hashed_is_the_text_stored_to_the_letter(ten):
    with recorded():
        say("Zoë’s “body”", zebra=1, apple={"b": 1, "a": [1.5, None, True]})

    row = AuditEvent.objects.order_by("-id").first()
    assert hash_of(row.previous_hash, row.text) == row.hash
    assert json.loads(row.text)["details"] == {
        "zebra": 1,
        "apple": {"b": 1, "a": [1.5, None, True]},
    }


WRITER = """
import sys, django
django.setup()
from commonweal_web.core.audit import Chain, Event, SystemJob, record, recorded
number, n_entries = int(sys.argv[1]), int(sys.argv[2])
for entry in range(n_entries):
    with recorded():
        chains = [Chain.site(), Chain.of(1)]
        # Half of them ask in the other order: no two may wait for one another in a ring.
        for chain in chains if number % 2 else reversed(chains):
            record(Event.BODY_ADDED, by=SystemJob.COMMAND_LINE, chain=chain,
                   about=f"writer {number}, entry {entry}")
"""


@pytest.mark.parametrize(
    ("n_writers", "n_each"),
    [(4, 25), pytest.param(20, 20, marks=pytest.mark.long)],
    ids=["100 by 4 processes", "400 by 20 processes"],
)
def test_many_who_write_at_once_leave_one_chain_that_never_forks(n_writers, n_each, own_database):
    writers = [
        own_database.start("-c", WRITER, str(number), str(n_each)) for number in range(n_writers)
    ]
    said = [writer.communicate()[1] for writer in writers]

    assert [writer.returncode for writer in writers] == [0] * n_writers, said
    report = check_chains()
    assert report.faults == ()
    assert report.n_entries == n_writers * n_each * 2
    site = AuditEvent.objects.filter(chain="site")
    assert len(set(site.values_list("previous_hash", flat=True))) == n_writers * n_each
