"""Exact certificates, and a checker that no wrong one gets past."""

from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest

from commonweal.errors import ComputationError, InputError
from commonweal.fairness import (
    Certificate,
    Game,
    certify,
    check_certificate,
    coalition_sums,
    savings_game,
    solve_nucleolus,
)
from tests.unit.fairness.random_games import FAMILIES, example, names, random_game

WEIGHTINGS = ("group", "head", "value")


def certified(game, weighting="group", *, nobody_worse=True):
    return certify(game, solve_nucleolus(game, weighting=weighting, nobody_worse=nobody_worse))


def is_accepted(game, certificate):
    return check_certificate(game, certificate).is_accepted


@pytest.mark.parametrize("family", FAMILIES)
@pytest.mark.parametrize("n_players", [2, 3, 5, 8])
@pytest.mark.parametrize("weighting", ["group", "head"])
def test_what_the_solver_finds_is_proved_exactly(family, n_players, weighting):
    game = random_game(family, n_players, 7)
    solved = solve_nucleolus(game, weighting=weighting)
    certificate = certify(game, solved)

    assert check_certificate(game, certificate).proves == "nucleolus"
    assert [float(amount) for amount in certificate.amounts] == pytest.approx(solved.amounts)


def test_a_proportional_nucleolus_is_proved_too():
    game = random_game("costs", 6, 2)

    assert check_certificate(game, certified(game, "value")).proves == "nucleolus"


def test_a_proportional_nucleolus_has_no_certificate_where_a_group_is_worth_nothing():
    game = savings_game(example("two-towns")[0])

    with pytest.raises(ComputationError, match="worth nothing"):
        certified(game, "value")


def test_the_least_bad_split_of_all_is_told_apart_from_the_classical_nucleolus():
    values = np.array([0.0, 6, 0, 10, 0, 10, 30, 12])
    game = Game(players=("A", "B", "C"), kind="savings", values=values)

    assert check_certificate(game, certified(game)).proves == "nucleolus"
    assert check_certificate(game, certified(game, nobody_worse=False)).proves == "prenucleolus"


def test_the_exact_answer_of_the_swedish_game_is_the_published_fractions():
    certificate = certified(example("swedish-water")[0])

    assert [str(amount) for amount in certificate.amounts] == [
        "407/20",
        "3617/300",
        "1499/300",
        "1291/150",
        "458/25",
        "1949/100",
    ]


@pytest.mark.parametrize("family", FAMILIES)
@pytest.mark.parametrize("seed", range(4))
def test_no_other_split_is_accepted_in_its_place(family, seed):
    game = random_game(family, 5, seed)
    certificate = certified(game)
    random = np.random.default_rng(seed)
    for size in (Fraction(1, 10**12), Fraction(1, 100), Fraction(5)):
        giver, taker = random.choice(5, 2, replace=False)
        amounts = list(certificate.amounts)
        amounts[giver] -= size
        amounts[taker] += size
        assert not is_accepted(game, replace(certificate, amounts=tuple(amounts)))


def altered(certificate, **changes):
    first, *rest = certificate.levels
    return replace(certificate, levels=(replace(first, **changes), *rest))


def test_every_part_of_a_certificate_is_checked():
    game = example("swedish-water")[0]
    right = certified(game)
    first = right.levels[0]
    wrong = {
        "other partners": replace(right, players=("Z", *right.players[1:])),
        "another kind": replace(right, kind="savings"),
        "one amount per partner": replace(right, amounts=right.amounts[:-1]),
        "not known": replace(right, weighting="acre"),
        "add up": replace(right, amounts=(right.amounts[0] + 1, *right.amounts[1:])),
        "is not the level": altered(right, level=first.level + 1),
        "nil or less": altered(right, weights=(-first.weights[0], *first.weights[1:])),
        "do not balance": altered(right, weights=(first.weights[0] * 2, *first.weights[1:])),
        "one weight per group": altered(right, weights=first.weights[:-1]),
        "settles no group": altered(right, groups=(), weights=()),
        "cannot leave": altered(right, groups=(63, *first.groups[1:])),
        "not held": altered(right, held=(1,), held_weights=(Fraction(1),)),
        "payoffs open": replace(right, levels=right.levels[:-1]),
    }
    for reason, certificate in wrong.items():
        verdict = check_certificate(game, certificate)
        assert not verdict.is_accepted, reason
        assert reason in verdict.reason


def test_a_group_left_out_of_a_level_is_found():
    """The certificate of a game in which one group could do better is refused for that group."""
    game, _ = example("swedish-water")
    certificate = certified(game)
    values = game.values.copy()
    left_out = game.group(("A", "H", "T"))
    values[left_out] -= 20
    other = Game(players=game.players, kind="cost", values=values)

    verdict = check_certificate(other, certificate)

    assert verdict.proves == "nothing"
    assert "A, H and T has a grievance above level 1" in verdict.reason


@pytest.mark.parametrize("steps", [1, 2, 1000])
def test_a_group_above_a_level_by_the_last_printed_digit_is_found(steps):
    """Too close for floating point: decided in whole numbers."""
    alone = np.arange(1.0, 10.0) / 10
    values = np.round(coalition_sums(alone), 1)
    game = Game(players=names(9), kind="cost", values=values)
    certificate = certified(game)
    assert is_accepted(game, certificate)

    lower = values.copy()
    for _ in range(steps):
        lower[137] = np.nextafter(lower[137], 0)
    other = Game(players=names(9), kind="cost", values=lower)

    assert not is_accepted(other, certificate)


def test_all_ties_are_decided_exactly():
    values = np.round(coalition_sums(np.arange(1, 15) / 100), 2)
    game = Game(players=names(14), kind="cost", values=values)

    verdict = check_certificate(game, certified(game))

    assert verdict.is_accepted
    assert verdict.n_decided_exactly == 2**14 - 2


@pytest.mark.parametrize("seed", range(8))
def test_pennies_that_part_groups_worth_millions_are_told_from_nothing(seed):
    """Partners nearly alike, in a game priced to the penny: levels a penny in 10**8 apart."""
    n_players = 8
    random = np.random.default_rng(seed)
    sizes = np.bitwise_count(np.arange(2**n_players))
    values = np.round(2e7 * sizes**0.7 + random.integers(0, 3, 2**n_players) * 0.01, 2)
    values[0] = 0
    game = Game(players=names(n_players), kind="savings", values=values)

    assert is_accepted(game, certified(game))


def test_nobody_worse_than_alone_is_not_taken_on_trust():
    values = np.array([0.0, 6, 0, 10, 0, 10, 30, 12])
    game = Game(players=("A", "B", "C"), kind="savings", values=values)
    certificate = replace(certified(game, nobody_worse=False), nobody_worse=True)

    assert "worse off than alone" in check_certificate(game, certificate).reason


def test_a_certificate_is_read_back_as_it_was_written():
    certificate = certified(example("swedish-water")[0], "head")

    assert Certificate.from_dict(certificate.to_dict()) == certificate


@pytest.mark.parametrize("content", [{}, {"players": 3}, {"players": [], "levels": [{}]}])
def test_what_is_not_a_certificate_is_refused(content):
    with pytest.raises(InputError, match="not a certificate"):
        Certificate.from_dict(content)


def test_stages_of_another_game_are_not_certified():
    game, _ = example("two-towns")

    with pytest.raises(InputError, match="another game"):
        certify(savings_game(game), solve_nucleolus(game))
