"""What holds of the appraisal of any partnership."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from commonweal.appraisal import Appraisal, appraise, payback_year
from commonweal.appraisal.optimism import recorded_correction
from commonweal.calendar import present_value
from commonweal.partnership import Assumption, Partnership, Range
from tests.properties.appraisal.partnerships import (
    multiplied,
    only,
    partnerships,
    relabelled,
    reordered,
)
from tests.unit.appraisal.worked import GREEN_BOOK, parameters

#: Pounds in a present value: adding up in another order leaves this much behind in a million.
ROUNDING = 1e-9


def priced(partnership: Partnership, *, rate: float = GREEN_BOOK, n_draws: int = 20) -> Appraisal:
    correction = recorded_correction()
    return appraise(partnership, parameters(rate), correction=correction, n_draws=n_draws, seed=7)


def scale_of(appraisal: Appraisal) -> float:
    return max(1.0, *(float(np.abs(one.net_benefit).max()) for one in appraisal.options))


@given(partnerships())
@settings(max_examples=25, deadline=None)
def test_discounting_the_years_gives_the_net_present_value(partnership):
    """One goes from streams straight to a present value, the other by the years' table."""
    appraisal = priced(partnership)

    for option in appraisal.options:
        by_year = float(present_value(option.yearly, appraisal.factors))
        assert option.npv.expected == pytest.approx(by_year, abs=ROUNDING * scale_of(appraisal))


@given(partnerships())
@settings(max_examples=25, deadline=None)
def test_at_a_rate_of_nil_the_years_are_added_up(partnership):
    appraisal = priced(partnership, rate=0.0)

    for option in appraisal.options:
        assert option.npv.expected == pytest.approx(
            option.yearly.sum(), abs=ROUNDING * scale_of(appraisal)
        )


@given(partnerships())
@settings(max_examples=25, deadline=None)
def test_bodies_and_flows_each_add_up_to_the_whole(partnership):
    appraisal = priced(partnership)

    for option in appraisal.options[1:]:
        rounding = ROUNDING * scale_of(appraisal)
        assert option.net_benefit[:, 0].sum() == pytest.approx(option.npv.expected, abs=rounding)
        flows = -sum(flow.present_value for flow in option.flows)
        assert flows == pytest.approx(option.npv.expected, abs=rounding)


@given(partnerships(), st.sampled_from([0.25, 3.0, 1_000.0]))
@settings(max_examples=25, deadline=None)
def test_net_present_value_is_linear_in_pounds(partnership, times):
    """Every pound in the file multiplied multiplies every result, in every future."""
    before = priced(partnership)
    after = priced(multiplied(partnership, times))

    assert after.alone == before.alone
    for one, other in zip(before.options, after.options, strict=True):
        rounding = ROUNDING * times * scale_of(before) * 10
        assert other.net_benefit == pytest.approx(times * one.net_benefit, abs=rounding)
        assert other.yearly == pytest.approx(times * one.yearly, abs=rounding)


@given(partnerships(), st.data())
@settings(max_examples=25, deadline=None)
def test_bodies_in_another_order_give_the_same_results_in_that_order(partnership, data):
    """No draw changes: the futures are those of the figures, not of their places in the file."""
    order = data.draw(st.permutations(range(len(partnership.bodies))))

    before, after = priced(partnership), priced(reordered(partnership, order))

    assert after.body_ids == tuple(before.body_ids[place] for place in order)
    assert after.alone == tuple(before.alone[place] for place in order)
    for one, other in zip(before.options, after.options, strict=True):
        rounding = ROUNDING * scale_of(before)
        assert other.net_benefit == pytest.approx(one.net_benefit[order], abs=rounding)


@given(partnerships())
@settings(max_examples=25, deadline=None)
def test_bodies_by_other_names_give_the_same_expected_case(partnership):
    names = {body.id: f"x{len(body.id)}-{body.id[::-1]}" for body in partnership.bodies}

    before, after = priced(partnership), priced(relabelled(partnership, names))

    assert after.body_ids == tuple(names[body] for body in before.body_ids)
    assert after.alone == before.alone
    for one, other in zip(before.options, after.options, strict=True):
        rounding = ROUNDING * scale_of(before)
        assert other.net_benefit[:, 0] == pytest.approx(one.net_benefit[:, 0], abs=rounding)


