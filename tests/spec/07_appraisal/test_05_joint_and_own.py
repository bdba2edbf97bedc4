"""What is joint and what is a body's own

What the partners pool is joint: the cost of the service they share, the savings on it, and what
setting it up costs the partnership. A sharing rule divides it. What arises in one body and stays
there is its own, whatever the rule: what it keeps local, and costs that are said to fall on each
body.
"""

import pytest

from tests.unit.appraisal.worked import appraised, case, cost, deal, lever, shared

SPENDS = {"ashby": {"staff": 400_000}, "barton": {"staff": 200_000}}
OPTION = shared(
    [lever("process-redesign", share_of_staff_saved=0.1)],
    [
        cost("set-up", other=50_000),
        cost(
            "redundancy", cost_per_post=20_000, average_cost_per_post=50_000, falls_on="each-body"
        ),
    ],
    kept_local={"barton": 0.25},
)


def test_what_a_body_keeps_local_is_neither_pooled_nor_saved(rows):
    """Over five years Barton keeps a quarter of its £200,000 a year local. Only the rest is pooled,
    and the tenth that is saved is a tenth of what is pooled. Redundancy at £20,000 a post falls on
    the body whose posts go: at £50,000 a post Ashby's saving is 0.8 of a post and Barton's 0.3.

    | What                       | Falls on | ashby       | barton    |
    |----------------------------|----------|-------------|-----------|
    | Pooled, as it is now       | joint    | £2,000,000  | £750,000  |
    | Saving                     | joint    | −£200,000   | −£75,000  |
    | Kept local                 | own      | £0          | £250,000  |
    | Redundancy                 | own      | £16,000     | £6,000    |
    """
    found = appraised(case(SPENDS, [OPTION])).option("shared")

    table = {row["What"]: (row["ashby"], row["barton"]) for row in rows}
    flows = {flow.id.rsplit("-", 2)[0]: flow for flow in found.flows}
    assert flows["process-redesign"].present_value == pytest.approx(sum(table["Saving"]))
    assert flows["process-redesign"].is_joint
    assert flows["redundancy"].present_value == pytest.approx(sum(table["Redundancy"]))
    assert not flows["redundancy"].is_joint
    assert flows["set-up"].is_joint


def test_the_rule_divides_the_joint_cost_and_nothing_else(rows):
    """The joint cost is £2,750,000 as it is now, less £275,000 saved, plus £50,000 of set-up:
    £2,525,000. Shared by what each brings into the pool, Ashby pays 2,000 parts in 2,750 of it and
    Barton 750. To that comes what is their own. The two columns together are what the service costs
    from then on: £203,000 less than the £3,000,000 of doing nothing.

    | Body   | Joint part    | Own      | Pays          |
    |--------|---------------|----------|---------------|
    | ashby  | £1,836,363.64 | £16,000  | £1,852,363.64 |
    | barton | £688,636.36   | £256,000 | £944,636.36   |
    """
    found = deal(case(SPENDS, [OPTION], split={"rule": "baseline"}))

    shares = {share.body: share for share in found.splits[0].shares}
    for row in rows:
        share = shares[row["Body"]]
        assert round(share.cost, 2) == row["Pays"]
        assert round(share.percentage * 2_525_000, 2) == row["Joint part"]
        assert row["Joint part"] + row["Own"] == pytest.approx(row["Pays"])
    total = sum(share.cost for share in shares.values())
    assert total == pytest.approx(3_000_000 - 203_000)
    assert found.appraisal.option("shared").npv.expected == pytest.approx(203_000)


def test_another_rule_moves_the_joint_cost_and_leaves_what_is_own(rows):
    """Under the equal split each pays half of the joint cost. What is a body's own has not moved.

    | Body   | Joint part | Own      | Pays       |
    |--------|------------|----------|------------|
    | ashby  | £1,262,500 | £16,000  | £1,278,500 |
    | barton | £1,262,500 | £256,000 | £1,518,500 |
    """
    found = deal(case(SPENDS, [OPTION], split={"rule": "equal"}))

    shares = {share.body: share for share in found.splits[0].shares}
    for row in rows:
        assert shares[row["Body"]].cost == pytest.approx(row["Pays"])
        assert row["Joint part"] + row["Own"] == row["Pays"]
