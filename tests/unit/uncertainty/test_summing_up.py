"""Percentiles, the chance of loss, convergence and the tornado."""

import numpy as np
import pytest

from commonweal.appraisal.uncertainty import (
    convergence,
    draw,
    summaries,
    summary,
    tornado,
)
from commonweal.errors import ComputationError, InputError
from commonweal.partnership.base import Range


def test_the_expected_case_is_no_draw():
    found = summary(np.array([1e9, 1.0, 2.0, 3.0, 4.0, 5.0]))

    assert (found.expected, found.mean, found.p50, found.n_draws) == (1e9, 3.0, 3.0, 5)


def test_many_outcomes_at_once_are_each_as_they_are_alone():
    values = np.random.default_rng(1).normal(size=(3, 101))

    assert summaries(values) == tuple(summary(row) for row in values)


def test_dust_left_by_adding_up_is_no_loss():
    assert summary(np.array([0.0, -1e-9, -0.004, 0.0, 1.0])).chance_below_nought == 0
    assert summary(np.array([0.0, -0.006, 0.0, 0.0, 1.0])).chance_below_nought == 0.25


def test_the_chance_of_loss_knows_how_far_it_may_be_off():
    values = np.concatenate([[0.0], np.full(100, -1.0), np.full(300, 1.0)])

    assert summary(values).chance_standard_error == pytest.approx(np.sqrt(0.25 * 0.75 / 400))


def test_one_draw_has_no_percentiles():
    with pytest.raises(InputError, match="over 1 draws"):
        summary(np.array([1.0, 2.0]))


def test_an_outcome_that_is_not_a_number_is_refused_by_its_place():
    values = np.zeros((3, 10))
    values[1, 4] = np.nan

    with pytest.raises(ComputationError, match="Outcome 2 of 3"):
        summaries(values)


def test_the_running_mean_ends_at_the_mean():
    values = np.random.default_rng(1).normal(5e8, 1e3, size=1_001)

    rows = convergence(values, n_batches=10)

    assert [row.n_draws for row in rows] == list(range(100, 1_001, 100))
    assert rows[-1].mean == pytest.approx(summary(values).mean, rel=1e-14)
    assert rows[-1].standard_error == pytest.approx(summary(values).standard_error, rel=1e-9)
    assert rows[2].mean == pytest.approx(values[1:301].mean(), rel=1e-14)
    assert rows[2].standard_error == pytest.approx(
        values[1:301].std(ddof=1) / np.sqrt(300), rel=1e-9
    )


@pytest.mark.parametrize("n_batches", [0, 6])
def test_batches_of_fewer_than_two_draws_are_refused(n_batches):
    with pytest.raises(InputError, match="do not make"):
        convergence(np.arange(11.0), n_batches=n_batches)


def test_the_tornado_ranks_by_what_the_outcome_hangs_on():
    wide, narrow = Range(low=0, high=100, shape="uniform"), Range(low=0, high=10, shape="uniform")
    futures = draw({"narrow": narrow, "wide": wide, "fixed": 3}, n_draws=40_000, seed=1)

    bars = tornado(futures, futures.values("narrow") - futures.values("wide"))

    assert [bar.name for bar in bars] == ["wide", "narrow"]
    assert bars[0].low == pytest.approx(5, abs=0.5)
    assert bars[0].high == pytest.approx(95, abs=0.5)
    assert bars[0].swing == pytest.approx(-90, abs=2)
    assert bars[1].swing == pytest.approx(9, abs=2)
    assert bars[0].rank_correlation < -0.9
    assert 0 < bars[1].rank_correlation < 0.2


def test_the_rank_correlation_is_scipys_even_where_values_are_equal():
    from scipy.stats import spearmanr

    figure = Range(shape="discrete", outcomes=(1, 2, 5), chances=(0.2, 0.5, 0.3))
    futures = draw(
        {"figure": figure, "noise": Range(low=0, high=9, shape="uniform")}, n_draws=800, seed=1
    )
    outcome = np.round(futures.values("figure") + futures.values("noise"))

    bars = {bar.name: bar for bar in tornado(futures, outcome)}

    for name in ("figure", "noise"):
        known = spearmanr(futures.values(name)[1:], outcome[1:]).statistic
        assert bars[name].rank_correlation == pytest.approx(known, rel=1e-9)


def test_a_bar_names_the_factor_that_moves_with_it():
    figure = Range(low=0, high=1, shape="uniform", moves_with="market")
    futures = draw({"figure": figure}, n_draws=50, seed=1)

    (bar,) = tornado(futures, futures.values("figure"))

    assert bar.moves_with == "market"


def test_an_outcome_that_never_varies_hangs_on_nothing():
    futures = draw({"figure": Range(low=0, high=1, shape="uniform")}, n_draws=50, seed=1)

    (bar,) = tornado(futures, np.zeros(51))

    assert (bar.swing, bar.rank_correlation) == (0, 0)


def test_a_case_without_ranges_has_no_tornado():
    assert tornado(draw({"figure": 3}, n_draws=50, seed=1), np.zeros(51)) == ()


@pytest.mark.parametrize(
    ("n_draws", "size", "message"), [(50, 50, "50 values"), (10, 11, "too few")]
)
def test_a_tornado_needs_its_own_draws_and_enough_of_them(n_draws, size, message):
    futures = draw({"figure": Range(low=0, high=1, shape="uniform")}, n_draws=n_draws, seed=1)

    with pytest.raises(InputError, match=message):
        tornado(futures, np.zeros(size))
