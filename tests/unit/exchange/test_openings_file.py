"""A file with every opening of an exchange, and answers that are all of one size."""

from __future__ import annotations

import pytest

from commonweal.errors import FileFormatError, InputError
from commonweal.exchange import (
    OPENINGS_KIND,
    Opening,
    opening_for,
    padded,
    receipt_of,
    unpadded,
    verify,
)


def opening(body, role=""):
    return Opening(
        exchange="three/1", body=body, role=role, version=1, authorised_by="The leader",
        answer={"words": f"Of {body} {role}"}, salt=bytes(32),
    )  # fmt: skip


def test_a_receipt_finds_its_own_among_all_openings():
    every = [opening("ashby"), opening("barton", "leader"), opening("barton", "finance")]
    file = {"kind": OPENINGS_KIND, "openings": [one.to_dict() for one in every]}

    for one in every:
        found = opening_for(receipt_of(one), file, source="openings.json")
        assert found == one
        assert verify(receipt_of(one), found).is_same


def test_a_receipt_that_has_no_opening_is_told_so():
    file = {"kind": OPENINGS_KIND, "openings": [opening("ashby").to_dict()]}

    with pytest.raises(FileFormatError, match="holds no answer of corby"):
        opening_for(receipt_of(opening("corby")), file, source="openings.json")


def test_answers_of_any_length_are_of_one_size_and_one_that_is_too_long_is_refused():
    for text in (b"", b"no", b"x" * 92):
        assert len(padded(text, size=100)) == 100
        assert unpadded(padded(text, size=100)) == text
    with pytest.raises(InputError, match="93 bytes, and 92 have room"):
        padded(b"x" * 93, size=100)
