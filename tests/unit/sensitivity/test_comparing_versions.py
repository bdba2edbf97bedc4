"""Two versions of a case: what counts as a change, and how it is said."""

import pytest

from commonweal.deal import deal_of
from commonweal.deal.comparison import compare, compare_deals
from tests.unit.appraisal.worked import appraised, case, cost, lever, redesign_alone, shared

SPENDS = {"ashby": {"management": 120_000}, "barton": {"management": 80_000}}


def version(kept=0.6, costs=(), **rest):
    option = shared([lever("management-deduplication", kept_share_of_other_teams=kept)], costs)
    return case(SPENDS, [redesign_alone(), option], **rest)


def sentences(old, new):
    return [change.sentence for change in compared(old, new).changes]


def compared(old, new):
    return compare_deals(deal_of(appraised(old)), deal_of(appraised(new)))


def test_a_case_compared_with_itself_says_that_nothing_changed():
    found = compare(version(), version(), n_draws=100)

    assert found.changes == ()
    assert not found.turned
    assert found.sentence == "The two versions say the same, and so do their results."
    assert not any(effect.is_material for effect in (*found.options, *found.partners))


def test_rows_in_another_order_are_no_change():
    old = version()
    new = old.model_copy(update={"options": old.options[::-1], "baselines": old.baselines[::-1]})

    assert sentences(old, new) == []


def test_a_number_that_becomes_a_range_is_said_by_its_ends():
    found = sentences(version(0.6), version({"low": 0.5, "likely": 0.6, "high": 0.8}))

    assert found == [
        "Kept share of other teams of option One shared team, lever management deduplication: "
        "from 0.6 to between 0.5 and 0.8, most likely 0.6."
    ]


def test_rows_that_come_and_go_are_said_whole():
    setting_up = cost("set-up", other=50_000)

    assert sentences(version(), version(costs=[setting_up])) == [
        "Option One shared team, cost set up: added."
    ]
    assert sentences(version(costs=[setting_up]), version()) == [
        "Option One shared team, cost set up: removed."
    ]


def test_two_rows_of_one_kind_are_told_apart_by_their_order():
    first, second = cost("set-up", other=10_000), cost("set-up", other=20_000)
    dearer = cost("set-up", other=30_000)

    assert sentences(version(costs=[first, second]), version(costs=[first, dearer])) == [
        "Other of option One shared team, cost set up: from 20,000 to 30,000."
    ]


def test_a_text_newly_given_is_said_to_be_new():
    assert sentences(version(), version(summary="Two towns.")) == [
        "Summary: “Two towns.”, where nothing was said before."
    ]


def test_what_the_change_did_is_said_in_pounds():
    found = compared(version(0.6), version(0.7))

    assert found.joint_gain.change == pytest.approx(-40_000)
    assert found.joint_gain.sentence == (
        "Gain of sharing over the best alone: from £160,000 to £120,000, down £40,000."
    )


def test_an_option_that_was_not_there_before_is_new():
    old = version()
    more = redesign_alone(saves=0.0) | {"id": "outsource", "name": "Out", "form": "outsource-alone"}
    new = case(SPENDS, [more, *(row.model_dump(exclude_unset=True) for row in old.options)])

    effects = {effect.what: effect for effect in compared(old, new).options}

    assert effects["Out"].before is None
    assert effects["Out"].sentence == "Out: £0, new."
