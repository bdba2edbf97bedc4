"""What holds of charges by year, whatever the rule, the limits and who pays for them."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from commonweal.appraisal import appraise
from commonweal.deal import keeping, partner_game, split_by_rule
from commonweal.errors import ComputationError
from commonweal.partnership import Partnership, RuleName, Split
from tests.properties.appraisal.partnerships import partnerships
from tests.unit.appraisal.worked import parameters

RULES = [rule for rule in RuleName.__args__ if rule not in ("aca", "scrb", "tau")]
ROUNDING = 1e-8


def divided(partnership: Partnership, split: Split):
    appraisal = appraise(partnership, parameters(), n_draws=5, seed=7)
    try:
        game = partner_game(appraisal, appraisal.option("shared"))
        bare = split_by_rule(appraisal, game, split.rule)
    except ComputationError:
        assume(False)
        raise
    return appraisal, game, bare


@given(partnerships(), st.data())
@settings(max_examples=40, deadline=None)
def test_limits_hold_to_the_penny_and_move_money_only_between_partners(partnership, data):
    plain = Split(
        rule=data.draw(st.sampled_from(RULES)), driver="population", mix={"population": 1}
    )
    partnership = partnership.model_copy(update={"split": plain})
    appraisal, game, bare = divided(partnership, plain)
    pounds = st.floats(0, 2e6)
    split = plain.model_copy(
        update={
            "cap": data.draw(st.dictionaries(st.sampled_from(game.partners), pounds)),
            "floor": data.draw(st.dictionaries(st.sampled_from(game.partners), pounds)),
            "no_more_than_now_years": data.draw(st.integers(0, 3)),
            "phase_in_years": data.draw(st.integers(0, 3)),
            "funded_by": data.draw(
                st.sampled_from(["everyone", "those-who-gain", game.partners[0]])
            ),
        }
    )
    refused = None
    try:
        found = split_by_rule(appraisal, game, split.rule, split=split)
    except ComputationError as error:
        refused = error
    if refused is not None:
        assert refused.message.startswith(tuple(appraisal.years))
        assert refused.hint
        return

    charges, go_live = found.charges, game.option.priced.timeline.go_live
    np.testing.assert_array_equal(charges.dampening.sum(axis=1), 0)
    np.testing.assert_array_equal(charges.by_rule, bare.charges.by_rule)
    np.testing.assert_array_equal(charges.pence[:go_live], charges.by_rule[:go_live])
    for place, body in enumerate(charges.partners):
        paid = charges.pence[go_live:, place]
        if body in split.cap:
            assert (paid <= round(split.cap[body] * 100) + 1).all()
        if body in split.floor:
            assert (paid >= round(split.floor[body] * 100) - 1).all()
    protected = slice(go_live, go_live + split.no_more_than_now_years)
    assert (charges.pence[protected] <= charges.today[protected]).all()


@given(partnerships(), st.sampled_from(RULES))
@settings(max_examples=40, deadline=None)
def test_charges_in_pence_are_worth_what_each_pays_over_the_horizon(partnership, rule):
    split = Split(rule=rule, driver="population", mix={"population": 1.0})
    appraisal, game, bare = divided(partnership.model_copy(update={"split": split}), split)

    worth = appraisal.factors @ (bare.charges.pence / 100)

    scale = max(1.0, float(np.abs(game.game.values).max()))
    n_pennies = 0.02 * len(appraisal.years)
    for share, paid in zip(bare.shares, worth.tolist(), strict=True):
        assert paid == pytest.approx(share.cost, abs=n_pennies + ROUNDING * scale)


@given(partnerships(), st.sampled_from(["equal", "driver", "baseline", "shapley"]))
@settings(max_examples=40, deadline=None)
def test_side_payments_add_to_nothing_and_a_subsidy_is_asked_only_where_no_split_holds(
    partnership, rule
):
    split = Split(rule=rule, driver="population", materiality=0.0)
    partnership = partnership.model_copy(update={"split": split})
    _, game, bare = divided(partnership, split)

    found = keeping(partnership, game, bare)

    scale = max(1.0, float(np.abs(game.game.values).max()))
    assert found.sentence.endswith(".")
    assert bool(found.proof) == found.core_empty
    if not found.core_empty:
        assert found.subsidy == 0
    if found.side_payments is None:
        assert found.why_none
    else:
        assert sum(found.side_payments.values()) == pytest.approx(0, abs=1e-6)
        assert not found.core_empty or bare.stability.is_stable or found.least_core < 1e-6 * scale
