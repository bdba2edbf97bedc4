"""Preconditions held against each other: contradictions, gaps, differences."""

from __future__ import annotations

import pytest

from commonweal.errors import InputError
from commonweal.exchange import Precondition, contradictions, differences, gaps, topics


def host(*bodies, demand="one-of", **more):
    return Precondition(topic="host", demand=demand, values=bodies, **more)


def years(demand, number):
    return Precondition(topic="years-committed", demand=demand, number=number)


def merger(demand):
    return Precondition(topic="no-merger", demand=demand)


@pytest.mark.parametrize(
    ("ashby", "barton", "contradict"),
    [
        (host("ashby"), host("barton"), True),
        (host("ashby"), host("ashby", "barton"), False),
        (host("ashby"), host("ashby", demand="none-of"), True),
        (years("at-least", 5), years("at-most", 3), True),
        (years("at-least", 3), years("at-most", 3), False),
        (years("at-least", 3), years("at-least", 9), False),
        (merger("must"), merger("must-not"), True),
        (merger("must"), merger("must"), False),
        (merger("must"), host("ashby"), False),
        (host("ashby", service="payroll"), host("barton", service="ict"), False),
        (host("ashby", service="payroll"), host("barton"), True),
    ],
)
def test_two_bodies_contradict_each_other_only_where_nothing_meets_both(ashby, barton, contradict):
    found = contradictions({"ashby": [ashby], "barton": [barton]})

    assert bool(found) is contradict


def test_a_contradiction_is_told_with_who_says_what():
    (found,) = contradictions(
        {"ashby": [years("at-least", 5)], "barton": [years("at-most", 3)]},
        names={"ashby": "Ashby", "barton": "Barton"},
    )

    assert found.bodies == ("ashby", "barton")
    assert "Ashby says at least 5 years; Barton says at most 3 years" in found.sentence


def test_three_who_contradict_only_together_are_found():
    def one_of(*forms):
        return Precondition(topic="legal-form", demand="one-of", values=forms)

    (found,) = contradictions(
        {
            "ashby": [one_of("contract", "company")],
            "barton": [one_of("company", "lead-body")],
            "carrow": [one_of("lead-body", "contract")],
        }
    )

    assert found.bodies == ("ashby", "barton", "carrow")


def test_a_body_that_contradicts_itself_is_told_once():
    (found,) = contradictions(
        {"ashby": [years("at-least", 5), years("at-most", 3)], "barton": [years("at-most", 9)]}
    )

    assert found.bodies == ("ashby",)


@pytest.mark.parametrize(
    "wrong",
    [
        {"topic": "no-merger", "demand": "at-least", "number": 3},
        {"topic": "years-committed", "demand": "at-least"},
        {"topic": "no-merger", "demand": "must", "number": 1},
        {"topic": "host", "demand": "one-of"},
        {"topic": "legal-form", "demand": "one-of", "values": ("guild",)},
        {"topic": "no-such-topic", "demand": "must"},
    ],
)
def test_a_demand_that_does_not_fit_its_topic_is_refused_with_what_does(wrong):
    with pytest.raises(InputError) as refusal:
        Precondition(**wrong)

    assert refusal.value.hint


def test_a_precondition_comes_back_from_plain_values():
    one = host("ashby", service="payroll", words="or nothing")

    assert Precondition.from_dict(one.to_dict()) == one


def test_what_only_some_raised_comes_before_what_nobody_did():
    found = gaps({"ashby": [merger("must")], "barton": []}, names={"ashby": "Ashby"})

    assert found[0].topic == "no-merger"
    assert "Ashby raised it" in found[0].question
    assert len(found) == len(topics())
    assert all(not gap.raised_by for gap in found[1:])


def test_answers_that_differ_are_told_as_a_question_and_no_score():
    answers = {"Ashby": {"trust": "yes"}, "Barton": {"trust": "no"}, "Carrow": {"trust": "yes"}}

    (found,) = differences(answers, {"trust": "Do we trust each other?"})

    assert "Ashby and Carrow: yes; Barton: no" in found.to_ask
    assert not list(differences({"a": {"trust": "yes"}, "b": {"trust": "yes"}}, {"trust": "?"}))
