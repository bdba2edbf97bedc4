"""Two towns and one plant

Town A can build its own water plant for £11 million, town B for £7 million. One plant for both
costs £15 million, so together they save £3 million. Who should pay what? This is every shared
service in its smallest form (the figures are from Young 1994; we call them pounds). A group of
partners is any of them, from one alone to all; what each group would pay by itself is its
stand-alone cost. A split is **stable** when no group would pay less by leaving. (In the small
print: a stable split is in the core of the game.)
"""

import pytest

from commonweal.fairness import Game, PartnerFacts, apply_rule, split_stability


def two_towns():
    return Game.from_values(("A", "B"), "cost", {"A": 11, "B": 7, "A,B": 15})


def test_an_equal_split_would_lose_the_smaller_town(rows):
    """Split equally, B pays £7.5 million. It could have its own plant for £7 million, so it would
    leave, and the £3 million would be lost to both. A group that would do better by itself is
    said to block a split.

    | town | pays (£ million) | alone (£ million) | would gain by leaving (£ million) |
    |---|---|---|---|
    | A | 7.5 | 11 | -3.5 |
    | B | 7.5 | 7 | 0.5 |
    """
    game = two_towns()
    split = apply_rule("equal", game)

    stability = split_stability(game, split)

    assert split.tolist() == [row["pays (£ million)"] for row in rows]
    assert [each.amount for each in stability.exits] == [
        row["would gain by leaving (£ million)"] for row in rows
    ]
    assert [each.group for each in stability.blocking] == [("B",)]


def test_a_split_by_population_would_lose_the_larger_town(rows):
    """A has 36,000 people and B 12,000. By population A pays £11.25 million, a quarter of a
    million more than alone. A rule that sounds fair can still charge a partner more than it would
    pay by itself.

    | town | population | pays (£ million) | alone (£ million) |
    |---|---|---|---|
    | A | 36,000 | 11.25 | 11 |
    | B | 12,000 | 3.75 | 7 |
    """
    game = two_towns()
    facts = PartnerFacts(drivers={"population": [row["population"] for row in rows]})

    split = apply_rule("driver", game, facts)

    assert split.tolist() == [row["pays (£ million)"] for row in rows]
    assert split_stability(game, split).blocking[0].group == ("A",)


def test_by_what_each_would_pay_alone_both_save_the_same_percentage(rows):
    """In proportion to stand-alone costs, each saves 16.67 per cent: A £1.83 million and B £1.17
    million. For two partners this is always stable when there is anything to save.

    | town | alone (£ million) | pays (£ million) | saves (per cent) |
    |---|---|---|---|
    | A | 11 | 9.1667 | 16.67 |
    | B | 7 | 5.8333 | 16.67 |
    """
    game = two_towns()
    alone = [row["alone (£ million)"] for row in rows]

    split = apply_rule("baseline", game, PartnerFacts(baseline=alone))

    assert split == pytest.approx([row["pays (£ million)"] for row in rows], abs=5e-5)
    saved = [100 * (1 - paid / own) for paid, own in zip(split, alone, strict=True)]
    assert saved == pytest.approx([row["saves (per cent)"] for row in rows], abs=0.005)
    assert split_stability(game, split).is_stable


def test_the_rules_that_look_at_groups_halve_the_saving(rows):
    """Each town adds something to the cost: without A the plant costs £7 million, so A adds £8
    million; B adds £4 million. That leaves £3 million that neither adds alone. The rules that
    look at what each group would pay all halve it here, whatever their differences among more
    partners: each town saves £1.5 million.

    | town | adds (£ million) | pays (£ million) | saves (£ million) |
    |---|---|---|---|
    | A | 8 | 9.5 | 1.5 |
    | B | 4 | 5.5 | 1.5 |
    """
    game = two_towns()

    assert apply_rule("marginal", game).tolist() == [row["adds (£ million)"] for row in rows]
    for rule in ("aca", "scrb", "shapley", "nucleolus", "per-capita-nucleolus", "tau"):
        split = apply_rule(rule, game)
        assert split == pytest.approx([row["pays (£ million)"] for row in rows]), rule
        assert game.alone() - split == pytest.approx([row["saves (£ million)"] for row in rows])
