"""What `commonweal game` says: rows, blocking groups, and sentences in plain words."""

import json

import numpy as np
import pytest

from commonweal.fairness import Game, savings_game, solve_game
from commonweal.fairness.words import decimals_for, say_amount
from tests.unit.fairness.random_games import example, random_game

RULES = ["equal", "marginal", "aca", "scrb", "shapley", "nucleolus", "per-capita-nucleolus", "tau"]


@pytest.fixture
def water():
    return solve_game(*example("swedish-water"))


def test_the_blocking_of_the_swedish_shapley_split_is_said_in_words(water):
    assert (
        "Under the Shapley value H, K and L together would pay 27.69 but could do it alone for "
        "27.26, 0.43 less: they would leave."
    ) in water.sentences


def test_one_partner_alone_is_said_as_one():
    solution = solve_game(*example("two-towns"))

    assert (
        "Under the equal split B would pay 7.50 but could do it alone for 7.00, 0.50 less: it "
        "would leave."
    ) in solution.sentences


def test_the_answer_for_programs_is_plain_json(water):
    content = json.loads(json.dumps(water.to_dict()))

    assert list(dict.fromkeys(row["rule"] for row in content["shares"])) == RULES
    assert len(content["shares"]) == len(RULES) * 6
    assert content["core_empty"] is False
    assert content["least_core"] == pytest.approx(-1.6)
    assert {"rule": "shapley", "group": ["H", "K", "L"], "amount": 0.4275} in content["blocking"]
    assert content["certified"] == ["nucleolus", "per-capita-nucleolus"]
    assert content["notes"]["date"] == "1982"


def test_amounts_that_need_not_add_up_are_not_tested_but_said_to_fall_short(water):
    assert "The marginal amounts add up to 61.38, 22.44 short of the whole." in water.sentences
    assert "marginal" not in {row["rule"] for row in water.to_dict()["blocking"]}


def test_rounding_noise_is_taken_off_the_figures(water):
    assert water.amounts("nucleolus")[0] == 20.35
    assert water.amounts("marginal") == (17.36, 9.85, 0.82, 6.4, 12.89, 14.06)


def test_at_most_twenty_blocking_groups_are_listed_and_the_others_counted():
    solution = solve_game(random_game("empty-core", 8, 0))

    of_equal = [row for row in solution.to_dict()["blocking"] if row["rule"] == "equal"]
    assert len(of_equal) == 20
    assert [row["amount"] for row in of_equal] == sorted(
        (row["amount"] for row in of_equal), reverse=True
    )
    (told,) = [each for each in solution.sentences if each.startswith("Under the equal split")]
    assert "other groups." in told


def test_an_empty_core_is_told_with_its_proof():
    pairs = {"A": 0, "B": 0, "C": 0, "A,B": 10, "A,C": 10, "B,C": 10, "A,B,C": 12}
    solution = solve_game(Game.from_values(("A", "B", "C"), "savings", pairs))

    (told,) = [each for each in solution.sentences if each.startswith("No split keeps")]
    assert "A and B (half); A and C (half); B and C (half)" in told
    assert "By themselves they could have 15.00, against the whole, which has only 12.00." in told
    assert "least core 2.00" in told


def test_a_rule_without_an_answer_is_said_to_have_none():
    pairs = {"A": 0, "B": 0, "C": 0, "A,B": 10, "A,C": 10, "B,C": 10, "A,B,C": 12}
    solution = solve_game(Game.from_values(("A", "B", "C"), "savings", pairs))

    assert [row["rule"] for row in solution.to_dict()["undefined"]] == ["tau"]
    with pytest.raises(KeyError):
        solution.amounts("tau")
    assert any(each.startswith("The tau value gives no answer") for each in solution.sentences)


def test_a_savings_game_speaks_of_gains():
    solution = solve_game(savings_game(example("swedish-water")[0]))

    assert (
        solution.sentences[0] == "All together gain 24.79, 24.79 more than all going alone (0.00)."
    )
    assert any("would gain" in each and "could have" in each for each in solution.sentences)


def test_nothing_to_gain_and_nothing_to_spare_are_said_so():
    solution = solve_game(Game.from_values(("A", "B"), "cost", {"A": 1, "B": 2, "A,B": 3}))

    assert solution.sentences[0] == "All together cost 3.00, the same as all going alone."
    assert "with nothing to spare" in solution.sentences[1]
    assert any("could do as well by itself" in each for each in solution.sentences)


def test_a_game_of_nothing_is_solved():
    solution = solve_game(Game(players=("A", "B"), kind="cost", values=np.zeros(4)))

    assert solution.amounts("nucleolus") == (0, 0)
    assert json.dumps(solution.to_dict())


def test_materiality_silences_small_grievances():
    game, _ = example("swedish-water")

    solution = solve_game(game, materiality=0.5)

    assert "shapley" not in {row["rule"] for row in solution.to_dict()["blocking"]}


def test_answers_are_the_same_every_time():
    game = random_game("costs", 9, 8)

    assert solve_game(game).to_dict() == solve_game(game).to_dict()


@pytest.mark.parametrize(
    ("amount", "said"), [(1234.5, "1,234.50"), (-0.43, "−0.43"), (-0.001, "0.00"), (0, "0.00")]
)
def test_amounts_are_said_with_thousands_and_a_true_minus(amount, said):
    assert say_amount(amount) == said


def test_decimals_show_the_smallest_of_amounts_beside_one_another():
    assert decimals_for(27.69, 27.26, 0.43) == 2
    assert decimals_for(412_584, 70_000) == 0
    assert decimals_for(412_584, 0.43) == 2
    assert decimals_for(0) == 0
