"""Separable costs, remaining benefits

In the 1930s the Tennessee Valley Authority had to divide the cost of its dams between navigation,
flood control and power. From that work came the rule that water agencies still use. Each partner
first pays its **separable cost**: what the whole would save without it. What is left, the joint
cost, is shared by how much each still gains: in *alternative cost avoided* (ACA), its stand-alone
cost less its separable cost; in *separable costs, remaining benefits* (SCRB), the same, but never
counting a stand-alone cost above what the service is worth to the partner. The costs are in
thousands of dollars (Straffin and Heaney 1981, after Ransmeier 1942).
"""

import pytest

from commonweal.fairness import Game, PartnerFacts, apply_rule, split_stability

COSTS = {
    "navigation": 163_520,
    "flood control": 140_826,
    "power": 250_096,
    "navigation,flood control": 301_607,
    "navigation,power": 378_821,
    "flood control,power": 367_370,
    "navigation,flood control,power": 412_584,
}


def dams():
    return Game.from_values(("navigation", "flood control", "power"), "cost", COSTS)


def test_how_the_joint_cost_of_the_dams_is_shared(rows):
    """All three purposes cost 412,584. Without navigation it would be 367,370, so navigation's
    separable cost is 45,214. The separable costs come to 189,954 and leave 222,630 to share. By
    joining, navigation avoids 163,520 less 45,214, or 118,306, and so takes 118,306 of 364,488
    parts of what is left.

    | purpose | alone | separable | avoided | pays |
    |---|---|---|---|---|
    | navigation | 163,520 | 45,214 | 118,306 | 117,475.54 |
    | flood control | 140,826 | 33,763 | 107,063 | 99,157.29 |
    | power | 250,096 | 110,977 | 139,119 | 195,951.16 |
    """
    game = dams()
    separable = apply_rule("marginal", game)

    assert game.alone().tolist() == [row["alone"] for row in rows]
    assert separable.tolist() == [row["separable"] for row in rows]
    assert (game.alone() - separable).tolist() == [row["avoided"] for row in rows]
    for rule in ("aca", "scrb"):
        split = apply_rule(rule, game)
        assert split == pytest.approx([row["pays"] for row in rows], abs=0.006)
        assert split_stability(game, split).is_stable


def test_where_a_service_is_worth_less_than_its_own_cost(rows):
    """Suppose that flood control were worth only 90,000. It would not build for 140,826 alone, so
    SCRB counts 90,000: 56,237 remain above its separable cost. It pays less, the others more;
    ACA does not ask what a service is worth and stays as it was.

    | purpose | worth | remaining benefit | pays by SCRB | pays by ACA |
    |---|---|---|---|---|
    | navigation | 500,000 | 118,306 | 129,184.85 | 117,475.54 |
    | flood control | 90,000 | 56,237 | 73,678.72 | 99,157.29 |
    | power | 500,000 | 139,119 | 209,720.43 | 195,951.16 |
    """
    game = dams()
    worth = [row["worth"] for row in rows]

    split = apply_rule("scrb", game, PartnerFacts(benefits=worth))

    limit = [min(own, value) for own, value in zip(game.alone(), worth, strict=True)]
    remaining = limit - apply_rule("marginal", game)
    assert remaining.tolist() == [row["remaining benefit"] for row in rows]
    assert split == pytest.approx([row["pays by SCRB"] for row in rows], abs=0.006)
    assert apply_rule("aca", game) == pytest.approx([row["pays by ACA"] for row in rows], abs=0.006)


def test_other_rules_on_the_same_dams(rows):
    """The Shapley value pays each purpose what it adds on average over every order of joining; the
    nucleolus leaves the worst-treated group as well off as it can be. All three splits are
    stable, so the choice between them is the partners' own.

    | purpose | SCRB | Shapley value | nucleolus |
    |---|---|---|---|
    | navigation | 117,475.54 | 117,829.00 | 116,234.00 |
    | flood control | 99,157.29 | 100,756.50 | 93,540.00 |
    | power | 195,951.16 | 193,998.50 | 202,810.00 |
    """
    game = dams()

    for rule, column in (
        ("scrb", "SCRB"),
        ("shapley", "Shapley value"),
        ("nucleolus", "nucleolus"),
    ):
        split = apply_rule(rule, game)
        assert split == pytest.approx([row[column] for row in rows], abs=0.006)
        assert split_stability(game, split).is_stable
