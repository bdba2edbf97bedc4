"""The Talmud's estates

A man dies owing 100, 200 and 300, and leaves less than 600. The Mishnah (Ketubot 93a) divides an
estate of 100 equally, one of 300 in proportion, and one of 200 as 50, 75 and 75, and for two
thousand years nobody could say by what rule. In 1985 Aumann and Maschler found it: each is the
nucleolus of a game in which a group of creditors is worth what is left of the estate once all
other claims are met. It matters here because budgets that fall short are shared the same way.
"""

import numpy as np
import pytest

from commonweal.fairness import Game, apply_rule, coalition_sums, split_stability


def estate_game(estate, claims):
    """What is left to each group when everybody else is paid in full."""
    others = sum(claims) - coalition_sums(np.array(claims, dtype=float))
    values = np.maximum(estate - others, 0)
    values[0] = 0
    names = tuple(f"claims {claim}" for claim in claims)
    return Game(players=names, kind="savings", values=values)


def test_the_mishnahs_three_estates(rows):
    """The smallest creditor gets half of its claim from both larger estates; the others share
    what is left by the same principle.

    | estate | claims 100 | claims 200 | claims 300 |
    |---|---|---|---|
    | 100 | 33.33 | 33.33 | 33.33 |
    | 200 | 50 | 75 | 75 |
    | 300 | 50 | 100 | 150 |
    """
    for row in rows:
        game = estate_game(row["estate"], (100, 200, 300))
        split = apply_rule("nucleolus", game)
        assert split == pytest.approx([row[name] for name in game.players], abs=0.0034)
        assert split_stability(game, split).is_stable


def test_what_each_group_of_creditors_is_sure_of(rows):
    """With an estate of 300, the creditors of 200 and 300 are sure of 200 even if the third is
    paid in full. The split of 50, 100 and 150 gives them 250, 50 more; every group is at least 50
    better off than what it is sure of. That is as well as the worst-treated can be done by.

    | group | sure of | gets | better off by |
    |---|---|---|---|
    | claims 100 | 0 | 50 | 50 |
    | claims 200 | 0 | 100 | 100 |
    | claims 300 | 0 | 150 | 150 |
    | claims 100 and claims 200 | 0 | 150 | 150 |
    | claims 100 and claims 300 | 100 | 200 | 100 |
    | claims 200 and claims 300 | 200 | 250 | 50 |
    """
    game = estate_game(300, (100, 200, 300))
    split = apply_rule("nucleolus", game)

    for row in rows:
        group = game.group(row["group"].split(" and "))
        members = [player for player in range(3) if group >> player & 1]
        assert game.values[group] == row["sure of"]
        assert split[members].sum() == pytest.approx(row["gets"])
        assert row["gets"] - row["sure of"] == row["better off by"]
    assert split_stability(game, split).closest.amount == pytest.approx(-50)
