"""Means and quantiles of each shape, against SciPy's, which reckons them in another way."""

import numpy as np
import pytest
from scipy import special, stats

from commonweal.appraisal.uncertainty import mean_of, quantiles_of, varies
from commonweal.appraisal.uncertainty.normal import normal_chance, normal_quantile
from commonweal.partnership.base import Range

CHANCES = np.concatenate([[1e-12, 1e-6], np.linspace(0.001, 0.999, 999), [1 - 1e-6, 1 - 1e-12]])


def triangular(low, likely, high):
    width = high - low
    return stats.triang((likely - low) / width, loc=low, scale=width)


def pert(low, likely, high):
    width = high - low
    lean = 4 * (likely - low) / width
    return stats.beta(1 + lean, 5 - lean, loc=low, scale=width)


def lognormal(low, high):
    scale = np.sqrt(low * high)
    return stats.lognorm(np.log(high / low) / 2 / special.ndtri(0.9), scale=scale)


SHAPES = [
    (Range(low=10, likely=12, high=30, shape="triangular"), triangular(10, 12, 30)),
    (Range(low=10, likely=10, high=30, shape="triangular"), triangular(10, 10, 30)),
    (Range(low=-30, likely=-10, high=-10, shape="triangular"), triangular(-30, -10, -10)),
    (Range(low=10, likely=12, high=30), pert(10, 12, 30)),
    (Range(low=10, likely=10, high=30), pert(10, 10, 30)),
    (Range(low=-1, likely=1, high=1), pert(-1, 1, 1)),
    (Range(low=10, high=30, shape="uniform"), stats.uniform(10, 20)),
    (Range(low=10, high=30, shape="lognormal"), lognormal(10, 30)),
]


@pytest.mark.parametrize(("figure", "known"), SHAPES, ids=lambda shape: getattr(shape, "shape", ""))
def test_the_mean_of_a_shape_is_its_known_mean(figure, known):
    assert mean_of(figure) == pytest.approx(known.mean(), rel=1e-9)


@pytest.mark.parametrize(("figure", "known"), SHAPES, ids=lambda shape: getattr(shape, "shape", ""))
def test_the_quantiles_of_a_shape_are_its_known_quantiles(figure, known):
    width = known.ppf(0.9) - known.ppf(0.1)

    found = quantiles_of(figure, CHANCES)

    np.testing.assert_allclose(found, known.ppf(CHANCES), rtol=1e-9, atol=5e-6 * width)


def test_a_discrete_figure_takes_its_outcomes_by_their_chances():
    figure = Range(shape="discrete", outcomes=(5, 0, 20), chances=(0.5, 0.3, 0.2))

    found = quantiles_of(figure, np.array([0.1, 0.29, 0.31, 0.79, 0.81, 1 - 1e-12]))

    assert found.tolist() == [0, 0, 5, 5, 20, 20]
    assert mean_of(figure) == pytest.approx(6.5)


def test_an_outcome_without_a_chance_never_happens():
    figure = Range(shape="discrete", outcomes=(0, 5, 9), chances=(0, 1, 0))

    assert quantiles_of(figure, np.array([1e-15, 0.5, 1 - 1e-12])).tolist() == [5, 5, 5]


@pytest.mark.parametrize("shape", ["triangular", "pert", "uniform", "lognormal"])
def test_a_range_of_no_width_is_a_number(shape):
    likely = {"likely": 7} if shape in ("triangular", "pert") else {}
    figure = Range(low=7, high=7, shape=shape, **likely)

    assert not varies(figure)
    assert mean_of(figure) == pytest.approx(7)
    np.testing.assert_allclose(quantiles_of(figure, np.array([0.2, 0.8])), 7)


def test_a_single_certain_outcome_does_not_vary():
    assert not varies(Range(shape="discrete", outcomes=(3, 3), chances=(0.5, 0.5)))
    assert not varies(Range(shape="discrete", outcomes=(3, 9), chances=(1, 0)))
    assert varies(Range(shape="discrete", outcomes=(3, 9), chances=(0.9, 0.1)))
    assert not varies(4.0)


def test_our_normal_quantile_is_scipys():
    chances = np.concatenate([[1e-300, 1e-17], CHANCES])

    np.testing.assert_allclose(
        normal_quantile(chances), special.ndtri(chances), rtol=1e-13, atol=1e-13
    )


def test_our_normal_chance_is_scipys():
    scores = np.linspace(-9, 9, 4001)

    np.testing.assert_allclose(normal_chance(scores), special.ndtr(scores), atol=3e-10)
