"""Laws of drawing: whose randomness is whose, and what more draws can and cannot change."""

from __future__ import annotations

import math

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import spearmanr

from commonweal.appraisal.uncertainty import (
    convergence,
    draw,
    mean_of,
    nearest_correlation,
    quantiles_of,
    summaries,
    summary,
    tornado,
)
from commonweal.partnership.base import Range

MANY = settings(max_examples=50, deadline=None)
FEW = settings(max_examples=20, deadline=None)

seeds = st.integers(0, 2**63 - 1)
names = st.text("abcdefgh.-[]0123", min_size=1, max_size=12)


@st.composite
def ranges(draw):
    """A range of any shape; tails and rare outcomes short enough that 4,000 draws meet them."""
    shape = draw(st.sampled_from(["triangular", "pert", "uniform", "lognormal", "discrete"]))
    if shape == "discrete":
        weights = draw(st.lists(st.integers(1, 9), min_size=2, max_size=5))
        outcomes = draw(
            st.lists(st.integers(-1000, 1000), min_size=len(weights), max_size=len(weights))
        )
        total = sum(weights)
        return Range(shape=shape, outcomes=outcomes, chances=[each / total for each in weights])
    low = draw(st.floats(0.1, 1000))
    high = low * (1 + draw(st.floats(0.01, 4)))
    if shape in ("uniform", "lognormal"):
        return Range(shape=shape, low=low, high=high)
    likely = low + (high - low) * draw(st.floats(0, 1))
    return Range(shape=shape, low=low, likely=min(max(likely, low), high), high=high)


books = st.dictionaries(names, ranges(), min_size=1, max_size=5)


@given(book=books, extra=ranges(), seed=seeds)
@MANY
def test_adding_a_figure_never_moves_another(book, extra, seed):
    before = draw(book, n_draws=20, seed=seed)
    after = draw({"one more": extra, **book, "and a number": 4}, n_draws=20, seed=seed)

    assert all(np.array_equal(before.values(name), after.values(name)) for name in book)


@given(book=books, seed=seeds)
@MANY
def test_the_order_of_figures_changes_nothing(book, seed):
    one_way = draw(book, n_draws=20, seed=seed)
    other = draw(dict(reversed(book.items())), n_draws=20, seed=seed)

    assert all(np.array_equal(one_way.values(name), other.values(name)) for name in book)


@given(book=books, seed=seeds, few=st.integers(0, 30))
@MANY
def test_fewer_draws_are_the_beginning_of_more(book, seed, few):
    more = draw(book, n_draws=30, seed=seed)
    fewer = draw(book, n_draws=few, seed=seed)

    for name in book:
        assert np.array_equal(more.first(few).values(name), fewer.values(name))


@given(figure=ranges(), seed=seeds)
@MANY
def test_more_draws_never_move_the_mean_beyond_its_error(figure, seed):
    found = summary(draw({"figure": figure}, n_draws=4_000, seed=seed).values("figure"))

    assert found.expected == mean_of(figure)
    assert abs(found.mean - mean_of(figure)) <= 5 * found.standard_error + 1e-9


@given(figure=ranges(), seed=seeds)
@FEW
def test_the_running_mean_stays_within_its_error_of_where_it_ends(figure, seed):
    rows = convergence(draw({"figure": figure}, n_draws=4_000, seed=seed).values("figure"))

    for row in rows[4:]:
        assert abs(row.mean - rows[-1].mean) <= 5 * row.standard_error + 1e-9


@given(figure=ranges(), chances=st.lists(st.floats(1e-9, 1 - 1e-9), min_size=2, max_size=30))
@MANY
def test_quantiles_never_fall_as_the_chance_rises_and_stay_within_the_range(figure, chances):
    found = quantiles_of(figure, np.sort(np.array(chances)))

    assert (np.diff(found) >= -1e-12 * np.abs(found[:-1])).all()
    if figure.shape == "discrete":
        assert set(found) <= set(figure.outcomes)
    elif figure.shape != "lognormal":
        assert found.min() >= figure.low * (1 - 1e-12)
        assert found.max() <= figure.high * (1 + 1e-12)


