"""The game behind a sharing option: numbering, limits, and each group's choice."""

import numpy as np
import pytest

from commonweal.deal import partner_game
from commonweal.deal.group_costs import MOST_PARTNERS
from commonweal.errors import ComputationError
from tests.unit.appraisal.worked import appraised, case, cost, lever, redesign_alone, shared

TEAM = lever("management-deduplication", kept_share_of_other_teams=0.0)


def game_of(spends, option, *others, n_draws=20):
    appraisal = appraised(case(spends, [*others, option]), n_draws=n_draws)
    return partner_game(appraisal, appraisal.option("shared"))


def test_bit_k_is_the_kth_partner_taking_part():
    spends = {
        "ashby": {"management": 1_000},
        "barton": {"management": 20_000},
        "corley": {"management": 300_000},
    }

    found = game_of(spends, shared(bodies=["ashby", "corley"]))

    assert found.partners == ("ashby", "corley")
    assert found.positions.tolist() == [0, 2]
    assert found.game.values.tolist() == [0, 5_000, 1_500_000, 1_505_000]
    assert found.drawn.shape == (20, 4)


def test_a_group_that_does_better_apart_goes_alone():
    spends = {name: {"management": 100_000} for name in ("ashby", "barton", "corley")}
    option = shared([TEAM], [cost("set-up", other=600_000)])

    found = game_of(spends, option)

    assert found.goes_alone[[3, 5, 6]].all()
    assert not found.goes_alone[7]
    assert found.game.values[7] == pytest.approx(500_000 + 600_000)


def test_a_single_partner_costs_its_best_alone():
    spends = {"ashby": {"staff": 100_000}, "barton": {"staff": 10_000}}
    redesign = redesign_alone(saves=0.2, costs=[cost("set-up", per_partner=40_000)])

    found = game_of(spends, shared(), redesign)

    assert found.game.values[1] == pytest.approx(500_000 - 100_000 + 40_000)
    assert found.game.values[2] == pytest.approx(50_000)


def test_services_outside_the_option_stay_in_every_groups_cost():
    partnership = case(
        {"ashby": {"management": 100_000}, "barton": {"management": 50_000}},
        [shared([TEAM], services=["building-control"])],
        services=[{"id": "building-control"}, {"id": "payroll"}],
        n_years=1,
    )
    payroll = tuple(one.model_copy(update={"service": "payroll"}) for one in partnership.baselines)
    both = partnership.model_copy(update={"baselines": partnership.baselines + payroll})
    appraisal = appraised(both)

    found = partner_game(appraisal, appraisal.option("shared"))

    assert found.game.values.tolist() == pytest.approx([0, 200_000, 100_000, 250_000])


def test_the_choice_of_a_group_is_kept_in_every_future():
    """On what it expects a pair shares; in the futures in which that is dear it still has."""
    dear = {"shape": "discrete", "outcomes": [0, 900_000], "chances": [0.9, 0.1]}
    spends = {name: {"management": 100_000} for name in ("ashby", "barton", "corley")}

    found = game_of(spends, shared([TEAM], [cost("set-up", other=dear)]), n_draws=500)

    assert not found.goes_alone[3]
    assert set(found.drawn[:, 3].round()) == {500_000, 1_400_000}
    assert found.drawn[:, 3].max() > found.drawn[:, 1].max() + found.drawn[:, 2].max()


def test_more_partners_than_can_be_priced_group_by_group_are_refused():
    spends = {f"body-{place}": {"staff": 1_000} for place in range(MOST_PARTNERS + 1)}

    with pytest.raises(ComputationError, match="has 17 partners") as refusal:
        game_of(spends, shared(), n_draws=2)
    assert "in parts" in refusal.value.hint


def test_no_more_futures_are_priced_than_were_drawn():
    spends = {"ashby": {"staff": 1_000}, "barton": {"staff": 1_000}}
    appraisal = appraised(case(spends, [shared()]), n_draws=30)
    option = appraisal.option("shared")

    assert partner_game(appraisal, option).drawn.shape == (30, 4)
    assert partner_game(appraisal, option, n_draws=7).drawn.shape == (7, 4)
    assert np.isfinite(partner_game(appraisal, option).drawn).all()
