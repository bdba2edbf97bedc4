"""The catalogue of costs, the file's entries and the code are the same eighteen costs."""

import typing

import pytest

from commonweal.appraisal.costs import COSTS, RISK_NOTES, ROUTES
from commonweal.errors import InputError
from commonweal.partnership.costs import AnyCost, AnyRisk, NegotiationRoute
from tests.unit.costs.worked import entry_of, records_of, setting_of, stream

ONLY_WHERE_BODIES_SHARE = {"negotiation", "harmonisation", "local-variants", "coordination"}
LEFT_OUT_FOR_SOCIETY = {"redundancy", "pension-strain", "irrecoverable-vat"}


def entries(union):
    return typing.get_args(typing.get_args(union)[0])


def name_of(entry, key="cost"):
    return typing.get_args(entry.model_fields[key].annotation)[0]


def test_every_cost_of_the_file_is_in_the_catalogue_and_the_other_way_round():
    assert {name_of(entry) for entry in entries(AnyCost)} == set(COSTS)


def test_each_cost_of_the_catalogue_takes_the_entry_of_its_own_name():
    assert all(name_of(cost.entry) == name for name, cost in COSTS.items())


def test_every_risk_of_the_file_has_notes():
    assert {name_of(entry, "risk") for entry in entries(AnyRisk)} == set(RISK_NOTES)


def test_every_route_of_negotiation_has_its_months():
    assert set(typing.get_args(NegotiationRoute)) == set(ROUTES)
    assert all(row.low <= row.months <= row.high for row in ROUTES.values())


def test_costs_of_dealing_with_partners_arise_only_where_bodies_share():
    alone = {name for name, cost in COSTS.items() if not cost.available_alone}

    assert alone == ONLY_WHERE_BODIES_SHARE
    assert all(cost.available_shared for cost in COSTS.values())


def test_only_payments_that_use_nothing_up_are_left_out_for_society():
    assert {name for name, cost in COSTS.items() if cost.is_transfer} == LEFT_OUT_FOR_SOCIETY


def test_only_unpaid_staff_time_is_no_cash():
    assert {name for name, cost in COSTS.items() if not cost.is_cash} == {"unpaid-staff-time"}


@pytest.mark.parametrize("name", COSTS)
def test_every_cost_says_its_formula_limits_evidence_and_lens_in_words(name):
    cost = COSTS[name]

    texts = (cost.formula, cost.limits, cost.evidence, cost.lens_note)
    assert all(len(text.split()) > 5 for text in texts)
    assert cost.source
    assert cost.date


@pytest.mark.parametrize("entry", [*entries(AnyCost), *entries(AnyRisk)])
def test_every_parameter_says_what_it_is(entry):
    own = set(entry.model_fields) - {"cost", "risk", "note"}
    undescribed = [name for name in own if not entry.model_fields[name].description]

    assert undescribed == []


def test_a_cost_of_dealing_with_partners_is_refused_where_a_body_acts_alone():
    alone = setting_of(records_of(), is_shared=False)
    entry = entry_of("coordination", per_further_partner=20_000)

    with pytest.raises(InputError, match="each body acts alone"):
        stream(alone, entry)


def test_a_case_that_overrules_the_catalogue_for_society_says_so():
    entry = entry_of(
        "redundancy",
        cost_per_post=20_000,
        average_cost_per_post=40_000,
        counts_for_society=True,
        why="The local economy will not find them other work.",
    )

    found = stream(setting_of(records_of()), entry)

    assert not found.is_transfer
    assert found.lens_note.startswith("This case counts it for society. The local economy")


def test_a_case_that_agrees_with_the_catalogue_adds_nothing_to_its_reason():
    entry = entry_of(
        "redundancy", cost_per_post=1, average_cost_per_post=1, counts_for_society=False
    )

    assert stream(setting_of(records_of()), entry).lens_note == COSTS["redundancy"].lens_note


def test_what_falls_on_each_body_is_not_shared_by_the_rule():
    setting = setting_of(records_of())

    assert stream(setting, entry_of("set-up", project_team=1)).is_joint
    assert not stream(setting, entry_of("set-up", project_team=1, falls_on="each-body")).is_joint
    assert not stream(setting, entry_of("client-side", per_body=1)).is_joint


def test_nothing_is_joint_where_each_body_acts_alone():
    assert not stream(
        setting_of(records_of(), is_shared=False), entry_of("set-up", project_team=1)
    ).is_joint


def test_a_one_off_keeps_the_years_of_its_entry():
    entry = entry_of(
        "set-up", project_team=1, spread=(0.25, 0.75), first_year=-1, counted_from="go-live"
    )

    found = stream(setting_of(records_of()), entry)

    assert (found.timing, found.spread, found.first_year, found.counted_from) == (
        "one-off",
        (0.25, 0.75),
        -1,
        "go-live",
    )


def test_leaving_is_counted_from_the_end_unless_the_case_says_otherwise():
    assert stream(setting_of(records_of()), entry_of("exit", fixed=1)).counted_from == "end"
