"""Dividing a sharing option's cost: which rules are shown, what they need, what they refuse."""

import pytest

from commonweal.deal import partner_game, split_by_rule, splits
from commonweal.errors import CommonwealError, ComputationError
from tests.unit.appraisal.worked import appraised, case, cost, deal, lever, shared

SPENDS = {"ashby": {"management": 120_000}, "barton": {"management": 80_000}}
TEAM = lever("management-deduplication", kept_share_of_other_teams=0.0)
PEOPLE = {
    "ashby": {"drivers": {"population": 30_000, "applications": 100}},
    "barton": {"drivers": {"population": 10_000, "applications": 300}},
}


def divided(split, *, option=None, spends=SPENDS, bodies=PEOPLE):
    team = shared([TEAM], [cost("set-up", other=200_000)]) if option is None else option
    return deal(case(spends, [team], split=split, bodies=bodies)).splits


def paid(split, **rest):
    return [round(share.cost) for share in divided(split, **rest)[0].shares]


def test_the_partners_own_rule_comes_first_and_is_not_shown_twice():
    found = [split.rule for split in divided({"rule": "shapley"})]

    assert found[0] == "shapley"
    assert len(found) == len(set(found))
    assert {"equal", "baseline", "nucleolus"} <= set(found)


@pytest.mark.parametrize(
    ("split", "costs"),
    [
        ({"rule": "equal"}, [400_000, 400_000]),
        ({"rule": "baseline"}, [480_000, 320_000]),
        ({"rule": "driver", "driver": "population"}, [600_000, 200_000]),
        ({"rule": "driver-mix", "mix": {"population": 1, "applications": 1}}, [400_000, 400_000]),
        ({"rule": "driver-mix", "mix": {"population": 3, "applications": 1}}, [500_000, 300_000]),
        (
            {"rule": "fixed-and-unit", "driver": "applications", "fixed_share": 0.5},
            [300_000, 500_000],
        ),
        # Both gain 100,000 over going alone: there are only two of them.
        ({"rule": "shapley"}, [500_000, 300_000]),
        ({"rule": "nucleolus"}, [500_000, 300_000]),
    ],
)
def test_each_rule_divides_the_joint_cost_in_its_own_way(split, costs):
    assert paid(split) == costs


def test_a_rule_by_driver_needs_the_driver_of_every_partner():
    missing = PEOPLE | {"barton": {"drivers": {}}}

    with pytest.raises(CommonwealError, match="population"):
        divided({"rule": "driver", "driver": "population"}, bodies=missing)


def test_a_joint_cost_of_nothing_cannot_be_shared():
    whole = lever("process-redesign", share_saved_by_line={"management": 1.0})

    with pytest.raises(ComputationError, match="leaves no joint cost to share"):
        divided({"rule": "equal"}, option=shared([whole]))


def test_losers_are_those_who_pay_materially_more_worst_first():
    spends = {
        "ashby": {"management": 120_000},
        "barton": {"management": 30_000},
        "corley": {"management": 20_000},
    }

    found = divided({"rule": "equal"}, spends=spends, bodies={})[0]

    assert [share.body for share in found.losers] == ["corley", "barton"]
    assert not found.everyone_gains
    assert found.stability.tolerance == pytest.approx(5_000)


def test_a_split_by_any_rule_may_be_asked_for():
    appraisal = appraised(case(SPENDS, [shared([TEAM])], bodies=PEOPLE))
    game = partner_game(appraisal, appraisal.option("shared"))

    asked = split_by_rule(appraisal, game, "nucleolus")

    assert asked.rule == "nucleolus"
    assert asked.shares == next(
        split.shares for split in splits(appraisal, game) if split.rule == "nucleolus"
    )


def test_a_result_as_plain_values_is_in_pence_and_keeps_its_sums():
    found = divided({"rule": "shapley"})[0].to_dict()

    assert {"rule", "name", "explanation", "shares", "stable", "blocking", "chance_blocked"} <= set(
        found
    )
    for share in found["shares"]:
        assert share["cost"] == round(share["cost"], 2)
        assert share["gain"] == pytest.approx(share["alone"] - share["cost"])
    assert 0 <= found["chance_blocked"] <= 1
