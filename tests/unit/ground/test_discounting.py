import numpy as np
import pytest

from commonweal.calendar import DiscountSchedule, DiscountStep, RateComponents, present_value
from commonweal.errors import InputError


def schedule(*steps: tuple[int, float]) -> DiscountSchedule:
    return DiscountSchedule(
        id="test",
        name="Test",
        steps=tuple(DiscountStep(from_year=year, rate=rate) for year, rate in steps),
        source="this test",
        date="2026",
        status="our-reading",
    )


def test_year_nought_counts_in_full():
    assert schedule((0, 0.1)).factors(1).tolist() == [1.0]
    assert schedule((0, 0.1)).factors(0).shape == (0,)


def test_a_step_goes_on_from_the_last_factor():
    factors = schedule((0, 0.10), (2, 0.0), (4, 1 / 4)).factors(5)

    np.testing.assert_allclose(factors, [1, 1 / 1.1, 1 / 1.1, 1 / 1.1, 0.8 / 1.1])


def test_the_rate_of_a_year_is_that_of_the_last_step_begun():
    assert schedule((0, 0.03), (31, 0.02)).rates(33)[[0, 30, 31, 32]].tolist() == [
        0.03,
        0.03,
        0.02,
        0.02,
    ]


def test_a_schedule_can_be_flat():
    flat = DiscountSchedule.flat(0.035)

    assert flat.id == "flat-0-0350"
    np.testing.assert_allclose(flat.factors(3), 1.035 ** -np.arange(3))


@pytest.mark.parametrize("rate", [3.5, -0.01, float("nan"), 1.0])
def test_a_rate_that_is_not_a_fraction_is_refused(rate):
    with pytest.raises(InputError) as caught:
        schedule((0, rate))
    assert "0.035" in caught.value.hint


@pytest.mark.parametrize(
    "steps", [[], [(1, 0.03)], [(0, 0.03), (5, 0.02), (5, 0.01)], [(0, 0.1), (9, 0.1), (8, 0.1)]]
)
def test_steps_out_of_order_are_refused(steps):
    with pytest.raises(InputError):
        schedule(*steps)


def test_components_must_add_up_to_their_rate():
    parts = RateComponents(
        pure_time_preference=0.005, catastrophic_risk=0.01, marginal_utility=1.0, growth=0.02
    )

    assert DiscountStep(from_year=0, rate=0.035, components=parts).rate == 0.035
    with pytest.raises(InputError, match=r"add up to 0\.035"):
        DiscountStep(from_year=0, rate=0.03, components=parts)


def test_a_negative_number_of_years_is_refused():
    with pytest.raises(InputError, match="-1 years"):
        schedule((0, 0.03)).factors(-1)


def test_present_value_sums_the_years_and_keeps_the_other_axes():
    factors = np.array([1.0, 0.5, 0.25])
    flows = np.arange(12.0).reshape(3, 2, 2)

    assert float(present_value([4, 4, 4], factors)) == 7.0
    np.testing.assert_allclose(present_value(flows, factors), np.tensordot(factors, flows, 1))
    np.testing.assert_allclose(
        present_value(np.moveaxis(flows, 0, -1), factors, axis=-1), present_value(flows, factors)
    )


@pytest.mark.parametrize(
    ("flows", "factors", "says"),
    [
        ([1, 2], [1.0], "do not match"),
        (3.0, [1.0], "do not match"),
        ([1, 2], [[1.0], [0.5]], "do not match"),
        ([1, float("nan")], [1.0, 0.5], "not a finite number"),
        ([1, 2], [1.0, float("inf")], "not a finite number"),
    ],
)
def test_flows_that_cannot_be_valued_are_refused(flows, factors, says):
    with pytest.raises(InputError, match=says):
        present_value(flows, factors)
