"""What each partner is told, and what would keep everybody in."""

from __future__ import annotations

import pytest

from commonweal.deal import Deal, keeping, split_by_rule, without_answer
from tests.unit.appraisal.worked import case, cost, deal, lever, redesign_alone, shared

SPENDS = {
    "ashby": {"systems": 100_000},
    "barton": {"systems": 60_000},
    "corley": {"systems": 20_000},
}


def shared_deal(*, rule: str = "equal", yearly: float = 0.0, materiality: float = 0.0) -> Deal:
    """Return three bodies that share systems, with a sum to pay every year for being together."""
    option = shared(
        [lever("systems-consolidation", marginal_share=0.2)],
        [cost("contract-management", fixed=yearly)] if yearly else [],
    )
    return deal(
        case(
            SPENDS,
            [redesign_alone(), option],
            split={"rule": rule, "materiality": materiality},
            optimism={"reference_class": "none", "survival": "none"},
        )
    )


def test_payments_that_keep_everybody_add_to_nothing_and_keep_everybody():
    found = shared_deal()
    assert found.keeping is not None
    payments = found.keeping.side_payments

    assert payments is not None
    assert sum(payments.values()) == pytest.approx(0, abs=1e-6)
    assert payments["corley"] > 0
    assert not found.keeping.core_empty
    assert (found.keeping.proof, found.keeping.why_none, found.keeping.subsidy) == ("", "", 0)
    assert "Nobody would leave if" in found.keeping.sentence
    game = found.game
    assert game is not None
    after = {share.body: share.cost - payments[share.body] for share in found.splits[0].shares}
    for group in range(1, 2**3 - 1):
        members = [body for place, body in enumerate(game.partners) if group >> place & 1]
        assert sum(after[body] for body in members) <= game.game.values[group] + 0.02


def test_a_split_that_nobody_would_leave_needs_no_payments():
    found = shared_deal(rule="shapley").keeping

    assert found is not None
    assert found.side_payments == {"ashby": 0, "barton": 0, "corley": 0}
    assert "no side payments are needed" in found.sentence


def test_where_no_split_keeps_everybody_the_sum_from_outside_is_told_and_shown_why():
    found = shared_deal(yearly=200_000)
    assert found.keeping is not None
    assert found.game is not None

    game = found.game.game
    assert found.keeping.core_empty
    assert found.keeping.side_payments is None
    assert "subsidy" in found.keeping.why_none
    assert "Ashby" in found.keeping.proof
    assert found.keeping.subsidy == pytest.approx(game.whole - game.alone().sum())
    assert found.to_dict()["stability"]["side_payments"] is None


def test_under_materiality_gains_and_losses_are_called_equal():
    exact = shared_deal(rule="baseline")
    losses = [abs(share.gain) for share in exact.splits[0].shares]
    rough = shared_deal(rule="baseline", materiality=max(losses))

    assert all("neither better nor worse" in partner.sentence for partner in rough.partners)
    assert all(partner.mend == "" for partner in rough.partners)


def test_one_that_loses_is_told_the_rules_that_would_spare_it_and_the_payment():
    found = shared_deal()
    told = {partner.id: partner for partner in found.partners}

    loss = next(share for share in found.splits[0].shares if share.body == "corley")
    assert loss.gain < 0
    assert f"£{-loss.gain:,.0f} more than by its best alternative" in told["corley"].sentence
    assert "would not lose under" in told["corley"].mend
    assert "nobody loses and nobody would leave" in told["corley"].mend
    assert f"£{-loss.gain:,.0f}" in told["corley"].mend
    assert told["ashby"].mend == ""


def test_one_that_would_do_better_with_some_is_told_with_whom():
    """A third that brings nothing but takes an equal part is better left out."""
    found = shared_deal(yearly=30_000)
    for partner in found.partners:
        for other in partner.leaves_with:
            assert other != partner.id
        assert ("without the rest" in partner.sentence) == bool(partner.leaves_with)


def test_a_rule_without_an_answer_says_why():
    found = shared_deal(yearly=200_000)
    assert found.game is not None

    reasons = without_answer(found.appraisal, found.game)

    shown = {split.name for split in found.splits}
    assert not shown & set(reasons)
    assert all(reasons.values())


def test_keeping_takes_any_split():
    found = shared_deal()
    assert found.game is not None

    split = split_by_rule(found.appraisal, found.game, "nucleolus")

    kept = keeping(found.partnership, found.game, split)
    assert kept.side_payments == {"ashby": 0, "barton": 0, "corley": 0}
