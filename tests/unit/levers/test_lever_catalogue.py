"""The catalogue of levers, the file's entries and the code are the same ten levers."""

import typing

import numpy as np
import pytest

from commonweal.appraisal.levers import LEVERS, apply_lever
from commonweal.appraisal.streams import LINES
from commonweal.errors import InputError
from commonweal.partnership.baselines import LineName
from commonweal.partnership.levers import AnyLever, LeverUse
from tests.unit.levers.worked import entry_of, figures_of, records_of, setting_of

SHARED_ONLY = {
    "management-deduplication",
    "fixed-cost-spreading",
    "systems-consolidation",
    "pooled-capacity",
}


def entries():
    union = typing.get_args(AnyLever)[0]
    return typing.get_args(union)


def lever_id(entry):
    return typing.get_args(entry.model_fields["lever"].annotation)[0]


def test_every_lever_of_the_file_is_in_the_catalogue_and_the_other_way_round():
    assert {lever_id(entry) for entry in entries()} == set(LEVERS)


def test_each_lever_of_the_catalogue_takes_the_entry_of_its_own_name():
    assert all(lever_id(lever.entry) == name for name, lever in LEVERS.items())


def test_the_lines_of_the_file_are_the_lines_of_the_appraisal():
    assert typing.get_args(LineName) == LINES


def test_levers_that_only_work_together_say_so():
    assert {name for name, lever in LEVERS.items() if not lever.available_alone} == SHARED_ONLY
    assert all(lever.available_shared for lever in LEVERS.values())


@pytest.mark.parametrize("name", LEVERS)
def test_every_lever_says_its_formula_limits_evidence_and_source_in_words(name):
    lever = LEVERS[name]

    assert all(len(text.split()) > 8 for text in (lever.formula, lever.limits, lever.evidence))
    assert lever.source
    assert lever.date


@pytest.mark.parametrize("entry", entries(), ids=lever_id)
def test_every_parameter_says_what_it_is(entry):
    own = set(entry.model_fields) - {"lever", "note"}

    assert [name for name in own if not entry.model_fields[name].description] == []


@pytest.mark.parametrize("entry", entries(), ids=lever_id)
def test_every_figure_carries_its_unit_into_the_schema(entry):
    schema = entry.model_json_schema()["properties"]
    parameters = set(entry.model_fields) - set(LeverUse.model_fields)
    figures = {
        name: schema[name] for name in parameters if "Range" in str(schema[name]) and name != "note"
    }

    assert [name for name, field in figures.items() if "'unit'" not in str(field)] == []


@pytest.mark.parametrize("name", sorted(set(LEVERS) - {"market-price"}))
def test_a_lever_with_nothing_stated_saves_exactly_nothing(name):
    entry = entry_of(name)
    records = records_of(
        {line: [900.0, 700.0, 300.0] for line in LINES},
        n_systems=[2, 1, 1],
        agency_cost=[90.0, 70.0, 30.0],
    )

    streams = apply_lever(setting_of(records), entry, figures_of(entry))

    assert streams
    assert all(np.array_equal(s.amount, np.zeros_like(s.amount)) for s in streams)


@pytest.mark.parametrize("name", sorted(SHARED_ONLY))
def test_a_lever_that_works_only_together_is_refused_where_a_body_acts_alone(name):
    entry = entry_of(name)
    alone = setting_of(records_of({"staff": [10.0, 20.0]}), is_shared=False)

    with pytest.raises(InputError, match="works only where bodies share"):
        apply_lever(alone, entry, figures_of(entry))


def test_streams_carry_the_line_the_ramp_and_whose_they_are():
    entry = entry_of("process-redesign", share_of_staff_saved=0.1, ramp=(0.25, 1.0))
    records = records_of({"staff": [100.0, 50.0]})

    (shared,) = apply_lever(setting_of(records), entry, figures_of(entry))
    (alone,) = apply_lever(setting_of(records, is_shared=False), entry, figures_of(entry))

    assert (shared.line, shared.timing, shared.ramp) == ("staff", "ramp", (0.25, 1.0))
    assert shared.is_joint
    assert not alone.is_joint
    assert shared.id == "process-redesign-staff"
