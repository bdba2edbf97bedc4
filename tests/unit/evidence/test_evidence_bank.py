"""The evidence bank: cases, classes, hazard and checks, each as its source has it."""

from __future__ import annotations

import json
from dataclasses import replace

import numpy as np
import pytest

from commonweal.errors import FileFormatError, InputError
from commonweal.evidence import (
    case,
    cases,
    cases_in,
    confidence_grades,
    optimism_table,
    ratios,
    reality_checks,
    reference_class,
    reference_classes,
    survival,
)
from commonweal.evidence.rows import Case
from commonweal.files import parse_reference_rows, reference_toml


def test_every_case_says_where_it_was_read_or_is_marked_to_check():
    assert [each.id for each in cases() if not each.source_url and each.status != "to-check"] == []


def test_failures_are_in_the_bank_beside_successes():
    ratios_known = [each.benefit_ratio for each in cases() if each.benefit_ratio is not None]

    assert min(ratios_known) == 0
    assert max(ratios_known) > 1
    assert case("clyde-valley").never_began


@pytest.mark.parametrize(
    ("case_id", "cost_ratio", "benefit_ratio"),
    [
        ("uk-central-five-centres", 1.56, None),
        ("dft-swansea", 2.19, 0.36),
        ("rcuk-ssc", 1.65, 0.27),
        ("next-generation-shared-services", None, 0.28),
        ("southwest-one", None, 0.30),
        ("western-australia", 4.89, None),
        ("onesource", None, 0.88),
        ("worcestershire-regulatory-services", None, 1.31),
        ("devon-and-somerset-fire", None, 1.40),
        ("somerset-district-merger", 1.72, None),
        ("compass-point", None, 0.62),
        ("clyde-valley", None, 0.0),
    ],
)
def test_planned_against_actual_is_as_the_source_gives_it(case_id, cost_ratio, benefit_ratio):
    assert case(case_id).cost_ratio == cost_ratio
    assert case(case_id).benefit_ratio == benefit_ratio


@pytest.mark.parametrize(
    "case_id", ["dft-swansea", "devon-and-somerset-fire", "onesource", "compass-point"]
)
def test_benefit_ratios_of_like_sums_are_what_the_sums_give(case_id):
    row = case(case_id)

    assert row.benefit_ratio == pytest.approx(
        row.actual_benefit[0].amount / row.planned_benefit[0].amount, abs=0.006
    )


def test_disputed_claims_are_both_there_and_have_no_ratio():
    claims = case("tri-borough").actual_benefit

    assert [claim.amount for claim in claims] == [7_700_000, 43_000_000, 200_000]
    assert case("tri-borough").benefit_ratio is None


def test_self_reported_cases_are_flagged_and_audited_ones_are_not():
    assert case("procurement-lincolnshire").is_self_reported
    assert not case("dft-swansea").is_self_reported
    assert [
        each.id for each in cases() if each.quality == ("I",) and not each.is_self_reported
    ] == []


@pytest.mark.parametrize(
    ("class_id", "cost_p50", "cost_p80", "benefit_p50", "benefit_p80_safe"),
    [("platform-led", 1.65, 2.2, 0.30, 0.10), ("team-led", 1.1, 1.4, 1.0, 0.75)],
)
def test_the_multipliers_of_each_class(class_id, cost_p50, cost_p80, benefit_p50, benefit_p80_safe):
    row = reference_class(class_id)

    assert row.cost_p50.value == cost_p50
    assert row.cost_p80.value == cost_p80
    assert row.benefit_p50.value == benefit_p50
    assert row.benefit_p80_safe.value == benefit_p80_safe
    assert row.vintage == "2026-11"
    assert row.caveat


def test_multipliers_that_are_professional_judgement_are_to_check():
    team = reference_class("team-led")

    assert {team.cost_p50.status, team.cost_p80.status, team.benefit_p80_safe.status} == {
        "to-check"
    }


def test_a_class_counts_its_own_cases():
    assert reference_class("platform-led").n_cases == 6
    assert reference_class("team-led").n_cases == 4
    for row in reference_classes():
        assert row.case_ids == tuple(each.id for each in cases_in(row.id))


@pytest.mark.parametrize("both", [("platform-led", "team-led"), ["platform-led"], None])
def test_more_than_one_class_at_a_time_is_refused(both):
    with pytest.raises(InputError, match="more than one class") as refusal:
        cases_in(both)

    assert "never pooled" in refusal.value.hint


def test_an_unknown_class_is_refused():
    with pytest.raises(InputError, match="no class of case 'platform'") as refusal:
        cases_in("platform")

    assert "platform-led" in refusal.value.hint
    with pytest.raises(InputError):
        reference_class("other")


def test_ratios_are_arrays_beside_the_cases_they_come_from():
    platform = ratios(cases_in("platform-led"))

    np.testing.assert_array_equal(platform.cost, [1.56, 2.19, 1.65, 4.89])
    assert platform.cost_cases == (
        "uk-central-five-centres",
        "dft-swansea",
        "rcuk-ssc",
        "western-australia",
    )
    np.testing.assert_array_equal(platform.benefit, [0.36, 0.27, 0.28, 0.30])
    assert len(platform.benefit_cases) == len(platform.benefit)


