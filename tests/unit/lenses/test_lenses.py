"""What a lens refuses, and what it says where there is little to say."""

from __future__ import annotations

import pytest

from commonweal.appraisal.lenses import CostSharing, lens_notes, lenses
from commonweal.errors import InputError
from tests.unit.appraisal.worked import case, cost, lever, redesign_alone, shared
from tests.unit.budgets.cases import SPENDS, appraised_at, two_councils


def found(result_id: str, partnership=None, **rest):
    partnership = two_councils() if partnership is None else partnership
    return lenses(partnership, appraised_at(partnership).option(result_id), **rest)


def test_without_shares_no_partner_s_budget_can_be_told():
    assert found("shared").own_budgets == ()


def test_shares_that_leave_out_a_partner_are_refused():
    with pytest.raises(InputError, match="leave out barton"):
        found("shared", sharing=CostSharing.by_parts({"ashby": 1.0}))


def test_shares_that_are_not_the_whole_are_refused():
    with pytest.raises(InputError, match=r"add to 0\.9"):
        found("shared", sharing=CostSharing.by_parts({"ashby": 0.5, "barton": 0.4}))


def test_alone_each_body_s_budget_is_its_own_and_needs_no_shares():
    partnership = case(SPENDS, [redesign_alone(saves=0.1), shared()], n_years=2)

    own = found("redesign-alone", partnership).own_budgets

    assert [lens.body for lens in own] == ["ashby", "barton"]
    assert [lens.npv.expected for lens in own] == pytest.approx([80_000, 40_000])


def test_doing_nothing_is_worth_nothing_through_every_lens():
    nothing = {
        "id": "carry-on",
        "name": "Carry on",
        "form": "do-nothing",
        "costs": [cost("set-up", per_partner=30_000)],
    }
    partnership = case(SPENDS, [nothing, shared()], n_years=2)

    seen = found("carry-on", partnership)

    for lens in (seen.society, seen.public_purse, *seen.own_budgets):
        assert lens.npv.expected == 0.0
        assert lens.included == ()


def test_a_case_may_count_a_transfer_for_society_and_says_so():
    severance = cost(
        "redundancy",
        cost_per_post=20_000,
        average_cost_per_post=30_000,
        counts_for_society=True,
        why="The posts cannot be filled again here.",
    )

    seen = found("shared", two_councils(costs=[severance]))

    assert "Redundancy" in {row.label for row in seen.society.included}
    assert "transfer" not in {one.kind for one in seen.society.excluded}


def test_a_cost_spared_is_left_out_as_the_cost_itself_would_be():
    nothing = {
        "id": "carry-on",
        "name": "Carry on",
        "form": "do-nothing",
        "costs": [cost("unpaid-staff-time", days_per_partner=100, value_of_a_day=300)],
    }
    option = shared([lever("process-redesign", share_of_staff_saved=0.1)])
    option |= {"avoids_do_nothing_costs": True}
    partnership = case(SPENDS, [nothing, option], n_years=1)

    seen = found("shared", partnership, sharing=CostSharing.by_parts({"ashby": 0.5, "barton": 0.5}))

    spared = [one for one in seen.own_budgets[0].excluded if one.kind == "not-cash"]
    assert [one.present_value for one in spared] == [-30_000.0]
    assert seen.society.npv.expected == pytest.approx(120_000.0)


def test_every_lens_has_its_question():
    assert {notes.question for notes in lens_notes().values()} == {
        "Is the country better off?",
        "Do the public bodies together pay less?",
        "Does this body pay less?",
    }


def test_a_lens_as_plain_values_holds_its_rows_and_reasons():
    seen = found("shared", sharing=CostSharing.by_parts({"ashby": 0.75, "barton": 0.25})).to_dict()

    assert seen["society"]["npv"] == 140_000.0
    assert [lens["body"] for lens in seen["own_budgets"]] == ["ashby", "barton"]
    assert all(one["reason"] for one in seen["public_purse"]["excluded"])
