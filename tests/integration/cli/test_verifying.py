"""`commonweal verify`: a receipt and an opening, as two files."""

from __future__ import annotations

import json

import pytest

from commonweal.exchange import Opening, receipt_of

OPENING = Opening(
    exchange="ashby-barton-1",
    body="ashby",
    role="",
    version=1,
    authorised_by="A. Person",
    answer={"least_gain": 25_000},
    salt=bytes(range(16)),
)


@pytest.fixture
def files(tmp_path):
    receipt, opening = tmp_path / "receipt.json", tmp_path / "opened.json"
    receipt.write_text(json.dumps(receipt_of(OPENING).to_dict()), encoding="utf-8")
    opening.write_text(json.dumps(OPENING.to_dict()), encoding="utf-8")
    return receipt, opening


def test_an_answer_that_was_sealed_so_is_said_to_be_the_same(files, commonweal):
    answer = commonweal("verify", *map(str, files))

    assert answer.status == 0
    assert "exactly what was sealed" in answer.out


def test_an_answer_changed_since_ends_with_status_1(files, commonweal):
    receipt, opening = files
    changed = json.loads(opening.read_text(encoding="utf-8"))
    changed["answer"]["least_gain"] = 1
    opening.write_text(json.dumps(changed), encoding="utf-8")

    answer = commonweal("verify", str(receipt), str(opening))

    assert answer.status == 1
    assert "not what was sealed" in answer.out


def test_a_file_that_is_no_receipt_is_refused_with_what_to_give(files, commonweal):
    receipt, opening = files

    answer = commonweal("verify", str(opening), str(receipt))

    assert answer.status == 2
    assert "Mend:" in answer.err
