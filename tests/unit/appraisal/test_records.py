"""From baselines to the records that levers and costs work on."""

import dataclasses

import numpy as np
import pytest

from commonweal.appraisal.figures import FigureBook
from commonweal.appraisal.records import scope_of
from commonweal.errors import InputError
from commonweal.jurisdictions import pack
from tests.unit.appraisal.worked import SERVICE, appraised, case, parameters, shared


def scope(partnership, *, n_draws=20, option="shared", deflators=None):
    book = FigureBook.open(partnership, n_draws=n_draws, seed=3)
    chosen = partnership.option(option) if option else None
    return scope_of(partnership, chosen, book, deflators=deflators)


def one_body(**baseline):
    costs = baseline.pop("costs", {})
    return case({"ashby": costs, "barton": {}}, [shared()], baselines={"ashby": baseline})


def test_an_undivided_sum_is_laid_on_the_lines_it_covers():
    sums = [{"label": "Running", "amount": 1_000, "into": {"systems": 0.3, "other": "rest"}}]

    records = scope(one_body(costs={"systems": 50}, undivided=sums)).records

    assert records.costs["systems"][0].tolist() == [350.0] * 21
    assert records.costs["other"][0].tolist() == [700.0] * 21


def test_an_undivided_sum_is_never_more_or_less_than_itself():
    """Two wide ranges may together take more than the whole: they are scaled back."""
    into = {
        "systems": {"low": 0.2, "likely": 0.5, "high": 0.9},
        "staff": {"low": 0.2, "likely": 0.5, "high": 0.9},
        "other": "rest",
    }
    sums = [{"label": "Running", "amount": 1_000, "into": into}]

    costs = scope(one_body(undivided=sums), n_draws=500).records.costs

    total = costs["systems"][0] + costs["staff"][0] + costs["other"][0]
    assert total == pytest.approx(np.full(501, 1_000.0))
    assert (costs["other"][0] >= 0).all()
    assert (costs["systems"][0] + costs["staff"][0] > 999).any()


@pytest.mark.parametrize("status", ["does-not-provide", "missing"])
def test_a_body_without_the_service_costs_nothing_and_has_no_system(status):
    found = scope(one_body(status=status))

    assert all(costs[0].sum() == 0 for costs in found.records.costs.values())
    assert found.records.n_systems.tolist() == [0.0, 1.0]
    assert found.unknown == (("ashby",) if status == "missing" else ())


def test_a_body_with_no_baseline_at_all_is_unknown():
    partnership = case({"ashby": {}, "barton": {}}, [shared()])
    without = partnership.model_copy(update={"baselines": partnership.baselines[:1]})

    assert scope(without).unknown == ("barton",)


def test_placeholders_are_told():
    assert scope(one_body(status="placeholder")).placeholders == ("ashby",)


def test_staff_come_from_the_return_or_from_the_establishment():
    posts = [
        {"title": "Manager", "fte": 1.5, "is_manager": True},
        {"title": "Surveyor", "fte": 4.0},
        {"title": "Vacancy", "fte": 2.0, "is_vacant": True},
    ]
    counted = scope(one_body(establishment=posts)).records
    stated = scope(one_body(establishment=posts, staff_fte=9.0)).records

    assert (counted.fte[0], counted.management_fte[0]) == (5.5, 1.5)
    assert (stated.fte[0], stated.management_fte[0]) == (9.0, 1.5)
    assert np.isnan(counted.fte[1])


def test_agency_cost_comes_from_the_return_or_from_agency_posts():
    posts = [{"title": "Surveyor", "fte": 1, "cost": 70_000, "is_agency": True}]

    assert scope(one_body(establishment=posts)).records.agency_cost[0, 0] == 70_000
    stated = one_body(establishment=posts, agency_cost=50_000)
    assert scope(stated).records.agency_cost[0, 0] == 50_000


def test_contracts_that_have_run_out_by_go_live_tie_nobody():
    contracts = [
        {"name": "Old", "yearly_value": 10_000, "until": "2025-26"},
        {"name": "A", "yearly_value": 30_000, "until": "2026-27"},
        {"name": "B", "yearly_value": 10_000, "until": "2030-31"},
    ]

    records = scope(one_body(contracts=contracts)).records

    assert records.contract_value[0] == 40_000
    assert records.contract_years_left[0] == (30_000 * 1 + 10_000 * 5) / 40_000


def test_volumes_not_returned_are_not_nought():
    records = scope(one_body(volumes={"applications": 900})).records

    assert records.volumes["applications"][0] == 900
    assert np.isnan(records.volumes["applications"][1])


def test_growth_is_by_body_and_line_and_flat_where_nobody_states_it():
    growth = scope(one_body(growth={"staff": 0.1})).growth

    assert growth["staff"][:, 0, 0] == pytest.approx([1.0, 1.1, 1.21, 1.331, 1.4641])
    assert growth["staff"][:, 1, 0].tolist() == [1.0] * 5
    assert growth["systems"].ravel().tolist() == [1.0] * 5


def test_an_option_sees_its_own_services_only():
    partnership = case(
        {"ashby": {"staff": 100}, "barton": {"staff": 10}},
        [shared(services=[SERVICE])],
        services=[{"id": SERVICE}, {"id": "payroll"}],
    )
    more = partnership.model_copy(
        update={
            "baselines": (
                *partnership.baselines,
                partnership.baselines[0].model_copy(update={"service": "payroll"}),
            )
        }
    )

    assert scope(more).records.costs["staff"][:, 0].tolist() == [100, 10]
    assert scope(more, option=None).records.costs["staff"][:, 0].tolist() == [200, 10]


def test_a_baseline_of_another_year_needs_deflators():
    partnership = one_body(costs={"staff": 100_000}, year="2024-25")
    series = pack("england").deflator_series("hmt-gdp-2026-06")

    with pytest.raises(InputError, match="The baseline of ashby is at 2024-25 prices") as refusal:
        scope(partnership)
    assert "restate the baseline" in refusal.value.hint
    brought = scope(partnership, deflators=series).records.costs["staff"][0, 0]
    assert brought == pytest.approx(105_520.20, abs=0.01)


def test_contracts_and_agency_are_brought_to_the_base_year_as_well():
    contracts = [{"name": "A", "yearly_value": 10_000, "until": "2030-31"}]
    partnership = one_body(year="2024-25", contracts=contracts, agency_cost=1_000)
    series = pack("england").deflator_series("hmt-gdp-2026-06")

    records = scope(partnership, deflators=series).records

    assert records.contract_value[0] == pytest.approx(10_552.02, abs=0.01)
    assert records.agency_cost[0, 0] == pytest.approx(1_055.202, abs=0.001)


def test_a_year_before_the_deflators_is_refused():
    partnership = one_body(costs={"staff": 1}, year="1950-51")

    with pytest.raises(InputError, match="1950-51"):
        appraised(partnership)
    flat = dataclasses.replace(parameters(), deflators=None)
    assert flat.deflators is None
