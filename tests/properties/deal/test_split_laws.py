"""What holds of any division of a sharing option's cost."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from commonweal.appraisal import Appraisal, appraise
from commonweal.deal import deal_of, partner_game, split_by_rule, splits
from commonweal.errors import ComputationError
from commonweal.fairness import RULES
from commonweal.partnership import Partnership
from tests.properties.appraisal.partnerships import multiplied, partnerships, reordered
from tests.unit.appraisal.worked import case, lever, parameters, shared

ROUNDING = 1e-8

#: The rules that a file may choose, with what each needs.
CHOICES: list[dict[str, Any]] = [
    {"rule": "driver", "driver": "population"},
    {"rule": "driver-mix", "mix": {"population": 2.0}},
    {"rule": "fixed-and-unit", "driver": "population", "fixed_share": 0.4},
]


def priced(partnership: Partnership) -> Appraisal:
    return appraise(partnership, parameters(), n_draws=20, seed=7)


def divided(appraisal: Appraisal):
    """Return the game and its splits; a joint cost of nil or less cannot be shared."""
    game = partner_game(appraisal, appraisal.option("shared"))
    try:
        return game, splits(appraisal, game)
    except ComputationError:
        assume(False)
        raise


@given(partnerships(), st.sampled_from(CHOICES))
@settings(max_examples=25, deadline=None)
def test_under_every_rule_costs_and_gains_add_up(partnership, choice):
    chosen = Partnership.model_validate(partnership.model_dump() | {"split": choice})
    appraisal = priced(chosen)

    game, found = divided(appraisal)

    whole = game.game.whole
    joint_gain = game.alone[:, 0].sum() - whole
    scale = max(1.0, float(np.abs(game.game.values).max()))
    assert found[0].rule == choice["rule"]
    assert {split.rule for split in found} >= {"equal", "baseline", "shapley", "nucleolus"}
    for split in found:
        assert RULES[split.rule].adds_up
        paid = sum(share.cost for share in split.shares)
        assert paid == pytest.approx(whole, abs=ROUNDING * scale), split.rule
        gains = sum(share.gain for share in split.shares)
        assert gains == pytest.approx(joint_gain, abs=ROUNDING * scale), split.rule
        assert sum(share.percentage for share in split.shares) == pytest.approx(1)
        for share in split.shares:
            assert share.gain == pytest.approx(share.alone - share.cost, abs=ROUNDING * scale), (
                split.rule
            )


@given(partnerships(), st.data())
@settings(max_examples=25, deadline=None)
def test_partners_in_another_order_pay_the_same(partnership, data):
    order = data.draw(st.permutations(range(len(partnership.bodies))))

    game, before = divided(priced(partnership))
    _, after = divided(priced(reordered(partnership, order)))

    scale = max(1.0, float(np.abs(game.game.values).max()))
    by_rule = {split.rule: split for split in after}
    for split in before:
        others = {share.body: share for share in by_rule[split.rule].shares}
        for share in split.shares:
            other = others[share.body]
            assert other.cost == pytest.approx(share.cost, abs=1e-6 * scale), split.rule
            assert other.p10 == pytest.approx(share.p10, abs=1e-6 * scale), split.rule


@given(partnerships(), st.sampled_from([0.25, 1_000.0]))
@settings(max_examples=25, deadline=None)
def test_what_each_pays_is_linear_in_pounds(partnership, times):
    game, before = divided(priced(partnership))
    _, after = divided(priced(multiplied(partnership, times)))

    scale = max(1.0, float(np.abs(game.game.values).max())) * times
    by_rule = {split.rule: split for split in after}
    for split in before:
        paid = [share.cost * times for share in split.shares]
        now = [share.cost for share in by_rule[split.rule].shares]
        assert now == pytest.approx(paid, abs=1e-6 * scale), split.rule
        assert by_rule[split.rule].everyone_gains == split.everyone_gains or any(
            abs(abs(share.gain) - split.stability.tolerance) < 1.0 for share in split.shares
        )


pounds = st.integers(1_000, 900_000)


@given(
    st.lists(st.tuples(pounds, pounds, pounds), min_size=2, max_size=4),
    st.floats(0, 1),
    st.floats(0, 1),
    st.floats(0, 0.2),
)
@settings(max_examples=25, deadline=None)
def test_a_partner_with_nothing_in_scope_gets_nothing(spends, kept, marginal, elasticity):
    """It has nothing to spare and brings nothing: it pays nothing and gains nothing, and neither
    does anybody else because of it."""
    levers = [
        lever("management-deduplication", kept_share_of_other_teams=kept),
        lever("systems-consolidation", marginal_share=marginal),
        lever("purchasing-volume", price_elasticity=elasticity, cap=0.5),
    ]
    providers = {
        f"provider-{place}": {"management": one, "systems": two, "supplies": three}
        for place, (one, two, three) in enumerate(spends)
    }
    without = {"zennor": {"status": "does-not-provide", "costs": {}, "n_systems": 0}}
    whole = priced(case(providers | {"zennor": {}}, [shared(levers)], baselines=without))
    rest = priced(case(providers, [shared(levers)]))

    assert (whole.option("shared").net_benefit[-1] == 0).all()
    game = partner_game(whole, whole.option("shared"))
    smaller = partner_game(rest, rest.option("shared"))
    for rule in ("baseline", "shapley"):
        *others, nothing = split_by_rule(whole, game, rule).shares
        scale = game.game.whole
        assert nothing.cost == pytest.approx(0, abs=ROUNDING * scale)
        assert nothing.gain == pytest.approx(0, abs=ROUNDING * scale)
        alike = split_by_rule(rest, smaller, rule).shares
        assert [share.cost for share in others] == pytest.approx(
            [share.cost for share in alike], abs=ROUNDING * scale
        )


@given(partnerships())
@settings(max_examples=25, deadline=None)
def test_a_body_that_takes_no_part_is_told_so_and_no_more(partnership):
    try:
        deal = deal_of(priced(partnership))
    except ComputationError:
        return

    partners = partnership.option("shared").bodies
    assert [one.id for one in deal.partners] == [body.id for body in partnership.bodies]
    for one in deal.partners:
        assert one.takes_part == (one.id in partners)
        if not one.takes_part:
            assert (one.gain, one.p_loss, one.p10, one.p90) == (0, 0, 0, 0)
    for split in deal.splits:
        assert {share.body for share in split.shares} == set(partners)


@given(partnerships())
@settings(max_examples=25, deadline=None)
def test_what_a_partner_is_told_is_its_share_under_the_rule_proposed(partnership):
    try:
        deal = deal_of(priced(partnership))
    except ComputationError:
        return

    shares = {share.body: share for share in deal.splits[0].shares}
    assert deal.splits[0].rule == partnership.split.rule
    for one in deal.partners:
        if one.takes_part:
            assert one.gain == shares[one.id].gain
            assert one.p_loss == shares[one.id].p_loss
            assert 0 <= one.p_loss <= 1
            assert one.p10 <= one.p90
