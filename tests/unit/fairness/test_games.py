"""Making a game from named values, and refusing what is not one."""

import numpy as np
import pytest

from commonweal.errors import InputError, Place
from commonweal.fairness import Game, savings_game, say_group

TWO_TOWNS = {"A": 11, "B": 7, "A,B": 15}


def test_a_game_is_laid_out_by_bits_whatever_the_order_of_groups_and_names():
    game = Game.from_values(("A", "B"), "cost", {"B, A": 15, "B": 7, "A": 11})

    assert game.values.tolist() == [0, 11, 7, 15]
    assert game.whole == 15
    assert game.alone().tolist() == [11, 7]


def test_names_and_numbers_of_groups_are_each_others_inverse():
    game = Game.from_values(("A", "B"), "cost", TWO_TOWNS)

    assert game.group(("B",)) == 2
    assert game.names(3) == ("A", "B")


def test_a_game_cannot_be_changed_through_the_array_it_was_made_from():
    values = np.array([0.0, 11, 7, 15])
    game = Game(players=("A", "B"), kind="cost", values=values)
    values[3] = 99

    assert game.whole == 15
    with pytest.raises(ValueError, match="read-only"):
        game.values[3] = 99


def test_a_missing_group_is_named_and_the_others_counted():
    with pytest.raises(InputError, match="no value for “A,C”, nor for 1 other group") as refused:
        Game.from_values(("A", "B", "C"), "cost", {"A": 1, "B": 1, "C": 1, "A,B": 2, "A,B,C": 3})

    assert "7 in all" in refused.value.hint


@pytest.mark.parametrize(
    ("values", "complaint"),
    [
        ({**TWO_TOWNS, "C": 3}, "names C, who is not a partner"),
        ({"A": 11, "B": 7, "A,A": 15}, "names A twice"),
        ({**TWO_TOWNS, "B,A": 15}, "given twice, as “A,B” and as “B,A”"),
        ({**TWO_TOWNS, "A": float("nan")}, "“A” is nan, which is not a finite number"),
        ({**TWO_TOWNS, "A": float("inf")}, "“A” is inf"),
        ({**TWO_TOWNS, "A": 10**400}, "not a finite number"),
        ({**TWO_TOWNS, "A": "11"}, "'11', which is not a finite number"),
        ({**TWO_TOWNS, "A": True}, "True, which is not"),
        ({**TWO_TOWNS, "A,": 1}, "names an empty name"),
        ({**TWO_TOWNS, "": 4}, "empty group has the value 4"),
    ],
)
def test_a_group_that_cannot_be_used_is_refused_by_name(values, complaint):
    with pytest.raises(InputError, match=complaint):
        Game.from_values(("A", "B"), "cost", values, place=Place(file="towns.json"))


def test_the_empty_group_may_be_given_as_nil():
    assert Game.from_values(("A", "B"), "cost", {**TWO_TOWNS, "": 0}).whole == 15


@pytest.mark.parametrize(
    ("players", "complaint"),
    [
        (("A",), "2 to 24 partners; this one has 1"),
        (tuple(map(str, range(25))), "this one has 25"),
        (("A", "B", "A"), "A is given twice"),
        (("A", "B,C"), "holds a comma"),
        (("A", ""), "name is ''"),
        (("A", " B"), "space"),
    ],
)
def test_partners_that_cannot_be_told_apart_or_tabulated_are_refused(players, complaint):
    with pytest.raises(InputError, match=complaint):
        Game.from_values(players, "cost", {})


def test_another_kind_of_game_is_refused():
    with pytest.raises(InputError, match="kind of game is “profit”"):
        Game.from_values(("A", "B"), "profit", TWO_TOWNS)


def test_a_table_of_another_length_is_refused():
    with pytest.raises(InputError, match="4 groups"):
        Game(players=("A", "B"), kind="cost", values=np.zeros(5))


def test_a_value_for_nobody_is_refused():
    with pytest.raises(InputError, match="empty group"):
        Game(players=("A", "B"), kind="cost", values=np.ones(4))


def test_savings_are_stand_alone_costs_less_the_groups_cost():
    game = savings_game(Game.from_values(("A", "B"), "cost", TWO_TOWNS))

    assert game.kind == "savings"
    assert game.values.tolist() == [0, 0, 0, 3]
    assert savings_game(game) is game


def test_games_are_equal_by_their_values():
    first = Game.from_values(("A", "B"), "cost", TWO_TOWNS)
    second = Game.from_values(("A", "B"), "cost", TWO_TOWNS)

    assert first == second
    assert hash(first) == hash(second)
    assert first != savings_game(first)


def test_values_can_be_rounded_to_pence():
    game = Game.from_values(("A", "B"), "cost", {"A": 0.1 + 0.2, "B": 1, "A,B": 1.114})

    assert game.rounded(2).values.tolist() == [0, 0.3, 1, 1.11]


def test_groups_are_said_as_a_person_would():
    assert say_group(("H", "K", "L")) == "H, K and L"
    assert say_group(("H", "K")) == "H and K"
    assert say_group(("H",)) == "H"
