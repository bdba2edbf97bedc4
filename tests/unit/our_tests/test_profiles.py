"""The long run must really give each law more examples."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.profiles import LONG_FACTOR, give_more_examples


def test_a_law_that_sets_its_own_number_of_examples_is_given_more_in_the_long_run():
    seen = []

    @settings(max_examples=4, database=None)
    @given(st.integers())
    def law(number):
        seen.append(number)

    law()
    n_normal = len(seen)
    give_more_examples(law)
    seen.clear()
    law()

    assert n_normal == 4
    assert len(seen) == 4 * LONG_FACTOR


def test_a_test_without_a_law_is_left_alone():
    def plain():
        return 1

    give_more_examples(plain)

    assert plain() == 1
