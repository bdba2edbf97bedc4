"""Budgets at the edges: bodies outside, spared costs, odd funding, plain values."""

from __future__ import annotations

import json

import numpy as np
import pytest

from commonweal.deal.budgets import budgets
from tests.unit.appraisal.worked import case, cost, lever, redesign_alone, shared
from tests.unit.budgets.cases import (
    BY_PEOPLE,
    PEOPLE,
    SPENDS,
    appraised_at,
    budgets_of,
    in_pounds,
    two_councils,
)


def test_a_body_outside_the_deal_has_its_own_two_budgets():
    partnership = case(
        SPENDS | {"carlton": {"staff": 100_000}},
        [redesign_alone(saves=0.1), shared(bodies=["ashby", "barton"])],
        n_years=2,
    )

    carlton = budgets_of(partnership).of("carlton")

    assert carlton.deal is None
    assert carlton.chosen.way == "alone"
    assert in_pounds(carlton.alone.net) == [90_000, 90_000]
    assert [one.way for one in carlton.reconciliations] == ["alone"]


def test_a_case_with_no_sharing_option_still_has_budgets():
    appraisal = appraised_at(case(SPENDS, [redesign_alone(saves=0.1)], n_years=2))

    found = budgets(appraisal, None, None)

    assert found.together is None
    assert found.option is None
    assert in_pounds(found.of("ashby").alone.net) == [360_000, 360_000]


def test_a_cost_that_the_deal_spares_meets_the_cost_it_spares():
    nothing = {
        "id": "carry-on",
        "name": "Carry on",
        "form": "do-nothing",
        "costs": [cost("set-up", per_partner=80_000, first_year=1)],
    }
    option = shared([lever("process-redesign", share_of_staff_saved=0.1)])
    finance = {
        "capital": [{"cost": "set-up", "share": 1.0, "asset_life_years": 2}],
        "funding": [{"kind": "borrowing", "share": 1.0, "rate": 0.1}],
    }
    partnership = case(
        SPENDS,
        [nothing, option | {"avoids_do_nothing_costs": True}],
        n_years=4,
        finance=finance,
        bodies=PEOPLE,
        split={"rule": "baseline"},
    )

    ashby = budgets_of(partnership).of("ashby")

    assert in_pounds(ashby.nothing.capital) == [0, 80_000, 0, 0]
    assert in_pounds(ashby.nothing.of_kind("repayment")) == [0, 0, 40_000, 40_000]
    assert in_pounds(ashby.deal.capital) == [0, 0, 0, 0]
    assert in_pounds(ashby.deal.net) == [360_000] * 4
    assert not ashby.deal.of_kind("funding", "repayment", "interest").any()


def test_funding_may_be_for_one_option_alone():
    finance = {
        "capital": [{"cost": "set-up", "share": 1.0}],
        "funding": [{"kind": "grant", "share": 1.0, "options": ["shared"]}],
    }
    alone = redesign_alone(saves=0.2, costs=[cost("set-up", per_partner=10_000)])
    option = shared(
        [lever("process-redesign", share_of_staff_saved=0.1)], [cost("set-up", other=100_000)]
    )

    ashby = budgets_of(two_councils(finance, options=[alone, option], n_years=2)).of("ashby")

    assert sum(ashby.alone.not_funded) == 1_000_000
    assert sum(ashby.deal.not_funded) == 0
    assert -ashby.deal.of_kind("funding").sum() == 7_500_000


def test_one_sum_for_everyone_is_one_sum_whichever_way_each_goes_alone():
    """Ashby's best is to redesign and Barton's to let; a grant of £10,000 is not two grants."""
    redesign = redesign_alone(
        saves=0.2, bodies=["ashby"], costs=[cost("set-up", per_partner=10_000)]
    )
    let = {
        "id": "let",
        "name": "Let it",
        "form": "outsource-alone",
        "bodies": ["barton"],
        "levers": [lever("market-price", price_share=0.8)],
        "costs": [cost("set-up", per_partner=30_000)],
    }
    finance = {"funding": [{"kind": "grant", "amount": 10_000}]}

    found = budgets_of(two_councils(finance, options=[redesign, let, shared()], n_years=2))

    used = {body.body: -body.alone.of_kind("funding").sum() for body in found.bodies}
    assert used == {"ashby": 250_000, "barton": 750_000}


