"""Data files that ship with the package, and the rows in them."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from commonweal.errors import FileFormatError, InputError
from commonweal.files import (
    Sourced,
    check_unique_ids,
    find_by_id,
    parse_reference_rows,
    reference_bytes,
    reference_names,
    reference_rows,
    reference_toml,
)

GOOD = {"source": "A report", "date": "2006-06", "status": "as-published"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate(Sourced):
    id: str
    level: float = 0.0
    tags: tuple[str, ...] = ()


def parse(*rows):
    return parse_reference_rows(list(rows), Rate, file="data/rates.toml", table="rates")


def test_a_packaged_file_is_read_and_its_caller_owns_the_result():
    first = reference_toml("commonweal.services", "data/forms.toml")
    first["forms"].clear()

    assert reference_toml("commonweal.services", "data/forms.toml")["forms"]


def test_the_data_files_of_a_package_can_be_listed():
    assert "data/forms.toml" in reference_names("commonweal.services", "data")
    assert reference_names("commonweal.services", "no-such-folder") == ()
    assert reference_names("commonweal.no_such_package") == ()


@pytest.mark.parametrize(
    ("package", "name"),
    [
        ("commonweal.services", "data/froms.toml"),
        ("commonweal.services", "data"),
        ("commonweal.services", "catalogue.py/forms.toml"),
        ("commonweal.no_such_package", "forms.toml"),
    ],
)
def test_a_file_that_the_package_does_not_ship_is_refused(package, name):
    with pytest.raises(FileFormatError, match="ships no data file"):
        reference_bytes(package, name)


def test_a_near_name_is_suggested():
    with pytest.raises(FileFormatError) as refusal:
        reference_bytes("commonweal.services", "data/froms.toml")

    assert "data/forms.toml" in refusal.value.hint


def test_a_file_that_is_not_toml_is_refused_with_its_line():
    with pytest.raises(FileFormatError, match="is not TOML") as refusal:
        reference_toml("commonweal.services", "catalogue.py")

    assert refusal.value.place.line == 1


def test_a_missing_table_is_refused_naming_those_there_are():
    with pytest.raises(FileFormatError, match="no table") as refusal:
        reference_rows("commonweal.services", "data/forms.toml", "rates", Rate)

    assert "forms" in refusal.value.hint


def test_rows_become_frozen_dataclasses():
    (row,) = parse({**GOOD, "id": "a", "level": 0.035, "tags": ["x", "y"]})

    assert row == Rate(**GOOD, id="a", level=0.035, tags=("x", "y"))


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"source": " "}, "source is empty"),
        ({"date": "June 2006"}, "date is 'June 2006'"),
        ({"date": "2006-13"}, "date is '2006-13'"),
        ({"status": "fine"}, "status"),
        ({"level": "high"}, "level"),
        ({"levle": 0.1}, "levle"),
    ],
)
def test_a_broken_row_stops_the_loading_and_is_named(change, message):
    with pytest.raises(FileFormatError) as refusal:
        parse({**GOOD, "id": "first"}, {**GOOD, "id": "second", **change})

    said = str(refusal.value)
    assert message in said
    assert "rates[2] (second)" in said
    assert "data/rates.toml" in said


@pytest.mark.parametrize("left_out", ["source", "date", "status", "id"])
def test_nothing_that_a_row_must_carry_can_be_left_out(left_out):
    row = {**GOOD, "id": "a"}
    del row[left_out]

    with pytest.raises(FileFormatError, match=left_out):
        parse(row)


def test_every_fault_is_told_at_once():
    with pytest.raises(FileFormatError) as refusal:
        parse({**GOOD, "id": "a", "level": "x"}, {**GOOD, "id": "b", "status": "x"})

    assert "rates[1] (a).level" in refusal.value.hint
    assert "rates[2] (b).status" in refusal.value.hint


def test_rows_that_are_no_list_are_refused():
    with pytest.raises(FileFormatError):
        parse_reference_rows({"id": "a"}, Rate, file="f", table="rates")


def test_two_rows_with_one_id_and_ids_that_are_no_slugs_are_refused():
    a, b = parse({**GOOD, "id": "a"}, {**GOOD, "id": "B c"})

    with pytest.raises(FileFormatError, match="Two rows have the rate id 'a'"):
        check_unique_ids([a, a], file="f", what="rate")
    with pytest.raises(FileFormatError, match="not a plain slug"):
        check_unique_ids([a, b], file="f", what="rate")


def test_a_row_is_found_by_id_and_a_near_one_suggested():
    rows = parse({**GOOD, "id": "building-control"}, {**GOOD, "id": "payroll"})

    assert find_by_id(rows, "payroll", what="service").id == "payroll"
    with pytest.raises(InputError, match="There is no service") as refusal:
        find_by_id(rows, "Building contol", what="service")
    assert refusal.value.hint == "Did you mean building-control?"


def test_with_nothing_near_the_ids_are_listed():
    rows = parse({**GOOD, "id": "payroll"})

    with pytest.raises(InputError) as refusal:
        find_by_id(rows, "zzz", what="service")
    assert "payroll" in refusal.value.hint
    with pytest.raises(InputError):
        find_by_id(rows, "", what="service")
