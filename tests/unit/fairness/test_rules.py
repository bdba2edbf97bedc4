"""Each rule on figures that can be checked by hand, and what it refuses."""

import re

import numpy as np
import pytest

from commonweal.errors import ComputationError, InputError
from commonweal.fairness import RULES, Game, PartnerFacts, apply_rule, rule_of, savings_game
from tests.unit.fairness.random_games import FAMILIES, example, random_game


@pytest.fixture
def towns():
    return example("two-towns")[0]


def test_equal_shares_are_equal(towns):
    assert apply_rule("equal", towns).tolist() == [7.5, 7.5]


def test_a_driver_divides_in_proportion(towns):
    """Young 1994: with three times the people, A pays 11.25 of 15, more than it would alone."""
    facts = PartnerFacts(drivers={"population": (36_000, 12_000)})

    assert apply_rule("driver", towns, facts).tolist() == [11.25, 3.75]


def test_a_mix_of_drivers_adds_up_their_parts(towns):
    facts = PartnerFacts(
        drivers={"population": (3, 1), "calls": (1, 1), "unused": (0, 0)},
        driver_weights={"population": 60, "calls": 40, "unused": 0},
    )

    assert apply_rule("driver-mix", towns, facts) == pytest.approx([9.75, 5.25])


def test_a_baseline_moves_all_by_the_same_percentage(towns):
    facts = PartnerFacts(baseline=(11, 7))

    assert apply_rule("baseline", towns, facts) == pytest.approx([9.1667, 5.8333], abs=5e-5)


def test_a_fixed_fee_and_a_unit_price_add_up(towns):
    """5 of the 15 in fixed fees; the other 10 over 100 units is 0.10 a unit."""
    facts = PartnerFacts(volumes=(70, 30), fixed_total=5)

    assert apply_rule("fixed-and-unit", towns, facts) == pytest.approx([9.5, 5.5])


def test_marginal_amounts_are_not_scaled_to_the_whole(towns):
    assert apply_rule("marginal", towns).tolist() == [8, 4]
    assert not rule_of("marginal").adds_up


def test_the_rest_is_shared_by_cost_avoided(towns):
    """Each alone adds 8 and 4; 3 are left and both avoid 3 by joining."""
    assert apply_rule("aca", towns).tolist() == [9.5, 5.5]


def test_a_benefit_below_stand_alone_cost_parts_scrb_from_aca(towns):
    """B's supply is worth 5 to it, so only 1 remains above its separable cost of 4."""
    facts = PartnerFacts(benefits=(20, 5))

    assert apply_rule("scrb", towns, facts) == pytest.approx([8 + 3 * 3 / 4, 4 + 3 * 1 / 4])
    assert apply_rule("aca", towns, facts) == pytest.approx([9.5, 5.5])


def test_a_partner_whose_benefit_is_below_its_separable_cost_pays_just_that(towns):
    facts = PartnerFacts(benefits=(20, 3))

    assert apply_rule("scrb", towns, facts) == pytest.approx([11, 4])


def test_nothing_to_share_the_rest_by_is_said():
    game = Game.from_values(
        ("A", "B", "C"),
        "cost",
        {"A": 1, "B": 1, "C": 1, "A,B": 2, "A,C": 2, "B,C": 2, "A,B,C": 3.5},
    )
    with pytest.raises(ComputationError, match="no partner has any remaining benefit"):
        apply_rule("scrb", game, PartnerFacts(benefits=(0, 0, 0)))


def test_the_tau_value_of_three_pairs_that_cannot_be_kept_is_not_defined():
    pairs = {"A": 0, "B": 0, "C": 0, "A,B": 10, "A,C": 10, "B,C": 10, "A,B,C": 12}
    game = Game.from_values(("A", "B", "C"), "savings", pairs)

    with pytest.raises(ComputationError, match="tau value is not defined"):
        apply_rule("tau", game)


@pytest.mark.parametrize(
    ("rule", "facts", "complaint"),
    [
        ("driver", PartnerFacts(), "needs a driver"),
        ("driver", PartnerFacts(drivers={"people": (1, 1, 1)}), "2 partners and 3 figures"),
        ("driver", PartnerFacts(drivers={"people": (0, 0)}), "people of every partner is nil"),
        ("driver", PartnerFacts(drivers={"people": (3, -1)}), "people of B is -1, below nil"),
        ("driver", PartnerFacts(drivers={"people": (3, float("nan"))}), "people of B is nan"),
        ("driver", PartnerFacts(driver_weights={"people": 1}), "no driver called people"),
        (
            "driver-mix",
            PartnerFacts(drivers={"people": (1, 1)}, driver_weights={"people": -1}),
            "weight of people is -1",
        ),
        (
            "driver-mix",
            PartnerFacts(drivers={"people": (1, 1)}, driver_weights={"people": 0}),
            "weight of nil",
        ),
        ("driver-mix", PartnerFacts(drivers={"a": (1, 1), "b": (1, 1)}), "needs a driver"),
        ("baseline", PartnerFacts(), "what each partner contributes now"),
        ("fixed-and-unit", PartnerFacts(volumes=(1, 1)), "volume and the fixed part"),
        ("fixed-and-unit", PartnerFacts(volumes=(1, 1), fixed_total=16), "fixed fees come to 16"),
        ("scrb", PartnerFacts(benefits=(1,)), "2 partners and 1 figures"),
        ("fairest", PartnerFacts(), "no rule called “fairest”"),
    ],
)
def test_a_rule_says_what_it_is_short_of(towns, rule, facts, complaint):
    with pytest.raises(InputError, match=complaint) as refused:
        apply_rule(rule, towns, facts)

    assert refused.value.hint


def test_benefits_cannot_cap_the_costs_that_a_savings_game_has_not(towns):
    with pytest.raises(InputError, match="a savings game has none"):
        apply_rule("scrb", savings_game(towns), PartnerFacts(benefits=(1, 1)))


def test_each_rule_is_explained_in_two_plain_sentences():
    for rule in RULES.values():
        assert len(re.findall(r"[.:;]? [A-Z]|\.$", rule.explanation)) >= 2, rule.id
        assert rule.explanation.count(".") == 2, rule.id
        assert rule.to_dict()["id"] == rule.id


@pytest.mark.parametrize("family", FAMILIES)
@pytest.mark.parametrize(
    "rule", [rule.id for rule in RULES.values() if rule.follows_game and rule.adds_up]
)
def test_a_cost_game_and_its_savings_game_give_the_same_deal(rule, family):
    game = random_game(family, 5, 4)
    if game.kind == "savings":
        game = Game(players=game.players, kind="cost", values=-game.values)
    saved = savings_game(game)
    try:
        charges = apply_rule(rule, game)
    except ComputationError:
        with pytest.raises(ComputationError):
            apply_rule(rule, saved)
        return

    assert charges == pytest.approx(game.alone() - apply_rule(rule, saved), abs=1e-8)
    assert charges.sum() == pytest.approx(game.whole)


def test_charges_below_nil_are_possible_and_add_up(towns):
    game = Game.from_values(("A", "B"), "cost", {"A": 1, "B": 9, "A,B": 3})

    assert apply_rule("nucleolus", game) == pytest.approx([-2.5, 5.5])
    assert np.isfinite(apply_rule("tau", game)).all()
