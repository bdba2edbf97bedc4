"""Charges by year: every penny, within limits and phasing, whatever the rule."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from commonweal.deal import Deal
from commonweal.errors import ComputationError, InputError
from commonweal.partnership import RuleName
from tests.unit.appraisal.worked import case, cost, deal, redesign_alone, shared

SPENDS = {
    "ashby": {"staff": 100_000, "systems": 20_000},
    "barton": {"staff": 60_000, "systems": 10_000},
    "corley": {"staff": 40_000, "systems": 10_000},
}
POPULATIONS = {"ashby": 50_000, "barton": 30_000, "corley": 40_000}
RULES = list(RuleName.__args__)


def shared_deal(split: dict[str, Any], *, go_live: str = "2026-27", set_up: float = 0.0) -> Deal:
    """Return three bodies that share, saving half of their systems' cost."""
    option = shared(
        [
            {
                "lever": "systems-consolidation",
                "mechanism": "As worked.",
                "marginal_share": 0.25,
                "ramp": [1.0],
                "grade": "recorded",
                "source": "As worked",
            }
        ],
        [cost("set-up", other=set_up)],
        go_live=go_live,
    )
    bodies = {
        body: {"drivers": {"population": people, "cases": people / 7}}
        for body, people in POPULATIONS.items()
    }
    return deal(
        case(
            SPENDS,
            [redesign_alone(), option],
            bodies=bodies,
            split={"materiality": 0.0} | split,
            optimism={"reference_class": "none", "survival": "none"},
        )
    )


def needs(rule: str) -> dict[str, Any]:
    wants: dict[str, Any] = {"rule": rule}
    if rule in ("driver", "fixed-and-unit"):
        wants["driver"] = "population"
    if rule == "driver-mix":
        wants["mix"] = {"population": 1.0, "cases": 3.0}
    return wants


@pytest.mark.parametrize("rule", RULES)
def test_each_years_charges_add_up_to_the_same_pence_under_every_rule(rule):
    equal = shared_deal({"rule": "equal"}, set_up=10_000.01).splits[0].charges.pence.sum(axis=1)

    found = shared_deal(needs(rule), set_up=10_000.01).splits[0]

    np.testing.assert_array_equal(found.charges.pence.sum(axis=1), equal)
    assert sum(share.percentage for share in found.shares) == pytest.approx(1)
    assert sum(share.one_off_percentage for share in found.shares) == pytest.approx(1)


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize("for_running", ["equal", "shapley", "driver-mix"])
def test_a_rule_of_its_own_for_one_off_cost_works_whatever_its_kind(rule, for_running):
    split = needs(rule) | needs(for_running) | {"one_off_rule": rule}
    alone = shared_deal(needs(rule), set_up=30_000).splits[0]

    found = shared_deal(split, set_up=30_000).splits[0]

    assert [share.one_off_percentage for share in found.shares] == pytest.approx(
        [share.one_off_percentage for share in alone.shares]
    )
    assert sum(share.percentage for share in found.shares) == pytest.approx(1)
    assert sum(share.cost for share in found.shares) == pytest.approx(
        sum(share.cost for share in alone.shares)
    )


def test_a_rule_by_groups_keeps_its_totals_whoever_pays_the_investment():
    plain = shared_deal({"rule": "shapley"}, set_up=30_000).splits[0]
    apart = shared_deal({"rule": "shapley", "one_off_rule": "equal"}, set_up=30_000).splits[0]

    assert [share.cost for share in apart.shares] == pytest.approx(
        [share.cost for share in plain.shares]
    )
    assert [share.one_off_percentage for share in apart.shares] == pytest.approx([1 / 3] * 3)


def test_what_is_paid_in_pence_by_year_is_worth_what_the_share_says():
    found = shared_deal(needs("driver"), set_up=9_999.99)

    paid = found.appraisal.factors @ (found.splits[0].charges.pence / 100)

    assert paid.tolist() == pytest.approx([share.cost for share in found.splits[0].shares], abs=0.1)


