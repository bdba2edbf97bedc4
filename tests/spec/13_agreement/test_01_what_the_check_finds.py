"""What the check of an agreement finds

An agreement is judged on what it states, never on its headings. Each matter that it must settle
has facts: how many months, by which rule, who decides. Where a fact is missing there is a hole;
where two facts cannot both hold there is a contradiction; each comes with its mend. The same check
works on an agreement that others wrote, described by answers to the same questions. The examples
change one fact at a time in an agreement of three councils in which nothing is missing.
"""

import pytest

from commonweal.agreement import check_agreement
from tests.unit.agreement.complete import described


def found(**changes):
    agreement = described(lambda answers: answers.update(changes))
    return [(one.grade, one.id.partition("/")[0]) for one in check_agreement(agreement)]


def test_a_heading_is_no_clause(rows):
    """The clause on the lead officer stands under its heading in each of these. Only the last
    states to whom the lead officer answers.

    | What the clause says of it | Holes |
    |----------------------------|-------|
    | nothing                    | 1     |
    | to be agreed               | 1     |
    | the joint board            | 0     |
    """
    for row in rows:
        words = row["What the clause says of it"]
        said = "" if words == "nothing" else words
        assert len(found(**{"lead-officer.answers_to": said})) == row["Holes"]


def test_notice_is_held_against_contract_term_and_exit_plan(rows):
    """The term is five years and the contract for the system takes 12 months to end. Those who
    stay carry contracts, and the exit plan is due within 60 days of a notice.

    | Months of notice | Contradiction                                                |
    |------------------|--------------------------------------------------------------|
    | 12               | none                                                         |
    | 9                | the contract outlives the notice                             |
    | 1                | the contract outlives the notice; the plan comes after leaving |
    | 60               | the notice is as long as the term                            |
    """
    words = {
        "notice-shorter-than-contract": "the contract outlives the notice",
        "exit-plan-after-leaving": "the plan comes after leaving",
        "notice-longer-than-term": "the notice is as long as the term",
    }
    for row in rows:
        months = row["Months of notice"]
        agreement = described(
            lambda answers, months=months: (
                answers.update(
                    {
                        "notice.months": months,
                        "contracts-on-exit.says": "rest-carry",
                        "host-leaves.months": 60,
                    }
                ),
                [one.update(notice_months=months) for one in answers["exit_sums"]],
            )
        )
        said = [
            words[one.id.partition("/")[0]]
            for one in check_agreement(agreement)
            if one.grade == "contradiction"
        ]
        assert sorted(said) == sorted(row["Contradiction"].split("; ")) or (
            not said and row["Contradiction"] == "none"
        )


def test_reward_and_risk_go_together(rows):
    """Who has what is saved, and who pays what is overspent, must be the same people.

    | Savings go to | Overspends fall on | Found                          |
    |---------------|--------------------|--------------------------------|
    | the parties   | the parties        | nothing                        |
    | the parties   | the host           | reward is shared, risk is not  |
    | the host      | the parties        | risk is shared, reward is not  |
    | the host      | the host           | nothing                        |
    """
    gains = {"the parties": "by-shares", "the host": "provider-keeps"}
    pains = {"the parties": "by-shares", "the host": "provider-bears"}
    for row in rows:
        agreement = described(
            lambda answers, row=row: answers.update(
                {
                    "gain-share.says": gains[row["Savings go to"]],
                    "pain-share.says": pains[row["Overspends fall on"]],
                }
            )
        )
        said = [one.sentence for one in check_agreement(agreement)]
        if row["Found"] == "nothing":
            assert said == []
        else:
            assert said[0].endswith(f"{row['Found']}.")


def test_a_quorum_must_be_one_that_can_be_had(rows):
    """Each of three councils has two seats on the board.

    | Members needed | Councils needed | Can it meet? |
    |----------------|-----------------|--------------|
    | 4              | 3               | yes          |
    | 6              | 3               | yes          |
    | 7              | 3               | no           |
    | 4              | 4               | no           |
    """
    for row in rows:
        agreement = described(
            lambda answers, row=row: answers["boards"][0].update(
                quorum=row["Members needed"], quorum_parties=row["Councils needed"]
            )
        )
        assert (check_agreement(agreement) == ()) == (row["Can it meet?"] == "yes")


def test_the_schedule_must_be_by_the_rule_agreed(rows):
    """The schedule of charges was worked out by a driver, applications received.

    | Rule in the clause | Contradictions |
    |--------------------|----------------|
    | driver             | 0              |
    | equal              | 1              |
    | shapley            | 1              |
    """
    for row in rows:
        said = found(**{"sharing-rule.rule": row["Rule in the clause"]})
        assert said == [("contradiction", "split-not-in-schedule")] * row["Contradictions"]


@pytest.mark.parametrize("put_right", [True, False])
def test_a_reserve_has_a_way_out(put_right):
    """Parties that pay into a reserve must be able to say what it may be spent on and who decides.
    Without that rule, what is paid in never comes out, and the check calls it a contradiction.
    """
    without = [] if put_right else ["reserve.release"]

    said = [one.id for one in check_agreement(described(without=without))]

    assert said == ([] if put_right else ["reserve-without-release"])
