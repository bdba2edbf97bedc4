"""Every group is priced from its own members' records, as if nobody else had been asked.

The check is independent of the pricing of groups: for each group a partnership file is made that
holds its members only, appraised as a whole, and compared with what the game says. A game whose
values were any scaling of the whole could not pass.
"""

from __future__ import annotations

from itertools import combinations
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from commonweal.appraisal import Appraisal, Array, appraise
from commonweal.appraisal.optimism import Correction, recorded_correction
from commonweal.deal import PartnerGame, partner_game
from commonweal.jurisdictions import pack
from commonweal.partnership import Partnership, read_partnership
from tests.properties.appraisal.partnerships import only, partnerships
from tests.unit.appraisal.worked import parameters

EXAMPLES = Path(__file__).parents[3] / "examples"
N_DRAWS = 20

#: Pounds in a present value: adding up in another order leaves this much behind in a million.
ROUNDING = 1e-9

#: Below this many pounds, what a group chooses turns on rounding.
TIE = 1e-4


def priced_file(partnership: Partnership, correction: Correction | None = None) -> Appraisal:
    return appraise(partnership, parameters(), correction=correction, n_draws=N_DRAWS, seed=7)


def cost_of_group(
    partnership: Partnership,
    members: tuple[str, ...],
    option: str,
    correction: Correction | None,
    *,
    is_whole: bool,
) -> tuple[Array, float]:
    """Return what the members would spend, (D,), from a file of their own, and how near a tie."""
    own_file = only(partnership, members)
    appraisal = priced_file(own_file, correction)
    apart = (appraisal.base - appraisal.alone_net_benefit).sum(axis=0)
    if len(members) < 2:
        return apart, np.inf
    result = appraisal.option(option)
    together = appraisal.base.sum(axis=0) - result.net_benefit.sum(axis=0)
    margin = abs(float(apart[0] - together[0]))
    shares = is_whole or together[0] < apart[0]
    return (together if shares else apart), (np.inf if is_whole else margin)


def groups_of(partners: tuple[str, ...]) -> list[tuple[int, tuple[str, ...]]]:
    """Return every group with its number: bit k stands for partner k."""
    places = range(len(partners))
    return [
        (sum(1 << place for place in group), tuple(partners[place] for place in group))
        for size in range(1, len(partners) + 1)
        for group in combinations(places, size)
    ]


def check_every_group(
    appraisal: Appraisal, priced: PartnerGame, correction: Correction | None = None
) -> None:
    for number, members in groups_of(priced.partners):
        is_whole = members == priced.partners
        expected, margin = cost_of_group(
            appraisal.partnership, members, priced.option.id, correction, is_whole=is_whole
        )
        scale = max(1.0, float(np.abs(expected).max()))
        assert priced.game.values[number] == pytest.approx(
            expected[0], abs=ROUNDING * scale + TIE
        ), members
        if margin > TIE:
            assert priced.drawn[:, number] == pytest.approx(expected[1:], abs=ROUNDING * scale), (
                members
            )


@given(partnerships(), st.sampled_from([None, recorded_correction()]))
@settings(max_examples=40, deadline=None)
def test_a_group_costs_what_a_file_of_its_own_members_says(partnership, correction):
    appraisal = priced_file(partnership, correction)

    check_every_group(appraisal, partner_game(appraisal, appraisal.option("shared")), correction)


def test_the_demonstration_is_priced_group_by_group():
    """All 63 groups of the six councils, each from a file in which no other council stands."""
    file = EXAMPLES / "pennine-lancashire-building-control.toml"
    partnership, _ = read_partnership(file.read_text(encoding="utf-8"), source=file.name)
    appraisal = priced_file(partnership)

    check_every_group(appraisal, partner_game(appraisal, appraisal.option("shared-team")))