def test_until_go_live_each_pays_for_its_own_service_and_its_part_of_the_start():
    found = shared_deal({"rule": "equal"}, go_live="2028-29", set_up=30_000).splits[0].charges

    own = [120_000_00, 70_000_00, 50_000_00]
    assert found.pence[0].tolist() == [pence + 10_000_00 for pence in own]
    assert found.pence[1].tolist() == own
    assert len(set(found.pence[2].tolist())) == 1


def test_nobody_pays_more_than_now_for_as_long_as_is_agreed_and_those_who_gain_pay_for_it():
    split = needs("driver") | {"no_more_than_now_years": 2}
    charges = shared_deal(split).splits[0].charges

    assert (charges.by_rule[0] > charges.today[0]).any()
    assert (charges.pence[:2] <= charges.today[:2]).all()
    np.testing.assert_array_equal(charges.pence[2:], charges.by_rule[2:])
    gainers = charges.by_rule[0] < charges.today[0]
    assert (charges.dampening[0][gainers] >= 0).all()
    assert (charges.dampening[0][~gainers] <= 0).all()
    assert charges.dampening.sum() == 0


def test_the_years_of_protection_begin_with_go_live():
    split = needs("driver") | {"no_more_than_now_years": 1}
    charges = shared_deal(split, go_live="2027-28", set_up=30_000).splits[0].charges

    assert (charges.dampening[0] == 0).all()
    assert (charges.pence[1] <= charges.today[1]).all()
    assert charges.dampening[1].any()
    assert (charges.dampening[2:] == 0).all()


@pytest.mark.parametrize(
    ("funded_by", "paying"), [("everyone", {"ashby", "barton"}), ("barton", {"barton"})]
)
def test_a_cap_is_paid_for_by_whom_the_partners_name(funded_by, paying):
    split = needs("driver") | {"cap": {"corley": 50_000}, "funded_by": funded_by}
    charges = shared_deal(split).splits[0].charges

    assert (charges.pence[:, 2] == 50_000_00).all()
    moved = dict(zip(charges.partners, charges.dampening[0].tolist(), strict=True))
    assert {body for body, pence in moved.items() if pence > 0} == paying
    assert sum(moved.values()) == 0


def test_a_floor_holds_to_the_penny_and_what_it_brings_in_goes_back_to_the_others():
    split = needs("driver") | {"floor": {"barton": 65_432.1}}
    charges = shared_deal(split).splits[0].charges

    assert (charges.pence[:, 1] == 65_432_10).all()
    assert (charges.dampening.sum(axis=1) == 0).all()


def test_limits_that_cannot_hold_say_in_which_year_and_by_how_much():
    split = needs("driver") | {"cap": dict.fromkeys(SPENDS, 50000), "funded_by": "everyone"}

    with pytest.raises(ComputationError, match=r"^2027-28: the caps leave .* to find") as caught:
        shared_deal(split, go_live="2027-28")

    assert "Raise the caps by" in caught.value.hint


def test_a_payer_that_is_no_partner_is_refused():
    split = needs("driver") | {"cap": {"corley": 50_000}, "funded_by": "zennor"}

    with pytest.raises(InputError, match="zennor is to fund the limits"):
        shared_deal(split)


def test_phasing_moves_one_way_from_todays_cost_to_the_rule():
    split = needs("driver") | {"phase_in_years": 3}
    charges = shared_deal(split).splits[0].charges

    parts = charges.pence / charges.pence.sum(axis=1, keepdims=True)
    now = np.array([120.0, 70.0, 50.0]) / 240
    rule = charges.by_rule[-1] / charges.by_rule[-1].sum()
    steps = ((parts - now) / (rule - now)).T
    for of_partner in steps:
        assert of_partner.tolist() == pytest.approx([0.25, 0.5, 0.75, 1.0, 1.0], abs=1e-4)
    assert (charges.pence.sum(axis=1) == charges.by_rule.sum(axis=1)).all()
