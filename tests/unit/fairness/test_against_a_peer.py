"""Equality with coopgame-py 0.3.0, an independent implementation with certified answers.

Its answers are compared with ours on seeded random games of every family; its exact rational
certificate must hold our exact split to be the nucleolus, and ours must refuse a perturbed one.
"""

from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest

from commonweal.errors import ComputationError
from commonweal.fairness import (
    apply_rule,
    certify,
    check_certificate,
    least_core,
    proportional_nucleolus,
    shapley_values,
    solve_nucleolus,
)
from tests.unit.fairness.random_games import FAMILIES, random_game

coopgame = pytest.importorskip(
    "coopgame", reason="coopgame-py, a tool for development, is not installed."
)

NORMAL = [(family, n, seed) for family in FAMILIES for n in (3, 4, 5, 6, 7, 8) for seed in (0, 1)]
#: 1,000 games of 3 to 10 partners.
LONG = [(family, n, seed) for family in FAMILIES for n in range(3, 11) for seed in range(25)]


def check_one(family, n_players, seed):
    game = random_game(family, n_players, seed + 100)
    worth = game.worth()
    theirs = coopgame.Game(worth[1:].tolist())
    near = {"abs": 1e-8, "rel": 1e-9}

    assert shapley_values(worth) == pytest.approx(coopgame.shapley(theirs), **near)
    best = coopgame.least_core(theirs, domain="preimputation")
    assert least_core(game).value == pytest.approx(best["epsilon"], **near)
    check_nucleoli(game, theirs, near)
    check_tau(game, theirs, near)


def check_nucleoli(game, theirs, near):
    has_imputations = game.sign * (game.whole - game.alone().sum()) >= 0
    concepts = [
        ("group", False, lambda: coopgame.prenucleolus(theirs)),
        ("head", False, lambda: coopgame.per_capita_nucleolus(theirs, domain="preimputation")),
    ]
    if has_imputations:
        concepts += [
            ("group", True, lambda: coopgame.nucleolus(theirs)),
            ("head", True, lambda: coopgame.per_capita_nucleolus(theirs)),
        ]
    for weighting, nobody_worse, their_answer in concepts:
        solved = solve_nucleolus(game, weighting=weighting, nobody_worse=nobody_worse)
        ours = game.sign * np.array(solved.amounts)
        assert ours == pytest.approx(their_answer()["allocation"], **near), (
            weighting,
            nobody_worse,
        )
        certificate = certify(game, solved)
        assert check_certificate(game, certificate).is_accepted
        check_perturbed(game, certificate)
        if weighting == "group":
            check_their_certificate(game, certificate, nobody_worse=nobody_worse)


def check_perturbed(game, certificate):
    """Move a sum, small or large, from one partner to another: never accepted."""
    for number, size in enumerate((Fraction(1, 10**9), Fraction(1, 7), Fraction(100))):
        amounts = list(certificate.amounts)
        amounts[number % 3] += size
        amounts[(number + 1) % 3] -= size
        wrong = replace(certificate, amounts=tuple(amounts))
        assert not check_certificate(game, wrong).is_accepted


def check_their_certificate(game, certificate, *, nobody_worse):
    sign = 1 if game.kind == "savings" else -1
    values = [Fraction(repr(value)) * sign for value in game.values[1:].tolist()]
    ours = [sign * amount for amount in certificate.amounts]

    verdict = coopgame.certify_rational(
        values,
        [float(amount) for amount in ours],
        domain="imputation" if nobody_worse else "preimputation",
    )

    assert verdict["satisfied"], verdict["reason"]
    assert list(verdict["allocation"]) == ours


def check_tau(game, theirs, near):
    try:
        expected = coopgame.tau_value(theirs)
    except ValueError:
        with pytest.raises(ComputationError, match="tau value is not defined"):
            apply_rule("tau", game)
        return
    assert game.sign * apply_rule("tau", game) == pytest.approx(expected, **near)


@pytest.mark.parametrize(("family", "n_players", "seed"), NORMAL)
def test_both_give_the_same_answers(family, n_players, seed):
    check_one(family, n_players, seed)


@pytest.mark.long
@pytest.mark.parametrize(("family", "n_players", "seed"), LONG)
def test_both_give_the_same_answers_on_a_thousand_games(family, n_players, seed):
    check_one(family, n_players, seed)


@pytest.mark.parametrize("seed", range(6))
def test_both_give_the_same_proportional_nucleolus(seed):
    """Where every group is worth something, so that the measure needs no special care."""
    random = np.random.default_rng(seed)
    game = random_game("ties", 5, seed)
    values = game.values + random.integers(1, 5, game.values.size)
    values[0] = 0
    values[-1] += 25
    game = type(game)(players=game.players, kind="savings", values=values)
    theirs = coopgame.proportional_nucleolus(coopgame.Game(values[1:].tolist()))

    assert proportional_nucleolus(game) == pytest.approx(theirs["allocation"], abs=1e-8)


def test_alternative_cost_avoided_is_the_gately_point():
    """Equal propensity to disrupt (Gately 1974) is the same split by another name."""
    game = random_game("costs", 6, 3)
    theirs = coopgame.gately_point(coopgame.Game((-game.values)[1:].tolist()))

    assert -apply_rule("aca", game) == pytest.approx(theirs)
