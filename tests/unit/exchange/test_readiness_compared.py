"""Readiness by role and body: what is worth talking about, and nothing to rank by."""

from __future__ import annotations

import pytest

from commonweal.errors import InputError
from commonweal.exchange import (
    Answerer,
    check_readiness,
    compare_readiness,
    readiness_questions,
)
from commonweal.exchange.readiness import readiness_roles, readiness_sets
from commonweal.services import catalogue

ASHBY_LEADER = Answerer(body="ashby", role="leader")
ASHBY_FINANCE = Answerer(body="ashby", role="finance-officer")
BARTON_LEADER = Answerer(body="barton", role="leader")


def of_trust(**by_who):
    who = {"ashby": ASHBY_LEADER, "finance": ASHBY_FINANCE, "barton": BARTON_LEADER}
    return {who[name]: {"trust-between-partners": answer} for name, answer in by_who.items()}


@pytest.mark.parametrize(
    ("answers", "sorts"),
    [
        ({"ashby": "in place", "barton": "in place"}, []),
        ({"ashby": "not in place", "barton": "not in place"}, ["gap"]),
        ({"ashby": "not known", "barton": "not in place"}, ["gap", "between-bodies"]),
        ({"ashby": "in place", "barton": "not in place"}, ["between-bodies"]),
        ({"ashby": "in place", "finance": "not in place"}, ["within-a-body"]),
        (
            {"ashby": "in place", "finance": "not in place", "barton": "in place"},
            ["within-a-body"],
        ),
        (
            {"ashby": "in place", "finance": "partly in place", "barton": "not known"},
            ["between-bodies", "within-a-body"],
        ),
    ],
)
def test_what_nobody_has_is_a_gap_and_what_some_see_otherwise_is_a_difference(answers, sorts):
    found = compare_readiness(of_trust(**answers))

    assert [finding.sort for finding in found.findings] == sorts
    assert bool(found.common_ground) is not bool(sorts)


def test_a_finding_says_who_said_what_and_what_to_talk_about():
    (found,) = compare_readiness(
        of_trust(ashby="in place", finance="in place", barton="not in place"),
        names={"ashby": "Ashby", "barton": "Barton"},
        terms={"finance_officer": "section 151 officer"},
    ).findings

    assert found.to_ask == (
        "Do we trust the partners we would share with? "
        "Ashby (leader or chair) and Ashby (section 151 officer): in place; "
        "Barton (leader or chair): not in place. "
        "What would each have to see the other do, to trust it?"
    )


def test_gaps_are_told_before_differences_whatever_the_order_of_the_questions():
    found = compare_readiness(
        {
            ASHBY_LEADER: {"trust-between-partners": "in place", "local-first": "not known"},
            BARTON_LEADER: {"trust-between-partners": "not known", "local-first": "not known"},
        }
    )

    assert [finding.question for finding in found.findings] == [
        "local-first",
        "trust-between-partners",
    ]


def test_partners_of_two_schools_of_redesign_are_told_that_they_differ():
    service_head = Answerer(body="barton", role="service-head")
    found = compare_readiness(
        {
            Answerer(body="ashby"): {"redesign-school": "strip out rule-based work"},
            service_head: {"redesign-school": "remove stages and failure demand"},
        }
    )

    assert [finding.sort for finding in found.findings] == ["between-bodies"]


def test_every_factor_condition_and_school_of_the_catalogue_is_asked_about():
    asked = {row.id: row for row in readiness_questions()}
    of_set = {
        one.id: {row.id for row in asked.values() if row.set == one.id} for one in readiness_sets()
    }
    gate = catalogue()

    assert of_set["success-factors"] == {row.id for row in gate.criteria_of("success-factors")}
    assert of_set["conditions"] == {row.id for row in gate.conditions}
    schools = set(asked["redesign-school"].answers) - {"no redesign now", "not known"}
    assert schools == {row.name.lower() for row in gate.schools}


def test_every_question_is_asked_of_some_role_and_every_role_of_something():
    for row in readiness_questions():
        assert row.settled
        assert any(row.is_asked_of(role.id) for role in readiness_roles())
    for role in readiness_roles():
        assert readiness_questions(role.id)


def test_members_are_asked_nothing_about_technology():
    assert "technology-cost" not in {row.id for row in readiness_questions("members")}


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"trust-between-partners": "splendid"}, "'splendid'"),
        ({"trust-between-partners": ""}, "not answered"),
        ({"technology-cost": "in place"}, "not asked of members"),
    ],
)
def test_a_set_of_answers_is_whole_and_in_the_words_that_are_offered(changed, said):
    whole = {row.id: row.answers[0] for row in readiness_questions("members")}
    check_readiness(whole, role="members")

    with pytest.raises(InputError) as refused:
        check_readiness(whole | changed, role="members")

    assert said in refused.value.message
    assert refused.value.place.key in changed
