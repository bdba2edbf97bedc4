"""When no split can hold

Sometimes every split gives some group reason to leave. Commonweal then does not look for a better
rule, because there is none; it shows why, in groups and figures that partners can check, and says
what it would take. (In the small print: the core is empty, and the groups shown are a balanced
collection, after Bondareva 1963 and Shapley 1967.)
"""

import pytest

from commonweal.fairness import (
    Game,
    certify,
    check_certificate,
    least_core,
    smallest_subsidy,
    solve_game,
    solve_nucleolus,
)

PAIRS = {"A": 0, "B": 0, "C": 0, "A,B": 10, "A,C": 10, "B,C": 10, "A,B,C": 12}


def three_councils():
    return Game.from_values(("A", "B", "C"), "savings", PAIRS)


def test_three_pairs_that_each_save_nearly_as_much_as_all_three(rows):
    """Any two of three councils save 10 together, and all three only 12. Let each council give
    half of itself to either pair that it is in: every council is then used up exactly once, and
    the pairs save 5 each, or 15. But 12 is all there is to share, so at least one pair must get
    less than its 10, however the 12 are split.

    | group | saves by itself | counted | makes |
    |---|---|---|---|
    | A and B | 10 | 0.5 | 5 |
    | A and C | 10 | 0.5 | 5 |
    | B and C | 10 | 0.5 | 5 |
    """
    best = least_core(three_councils())

    assert best.core_empty
    assert [" and ".join(group) for group in best.proof.groups] == [row["group"] for row in rows]
    assert best.proof.parts == pytest.approx([row["counted"] for row in rows])
    assert best.proof.by_themselves == pytest.approx(sum(row["makes"] for row in rows))
    assert best.proof.whole == 12


def test_what_it_would_take_to_keep_them():
    """Each pair would need 2 more than it can be given (the least core value). Or a subsidy of 3
    from outside would make 15 to share: with 5 each, every pair has the 10 that it could have by
    itself.
    """
    game = three_councils()

    assert least_core(game).value == pytest.approx(2)
    assert smallest_subsidy(game).total == pytest.approx(3)
    assert smallest_subsidy(game).amounts == pytest.approx((5, 5, 5))


def test_the_sentences_that_a_reader_gets():
    """No split keeps every group. These groups, counted in the parts shown, hold every partner
    exactly once: A and B (half); A and C (half); B and C (half). By themselves they could have
    15.00, against the whole, which has only 12.00. Each group would need 2.00 more to stay (least
    core 2.00).
    """
    said = " ".join((test_the_sentences_that_a_reader_gets.__doc__ or "").split())

    assert said in solve_game(three_councils()).sentences


def test_an_answer_that_can_be_checked_by_anyone():
    """The nucleolus comes with a certificate in exact fractions. It lists, level by level, the
    groups that stand at the level and weights with which they balance; a checker that shares no
    code with the solver goes through every group and accepts or refuses. Here the three pairs
    stand at 2 with a weight of a third each, and 4 each is the answer. Move a billionth from one
    council to another and the certificate is refused.
    """
    game = three_councils()

    certificate = certify(game, solve_nucleolus(game))

    assert check_certificate(game, certificate).is_accepted
    (level,) = certificate.levels
    assert level.level == 2
    assert [str(weight) for weight in level.weights] == ["1/3", "1/3", "1/3"]
    assert [str(amount) for amount in certificate.amounts] == ["4", "4", "4"]
