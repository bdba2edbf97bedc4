"""Withdrawing before the service goes live

Partnerships fall apart most often before they begin: while they talk, design, procure or set up.
By then money has been spent, and an agreement that is silent about it ends in a quarrel. Only
spending before go-live counts, each phase with those before it. Three rules are shown, since
partners have agreed on each of them; what a partner has spent on itself is its own loss under all.
"""

import pytest

from commonweal.deal import phases, withdrawals
from tests.unit.appraisal.worked import case, cost, deal, lever, redesign_alone, shared

THREE = {body: {"systems": 100_000} for body in ("ashby", "barton", "corley")}
COSTS = [
    cost("negotiation", months=10, cost_per_month=3_000, cost_per_partner=5_000),
    cost("set-up", other=60_000, per_partner=10_000),
    cost("migration", cost_per_system=8_000),
]
PLAIN = {
    "optimism": {"reference_class": "none", "survival": "none"},
    "split": {"rule": "equal"},
}


def found(marginal_share: float = 0.25, yearly: float = 0.0):
    option = shared(
        [lever("systems-consolidation", marginal_share=marginal_share)],
        [*COSTS, cost("contract-management", fixed=yearly)],
        go_live="2028-29",
    )
    return deal(case(THREE, [redesign_alone(), option], **PLAIN))


def test_each_phase_counts_what_was_spent_before_it(rows):
    """Ten months of talks cost £3,000 a month and each of three councils £5,000. Setting up costs
    £60,000 and £10,000 for each. Moving out of the old systems, £16,000, falls in the year of
    go-live: by then nobody withdraws any more, they leave.

    | Phase  | In the phase | By its end |
    |--------|--------------|------------|
    | Talks  | £45,000      | £45,000    |
    | Set-up | £90,000      | £135,000   |
    """
    spent = phases(found())

    assert [phase.name for phase in spent] == [row["Phase"] for row in rows]
    assert [phase.spent for phase in spent] == pytest.approx([row["By its end"] for row in rows])
    before = 0
    for row in rows:
        assert row["By its end"] == before + row["In the phase"]
        before = row["By its end"]


def test_three_rules_of_who_bears_what_was_spent(rows):
    """Corley withdraws. If it pays its part, nobody else is touched. If it walks away free, its
    third falls on the other two. If it pays what its leaving wastes, it pays what two would not
    have spent: its own £5,000 of talks and £10,000 of setting up; the two bear what they would have
    borne had there been two from the start.

    | Phase  | Rule                | Corley pays | Falls on Ashby | Falls on Barton |
    |--------|---------------------|-------------|----------------|-----------------|
    | Talks  | pays-its-part       | £15,000     | £0             | £0              |
    | Talks  | walks-free          | £0          | £7,500         | £7,500          |
    | Talks  | pays-what-it-wastes | £5,000      | £5,000         | £5,000          |
    | Set-up | pays-its-part       | £45,000     | £0             | £0              |
    | Set-up | walks-free          | £0          | £22,500        | £22,500         |
    | Set-up | pays-what-it-wastes | £15,000     | £15,000        | £15,000         |
    """
    by_phase = {row.phase: row for row in withdrawals(found()) if row.body == "corley"}

    assert len(rows) == sum(len(row.borne) for row in by_phase.values())
    for row in rows:
        borne = by_phase[row["Phase"]].by_rule(row["Rule"])
        assert borne.leaver_pays == pytest.approx(row["Corley pays"])
        assert borne.extra_by_stayer == pytest.approx(
            {"ashby": row["Falls on Ashby"], "barton": row["Falls on Barton"]}
        )


def test_where_the_others_would_give_up_everything_is_wasted(rows):
    """Looking after the contract costs £95,000 a year, and each but the first adds a tenth of its
    system. Three pay £215,000 a year where they paid £300,000 apart; two would pay £205,000 where
    they paid £200,000. If Corley withdraws, the others stop, and all that was spent is wasted.
    Under the third rule Corley pays it all, and the others get back what they had put in.

    | Phase  | Spent    | Corley pays | Back to Ashby | Back to Barton |
    |--------|----------|-------------|---------------|----------------|
    | Talks  | £45,000  | £45,000     | £15,000       | £15,000        |
    | Set-up | £135,000 | £135,000    | £45,000       | £45,000        |
    """
    case_found = found(marginal_share=0.1, yearly=95_000)
    by_phase = {row.phase: row for row in withdrawals(case_found) if row.body == "corley"}

    assert case_found.appraisal.option("shared").npv.expected > 0
    for row in rows:
        withdrawal = by_phase[row["Phase"]]
        borne = withdrawal.by_rule("pays-what-it-wastes")
        assert not withdrawal.rest_goes_on
        assert withdrawal.spent_so_far == pytest.approx(row["Spent"])
        assert borne.leaver_pays == pytest.approx(row["Corley pays"])
        assert -borne.extra_by_stayer["ashby"] == pytest.approx(row["Back to Ashby"])
        assert -borne.extra_by_stayer["barton"] == pytest.approx(row["Back to Barton"])