@given(
    figure=ranges(),
    loading=st.floats(-1, 1),
    seed=seeds,
)
@FEW
def test_what_a_figure_moves_with_never_changes_its_own_shape(figure, loading, seed):
    tied = figure.model_copy(update={"moves_with": "market", "correlation": loading})

    values = np.sort(draw({"figure": tied}, n_draws=4_000, seed=seed).values("figure")[1:])

    # Kolmogorov: once in 30 million times do the seen and the known chance differ anywhere by
    # more than 3 / sqrt(n).
    for chance in (0.1, 0.25, 0.5, 0.75, 0.9):
        known = quantiles_of(figure, np.array([chance]))[0]
        slack = 1e-6 * (abs(known) + 1)
        below = (values < known - slack).mean()
        at_most = (values <= known + slack).mean()
        assert below - 3 / math.sqrt(4_000) <= chance <= at_most + 3 / math.sqrt(4_000)


@given(
    first=st.floats(-1, 1),
    second=st.floats(-1, 1),
    seed=seeds,
    shape=st.sampled_from(["triangular", "pert"]),
)
@FEW
def test_figures_that_follow_one_factor_correlate_by_the_product(first, second, seed, shape):
    book = {
        name: Range(
            low=0, likely=1, high=5, shape=shape, moves_with="market", correlation=correlation
        )
        for name, correlation in (("one", first), ("two", second))
    }
    futures = draw(book, n_draws=4_000, seed=seed)

    seen = spearmanr(futures.values("one")[1:], futures.values("two")[1:]).statistic

    assert abs(seen - 6 / math.pi * math.asin(first * second / 2)) < 5.5 / math.sqrt(4_000)


@given(asked=st.floats(-1, 1), seed=seeds)
@FEW
def test_a_pair_correlates_as_it_was_asked_to(asked, seed):
    book = {
        "one": Range(low=1, high=3, shape="lognormal"),
        "two": Range(low=0, high=1, shape="uniform"),
    }
    futures = draw(book, n_draws=4_000, seed=seed, correlations={("one", "two"): asked})

    seen = spearmanr(futures.values("one")[1:], futures.values("two")[1:]).statistic

    assert abs(seen - 6 / math.pi * math.asin(asked / 2)) < 5.5 / math.sqrt(4_000)


@given(seed=st.integers(0, 2**32 - 1), size=st.integers(2, 6))
@FEW
def test_the_nearest_correlations_can_hold_and_none_that_can_lies_nearer(seed, size):
    random = np.random.default_rng(seed)
    asked = np.tril(random.uniform(-1, 1, (size, size)), -1)
    asked = asked + asked.T + np.eye(size)

    nearest = nearest_correlation(asked)

    assert np.array_equal(np.diag(nearest), np.ones(size))
    assert np.array_equal(nearest, nearest.T)
    assert np.linalg.eigvalsh(nearest)[0] > 0
    # Rows of unit length, multiplied by one another, are correlations that can hold. Start from
    # those of the answer and move a little, in every way at random: none may come nearer.
    rows = np.linalg.cholesky(nearest)
    distance = np.linalg.norm(asked - nearest)
    for step in (0.3, 0.1, 0.03, 0.01):
        for _ in range(30):
            others = rows + step * random.normal(size=(size, size))
            others /= np.linalg.norm(others, axis=1)[:, None]
            assert np.linalg.norm(asked - others @ others.T) >= distance - 1e-5


@given(book=books, seed=seeds, factor=st.floats(0.1, 10), shift=st.floats(-1e6, 1e6))
@MANY
def test_percentiles_stand_in_order_and_move_with_the_outcome(book, seed, factor, shift):
    futures = draw(book, n_draws=200, seed=seed)
    outcome = np.sum([futures.values(name) for name in book], axis=0)

    plain, moved = summaries(np.stack([outcome, factor * outcome + shift]))

    assert plain.p10 <= plain.p50 <= plain.p80 <= plain.p90
    assert 0 <= plain.chance_below_nought <= 1
    for name in ("expected", "mean", "p10", "p50", "p80", "p90"):
        known = factor * getattr(plain, name) + shift
        assert math.isclose(getattr(moved, name), known, rel_tol=1e-9, abs_tol=1e-6)


@given(book=books, seed=seeds)
@FEW
def test_the_tornado_names_each_uncertain_figure_once_widest_first(book, seed):
    futures = draw(book, n_draws=200, seed=seed)
    outcome = np.sum([futures.values(name) for name in book], axis=0)

    bars = tornado(futures, outcome)

    assert sorted(bar.name for bar in bars) == sorted(futures.uncertain)
    swings = [abs(bar.swing) for bar in bars]
    assert swings == sorted(swings, reverse=True)
    assert all(bar.low <= bar.high for bar in bars)
