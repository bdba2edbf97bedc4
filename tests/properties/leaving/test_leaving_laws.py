"""What holds of any partner that leaves, withdraws, joins or is served."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from commonweal.appraisal import appraise
from commonweal.deal import (
    Deal,
    EntryTerms,
    Leaving,
    customer_terms,
    deal_of,
    entry_terms,
    leaving,
    newcomers,
    returning_terms,
    withdrawals,
    work_out,
)
from commonweal.deal.alone_again import alone_from
from commonweal.errors import ComputationError, InputError
from commonweal.partnership import Partnership, read_partnership
from tests.properties.appraisal.partnerships import partnerships
from tests.unit.appraisal.worked import parameters

EXAMPLES = sorted((Path(__file__).parents[3] / "examples").glob("*.toml"))
PENNY = 0.01


def worked(partnership: Partnership) -> Deal:
    """Return a drawn case's deal; a joint cost of nil or less cannot be shared."""
    try:
        return deal_of(appraise(partnership, parameters(), n_draws=5, seed=7))
    except ComputationError:
        assume(False)
        raise


def terms_for(deal: Deal, body: str) -> EntryTerms:
    """Return entry terms; a body of which the option lacks a fact that it needs has none."""
    try:
        return entry_terms(deal, body)
    except InputError:
        assume(False)
        raise


def shared_by(partnership: Partnership, bodies: Collection[str]) -> Partnership:
    """Return the same case with other bodies taking part in its sharing option."""
    named = tuple(body.id for body in partnership.bodies if body.id in bodies)
    return partnership.model_copy(
        update={
            "options": tuple(
                option.model_copy(update={"bodies": named}) if option.id == "shared" else option
                for option in partnership.options
            )
        }
    )


def examples_deal(file: Path) -> Deal:
    partnership, _ = read_partnership(file.read_text(encoding="utf-8"), source=file.name)
    return work_out(partnership, n_draws=10)


def check_stayers_are_no_worse_off(deal: Deal, one: Leaving, start: int) -> None:
    """Give each of those who stay its part of the charge on the leaving date: what it then pays
    over the years, seen from that date, is no more than the agreement had it pay."""
    factors = deal.appraisal.factors
    n_years = len(one.years)
    charge = one.charges[0]
    ends = start + charge.notice_months // 12
    assert charge.pence == sum(max(pence, 0) for pence in charge.by_stayer.values())
    if ends >= n_years:
        assert charge.pence == 0
        return
    worth = factors / factors[ends]
    for place, body in enumerate(one.stayers):
        lost = float(worth @ one.stayers_extra[:, place])
        given_to_it = max(charge.by_stayer[body], 0) / 100
        assert lost - given_to_it <= 1e-5, (deal.partnership.name, one.leaver, body, start)
        # No more than it loses is asked for, to the penny.
        assert given_to_it <= max(lost, 0.0) + PENNY


@pytest.mark.parametrize("file", EXAMPLES, ids=lambda file: file.stem)
def test_in_every_example_each_leaver_in_each_year_leaves_nobody_worse_off(file):
    deal = examples_deal(file)
    assert deal.game is not None
    assert deal.game.option.priced is not None
    go_live = deal.game.option.priced.timeline.go_live

    for leaver in deal.game.partners:
        for year in range(go_live, len(deal.appraisal.years)):
            for months in (6, 12, 15) if year == go_live else (12,):
                one = leaving(deal, leaver, year=year, notice_months=[months])
                check_stayers_are_no_worse_off(deal, one, year)