def test_a_revenue_contribution_is_planned_and_stays_on_revenue():
    finance = {
        "capital": [{"cost": "set-up", "share": 1.0}],
        "funding": [{"kind": "revenue", "share": 1.0}],
    }

    with_it = budgets_of(two_councils(finance)).of("ashby").deal
    without = budgets_of(two_councils()).of("ashby").deal

    assert np.array_equal(with_it.net, without.net)
    assert sum(with_it.not_funded) == 0


def test_two_lives_of_one_cost_are_repaid_apart():
    finance = {
        "capital": [
            {"cost": "set-up", "share": 0.5, "asset_life_years": 1},
            {"cost": "set-up", "share": 0.5, "asset_life_years": 2},
        ],
        "funding": [{"kind": "borrowing", "share": 1.0, "rate": 0.0}],
    }

    deal = budgets_of(two_councils(finance, n_years=4)).of("barton").deal

    assert in_pounds(deal.capital) == [25_000, 0, 0, 0]
    assert in_pounds(deal.of_kind("repayment")) == [0, 18_750, 6_250, 0]


def test_money_for_everyone_with_nothing_to_pay_for_is_left_over():
    finance = {"funding": [{"kind": "capital-receipts", "amount": 1_000}]}

    found = budgets_of(two_councils(finance))

    assert sum(pence for body in found.bodies for _, pence in body.deal.unused) == 100_000


def test_the_charge_is_what_is_joint_and_no_more():
    costs = [cost("set-up", other=100_000), cost("client-side", per_body=5_000)]

    deal = budgets_of(two_councils(costs=costs)).of("barton").deal

    assert in_pounds(deal.charge) == [175_000, 135_000, 135_000, 135_000, 135_000]
    assert in_pounds(deal.net - np.array(deal.charge)) == [5_000] * 5


def test_what_is_kept_local_is_not_charged():
    partnership = two_councils(
        options=[shared(kept_local={"ashby": 0.5})], split=BY_PEOPLE, n_years=1
    )

    ashby = budgets_of(partnership).of("ashby")

    assert in_pounds(ashby.deal.charge) == [300_000]  # three quarters of 200,000 and 200,000
    assert in_pounds(ashby.deal.net) == [500_000]


def test_a_short_case_has_no_column_for_later_years():
    plan = budgets_of(two_councils(n_years=3)).of("ashby").plan

    assert plan.table.columns == ("2026-27", "2027-28", "2028-29", "All years")


def test_two_costs_of_one_name_stand_apart_in_the_plan():
    costs = [cost("set-up", other=1_000), cost("set-up", other=2_000)]

    rows = budgets_of(two_councils(costs=costs)).of("ashby").plan.table.rows

    assert "One-off: set-up" in rows
    assert "One-off: set-up (2)" in rows


def test_a_year_dearer_after_dearer_savings_is_covered_by_them():
    costs = [cost("set-up", other=70_000, first_year=3)]
    saving = [lever("process-redesign", share_of_staff_saved=0.1)]
    partnership = two_councils(costs=costs, levers=saving, split={"rule": "baseline"})

    found = budgets_of(partnership).together

    assert found.dearer_years == ("2029-30",)
    assert found.deepest is None
    assert found.made_good_by is None
    assert "savings of earlier years cover it" in found.sentence


def test_budgets_as_plain_values_are_whole_pence():
    plain = budgets_of(two_councils(), prices=0.021).to_dict()

    assert json.loads(json.dumps(plain)) == plain
    ashby = plain["bodies"][0]
    assert all(isinstance(pence, int) for row in ashby["deal"]["rows"] for pence in row["pence"])
    assert ashby["deal"]["net"] == [
        sum(row["pence"][year] for row in ashby["deal"]["rows"]) for year in range(5)
    ]
    assert ashby["plan"]["rows"][0]["style"] == "item"


def test_every_default_of_the_index_is_said():
    found = budgets_of(two_councils({"inflation_by_line": {"staff": [0.03]}}), prices=0.02)

    assert found.prices.to_dict()["assumptions"] == [
        "Prices follow Prices as worked of 2026-06.",
        "The line staff rises in cash by 3.00% a year, the last holding on.",
    ]
    assert found.prices.of("staff")[1] == pytest.approx(1.03)
