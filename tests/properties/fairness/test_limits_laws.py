"""Laws of limits: totals to the penny, caps and floors to the penny, nothing moved for nothing."""

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from commonweal.errors import ComputationError
from commonweal.fairness import (
    Limits,
    apply_limits,
    apply_rule,
    core_is_empty,
    phase_in,
    side_payments,
    split_by_amounts,
    split_stability,
)
from commonweal.money import split_pence
from tests.properties.fairness.test_sharing_laws import games

pence = st.integers(0, 10_000_00)
rates = st.sampled_from([0.0, 0.01, 0.05, 0.1, 0.333, 1.0])


@st.composite
def proposals(draw):
    n_players = draw(st.integers(2, 6))
    n_years = draw(st.integers(1, 4))
    row = st.lists(pence, min_size=n_players, max_size=n_players)
    return draw(st.lists(row, min_size=n_years, max_size=n_years))


@st.composite
def limited_proposals(draw):
    proposed = draw(proposals())
    n_players = len(proposed[0])
    each = st.lists(st.none() | pence, min_size=n_players, max_size=n_players).map(tuple)
    players = tuple(f"P{number}" for number in range(n_players))
    limits = Limits(
        now=tuple(draw(st.lists(pence, min_size=n_players, max_size=n_players))),
        protected_years=draw(st.integers(0, 3)),
        most_rise=draw(st.none() | rates),
        most_fall=draw(st.none() | rates),
        at_most=draw(st.none() | each),
        at_least=draw(st.none() | each),
        funded_by=draw(st.sampled_from(["everyone", "gainers", "named", "outside"])),
        payers=players[:1],
    )
    return proposed, players, limits


@given(asked=limited_proposals())
def test_years_add_up_and_every_limit_holds_to_the_penny(asked):
    proposed, players, limits = asked
    try:
        split = apply_limits(proposed, players, limits)
    except ComputationError:
        assume(False)

    totals = np.array(proposed).sum(axis=1)
    assert (split.pence.sum(axis=1) + split.from_outside == totals).all()
    assert (split.from_outside >= 0).all()
    before = limits.now
    for year, row in enumerate(split.pence.tolist()):
        for player, paid in enumerate(row):
            if year < limits.protected_years:
                assert paid <= limits.now[player]
            if limits.at_most is not None and limits.at_most[player] is not None:
                assert paid <= limits.at_most[player]
            if limits.at_least is not None and limits.at_least[player] is not None:
                assert paid >= limits.at_least[player]
            if limits.most_rise is not None:
                assert paid <= before[player] * (1 + limits.most_rise) + 1e-6
            if limits.most_fall is not None:
                assert paid >= before[player] * (1 - limits.most_fall) - 1e-6
        before = row


@given(proposed=proposals())
def test_limits_that_do_not_bind_move_nothing(proposed):
    players = tuple(f"P{number}" for number in range(len(proposed[0])))
    limits = Limits(at_most=(2_000_000,) * len(players), at_least=(0,) * len(players))

    assert (apply_limits(proposed, players, limits).moved == 0).all()


@pytest.mark.parametrize("funded_by", ["everyone", "gainers"])
@given(proposed=proposals(), data=st.data())
def test_protection_and_its_funding_turn_nobody_into_a_loser(funded_by, proposed, data):
    """With everybody capped at what it pays now, funders included, nobody pays more than now."""
    n_players = len(proposed[0])
    players = tuple(f"P{number}" for number in range(n_players))
    now = tuple(data.draw(st.lists(pence, min_size=n_players, max_size=n_players)))
    limits = Limits(now=now, protected_years=len(proposed), funded_by=funded_by)
    can_hold = sum(now) >= max(sum(row) for row in proposed)
    if not can_hold:
        with pytest.raises(ComputationError, match="caps leave"):
            apply_limits(proposed, players, limits)
        return
    try:
        split = apply_limits(proposed, players, limits)
    except ComputationError:
        # Everyone funds in proportion to its charge, so a partner proposed nothing funds nothing.
        assert funded_by == "everyone"
        assert any(0 in row for row in proposed)
        return

    assert (split.pence <= np.array(now)).all()


@given(
    totals=st.lists(st.integers(-(10**9), 10**9), min_size=1, max_size=5),
    amounts=st.lists(st.integers(-1000, 1000), min_size=2, max_size=6),
)
def test_amounts_divide_every_total_to_within_a_penny(totals, amounts):
    assume(sum(amounts) != 0)

    rows = split_by_amounts(totals, amounts)

    assert rows.sum(axis=1).tolist() == totals
    exact = np.outer(totals, amounts) / sum(amounts)
    assert np.abs(rows - exact).max() < 1 + 1e-5


@given(total=st.integers(0, 10**9), amounts=st.lists(st.integers(0, 1000), min_size=2, max_size=6))
def test_amounts_of_nil_or_more_divide_as_weights_do(total, amounts):
    assume(sum(amounts) > 0)

    assert split_by_amounts([total], amounts)[0].tolist() == split_pence(total, amounts).tolist()


@given(
    total=st.integers(1, 10**8),
    first=st.lists(st.integers(1, 100), min_size=3, max_size=3),
    last=st.lists(st.integers(1, 100), min_size=3, max_size=3),
)
def test_phasing_begins_and_ends_at_its_two_splits_and_never_turns_back(total, first, last):
    rows = phase_in([total] * 6, first, last, steps=(0, 0.25, 0.5, 0.75, 1))

    assert (rows.sum(axis=1) == total).all()
    assert rows[0].tolist() == split_by_amounts([total], first)[0].tolist()
    assert rows[-1].tolist() == split_by_amounts([total], last)[0].tolist()
    way = np.sign(rows[-1] - rows[0])
    assert (np.diff(rows, axis=0) * way >= -1).all()


@given(game=games(most=5), data=st.data())
def test_side_payments_net_to_nil_and_keep_every_group(game, data):
    assume(not core_is_empty(game))
    split = apply_rule("equal", game)

    payments = side_payments(game, split)

    assert abs(sum(payments.received)) <= 1e-6
    assert split_stability(game, payments.amounts, materiality=1e-5).is_stable
    if split_stability(game, split).is_stable:
        assert payments.total == 0