def test_a_case_that_includes_others_of_the_list_is_named_as_overlapping():
    assert ratios(cases_in("platform-led")).overlapping == ("uk-central-five-centres",)
    assert ratios([case("uk-central-five-centres")]).overlapping == ()


def test_a_class_without_a_cost_ratio_gives_an_empty_array():
    assert ratios(cases_in("joint-procurement")).cost.shape == (0,)


def test_ratios_of_two_classes_together_are_refused():
    with pytest.raises(InputError, match="platform-led, team-led"):
        ratios([*cases_in("platform-led"), *cases_in("team-led")])
    with pytest.raises(InputError, match="no cases"):
        ratios([])


def test_the_hazard_is_the_count_and_not_an_assumption():
    row = survival()
    years = sum(event.years for event in row.events)

    assert (len(row.events), row.n_cases, years) == (8, 11, 63)
    assert row.annual_hazard == pytest.approx(8 / (63 + 3 * 11), abs=0.001)
    assert row.annual_hazard_high == pytest.approx(8 / 63, abs=0.001)
    assert row.share_unchanged_after(0) == 1
    assert row.share_unchanged_after(10) == pytest.approx(0.42, abs=0.005)
    assert "42 in 100" in row.how_derived


def test_years_that_a_case_lasted_fit_its_history_where_both_are_known():
    for event in survival().events:
        row = case(event.case_id)
        if row.start_year is None:
            continue
        assert row.start_year + event.years in [entry.year for entry in row.history]


def test_a_hazard_that_the_count_does_not_give_is_refused():
    with pytest.raises(ValueError, match=r"the count gives 0\.0833"):
        replace(survival(), annual_hazard=0.05)


def test_what_has_been_seen_saved():
    checks = {row.id: (row.base, row.low, row.high) for row in reality_checks()}

    assert checks == {
        "back-office": ("whole-spend", 0.018, 0.036),
        "single-service": ("direct-cost", 0.17, 0.23),
    }


def test_confidence_grades_are_recalled_and_say_so():
    assert [(row.grade, row.correction) for row in confidence_grades()] == [
        (1, 0.0),
        (2, 0.05),
        (3, 0.10),
        (4, 0.15),
        (5, 0.25),
        (6, 0.40),
    ]
    assert {row.status for row in confidence_grades()} == {"to-check"}


def test_the_national_table_is_as_printed_and_gives_outsourcing_no_duration():
    table = {
        row.id: (row.cost_upper, row.cost_lower, row.duration_upper, row.duration_lower)
        for row in optimism_table()
    }

    assert table == {
        "standard-buildings": (0.24, 0.02, 0.04, 0.01),
        "non-standard-buildings": (0.51, 0.04, 0.39, 0.02),
        "standard-civil-engineering": (0.44, 0.03, 0.20, 0.01),
        "non-standard-civil-engineering": (0.66, 0.06, 0.25, 0.03),
        "equipment-and-development": (2.00, 0.10, 0.54, 0.10),
        "outsourcing": (0.41, 0.0, None, None),
    }
    assert [row.id for row in optimism_table() if row.cost_is == "operating"] == ["outsourcing"]


def test_rows_can_be_written_as_json():
    for row in (*cases(), *reference_classes(), survival(), *optimism_table()):
        assert json.loads(json.dumps(row.to_dict()))["id"] == row.id


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"cost_ratio": 1.5}, "the first figures give 2.188"),
        ({"actual_cost": []}, "without a planned and an actual cost"),
        ({"ratio_note": ""}, "ratio_note does not say"),
        ({"benefit_ratio": float("nan")}, "finite"),
        ({"quality": []}, "quality"),
        ({"quality": ["B"]}, "quality"),
        ({"reference_class": "big"}, "reference_class"),
        ({"history": [{"year": 2010, "what": "x"}, {"year": 2009, "what": "y"}]}, "order of year"),
        ({"source_urls": ""}, "source_urls"),
        ({"planned_cost": [{"amount": 1, "bound": "exact"}]}, "basis"),
    ],
)
def test_a_broken_case_stops_the_loading(change, message):
    rows = reference_toml("commonweal.evidence", "data/cases.toml")["cases"]
    dft = next(row for row in rows if row["id"] == "dft-swansea")

    with pytest.raises(FileFormatError) as refusal:
        parse_reference_rows([{**dft, **change}], Case, file="data/cases.toml", table="cases")

    assert message in str(refusal.value)
    assert "dft-swansea" in str(refusal.value)


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (
            lambda: replace(
                reference_class("team-led"), cost_p80=reference_class("team-led").benefit_p50
            ),
            "cost_p80 is below",
        ),
        (
            lambda: replace(
                reference_class("team-led"), benefit_p80_safe=reference_class("team-led").cost_p80
            ),
            "benefit_p80_safe is above",
        ),
        (lambda: replace(reality_checks()[0], low=0.5), "low is above high"),
        (lambda: replace(optimism_table()[0], cost_lower=0.5), "cost_lower is above"),
        (lambda: replace(optimism_table()[0], duration_upper=None), "both bounds"),
    ],
)
def test_figures_the_wrong_way_round_are_refused(make, message):
    with pytest.raises(ValueError, match=message):
        make()
