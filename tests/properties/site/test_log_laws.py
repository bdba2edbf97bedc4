"""Laws of the log: it holds what was done and nothing undone, and no change to it goes unseen."""

from __future__ import annotations

from itertools import count

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from commonweal_web.core.audit import (
    Chain,
    Event,
    SystemJob,
    check_chains,
    heads_now,
    record,
    recorded,
)
from commonweal_web.core.audit.guards import lifted_guards
from commonweal_web.core.models import AuditEvent, ChainHead

pytestmark = pytest.mark.django_db

law = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)

#: Each example has chains of its own: what an earlier one wrote stays.
numbers = count(1)


class UndoneError(Exception):
    pass


#: A block: entries by chain, blocks within it, and whether it fails in the end.
blocks = st.recursive(
    st.integers(0, 2),
    lambda inner: st.tuples(st.lists(inner, max_size=4), st.booleans()),
    max_leaves=12,
)


def act(block, chains, words):
    """Do a block, and return what of it was not undone: pairs of chain and word."""
    if isinstance(block, int):
        word = f"Body {next(words)}"
        record(Event.BODY_ADDED, by=SystemJob.COMMAND_LINE, chain=chains[block], about=word)
        return [(chains[block], word)]
    kept = []
    try:
        with recorded():
            for inner in block[0]:
                kept += act(inner, chains, words)
            if block[1]:
                raise UndoneError
    except UndoneError:
        return []
    return kept


@law
@given(steps=st.lists(blocks, max_size=5))
def test_the_log_holds_what_was_done_in_order_and_nothing_that_was_undone(db, steps):
    chains = [Chain.of(next(numbers)) for _ in range(3)]

    kept = act((steps, False), chains, count(1))

    for chain in chains:
        written = AuditEvent.objects.filter(chain=chain.name).order_by("sequence")
        assert [row.about for row in written] == [word for of, word in kept if of == chain]
        assert [row.sequence for row in written] == list(range(1, len(written) + 1))
    assert check_chains().is_whole


columns = st.sampled_from(
    ["text", "about", "event", "actor_id", "actor_name", "actor_kind", "hash", "previous_hash"]
)
changes = st.one_of(
    st.tuples(st.just("delete"), st.integers(1, 8)),
    st.tuples(st.just("swap"), st.integers(1, 8), st.integers(1, 8)),
    st.tuples(st.just("alter"), st.integers(1, 8), columns, st.integers(0, 200)),
    st.tuples(st.just("number"), st.integers(1, 8), st.integers(9, 99)),
)


def change(what, chain):
    rows = {row.sequence: row for row in AuditEvent.objects.filter(chain=chain)}

    def write(row, column, value):
        with connection.cursor() as cursor:
            cursor.execute(
                f"UPDATE core_auditevent SET {column} = %s WHERE id = %s", [value, row.pk]
            )

    match what:
        case ("delete", at):
            with connection.cursor() as cursor:
                cursor.execute("DELETE FROM core_auditevent WHERE id = %s", [rows[at].pk])
        case ("swap", one, other):
            write(rows[one], "sequence", 1_000)
            write(rows[other], "sequence", one)
            write(rows[one], "sequence", other)
        case ("alter", at, column, place):
            now = getattr(rows[at], column)
            # Within the text: what is put at the end of a full column is cut off again.
            place = place % max(len(now), 1)
            write(rows[at], column, f"{now[:place]}~{now[place + 1 :]}"[:64])
        case ("number", at, number):
            write(rows[at], "sequence", number)


@law
@given(what=changes, head_too=st.booleans())
def test_any_one_change_to_a_chain_is_seen(db, what, head_too):
    """Even where the last entry is cut off with its head, by the heads noted before."""
    chain = Chain.of(next(numbers))
    with recorded():
        for number in range(8):
            record(Event.BODY_ADDED, by=SystemJob.BACKUP, chain=chain, about=f"Body {number}")
    noted = heads_now()
    is_nothing = what[0] == "swap" and what[1] == what[2]

    with lifted_guards(connection), transaction.atomic():
        change(what, chain.name)
        if head_too:
            last = AuditEvent.objects.filter(chain=chain.name).order_by("sequence").last()
            ChainHead.objects.filter(chain=chain.name).update(
                sequence=last.sequence, hash=last.hash
            )
        faults = check_chains(noted).faults
        transaction.set_rollback(True)

    assert bool(faults) is not is_nothing
    assert {fault.chain for fault in faults} <= {chain.name}
    assert check_chains(noted).is_whole
