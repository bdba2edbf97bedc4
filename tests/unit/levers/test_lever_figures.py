"""What each lever gives in cases small enough to work by hand, and what it refuses."""

from dataclasses import replace

import numpy as np
import pytest

from commonweal.appraisal.levers.arithmetic import figure
from commonweal.errors import InputError
from tests.unit.levers.worked import entry_of, price, records_of, saving, setting_of


def drawn(*values):
    return lambda _name: np.array(values)


def by_body(setting, entry):
    return saving(setting, entry)[0, :, 0]


def test_figures_beyond_their_limits_are_refused_in_the_expected_case_and_held_in_a_draw():
    held = figure(drawn(0.5, 1.4, -0.2), "kept_share_of_other_teams")

    assert held.tolist() == [0.5, 1.0, 0.0]
    with pytest.raises(InputError, match=r"premium is 40 .* from 0 to 1"):
        figure(drawn(40.0, 0.5), "premium")
    with pytest.raises(InputError, match="nan"):
        figure(drawn(np.nan), "premium")


def test_management_is_sized_by_people_where_all_returned_them():
    # 3 of 6 managers are in the largest team, though the dearest team is another.
    records = records_of({"management": [100.0, 150.0, 50.0]}, management_fte=[3, 2, 1])
    entry = entry_of("management-deduplication", kept_share_of_other_teams=0.0)

    assert by_body(setting_of(records), entry) == pytest.approx([50.0, 75.0, 25.0])


def test_management_is_sized_by_cost_where_a_member_did_not_return_its_managers():
    records = records_of({"management": [100.0, 150.0, 50.0]}, management_fte=[3, np.nan, 1])
    entry = entry_of("management-deduplication", kept_share_of_other_teams=0.0)
    both = setting_of(records, [[0, 1, 2], [0, 2]])

    amounts = saving(both, entry)[:, :, 0]

    assert amounts[0] == pytest.approx([50.0, 75.0, 25.0])  # 150 of 300 by cost
    assert amounts[1] == pytest.approx([25.0, 0.0, 12.5])  # 3 of 4 by people


def test_a_bigger_job_can_cost_more_than_the_posts_it_saves():
    records = records_of({"management": [100.0, 20.0]})
    entry = entry_of("management-deduplication", kept_share_of_other_teams=0.9, salary_uplift=0.05)

    assert by_body(setting_of(records), entry).sum() == pytest.approx(2.0 - 5.0)


def test_a_manager_alone_has_no_bigger_job():
    records = records_of({"management": [100.0, 20.0]})
    entry = entry_of("management-deduplication", salary_uplift=0.5)

    assert (saving(setting_of(records, [[0], [1]]), entry) == 0).all()


def test_joint_fixed_need_is_never_more_than_the_parts():
    records = records_of({"other": [100.0, 10.0, 10.0]})
    entry = entry_of("fixed-cost-spreading", fixed_share=0.5, growth_per_further_member=0.5)

    assert (saving(setting_of(records), entry) == 0).all()


def test_a_line_with_a_fixed_share_of_its_own_is_worked_by_that_share():
    records = records_of({"other": [100.0, 100.0], "accommodation": [100.0, 100.0]})
    entry = entry_of(
        "fixed-cost-spreading",
        fixed_share=0.5,
        fixed_share_by_line={"accommodation": 0.2},
        growth_per_further_member=0.0,
    )

    savings = {stream.line: -stream.amount.sum() for stream in price(setting_of(records), entry)}

    assert savings == pytest.approx({"other": 50.0, "accommodation": 20.0})


def test_a_body_without_a_system_brings_none_to_consolidate():
    records = records_of({"systems": [90.0, 60.0, 30.0]}, n_systems=[1, 0, np.nan])
    entry = entry_of("systems-consolidation", marginal_share=0.0)

    assert (saving(setting_of(records), entry) == 0).all()


def test_volume_never_saves_more_than_the_cap():
    records = records_of({"supplies": [1_000_000.0, 100.0]})
    entry = entry_of("purchasing-volume", price_elasticity=0.5, cap=0.04)

    assert by_body(setting_of(records), entry)[1] == pytest.approx(4.0)


def test_a_framework_price_and_a_volume_price_do_not_add():
    records = records_of({"supplies": [100.0, 100.0]})
    volume = entry_of("purchasing-volume", price_elasticity=0.05)
    both = entry_of("purchasing-volume", price_elasticity=0.05, framework_discount=0.02)
    better = entry_of("purchasing-volume", price_elasticity=0.05, framework_discount=0.08)

    by_volume = by_body(setting_of(records), volume)

    assert by_body(setting_of(records), both) == pytest.approx(by_volume)
    assert by_body(setting_of(records), better) == pytest.approx([8.0, 8.0])


def test_a_body_alone_saves_by_a_framework_only():
    records = records_of({"supplies": [100.0, 300.0]})
    entry = entry_of("purchasing-volume", price_elasticity=0.5, framework_discount=0.03)
    alone = setting_of(records, is_shared=False)

    assert saving(alone, entry).sum(axis=0)[:, 0] == pytest.approx([3.0, 9.0])


