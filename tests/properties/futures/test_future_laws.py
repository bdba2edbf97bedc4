"""Laws of what may become of an arrangement."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from commonweal.appraisal import appraise
from tests.unit.appraisal.worked import case, cost, lever, parameters, shared

SPENDS = {"ashby": {"staff": 600_000}, "barton": {"staff": 400_000}}
chances = st.floats(0, 0.9)


def priced(risks, *, n_draws=400, seed=5):
    saving = lever("process-redesign", share_of_staff_saved=0.1)
    option = shared(
        [saving],
        [cost("set-up", other=80_000), cost("exit", fixed=10_000)],
        risks=risks,
        go_live="2027-28",
    )
    partnership = case(SPENDS, [option], n_years=6)
    return appraise(partnership, parameters(), n_draws=n_draws, seed=seed).option("shared")


@settings(max_examples=25, deadline=None)
@given(lower=chances, higher=chances)
def test_a_higher_chance_of_ending_never_makes_any_future_better(lower, higher):
    lower, higher = sorted((lower, higher))

    calm, rough = (
        priced([{"risk": "partner-exit", "yearly_chance": chance}]).net_benefit.sum(axis=0)
        for chance in (lower, higher)
    )

    # Ending sooner brings the cost of ending forward and forgoes savings, in every future alike.
    assert np.all(rough <= calm + 1e-6)


@settings(max_examples=15, deadline=None)
@given(chance=st.floats(0.05, 0.6))
def test_the_expected_case_is_the_mean_of_the_futures(chance):
    found = priced([{"risk": "partner-exit", "yearly_chance": chance}], n_draws=4_000)

    assert abs(found.npv.mean - found.npv.expected) <= 5 * found.npv.standard_error + 1e-6


def test_a_nil_chance_is_no_risk_at_all():
    risks = [
        {"risk": "partner-exit", "yearly_chance": 0.0},
        {"risk": "abandonment", "chance": 0.0},
    ]

    assert priced(risks).net_benefit == pytest.approx(priced([]).net_benefit)


def test_a_change_that_is_surely_given_up_leaves_its_sunk_cost_alone():
    found = priced([{"risk": "abandonment", "chance": 1.0, "share_of_cost_sunk": 0.5}])

    assert found.net_benefit.sum(axis=0) == pytest.approx(-40_000)


def test_stating_a_risk_moves_no_other_draw():
    spread = {"low": 0.05, "likely": 0.1, "high": 0.2}

    def drawn(risks):
        saving = lever("process-redesign", share_of_staff_saved=spread)
        partnership = case(SPENDS, [shared([saving], risks=risks)])
        book = appraise(partnership, parameters(), n_draws=50, seed=9).book
        return book.values(partnership.options[0].levers[0].share_of_staff_saved)

    with_risk = drawn([{"risk": "partner-exit", "yearly_chance": 0.3}])

    assert with_risk == pytest.approx(drawn([]))