@given(partnerships(), st.data())
@settings(max_examples=30, deadline=None)
def test_an_exit_charge_leaves_those_who_stay_no_worse_off(partnership, data):
    deal = worked(partnership)
    go_live = deal.game.option.priced.timeline.go_live
    leaver = data.draw(st.sampled_from(deal.game.partners))
    year = data.draw(st.integers(go_live, len(deal.appraisal.years) - 1))
    months = data.draw(st.integers(0, 40))

    one = leaving(deal, leaver, year=year, notice_months=[months])

    check_stayers_are_no_worse_off(deal, one, year)
    assert (one.stayers_extra[: year + months // 12] == 0).all()
    assert one.still_shares <= (len(one.stayers) > 1)


@given(partnerships(), st.data())
@settings(max_examples=30, deadline=None)
def test_those_who_stay_never_do_worse_together_than_each_alone_from_then_on(partnership, data):
    deal = worked(partnership)
    leaver = data.draw(st.sampled_from(deal.game.partners))
    one = leaving(deal, leaver, notice_months=[0])
    start = one.years.index(one.notice_in)

    agreed = deal.splits[0].charges.pence / 100
    at = [deal.game.partners.index(body) for body in one.stayers]
    positions = [deal.appraisal.body_ids.index(body) for body in one.stayers]
    factors = deal.appraisal.factors[start:]
    paid = factors @ (agreed[start:, at] + one.stayers_extra[start:]).sum(axis=1)
    alone = factors @ alone_from(deal.appraisal, start)[start:, positions].sum(axis=1)

    assert paid <= alone + 1e-6 * max(1.0, abs(alone))


@given(partnerships(least=3, has_outsiders=False), st.data())
@settings(max_examples=30, deadline=None)
def test_those_who_share_on_pay_what_a_file_of_their_own_would_charge_them(partnership, data):
    """The split is by population, whose proportions are the same among those who stay."""
    deal = worked(partnership)
    leaver = data.draw(st.sampled_from(deal.game.partners))
    one = leaving(deal, leaver, notice_months=[0])
    assume(one.still_shares)
    start = one.years.index(one.notice_in)

    theirs = worked(shared_by(partnership, one.stayers))

    at = [deal.game.partners.index(body) for body in one.stayers]
    agreed = deal.splits[0].charges.pence[start:, at] / 100
    alike = theirs.splits[0].charges.pence[start:] / 100
    np.testing.assert_allclose(agreed + one.stayers_extra[start:], alike, atol=0.03)


@given(partnerships())
@settings(max_examples=30, deadline=None)
def test_going_alone_from_the_first_year_is_each_bodys_best_alone(partnership):
    appraisal = appraise(partnership, parameters(), n_draws=5, seed=7)

    paid = appraisal.factors @ alone_from(appraisal, 0)

    best = (appraisal.base - appraisal.alone_net_benefit)[:, 0]
    np.testing.assert_allclose(paid, best, rtol=1e-9, atol=1e-3)


@given(partnerships())
@settings(max_examples=30, deadline=None)
def test_withdrawal_moves_cost_and_loses_none_of_it(partnership):
    deal = worked(partnership)

    for row in withdrawals(deal):
        scale = max(1.0, row.spent_so_far)
        part = row.by_rule("pays-its-part")
        free = row.by_rule("walks-free")
        waste = row.by_rule("pays-what-it-wastes")
        assert part.leaver_pays == row.its_part
        assert set(part.extra_by_stayer.values()) == {0.0}
        assert free.leaver_pays == 0
        for borne in (part, free):
            extra = sum(borne.extra_by_stayer.values())
            assert borne.leaver_pays + extra == pytest.approx(row.its_part, abs=1e-6 * scale)
        assert 0 <= waste.leaver_pays <= row.spent_so_far + 1e-6 * scale
        extra = sum(waste.extra_by_stayer.values())
        assert waste.leaver_pays + extra == pytest.approx(row.its_part, abs=1e-6 * scale)


@given(partnerships())
@settings(max_examples=30, deadline=None)
def test_spending_before_go_live_grows_from_phase_to_phase(partnership):
    deal = worked(partnership)
    rows = withdrawals(deal)

    for body in deal.game.partners:
        spent = [row.spent_so_far for row in rows if row.body == body]
        assert spent == sorted(spent)


@given(partnerships(least=3), st.floats(0, 1))
@settings(max_examples=30, deadline=None)
def test_at_the_marginal_price_the_founders_pay_together_what_they_paid_before(partnership, part):
    deal = worked(partnership)
    assume(newcomers(deal))
    body = newcomers(deal)[0]

    terms = terms_for(deal, body)

    # The same, from two files: one whose option has the founders only, one with the newcomer too.
    larger = shared_by(partnership, (*deal.game.partners, body))
    whole = deal_of(appraise(larger, parameters(), n_draws=5, seed=7)).game.game.whole
    scale = max(1.0, float(np.abs(deal.game.game.values).max()))
    founders_before = deal.game.game.whole
    assert whole - terms.marginal == pytest.approx(founders_before, abs=1e-8 * scale)
    assert terms.founders_gain_at(terms.marginal) == 0
    price = terms.marginal + part * max(terms.room, 0.0)
    assert terms.founders_gain_at(price) >= 0
    if terms.can_be_agreed:
        assert terms.newcomer_gain_at(price) >= -1e-9 * scale


@given(partnerships(least=3), st.floats(0, 1e6))
@settings(max_examples=30, deadline=None)
def test_one_that_comes_back_pays_no_less_than_a_newcomer(partnership, paid):
    deal = worked(partnership)
    assume(newcomers(deal))
    body = newcomers(deal)[0]
    newcomer = terms_for(deal, body)
    assume(newcomer.full is not None)

    back, settled = returning_terms(deal, body), returning_terms(deal, body, paid=paid)

    assert back.marginal == newcomer.marginal
    assert back.least >= settled.least >= newcomer.least
    assert back.least - settled.least <= paid + 1e-6


@given(partnerships(least=3))
@settings(max_examples=30, deadline=None)
def test_founders_gains_at_the_full_price_are_what_it_leaves_of_the_whole(partnership):
    deal = worked(partnership)
    assume(newcomers(deal))
    terms = terms_for(deal, newcomers(deal)[0])
    assume(terms.full is not None)

    scale = max(1.0, float(np.abs(deal.game.game.values).max()))
    together = sum(terms.founders_at_full.values())
    assert together == pytest.approx(terms.founders_gain_at(terms.full), abs=1e-7 * scale)
    if together < -len(terms.founders_at_full):
        assert set(terms.losers_at_full) & set(deal.game.partners)


@given(partnerships(least=3))
@settings(max_examples=30, deadline=None)
def test_a_customer_at_the_least_price_costs_the_partners_nothing(partnership):
    """What it pays and what it keeps paying itself come to what its coming adds to all cost."""
    deal = worked(partnership)
    assume(newcomers(deal))
    body = newcomers(deal)[0]

    entry, terms = terms_for(deal, body), customer_terms(deal, body)

    scale = max(1.0, float(np.abs(deal.game.game.values).max()))
    assert terms.least + terms.own == pytest.approx(entry.marginal, abs=1e-8 * scale)
    years = deal.appraisal.factors @ deal.game.option.priced.timeline.is_running
    assert terms.room_a_year * years == pytest.approx(entry.room, abs=1e-7 * scale)


@given(partnerships())
@settings(max_examples=10, deadline=None)
def test_nobody_leaves_a_service_that_does_not_run_yet(partnership):
    deal = worked(partnership)
    go_live = deal.game.option.priced.timeline.go_live
    assume(go_live)

    with pytest.raises(InputError, match="does not run yet"):
        leaving(deal, deal.game.partners[0], year=go_live - 1)
