"""Who would leave: water for six groups of municipalities

In Skåne, Sweden, six groups of municipalities (A, H, K, L, M and T) planned one water supply for
83.82 million crowns, 24.79 million less than each alone. What each of the 63 groups would pay by
itself was published (Young, Okada and Hashimoto 1982), and with it one can ask of every split:
would any group do better by itself, and by how much? Commonweal asks this of all groups, names
those that would leave, worst treated first, and says in one sentence what each would save.
"""

from pathlib import Path

import pytest

from commonweal.fairness import (
    apply_rule,
    least_core,
    read_game,
    say_group,
    side_payments,
    solve_game,
    split_stability,
)

FILE = Path(__file__).parents[3] / "examples" / "games" / "swedish-water.json"


def water():
    game, _ = read_game(FILE.read_bytes(), FILE.name)
    return game


def test_what_each_pays_under_each_rule(rows):
    """The marginal column is what each adds to the whole. It comes to 61.38, not 83.82: it shows
    the least that each could fairly be asked, and is no split. (The source prints 16.94 for the
    Shapley value of M, and 5.62 and 16.66 for SCRB of K and M; the figures here follow from its
    table of costs.)

    | partner | alone | marginal | SCRB | Shapley value | nucleolus | per-capita nucleolus |
    |---|---|---|---|---|---|---|
    | A | 21.95 | 17.36 | 19.54 | 20.01 | 20.35 | 20.03 |
    | H | 17.08 | 9.85 | 13.29 | 10.71 | 12.06 | 12.52 |
    | K | 10.91 | 0.82 | 5.61 | 6.61 | 5.00 | 3.94 |
    | L | 15.88 | 6.40 | 10.90 | 10.37 | 8.61 | 9.07 |
    | M | 20.81 | 12.89 | 16.65 | 16.95 | 18.32 | 18.54 |
    | T | 21.98 | 14.06 | 17.82 | 19.18 | 19.49 | 19.71 |
    """
    game = water()

    assert game.alone().tolist() == [row["alone"] for row in rows]
    for rule, column in (
        ("marginal", "marginal"),
        ("scrb", "SCRB"),
        ("shapley", "Shapley value"),
        ("nucleolus", "nucleolus"),
        ("per-capita-nucleolus", "per-capita nucleolus"),
    ):
        assert apply_rule(rule, game) == pytest.approx([row[column] for row in rows], abs=0.0051)


def test_who_would_leave_under_each_rule(rows):
    """H, K and L could supply themselves for 27.26. Under the Shapley value they would pay 27.69
    together, so they would leave; under SCRB they are overcharged by more, and two further groups
    with them. Under neither rule does any single partner pay more than alone, so a test of single
    partners would have missed this. Under the nucleolus nobody would leave: the worst treated
    still save 1.60.

    | rule | groups that would leave | worst treated | would pay | alone | gains by leaving |
    |---|---|---|---|---|---|
    | equal | 11 | H, K and L | 41.91 | 27.26 | 14.65 |
    | scrb | 3 | H, K and L | 29.80 | 27.26 | 2.54 |
    | shapley | 1 | H, K and L | 27.69 | 27.26 | 0.43 |
    | nucleolus | 0 | A | 20.35 | 21.95 | -1.60 |
    """
    game = water()

    for row in rows:
        stability = split_stability(game, apply_rule(row["rule"], game))
        worst = stability.closest
        assert stability.n_blocking == row["groups that would leave"]
        assert say_group(worst.group) == row["worst treated"]
        assert worst.under_split == pytest.approx(row["would pay"], abs=0.0051)
        assert worst.by_itself == pytest.approx(row["alone"])
        assert worst.amount == pytest.approx(row["gains by leaving"], abs=0.0051)


def test_the_sentence_that_a_reader_gets():
    """Under the Shapley value H, K and L together would pay 27.69 but could do it alone for
    27.26, 0.43 less: they would leave.
    """
    said = " ".join((test_the_sentence_that_a_reader_gets.__doc__ or "").split())

    assert said in solve_game(water()).sentences


def test_every_group_can_be_kept_with_something_to_spare():
    """The least that can be left to the worst-treated group is a saving of 1.60 million against
    going alone. Economists give it as a least core value of -1.60: the sum that each group would
    have to be paid to stay, which here is below nil.
    """
    best = least_core(water())

    assert best.value == pytest.approx(-1.6)
    assert not best.core_empty


def test_what_must_change_hands_to_keep_everybody(rows):
    """Partners who like the Shapley value can keep it and pay H, K and L what they are short of:
    0.4275 million in all. No smaller sum would do, and of all ways to find it this one asks least
    of whoever pays most.

    | partner | Shapley value | receives | then pays |
    |---|---|---|---|
    | A | 20.011 | -0.1425 | 20.1535 |
    | H | 10.708 | 0.1425 | 10.5655 |
    | K | 6.6068 | 0.1425 | 6.4643 |
    | L | 10.3727 | 0.1425 | 10.2302 |
    | M | 16.9458 | -0.1425 | 17.0883 |
    | T | 19.1757 | -0.1425 | 19.3182 |
    """
    game = water()
    shapley = apply_rule("shapley", game)

    payments = side_payments(game, shapley)

    assert shapley == pytest.approx([row["Shapley value"] for row in rows], abs=5.1e-5)
    assert payments.received == pytest.approx([row["receives"] for row in rows])
    assert payments.amounts == pytest.approx([row["then pays"] for row in rows], abs=5.1e-5)
    assert payments.total == pytest.approx(0.4275)
    assert split_stability(game, payments.amounts).is_stable


def test_a_quarrel_too_small_to_matter():
    """Partners may state a sum below which a difference does not count. If half a million is
    immaterial to this partnership, nobody has a reason to leave under the Shapley value.
    """
    game = water()
    split = apply_rule("shapley", game)

    assert not split_stability(game, split).is_stable
    assert split_stability(game, split, materiality=0.5).is_stable
