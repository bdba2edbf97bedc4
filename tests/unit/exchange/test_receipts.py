"""Receipts: what they prove, and what they tell nobody."""

from __future__ import annotations

import dataclasses
import json

import pytest

from commonweal.errors import FileFormatError, InputError
from commonweal.exchange import Opening, Receipt, padded, receipt_of, unpadded, verify

SALT = bytes(range(16))


def opening(**changes):
    given = {
        "exchange": "ashby-barton-1",
        "body": "ashby",
        "role": "",
        "version": 1,
        "authorised_by": "A. Person, leader",
        "answer": {"least_gain": 25_000, "words": "Café"},
        "salt": SALT,
    }
    return Opening(**given | changes)


def test_what_was_sealed_is_proved_by_its_receipt():
    found = verify(receipt_of(opening()), opening())

    assert found.is_same
    assert "exactly what was sealed" in found.sentence


@pytest.mark.parametrize(
    "changes",
    [
        {"answer": {"least_gain": 25_001, "words": "Café"}},
        {"authorised_by": "Somebody else"},
        {"salt": bytes(16)},
    ],
)
def test_an_answer_changed_after_it_was_sealed_is_found_out(changes):
    found = verify(receipt_of(opening()), opening(**changes))

    assert not found.is_same
    assert "not what was sealed" in found.sentence


@pytest.mark.parametrize(
    "changes", [{"body": "barton"}, {"exchange": "other"}, {"version": 2}, {"role": "leader"}]
)
def test_a_receipt_for_something_else_says_for_what(changes):
    found = verify(receipt_of(opening()), opening(**changes))

    assert not found.is_same
    assert next(iter(changes)) in found.sentence


def test_a_letter_typed_in_two_ways_is_the_same_answer():
    composed = opening(answer={"words": "Caf\u00e9"})
    in_two = opening(answer={"words": "Cafe\u0301"})

    assert receipt_of(composed) == receipt_of(in_two)


def test_the_same_answer_with_another_salt_has_another_receipt():
    assert receipt_of(opening()).digest != receipt_of(opening(salt=bytes(32))).digest


def test_a_salt_that_could_be_tried_out_is_refused():
    with pytest.raises(InputError, match="15 bytes"):
        opening(salt=bytes(15))


def test_receipt_and_opening_come_back_from_json():
    kept = json.loads(json.dumps(opening().to_dict()))
    receipt = json.loads(json.dumps(receipt_of(opening()).to_dict()))

    assert Opening.from_dict(kept, source="opened.json") == opening()
    assert Receipt.from_dict(receipt, source="receipt.json") == receipt_of(opening())


@pytest.mark.parametrize("broken", [{}, {"kind": "other"}, {"version": "1"}, {"salt": "zz"}])
def test_what_is_no_opening_is_refused_by_name(broken):
    values = opening().to_dict() | broken if broken else {}

    with pytest.raises(FileFormatError) as refusal:
        Opening.from_dict(values, source="opened.json")

    assert refusal.value.hint


def test_answers_of_ordinary_length_are_of_one_size_once_padded():
    sizes = {len(padded(b"x" * length)) for length in (0, 1, 500, 16_000)}

    assert len(sizes) == 1
    assert unpadded(padded(b"answer")) == b"answer"


def test_bytes_that_were_never_padded_are_refused():
    with pytest.raises(InputError):
        unpadded(b"short")


def test_a_receipt_holds_nothing_of_the_answer():
    held = dataclasses.asdict(receipt_of(opening()))

    assert "25" not in held["exchange"] + held["body"]
    assert set(held) == {"exchange", "body", "role", "version", "digest"}
