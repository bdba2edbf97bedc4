"""The table of a document's states: whole, and the one that the records keep to."""

from __future__ import annotations

from commonweal_web.partnerships.models import Document
from commonweal_web.partnerships.policies.document_states import (
    FIRST,
    MEANINGS,
    TRANSITIONS,
    diagram,
)

STATES = {state.value for state in Document.State}


def test_the_table_knows_the_states_that_records_have_and_no_other():
    named = {FIRST} | {state for way in TRANSITIONS.values() for state in (*way.before, way.after)}

    assert named == STATES == set(MEANINGS)


def test_every_state_can_be_reached_from_the_first():
    reached = {FIRST}
    for _ in STATES:
        reached |= {way.after for way in TRANSITIONS.values() if reached & set(way.before)}

    assert reached == STATES


def test_nothing_leaves_what_is_superseded():
    assert not [move for move, way in TRANSITIONS.items() if "superseded" in way.before]


def test_the_diagram_draws_every_way():
    lines = diagram().splitlines()

    assert "    submitted --> certified: certify" in lines
    assert len(lines) == 2 + sum(len(way.before) for way in TRANSITIONS.values())
