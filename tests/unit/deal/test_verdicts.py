"""The verdict beyond the worked cases: its rule as data, its words, its order of reasons."""

import dataclasses

import pytest

from commonweal.deal import deal_of, say_chance, say_names, verdict_rule, verdict_rules
from commonweal.errors import InputError
from tests.unit.appraisal.worked import appraised, case, cost, deal, lever, redesign_alone, shared

SPENDS = {"ashby": {"management": 120_000}, "barton": {"management": 80_000}}
TEAM = lever("management-deduplication", kept_share_of_other_teams=0.0)


def partnership(set_up=200_000, **rest):
    option = shared([TEAM], [cost("set-up", other=set_up)])
    return case(SPENDS, [redesign_alone(), option], **rest)


def test_rules_are_dated_and_the_newest_applies():
    rules = verdict_rules()

    assert [rule.date for rule in rules] == sorted(rule.date for rule in rules)
    assert verdict_rule() == rules[-1]
    assert verdict_rule(rules[0].id) == rules[0]
    assert all(rule.source for rule in rules)


def test_an_unknown_rule_is_refused_with_those_there_are():
    with pytest.raises(InputError, match="no verdict rule verdict-1066") as refusal:
        verdict_rule("verdict-1066")
    assert verdict_rule().id in refusal.value.hint


@pytest.mark.parametrize(
    ("threshold", "value", "answer"),
    [
        ("least_gain_share", 0.19, "share"),
        ("least_gain_share", 0.21, "do-not-share"),
        ("even_chance", 0.0, "do-not-share"),
        ("most_guessed_share", 1.0, "share"),
    ],
)
def test_every_threshold_is_taken_from_the_rule_given(threshold, value, answer):
    """The case gains 20 per cent of what is in scope, for certain."""
    rule = dataclasses.replace(verdict_rule(), id="another", **{threshold: value})

    found = deal_of(appraised(partnership()), rule=rule)

    assert found.verdict.answer == answer
    assert found.verdict.rule == found.to_dict()["run"]["verdict_rule"] == "another"


def test_share_says_the_gain_the_years_and_that_all_gain():
    verdict = deal(partnership()).verdict

    assert verdict.sentence == (
        "Share: over 5 years the 2 partners gain £200,000 beyond the best each could do alone; "
        "under the split proposed every one of them gains."
    )
    assert verdict.conditions == verdict.instead == ()


def test_conditions_stand_gravest_first_with_a_reason_each():
    verdict = deal(
        partnership(
            300_000,
            split={"rule": "equal"},
            reorganisations=[{"on": "2028-04-01", "bodies": ["barton"]}],
        )
    ).verdict

    assert [reason.about for reason in verdict.reasons] == ["gain", "partner", "future"]
    assert len(verdict.conditions) == 2
    assert " and 1 more: " in verdict.sentence


def test_every_reason_of_numbers_has_its_figure_and_its_threshold():
    verdict = deal(partnership(450_000)).verdict

    reason = verdict.reasons[0]
    assert verdict.answer == "do-not-share"
    assert reason.figure == pytest.approx(-50_000)
    assert reason.threshold == pytest.approx(10_000)


def test_bodies_with_the_same_best_alone_are_told_together():
    verdict = deal(partnership(450_000)).verdict

    assert verdict.instead == ("Ashby and Barton: do nothing.",)


def test_each_partner_has_a_sentence_of_its_own():
    gain, loss = deal(partnership(300_000, split={"rule": "equal"})).partners

    assert gain.sentence.startswith("Ashby gains £150,000 over ")
    assert loss.sentence.startswith("Barton pays £50,000 more than ")
    assert loss.best_alone_name == "Do nothing"


def test_a_partner_that_breaks_even_is_told_so():
    _, barton = deal(partnership(200_000, split={"rule": "equal"})).partners

    assert barton.sentence.startswith("Barton is neither better nor worse off than ")


@pytest.mark.parametrize(
    ("chance", "words"),
    [
        (0.0, "very unlikely"),
        (0.01, "about 1 in 100"),
        (0.06, "about 6 in 100"),
        (0.1, "about 1 in 10"),
        (0.31, "about 3 in 10"),
        (1.0, "nearly certain"),
    ],
)
def test_chances_are_said_as_officers_say_them(chance, words):
    assert say_chance(chance) == words


def test_names_are_joined_as_a_sentence_joins_them():
    assert say_names(()) == ""
    assert say_names(("Ashby",)) == "Ashby"
    assert say_names(("Ashby", "Barton")) == "Ashby and Barton"


def test_without_a_sharing_option_there_is_no_game_and_no_split():
    found = deal(case(SPENDS, [redesign_alone()]))

    assert found.game is None
    assert found.splits == ()
    assert [partner.takes_part for partner in found.partners] == [False, False]