def test_no_group_of_the_demonstration_costs_a_share_of_the_whole():
    """Shares of today's cost, of people or of heads: none reproduces what the groups cost."""
    file = EXAMPLES / "pennine-lancashire-building-control.toml"
    partnership, _ = read_partnership(file.read_text(encoding="utf-8"), source=file.name)
    case = appraise(partnership, pack("england").parameter_set(), n_draws=N_DRAWS, seed=7)
    values = partner_game(case, case.option("shared-team")).game.values
    population = np.array([body.drivers["population"] for body in partnership.bodies])

    for weights in (case.base[:, 0], population, np.ones(6)):
        scaled = (
            np.array(
                [
                    values[-1] * sum(weights[place] for place in range(6) if group >> place & 1)
                    for group in range(64)
                ]
            )
            / weights.sum()
        )
        assert scaled[-1] == pytest.approx(values[-1])
        off = np.abs(scaled - values)[1:-1]
        material = partnership.split.materiality * case.factors.sum()
        assert np.median(off) > 2 * material


@given(partnerships(has_outsiders=False), st.data())
@settings(max_examples=25, deadline=None)
def test_a_bodys_records_never_touch_a_group_without_it(partnership, data):
    bodies = [body.id for body in partnership.bodies]
    changed = data.draw(st.sampled_from(bodies))
    dearer = partnership.model_copy(
        update={
            "baselines": tuple(
                one.model_copy(
                    update={
                        "costs": one.costs.model_copy(
                            update={"management": 999_999.0, "systems": 777_777.0}
                        ),
                        "n_systems": 5,
                        "contracts": (),
                        "agency_cost": 0.0,
                    }
                )
                if one.body == changed and one.status == "returned"
                else one
                for one in partnership.baselines
            )
        }
    )

    before = priced_file(partnership)
    after = priced_file(dearer)
    first = partner_game(before, before.option("shared"))
    second = partner_game(after, after.option("shared"))

    place = bodies.index(changed)
    for group in range(1, 2 ** len(bodies)):
        if not group >> place & 1:
            assert second.game.values[group] == first.game.values[group]
            assert (second.drawn[:, group] == first.drawn[:, group]).all()


@given(partnerships())
@settings(max_examples=25, deadline=None)
def test_no_proper_group_pays_more_than_its_members_apart(partnership):
    appraisal = priced_file(partnership)

    priced = partner_game(appraisal, appraisal.option("shared"))

    values, singles = priced.game.values, priced.alone[:, 0]
    for group in range(1, len(values) - 1):
        apart = sum(cost for place, cost in enumerate(singles) if group >> place & 1)
        assert values[group] <= apart + ROUNDING * max(1.0, abs(apart))


@given(partnerships())
@settings(max_examples=25, deadline=None)
def test_a_game_of_fewer_draws_is_the_beginning_of_one_of_more(partnership):
    appraisal = appraise(partnership, parameters(), n_draws=30, seed=7)
    option = appraisal.option("shared")

    many = partner_game(appraisal, option, n_draws=30)
    few = partner_game(appraisal, option, n_draws=11)

    assert few.drawn.shape == (11, many.drawn.shape[1])
    assert (few.drawn == many.drawn[:11]).all()
    assert (few.game.values == many.game.values).all()


@given(partnerships())
@settings(max_examples=25, deadline=None)
def test_the_whole_and_the_single_partners_are_the_appraisals_own_figures(partnership):
    appraisal = priced_file(partnership)
    option = appraisal.option("shared")

    priced = partner_game(appraisal, option)

    at = priced.positions
    whole = (appraisal.base - option.net_benefit)[at].sum(axis=0)
    alone = (appraisal.base - appraisal.alone_net_benefit)[at]
    scale = max(1.0, float(np.abs(appraisal.base).max()))
    assert priced.game.values[-1] == pytest.approx(whole[0], abs=ROUNDING * scale * 10)
    assert priced.drawn[:, -1] == pytest.approx(whole[1:], abs=ROUNDING * scale * 10)
    for place in range(len(at)):
        assert priced.game.values[1 << place] == pytest.approx(alone[place, 0])
        assert priced.drawn[:, 1 << place] == pytest.approx(alone[place, 1:])
    assert priced.game.values[0] == 0
