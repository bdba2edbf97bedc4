"""When an exchange opens, and when it comes to nothing."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from commonweal.errors import InputError
from commonweal.exchange import Answerer, Terms, outcome

START = datetime(2027, 1, 4, 9, tzinfo=UTC)
ASHBY, BARTON = Answerer(body="ashby"), Answerer(body="barton")


def terms(**changes):
    given = {
        "exchange": "one",
        "answerers": (ASHBY, BARTON),
        "opened_at": START,
        "deadline": START + timedelta(days=14),
    }
    return Terms(**given | changes)


BEFORE, AFTER = START + timedelta(days=3), START + timedelta(days=14)


@pytest.mark.parametrize(
    ("ashby", "barton", "now", "expected"),
    [
        ("final", "final", BEFORE, "opens"),
        ("final", "given", BEFORE, "waiting"),
        ("given", "given", BEFORE, "waiting"),
        ("not-given", "final", BEFORE, "waiting"),
        ("given", "given", AFTER, "opens"),
        ("final", "given", AFTER, "opens"),
        ("not-given", "final", AFTER, "void"),
        ("not-given", "not-given", AFTER, "void"),
    ],
)
def test_it_opens_for_all_at_once_or_not_at_all(ashby, barton, now, expected):
    assert outcome(terms(), {ASHBY: ashby, BARTON: barton}, now=now) == expected


def test_one_who_is_not_named_counts_for_nothing():
    kept = {ASHBY: "final", BARTON: "final", Answerer(body="other"): "given"}

    assert outcome(terms(), kept, now=BEFORE) == "opens"


@pytest.mark.parametrize(
    "changes",
    [
        {"answerers": (ASHBY,)},
        {"answerers": (Answerer(body="ashby", role="leader"), Answerer(body="ashby", role="s151"))},
        {"answerers": (ASHBY, BARTON, ASHBY)},
        {"deadline": START},
    ],
)
def test_terms_that_make_no_exchange_are_refused(changes):
    with pytest.raises(InputError):
        terms(**changes)
