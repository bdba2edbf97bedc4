"""The JSON Schema fits every file that reads, and says what every key is."""

from __future__ import annotations

import datetime as dt
import json
import tomllib
from pathlib import Path
from typing import Any

import pytest

from commonweal.partnership import json_schema, plain, starter
from tests.unit.partnership.cases import CASE, read
from tests.unit.partnership.schema_rules import broken_rules

EXAMPLES = sorted((Path(__file__).resolve().parents[3] / "examples").glob("*.toml"))
SCHEMA = json_schema()


def as_json(values: Any) -> Any:
    return json.loads(json.dumps(values, default=dt.date.isoformat))


@pytest.mark.parametrize("file", EXAMPLES, ids=lambda file: file.stem)
def test_every_example_fits_the_schema_as_it_is_written(file):
    values = as_json(tomllib.loads(file.read_text(encoding="utf-8")))

    assert broken_rules(values, SCHEMA, SCHEMA) == []


def test_the_starter_fits_the_schema():
    assert broken_rules(as_json(tomllib.loads(starter("Ashby"))), SCHEMA, SCHEMA) == []


def test_what_is_written_out_fits_the_schema():
    assert broken_rules(as_json(plain(read(CASE))), SCHEMA, SCHEMA) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('name = "Ashby and Barton"', ""),
        ('kind = "district"', "populaton = 5"),
        ("total = 300000", 'total = "£300,000"'),
        ("total = 300000", "total = true"),
        ("applications = 900", "applications = -900"),
        ("share_of_staff_saved = 0.05", "share_of_staff_saved = 5"),
        ('lever = "process-redesign"', 'lever = "magic"'),
        ('id = "ashby"', 'id = "Ashby DC"'),
        ('rule = "driver"', 'rule = "fair"'),
        ("costs = { management = 60000, staff = 240000 }", "costs = []"),
    ],
)
def test_what_the_schema_can_see_it_refuses(old, new):
    assert old in CASE
    values = as_json(tomllib.loads(CASE.replace(old, new, 1)))

    assert broken_rules(values, SCHEMA, SCHEMA) != []


def tables() -> list[tuple[str, dict[str, Any]]]:
    return [("Partnership", SCHEMA), *SCHEMA["$defs"].items()]


@pytest.mark.parametrize(("name", "table"), tables(), ids=[name for name, _ in tables()])
def test_every_table_and_every_key_says_what_it_is(name, table):
    assert table.get("description")
    silent = [key for key, value in table["properties"].items() if not value.get("description")]

    assert silent == []


@pytest.mark.parametrize(("name", "table"), tables(), ids=[name for name, _ in tables()])
def test_what_a_key_is_is_said_in_whole_sentences_without_a_machines_words(name, table):
    for key, value in table["properties"].items():
        said = " ".join(value["description"].split())
        assert said.endswith((".", ":")), f"{name}.{key}: {said}"
        assert said[0].isupper() or said[0] in '`"', f"{name}.{key}: {said}"
        assert "pydantic" not in said


@pytest.mark.parametrize(("name", "table"), tables(), ids=[name for name, _ in tables()])
def test_no_table_takes_a_key_that_it_does_not_know(name, table):
    assert table["additionalProperties"] is False


def test_money_and_shares_carry_their_unit():
    tables_by_name = SCHEMA["$defs"]

    assert tables_by_name["CostLines"]["properties"]["staff"]["unit"] == "pounds a year"
    assert tables_by_name["BodyEntry"]["properties"]["vat_recovery"]["unit"] == "share"
    assert tables_by_name["SetUp"]["properties"]["per_partner"]["unit"] == "pounds"


def test_the_schema_is_the_same_each_time_and_can_be_written_as_json():
    assert json.dumps(json_schema(), sort_keys=True) == json.dumps(SCHEMA, sort_keys=True)
    assert SCHEMA["$schema"].endswith("2020-12/schema")
