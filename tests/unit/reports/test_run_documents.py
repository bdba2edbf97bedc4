"""A run carries its own input, and comes out the same when it is worked out again."""

from __future__ import annotations

import copy
import json

import pytest

from commonweal.errors import FileFormatError, InputError, RefusedError
from commonweal.reports import rerun, run_document


@pytest.fixture
def document(good):
    return copy.deepcopy(run_document(good[0]))


def test_a_run_document_is_plain_json(document):
    assert json.loads(json.dumps(document, allow_nan=False)) == document


def test_a_run_comes_out_the_same(document):
    found = rerun(document, source="run.json")

    assert found.differences == ()
    assert found.warnings == ()
    assert found.sentence.startswith("Every figure is the same to the penny")


def test_half_a_hundredth_of_a_penny_is_no_difference_and_a_penny_is(document):
    document["partners"][0]["gain"] += 0.00004
    document["partners"][1]["gain"] -= 0.01

    (difference,) = rerun(document, source="run.json").differences

    assert difference.where == "partners, barton, gain"
    assert difference.was == pytest.approx(difference.now - 0.01)


def test_a_figure_that_is_gone_is_a_difference(document):
    document["partners"][0]["luck"] = 3

    (difference,) = rerun(document, source="run.json").differences

    assert (difference.was, difference.now) == (3, None)


def test_what_a_newer_version_says_more_is_no_difference(document):
    del document["partners"][0]["p90"]
    same_version = rerun(document, source="run.json")
    document["run"]["version"] = "0.0.1"
    older = rerun(document, source="run.json")

    assert len(same_version.differences) == 1
    assert older.differences == ()
    assert "version 0.0.1" in older.warnings[0]


def test_a_run_keeps_its_parameter_set(document):
    """The case names none, so its jurisdiction's usual one was used, and is stamped."""
    assert "parameter_set" not in document["run"]["document"]
    document["run"]["parameter_set"] = "england-2026-08"

    with pytest.raises(InputError, match="england-2026-08"):
        rerun(document, source="run.json")


def test_an_unknown_verdict_rule_is_refused(document):
    document["run"]["verdict_rule"] = "verdict-1999-01"

    with pytest.raises(InputError, match="verdict-1999-01"):
        rerun(document, source="run.json")


@pytest.mark.parametrize(("key", "value"), [("seed", -1), ("draws", 0), ("draws", 10**9)])
def test_a_stamp_that_no_run_has_is_refused(document, key, value):
    document["run"][key] = value

    with pytest.raises(InputError, match="which no run has"):
        rerun(document, source="run.json")


def test_a_stamp_of_the_wrong_kind_is_refused(document):
    document["run"]["seed"] = "seven"

    with pytest.raises(FileFormatError, match="cannot be used"):
        rerun(document, source="run.json")


def test_an_input_that_can_no_longer_be_read_is_refused_with_its_faults(document):
    document["run"]["document"]["horizon_years"] = 0

    with pytest.raises(RefusedError, match="can no longer be used"):
        rerun(document, source="run.json")
