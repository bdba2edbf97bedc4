"""Pricing an option: the order of levers, what is kept local, who is inside."""

import numpy as np
import pytest

from commonweal.errors import InputError
from tests.unit.appraisal.worked import appraised, case, cost, lever, redesign_alone, shared

SPENDS = {"ashby": {"staff": 400_000}, "barton": {"staff": 200_000}}


def saving_of(partnership, option="shared"):
    """Return what an option is worth in one undiscounted year."""
    return appraised(partnership).option(option).npv.expected


def one_year(*options, **rest):
    return case(SPENDS, options, n_years=1, **rest)


def test_two_levers_never_save_the_same_pound():
    """A tenth, then half of what is left: 60,000 and 270,000, not 60,000 and 300,000."""
    tenth = lever("process-redesign", share_of_staff_saved=0.1)
    half = lever("process-redesign", share_of_staff_saved=0.5)

    assert saving_of(one_year(shared([tenth, half]))) == pytest.approx(330_000)
    assert saving_of(one_year(shared([half, tenth]))) == pytest.approx(330_000)
    first, second = appraised(one_year(shared([tenth, half]))).option("shared").flows
    assert (first.present_value, second.present_value) == pytest.approx((-60_000, -270_000))


def test_levers_that_take_all_leave_nothing_for_the_next():
    whole = lever("process-redesign", share_of_staff_saved=1.0)

    assert saving_of(one_year(shared([whole, whole]))) == pytest.approx(600_000)


def test_what_is_kept_local_is_not_saved_from():
    tenth = lever("process-redesign", share_of_staff_saved=0.1)

    assert saving_of(one_year(shared([tenth], kept_local={"ashby": 0.5}))) == pytest.approx(40_000)
    assert saving_of(one_year(shared([tenth], kept_local={"ashby": 1.0}))) == pytest.approx(20_000)


def test_kept_local_has_no_meaning_for_a_body_alone():
    alone = redesign_alone(saves=0.1, kept_local={"ashby": 1.0})

    assert saving_of(one_year(alone), "redesign-alone") == pytest.approx(60_000)


def test_a_body_outside_is_exactly_untouched():
    spends = SPENDS | {"corley": {"staff": 300_000}}
    option = shared(
        [lever("process-redesign", share_of_staff_saved=0.1)],
        [cost("set-up", other=30_000), cost("coordination", per_further_partner=7)],
        bodies=["ashby", "corley"],
    )

    found = appraised(case(spends, [option])).option("shared")

    assert found.bodies == ("ashby", "corley")
    assert (found.net_benefit[1] == 0).all()
    assert (found.net_benefit[[0, 2]] != 0).all()


def test_costs_that_follow_savings_see_every_lever():
    """Redundancy comes after both levers: 330,000 saved at 50,000 a post is 6.6 posts."""
    levers = [
        lever("process-redesign", share_of_staff_saved=0.1),
        lever("process-redesign", share_of_staff_saved=0.5),
    ]
    let_go = cost("redundancy", cost_per_post=10_000, average_cost_per_post=50_000)

    found = appraised(one_year(shared(levers, [let_go]))).option("shared")

    assert found.flows[-1].present_value == pytest.approx(66_000)


def test_a_stream_is_named_by_its_entry_and_keeps_its_evidence():
    saving = lever("process-redesign", share_of_staff_saved=0.1, grade="audited", source="A book")
    option = shared([saving], [cost("set-up", other=5), cost("set-up", other=7)])

    flows = appraised(one_year(option)).option("shared").flows

    assert [flow.id for flow in flows][-2:] == ["set-up-1-1", "set-up-2-1"]
    assert flows[0].id == "process-redesign-1-1"
    assert (flows[0].source, flows[0].grade) == ("A book", "audited")
    assert flows[-1].grade == "not graded"
    assert [flow.full_year for flow in flows if flow.line == "one-off"] == [5, 7]


def test_a_lever_that_works_only_together_is_refused_alone():
    alone = redesign_alone() | {"levers": [lever("systems-consolidation", marginal_share=0.4)]}

    with pytest.raises(InputError, match="works only where bodies share"):
        appraised(one_year(alone))


def test_futures_differ_only_where_figures_do():
    sure = shared([lever("process-redesign", share_of_staff_saved=0.1)])

    found = appraised(one_year(sure)).option("shared")

    assert np.ptp(found.net_benefit, axis=1).tolist() == pytest.approx([0, 0], abs=1e-6)