def test_volume_may_be_measured_by_a_driver_that_every_member_recorded():
    records = records_of(
        {"supplies": [100.0, 100.0, 100.0]}, volumes={"licences": [300.0, 100.0, np.nan]}
    )
    entry = entry_of("purchasing-volume", price_elasticity=0.05, volume="licences")

    pair = saving(setting_of(records, [[0, 1]]), entry)[0, :, 0]

    assert pair == pytest.approx([100 * (1 - 0.75**0.05), 100 * (1 - 0.25**0.05), 0.0])
    with pytest.raises(InputError, match="licences is missing for corley"):
        saving(setting_of(records), entry)
    with pytest.raises(InputError, match="No body recorded a volume called invoices"):
        saving(setting_of(records), entry.model_copy(update={"volume": "invoices"}))


def test_what_a_body_keeps_local_adds_nothing_to_the_volume_bought_together():
    records = records_of({"supplies": [100.0, 100.0]})
    entry = entry_of("purchasing-volume", price_elasticity=0.1, cap=1.0)
    kept = setting_of(records, [[0, 1], [0]])
    kept = replace(
        kept,
        costs={line: cost * 0.75 for line, cost in kept.costs.items()},
        saved={line: np.zeros_like(cost) for line, cost in kept.costs.items()},
    )

    amounts = saving(kept, entry)[:, :, 0]

    assert amounts[0] == pytest.approx([75 * (1 - (100 / 150) ** 0.1)] * 2)
    assert (amounts[1] == 0).all()  # it stays with its own price, never a worse one


def test_a_dear_contractor_saves_less_than_nothing():
    records = records_of({"staff": [100.0], "systems": [10.0], "other": [5.0]})
    entry = entry_of("market-price", price_share=1.2, lines=("staff", "systems"))

    assert saving(setting_of(records, is_shared=False), entry).sum() == pytest.approx(-22.0)


def test_redesign_works_on_staff_and_on_the_other_lines_named():
    records = records_of({"staff": [100.0], "supplies": [50.0]})
    entry = entry_of(
        "process-redesign", share_of_staff_saved=0.1, share_saved_by_line={"supplies": 0.2}
    )

    streams = price(setting_of(records, is_shared=False), entry)

    assert {s.line: -s.amount.item() for s in streams} == pytest.approx(
        {"staff": 10.0, "supplies": 10.0}
    )


def test_empty_desks_save_nothing_until_payment_can_stop():
    records = records_of({"accommodation": [100.0, 60.0]})
    never = entry_of("accommodation", share_released=0.5)
    later = entry_of("accommodation", share_released=0.5, can_be_released_from=2)

    (stream,) = price(setting_of(records), later)

    assert (saving(setting_of(records), never) == 0).all()
    assert stream.amount[0, :, 0] == pytest.approx([-50.0, -30.0])
    assert stream.ramp == (0.0, 0.0, 0.0, 0.5, 1.0)


def test_desks_counted_stand_in_place_of_the_share_and_save_no_more_than_the_line():
    records = records_of({"accommodation": [100.0, 60.0, 40.0]})
    entry = entry_of(
        "accommodation",
        share_released=0.5,
        units_released_by_body={"ashby": 3, "barton": 30},
        cost_per_unit=10,
        can_be_released_from=0,
    )

    assert by_body(setting_of(records), entry) == pytest.approx([30.0, 60.0, 20.0])


def test_a_table_that_names_a_stranger_is_refused():
    records = records_of({"accommodation": [100.0, 60.0]})
    entry = entry_of("accommodation", units_released_by_body={"zeal": 3}, can_be_released_from=0)

    with pytest.raises(InputError, match=r"units_released_by_body names zeal"):
        price(setting_of(records), entry)


def test_the_agency_bill_shrinks_with_the_staff_that_earlier_levers_left():
    records = records_of({"staff": [400.0]}, agency_cost=[80.0])
    entry = entry_of("agency-staff", premium=0.25, share_replaced=0.5)
    after = setting_of(records, is_shared=False, left={"staff": np.array([[300.0]])})

    assert saving(setting_of(records, is_shared=False), entry).item() == pytest.approx(10.0)
    assert saving(after, entry).item() == pytest.approx(7.5)


def test_an_agency_bill_larger_than_the_staff_line_counts_as_the_staff_line():
    records = records_of({"staff": [100.0]}, agency_cost=[500.0])
    entry = entry_of("agency-staff", premium=1.0, share_replaced=1.0)

    assert saving(setting_of(records, is_shared=False), entry).item() == pytest.approx(100.0)


def test_income_leaves_with_the_body_that_brings_the_customer():
    records = records_of({"staff": [75.0, 25.0]})
    entry = entry_of(
        "trading-income",
        customer="Denham Borough Council",
        income_by_body={"barton": 200},
        margin=0.1,
    )

    amounts = saving(setting_of(records, [[0, 1], [0], [1]]), entry)[:, :, 0]

    assert amounts.tolist() == [
        pytest.approx([0.0, 20.0]),
        pytest.approx([0.0, 0.0]),
        pytest.approx([0.0, 20.0]),
    ]


def test_income_that_grows_reaches_its_size_by_the_ramp():
    records = records_of({"staff": [75.0]})
    entry = entry_of(
        "trading-income",
        customer="A named one",
        income_by_body={"ashby": 1_000},
        margin=0.1,
        ramp=(0.5, 1.0),
        yearly_growth=0.1,
        growth_years=2,
    )

    (stream,) = price(setting_of(records), entry)
    by_year = [-stream.amount.item() * share for share in stream.ramp]

    assert stream.line == "income"
    assert by_year == pytest.approx([50.0, 100.0, 110.0, 121.0])
    assert max(stream.ramp) <= 1.0