@given(partnerships())
@settings(max_examples=25, deadline=None)
def test_an_assumption_that_nothing_uses_changes_nothing(partnership):
    unused = Assumption(
        id="unused", name="Unused", value=Range(low=0, likely=1, high=9, moves_with="common-factor")
    )

    before = priced(partnership)
    after = priced(partnership.model_copy(update={"assumptions": (unused,)}))

    assert after.run.input_hash != before.run.input_hash
    for one, other in zip(before.options, after.options, strict=True):
        assert (other.net_benefit == one.net_benefit).all()


@given(partnerships(), st.integers(2, 60))
@settings(max_examples=25, deadline=None)
def test_fewer_futures_are_the_first_of_more_and_the_expected_case_is_the_same(
    partnership, n_draws
):
    many = priced(partnership, n_draws=60)
    few = priced(partnership, n_draws=n_draws)

    assert few.alone == many.alone
    for one, other in zip(few.options, many.options, strict=True):
        assert (one.net_benefit == other.net_benefit[:, : n_draws + 1]).all()
        assert one.npv.expected == other.npv.expected
        assert (one.yearly == other.yearly).all()
        assert one.payback_years == other.payback_years


@given(partnerships(most=3))
@settings(max_examples=20, deadline=None)
def test_more_draws_never_move_the_mean_beyond_its_error(partnership):
    """The mean of the first 500 futures and of the next 3,500, which share none."""
    appraisal = priced(partnership, n_draws=4_000)

    for option in appraisal.options:
        futures = option.net_benefit.sum(axis=0)[1:]
        first, later = futures[:500], futures[500:]
        error = np.hypot(
            first.std(ddof=1) / np.sqrt(len(first)), later.std(ddof=1) / np.sqrt(len(later))
        )
        # A rare event may have no case among the first: count on one.
        rare = np.abs(futures - np.median(futures)).max() / len(first)
        assert abs(first.mean() - later.mean()) <= 5 * error + 6 * rare + 1e-6


@given(partnerships())
@settings(max_examples=25, deadline=None)
def test_a_body_outside_an_option_is_untouched_by_it(partnership):
    appraisal = priced(partnership)

    for option in appraisal.options:
        outside = [body not in option.bodies for body in appraisal.body_ids]
        assert (option.net_benefit[outside] == 0).all()


@given(partnerships(), st.data())
@settings(max_examples=25, deadline=None)
def test_what_a_body_can_do_alone_has_nothing_to_do_with_the_others(partnership, data):
    body = data.draw(st.sampled_from([body.id for body in partnership.bodies]))

    among, by_itself = priced(partnership), priced(only(partnership, {body}))

    place = among.body_ids.index(body)
    scale = max(1.0, float(np.abs(among.base).max()))
    assert by_itself.base[0] == pytest.approx(among.base[place], abs=ROUNDING * scale)
    assert by_itself.alone_net_benefit[0] == pytest.approx(
        among.alone_net_benefit[place], abs=ROUNDING * scale
    )
    assert by_itself.alone[0] == among.alone[place]
    assert (body in among.unpriced) == (by_itself.unpriced == (body,))


@given(partnerships())
@settings(max_examples=25, deadline=None)
def test_without_a_lever_nothing_is_saved(partnership):
    idle = partnership.model_copy(
        update={
            "options": tuple(
                option.model_copy(update={"levers": ()}) for option in partnership.options
            )
        }
    )

    appraisal = priced(idle)

    for option in appraisal.options:
        assert (option.net_benefit <= ROUNDING).all()


@given(partnerships())
@settings(max_examples=25, deadline=None)
def test_nobodys_best_alone_is_worse_than_doing_nothing(partnership):
    appraisal = priced(partnership)

    assert (appraisal.alone_net_benefit[:, 0] >= 0).all()
    for place, body in enumerate(appraisal.body_ids):
        for option in appraisal.options:
            if option.family == "alone" and body in option.bodies:
                best = appraisal.alone_net_benefit[place, 0]
                assert best >= option.net_benefit[place, 0]


@given(
    st.lists(st.floats(0, 1e6), min_size=1, max_size=5),
    st.lists(st.floats(0, 1e6), min_size=1, max_size=20),
    st.floats(0, 0.2),
)
@settings(max_examples=100, deadline=None)
def test_discounted_payback_is_never_earlier(spent, saved, rate):
    yearly = np.array([-pounds for pounds in spent] + saved)
    factors = (1 + rate) ** -np.arange(len(yearly), dtype=np.float64)

    plain, discounted = payback_year(yearly), payback_year(yearly * factors)

    if discounted is not None and yearly[0] < -1:
        assert plain is not None
        assert plain <= discounted
