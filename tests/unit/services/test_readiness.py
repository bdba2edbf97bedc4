"""The readiness gate: every success factor, and any service type, and any benefit."""

from __future__ import annotations

import json

import pytest

from commonweal.errors import InputError
from commonweal.services import catalogue, readiness_gate

FACTORS = (
    "political-commitment",
    "leadership",
    "supportive-culture",
    "skills-and-capacity",
    "trust-between-partners",
)
TYPES = (
    "non-personal",
    "standardised",
    "internal-support",
    "personal-high-impact-block",
    "personal-low-impact-transactional",
)
BENEFITS = (
    "quality-gain",
    "quality-held-and-saving",
    "cost-saving",
    "low-impact-on-local-economy",
)
READY = {**dict.fromkeys(FACTORS, "yes"), "internal-support": "yes", "cost-saving": "yes"}


def test_the_criteria_are_those_of_the_source():
    rows = catalogue()

    assert tuple(c.id for c in rows.criteria_of("success-factors")) == FACTORS
    assert tuple(c.id for c in rows.criteria_of("service-type")) == TYPES
    assert tuple(c.id for c in rows.criteria_of("benefit")) == BENEFITS


def test_all_factors_one_type_and_one_benefit_are_enough():
    result = readiness_gate(READY)

    assert result.outcome == "yes"
    assert result.missing == ()
    assert result.failed == ()
    assert result.sentence == "Ready: every group of conditions is met."


@pytest.mark.parametrize("service_type", TYPES)
@pytest.mark.parametrize("benefit", BENEFITS)
def test_any_type_will_do_with_any_benefit(service_type, benefit):
    answers = {**dict.fromkeys((*TYPES, *BENEFITS), "no"), **dict.fromkeys(FACTORS, "yes")}

    assert readiness_gate({**answers, service_type: "yes", benefit: "yes"}).outcome == "yes"


@pytest.mark.parametrize("factor", FACTORS)
def test_one_factor_that_is_lacking_is_enough_for_no(factor):
    result = readiness_gate({**READY, factor: "no"})

    assert result.outcome == "no"
    assert [criterion.id for criterion in result.failed] == [factor]
    assert catalogue().criteria_of("success-factors")[FACTORS.index(factor)].name.lower() in (
        result.sentence
    )


@pytest.mark.parametrize("factor", FACTORS)
def test_one_factor_not_known_is_not_yet_and_is_named(factor):
    answers = {name: answer for name, answer in READY.items() if name != factor}

    for unknown in (answers, {**answers, factor: "unknown"}):
        result = readiness_gate(unknown)
        assert result.outcome == "not-yet"
        assert [criterion.id for criterion in result.missing] == [factor]


@pytest.mark.parametrize(
    ("group", "taken"), [(TYPES, "internal-support"), (BENEFITS, "cost-saving")]
)
def test_a_group_of_alternatives_fails_only_when_all_are_answered_no(group, taken):
    all_but_one = {**READY, **dict.fromkeys(group, "no"), taken: "unknown"}
    assert readiness_gate(all_but_one).outcome == "not-yet"
    assert [criterion.id for criterion in readiness_gate(all_but_one).missing] == [taken]

    none = {**READY, **dict.fromkeys(group, "no")}
    assert readiness_gate(none).outcome == "no"
    assert "none holds" in readiness_gate(none).sentence


def test_a_no_decides_even_while_other_things_are_unknown():
    result = readiness_gate({"trust-between-partners": "no"})

    assert result.outcome == "no"
    assert [criterion.id for criterion in result.failed] == ["trust-between-partners"]


def test_with_no_answers_at_all_everything_is_missing():
    result = readiness_gate({})

    assert result.outcome == "not-yet"
    assert len(result.missing) == 14


def test_unknown_questions_and_other_answers_are_refused():
    with pytest.raises(InputError, match="no readiness question 'trust'") as refusal:
        readiness_gate({"trust": "yes"})
    assert refusal.value.place.key == "readiness.trust"

    with pytest.raises(InputError, match="'maybe'") as refusal:
        readiness_gate({"leadership": "maybe"})
    assert "yes, no or unknown" in refusal.value.hint


def test_the_result_can_be_written_as_json():
    written = json.loads(json.dumps(readiness_gate({**READY, "leadership": "unknown"}).to_dict()))

    assert written["outcome"] == "not-yet"
    assert written["missing"] == ["leadership"]
    assert [group["outcome"] for group in written["groups"]] == ["not-yet", "yes", "yes"]
