"""Not yet

Some cases cannot be judged, however good they look. An alternative that nobody has priced makes the
verdict “not yet”, never a gain over nothing; so does a baseline that nobody returned. The verdict
then lists what must be brought, and says nothing for or against sharing.
"""

import pytest

from commonweal.deal import verdict_rule
from tests.unit.appraisal.worked import case, cost, deal, lever, redesign_alone, shared

SPENDS = {"ashby": {"management": 120_000}, "barton": {"management": 80_000}}


def team(**evidence):
    saving = lever("management-deduplication", kept_share_of_other_teams=0.0) | evidence
    return shared([saving], [cost("set-up", other=200_000)])


def test_each_gap_makes_it_not_yet(rows):
    """The same case, worth £200,000 and told to share, with one thing missing at a time.

    | What is missing                | Verdict | It says                                |
    | ------------------------------ | ------- | -------------------------------------- |
    | nothing                        | share   | every one of them gains                |
    | the alternatives               | not-yet | what Ashby and Barton could do alone   |
    | one body's alternative         | not-yet | what Barton could do alone             |
    | a baseline                     | not-yet | The baseline of Barton is missing      |
    | the confirmation of a baseline | not-yet | The figures of Barton are placeholders |
    | a sharing option               | not-yet | No sharing option has been described   |
    | evidence                       | not-yet | 100% of the savings rest on guesses    |
    """
    cases = {
        "nothing": case(SPENDS, [redesign_alone(), team()]),
        "the alternatives": case(SPENDS, [team()]),
        "one body's alternative": case(SPENDS, [redesign_alone(bodies=["ashby"]), team()]),
        "a baseline": case(
            SPENDS,
            [redesign_alone(), team()],
            baselines={"barton": {"status": "missing", "costs": {}}},
        ),
        "the confirmation of a baseline": case(
            SPENDS, [redesign_alone(), team()], baselines={"barton": {"status": "placeholder"}}
        ),
        "a sharing option": case(SPENDS, [redesign_alone()]),
        "evidence": case(SPENDS, [redesign_alone(), team(grade="guessed")]),
    }

    for row in rows:
        verdict = deal(cases[row["What is missing"]]).verdict
        assert verdict.answer == row["Verdict"]
        said = " ".join((verdict.sentence, *(reason.text for reason in verdict.reasons)))
        assert row["It says"] in said


def test_every_gap_is_listed_at_once():
    """Whoever must fill the gaps is told of all of them together, not of one after another."""
    partnership = case(
        SPENDS, [team(grade="guessed")], baselines={"barton": {"status": "placeholder"}}
    )

    verdict = deal(partnership).verdict

    assert verdict.answer == "not-yet"
    assert len(verdict.reasons) == 3
    assert verdict.conditions == tuple(reason.text for reason in verdict.reasons)
    assert verdict.instead == ()


def test_savings_that_rest_on_guesses_are_weighed_by_their_size(rows):
    """Each lever carries a grade of its evidence. What counts is the part of the savings, in
    pounds, that rests on guesses or on figures that nobody has graded. More than half is too much.

    | Saved on evidence | Saved on a guess | Part guessed, per cent | Verdict |
    |-------------------|------------------|------------------------|---------|
    | £300,000          | £200,000         | 40                     | share   |
    | £200,000          | £300,000         | 60                     | not-yet |
    """
    for row in rows:
        spends = {
            "ashby": {"staff": 100_000, "systems": 100_000},
            "barton": {"staff": 100_000, "systems": 100_000},
        }
        levers = [
            lever("process-redesign", share_of_staff_saved=row["Saved on evidence"] / 1_000_000),
            lever(
                "process-redesign",
                share_saved_by_line={"systems": row["Saved on a guess"] / 1_000_000},
                grade="guessed",
            ),
        ]
        verdict = deal(case(spends, [redesign_alone(), shared(levers)])).verdict
        assert verdict.answer == row["Verdict"]
        if verdict.answer == "not-yet":
            guessed = verdict.reasons[0]
            assert guessed.figure == pytest.approx(row["Part guessed, per cent"] / 100)
            assert guessed.threshold == verdict_rule().most_guessed_share


def test_a_body_that_does_not_provide_a_service_is_no_gap():
    """Not providing a service is a fact about a body; a baseline that nobody returned is a hole in
    what we know. Only the second makes it “not yet”.
    """
    absent = {"barton": {"status": "does-not-provide", "costs": {}}}
    partnership = case(
        SPENDS | {"corley": {"management": 50_000}},
        [redesign_alone(), team()],
        baselines=absent,
    )

    assert deal(partnership).verdict.answer != "not-yet"
