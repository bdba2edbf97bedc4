"""Posts where the records are thin, and where a contractor takes over."""

from __future__ import annotations

import pytest

from commonweal.appraisal.jobs import staff_change
from tests.unit.appraisal.worked import case, cost, lever, redesign_alone, shared
from tests.unit.budgets.cases import appraised_at

SPENDS = {"ashby": {"management": 50_000, "staff": 150_000}, "barton": {"staff": 80_000}}
STAFF = {"ashby": {"staff_fte": 5}, "barton": {"staff_fte": 2}}


def change(option, result="shared", *, bodies=None, baselines=STAFF):
    partnership = case(SPENDS, [option], baselines=baselines, bodies=bodies or {})
    appraisal = appraised_at(partnership)
    return staff_change(partnership, appraisal.option(result), appraisal.book)


def test_alone_nobody_moves():
    found = change(redesign_alone(saves=0.2), "redesign-alone")

    assert [body.removed for body in found.bodies] == pytest.approx([0.75, 0.4])
    assert [body.moved for body in found.bodies] == [0.0, 0.0]
    assert [body.kept for body in found.bodies] == pytest.approx([4.25, 1.6])


def test_posts_on_lines_that_a_contractor_prices_pass_to_it():
    price = lever("market-price", price_share=0.9, lines=["staff"])
    option = {"id": "let", "name": "Let it", "form": "outsource-alone", "levers": [price]}

    ashby = change(option, "let").bodies[0]

    assert ashby.removed == 0.0  # a lower price is no post that the body does without
    assert ashby.to_contractor == pytest.approx(5 * 150 / 200)
    assert ashby.kept == pytest.approx(5 * 50 / 200)


def test_agency_staff_replaced_remove_no_post():
    option = shared([lever("agency-staff", premium=0.2, share_replaced=1.0)], host="ashby")
    baselines = {body: row | {"agency_cost": 40_000} for body, row in STAFF.items()}

    found = change(option, baselines=baselines)

    assert [body.removed for body in found.bodies] == [0.0, 0.0]


def test_a_host_in_the_same_town_moves_no_job():
    places = {"ashby": {"place": "Ashby"}, "barton": {"place": "Ashby"}}
    option = shared([lever("process-redesign", share_of_staff_saved=0.1)], host="ashby")

    found = change(option, bodies=places)

    assert found.bodies[1].moved == 0.0
    assert found.by_place == {"Ashby": pytest.approx(-0.375 - 0.2)}


def test_no_saving_on_pay_removes_nobody_even_where_staff_are_unknown():
    found = change(shared([], [cost("set-up", other=1_000)], host="ashby"), baselines={})

    assert [body.removed for body in found.bodies] == [0.0, 0.0]
    assert [body.moved for body in found.bodies] == [0.0, None]
    assert not found.is_known


def test_a_saving_where_no_cost_of_a_post_is_known_is_unknown():
    option = shared([lever("process-redesign", share_of_staff_saved=0.1)], host="ashby")

    found = change(option, baselines={})

    assert [body.removed for body in found.bodies] == [None, None]
    assert [body.cost_basis for body in found.bodies] == ["unknown", "unknown"]
    assert "neither its posts nor those that go" in found.bodies[0].note


def test_a_ranged_cost_of_a_post_is_taken_at_its_mean():
    severance = cost(
        "redundancy",
        cost_per_post=0,
        average_cost_per_post={"low": 30_000, "likely": 40_000, "high": 50_000},
    )
    option = shared([lever("process-redesign", share_of_staff_saved=0.1)], [severance])

    found = change(option, baselines={})

    assert found.bodies[0].cost_of_a_post == pytest.approx(40_000)
    assert found.bodies[0].cost_basis == "stated"
    assert found.bodies[0].removed == pytest.approx(15_000 / 40_000)


def test_the_table_as_plain_values():
    option = shared([lever("process-redesign", share_of_staff_saved=0.1)], host="ashby")

    plain = change(option, bodies={"ashby": {"place": "Ashby"}}).to_dict()

    assert plain["host_place"] == "Ashby"
    assert plain["by_place"] == [{"place": "Ashby", "change": 1.43}]
