"""Forms drawn from the schema: every key of every table, and back again what was shown."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from pydantic import TypeAdapter

from commonweal.partnership import plain, read_partnership
from commonweal.partnership.base import Entry, Range
from commonweal.partnership.baselines import Baseline, CostLines
from commonweal.partnership.people import BodyEntry
from commonweal.partnership.saying import entries
from commonweal.partnership.schema_walk import kinds
from commonweal.partnership.workbook.leaves import leaf_of
from commonweal_web.core.forms.from_schema import initial_of, schema_form, values_of

EXAMPLES = sorted(Path("examples").glob("*.toml"))


def keys_of(model):
    return [key for key, info in model.model_fields.items() if leaf_of(info) is not None]


@pytest.mark.parametrize("kind", kinds(), ids=lambda kind: ".".join(kind.path) or "partnership")
def test_every_table_of_the_file_has_a_form_whose_keys_say_what_they_mean(kind):
    form = schema_form(kind.model, keys_of(kind.model))()

    for bound in form:
        assert bound.label
        assert bound.help_text or bound.name in ("lever", "cost", "risk")


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
def test_what_a_form_shows_of_an_example_is_read_back_as_it_was(example):
    partnership, _ = read_partnership(example.read_text(encoding="utf-8"), source=example.name)

    for _, entry in entries(partnership):
        if isinstance(entry, Range):
            continue
        values = json.loads(json.dumps(plain(entry), default=str))
        form_class = schema_form(type(entry), keys_of(type(entry)))
        form = form_class(initial_of(form_class, values))

        assert form.is_valid(), form.errors
        assert as_judged(type(entry), values_of(form, values)) == as_judged(type(entry), values)


def as_judged(model: type[Entry], values):
    return TypeAdapter(model).validate_python(values)


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("£1,200.00 ", 1200.0),
        ("1.2m", 1_200_000.0),
        ("100 to 140, likely 120", {"low": 100.0, "likely": 120.0, "high": 140.0}),
        ("assumption:staff-cost", "assumption:staff-cost"),
        ("", None),
    ],
)
def test_money_is_taken_as_officers_type_it(typed, value):
    form = schema_form(CostLines, ["staff"])({"staff": typed})

    assert form.is_valid()
    assert form.cleaned_data["staff"] == value


def test_what_cannot_be_read_is_refused_with_what_to_type():
    form = schema_form(CostLines, ["staff"])({"staff": "about forty"})

    assert not form.is_valid()
    assert "Type a number" in str(form.errors["staff"])


def test_what_is_left_blank_is_taken_out_and_what_no_field_shows_stays():
    form = schema_form(BodyEntry, ["place"])({"place": ""})

    assert form.is_valid()
    assert values_of(form, {"place": "Ashby", "name": "Ashby"}) == {"name": "Ashby"}


def test_names_in_this_partnership_are_chosen_from_a_list():
    form = schema_form(
        Baseline, ["service", "not_returned"], choices={"service": [("payroll", "Payroll")]}
    )

    assert form({"service": "payroll", "not_returned": ["staff"]}).is_valid()
    assert not form({"service": "ict"}).is_valid()
