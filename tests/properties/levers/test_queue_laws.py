"""What must hold for every queue."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from commonweal.appraisal.levers.erlang import (
    ServiceTarget,
    erlang_c,
    positions_curve,
    positions_needed,
)

laws = settings(max_examples=50, deadline=None)
loads = st.floats(0.01, 300)
targets = st.builds(ServiceTarget, share_in_time=st.floats(0.05, 0.99), wait=st.floats(0, 2))


@laws
@given(load=loads, spare=st.integers(1, 50))
def test_one_more_position_never_makes_people_wait_more(load, spare):
    positions = int(load) + spare

    assert 0 <= erlang_c(positions + 1, load) <= erlang_c(positions, load) <= 1


@laws
@given(load=loads, target=targets)
def test_positions_needed_meet_the_target_and_one_fewer_would_not(load, target):
    needed = positions_needed(load, target)

    def answered(positions):
        waiting = erlang_c(positions, load)
        return 1 - waiting * np.exp(-(positions - load) * target.wait)

    assert needed > load
    assert answered(needed) >= target.share_in_time
    assert needed - 1 <= load or answered(needed - 1) < target.share_in_time


@laws
@given(first=loads, second=loads, target=targets)
def test_one_queue_never_needs_more_than_two_when_the_work_is_the_same(first, second, target):
    together = positions_needed(first + second, target)

    assert together <= positions_needed(first, target) + positions_needed(second, target)


@laws
@given(load=loads, target=targets)
def test_the_curve_lies_within_the_position_that_counting_gives(load, target):
    (fraction,) = positions_curve(np.array([load]), target)(np.array([load]))

    counted = positions_needed(load, target)
    assert counted - 1 - 5e-3 <= fraction <= counted + 5e-3
