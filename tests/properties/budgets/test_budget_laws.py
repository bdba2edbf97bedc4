"""What holds of any budget and any lens, whatever the case."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from commonweal.appraisal import appraise
from commonweal.appraisal.lenses import lenses
from commonweal.deal import partner_game, split_by_rule
from commonweal.deal.budgets import budgets, sharing_of
from commonweal.errors import ComputationError
from commonweal.partnership import Partnership
from tests.properties.appraisal.partnerships import partnerships
from tests.unit.appraisal.worked import parameters
from tests.unit.budgets.cases import rising

COSTS = ("set-up", "design", "procurement", "migration", "negotiation", "exit")


@st.composite
def finances(draw: st.DrawFn, bodies: list[str], services: list[str]) -> dict[str, Any]:
    rises = st.floats(-0.02, 0.08)
    funding = []
    for _ in range(draw(st.integers(0, 4))):
        kind = draw(st.sampled_from(["grant", "reserves", "capital-receipts", "borrowing"]))
        row: dict[str, Any] = {"kind": kind, "body": draw(st.sampled_from(["everyone", *bodies]))}
        if kind == "borrowing":
            row |= {"rate": draw(st.floats(0.0, 0.1))}
            row |= {"repayment": draw(st.sampled_from(["annuity", "equal-instalments"]))}
        key = draw(st.sampled_from(["amount", "share"]))
        row[key] = draw(st.floats(0.1, 1.0)) * (90_000 if key == "amount" else 1)
        funding.append(row)
    return {
        "capital": [
            {"cost": cost, "share": draw(st.floats(0.1, 1.0)), "asset_life_years": 3}
            for cost in draw(st.lists(st.sampled_from(COSTS), unique=True, max_size=3))
        ],
        "funding": funding,
        "funds": [
            {
                "body": body,
                "service": services[-1],
                "shares": {"general-fund": 0.3, "collection-fund": 0.7},
            }
            for body in draw(st.lists(st.sampled_from(bodies), unique=True))
        ],
        "inflation_by_line": draw(
            st.dictionaries(
                st.sampled_from(["staff", "other", "one-off", "running", "income"]),
                st.lists(rises, min_size=1, max_size=3),
                max_size=2,
            )
        ),
    }


@st.composite
def financed(draw: st.DrawFn) -> Partnership:
    """Return a random case with a random way of paying for it."""
    partnership = draw(partnerships())
    finance = draw(
        finances(
            [body.id for body in partnership.bodies],
            [service.id for service in partnership.services],
        )
    )
    split = {
        "rule": "driver",
        "driver": "population",
        "one_off_rule": draw(st.sampled_from([None, "equal", "baseline"])),
        "phase_in_years": draw(st.sampled_from([0, 0, 2])),
    }
    return Partnership.model_validate(
        partnership.model_dump(exclude_unset=True) | {"finance": finance, "split": split}
    )


def worked_out(partnership: Partnership, rule: str, *, prices: float, rate: float = 0.035):
    appraisal = appraise(partnership, parameters(rate, rising(prices)), n_draws=20, seed=7)
    game = partner_game(appraisal, appraisal.option("shared"))
    try:
        split = split_by_rule(appraisal, game, rule, split=partnership.split)
    except ComputationError:
        assume(False)
        raise
    return appraisal, game.option, split, budgets(appraisal, game.option, split)


@given(financed(), st.floats(0.0, 0.05), st.sampled_from([0.0, 0.035]))
@settings(max_examples=40, deadline=None)
def test_deflated_and_discounted_a_budget_is_the_appraisal_but_for_rounding(
    partnership, prices, rate
):
    _, _, _, found = worked_out(partnership, "equal", prices=prices, rate=rate)

    for body in found.bodies:
        for one in body.reconciliations:
            way = body.deal if one.way == "deal" else body.alone
            # Half a penny a cell; what is joint is rounded once more when it is divided.
            n_cells = (len(way.rows) + len(body.nothing.rows) + 1) * len(found.years)
            scale = max(1.0, abs(one.steps[-1].pounds), way.spending.max() / 100)
            assert abs(one.rounding) <= 0.015 * n_cells + 1e-9 * scale
            changes = [step.pounds for step in one.steps if not step.is_sum]
            assert sum(changes) == pytest.approx(one.steps[-1].pounds, abs=1e-9 * scale + 1e-6)


@given(financed(), st.sampled_from(["equal", "baseline", "shapley", "nucleolus"]))
@settings(max_examples=25, deadline=None)
def test_no_rule_changes_what_the_partners_spend_together(partnership, rule):
    _, _, _, equal = worked_out(partnership, "equal", prices=0.02)
    _, _, _, other = worked_out(partnership, rule, prices=0.02)

    def together(found):
        return sum(body.deal.spending for body in found.bodies if body.deal is not None)

    assert np.array_equal(together(equal), together(other))
    for found in (equal, other):
        rows = [row for body in found.bodies if body.deal for row in body.deal.rows]
        moved = [row.pence for row in rows if row.kind == "moved"]
        assert not np.array(moved).sum(axis=0).any()


@given(partnerships())
@settings(max_examples=25, deadline=None)
def test_at_one_year_s_prices_a_budget_is_the_charge_that_the_split_names(partnership):
    """Two sums that share no code but the shares: the split's by year, and the budget's rows."""
    split_of = Partnership.model_validate(
        partnership.model_dump(exclude_unset=True)
        | {"split": {"rule": "driver", "driver": "population", "phase_in_years": 2}}
    )
    _, option, split, found = worked_out(split_of, "driver", prices=0.0)
    unpaid = [stream for stream in option.priced.streams if not stream.is_cash]
    assume(not unpaid)

    for at, share in enumerate(split.shares):
        deal = found.of(share.body).deal
        n_cells = len(deal.rows) + 3
        assert np.abs(deal.net - split.charges.pence[:, at]).max() <= n_cells


@given(financed())
@settings(max_examples=25, deadline=None)
def test_every_table_adds_up_to_the_penny(partnership):
    _, _, _, found = worked_out(partnership, "equal", prices=0.023)

    for body in found.bodies:
        for way in (body.nothing, body.alone, body.deal):
            if way is None:
                continue
            assert np.array_equal(sum(np.array(one) for one in way.by_fund.values()), way.net)
            parts = way.spending + way.of_kind("funding") + way.financing
            assert np.array_equal(parts, way.net)
            borrowed = -sum(row.total for row in way.rows if row.id == "funding-borrowing")
            assert way.of_kind("repayment").sum() + way.outstanding[-1] == borrowed
        table = body.plan.table
        assert np.array_equal(table.row("Call on revenue")[-1], body.chosen.net.sum())


@given(financed())
@settings(max_examples=25, deadline=None)
def test_how_it_is_paid_for_changes_no_spending_and_no_present_value(partnership):
    plain = partnership.model_copy(update={"finance": type(partnership.finance)()})

    appraisal, option, _, with_finance = worked_out(partnership, "equal", prices=0.0)
    other, same, _, without = worked_out(plain, "equal", prices=0.0)

    assert option.npv == same.npv
    assert appraisal.alone == other.alone
    for one, two in zip(with_finance.bodies, without.bodies, strict=True):
        if not partnership.finance.inflation_by_line:
            assert np.array_equal(one.chosen.spending, two.chosen.spending)


@given(financed())
@settings(max_examples=25, deadline=None)
def test_what_partners_pay_one_another_cancels(partnership):
    """Their budgets together differ from the purse only by VAT and by what no budget pays."""
    appraisal, option, split, _ = worked_out(partnership, "equal", prices=0.0)
    sharing = sharing_of(split, appraisal.factors)

    found = lenses(partnership, option, sharing=sharing)

    scale = max(1.0, *(abs(row.present_value) for row in found.society.included), 1.0)
    own = sum(lens.npv.expected for lens in found.own_budgets)
    unpaid = sum(
        one.present_value
        for lens in found.own_budgets
        for one in lens.excluded
        if one.kind == "not-cash"
    )
    vat = sum(
        one.present_value for one in found.public_purse.excluded if one.kind == "within-purse"
    )
    assert own - unpaid == pytest.approx(
        found.public_purse.npv.expected - vat, abs=1e-7 * scale + 1e-4
    )


@given(financed())
@settings(max_examples=25, deadline=None)
def test_what_a_lens_counts_adds_up_to_what_it_finds(partnership):
    appraisal, option, split, _ = worked_out(partnership, "equal", prices=0.0)
    sharing = sharing_of(split, appraisal.factors)

    for result in appraisal.options:
        found = lenses(partnership, result, sharing=sharing if result is option else None)
        assert found.society.npv.expected == pytest.approx(result.society_npv, abs=1e-3)
        for lens in (found.society, found.public_purse, *found.own_budgets):
            total = sum(row.present_value for row in lens.included)
            assert lens.npv.expected == pytest.approx(-total, abs=1e-3)
            assert all(one.reason for one in lens.excluded)


@given(financed())
@settings(max_examples=25, deadline=None)
def test_a_body_s_own_lens_is_its_part_of_the_split(partnership):
    appraisal, option, split, _ = worked_out(partnership, "equal", prices=0.0)
    sharing = sharing_of(split, appraisal.factors)

    found = lenses(partnership, option, sharing=sharing)

    for share, lens in zip(split.shares, found.own_budgets, strict=True):
        at = appraisal.body_ids.index(share.body)
        unpaid = sum(one.present_value for one in lens.excluded if one.kind == "not-cash")
        pays_more = share.cost - appraisal.base[at, 0]
        assert -lens.npv.expected + unpaid == pytest.approx(pays_more, abs=1e-3)
