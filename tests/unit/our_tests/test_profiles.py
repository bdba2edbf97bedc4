"""The long run must really give each law more examples, and the normal run some."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.profiles import LEAST, LONG_FACTOR, NORMAL_PART, give_examples


@pytest.mark.parametrize(
    ("own", "is_long", "given_to_it"),
    [
        (30, True, 30 * LONG_FACTOR),
        (30, False, 30 // NORMAL_PART),
        (9, False, LEAST),
        (4, False, 4),
    ],
)
def test_a_law_is_given_a_part_of_its_examples_and_in_the_long_run_a_multiple(
    own, is_long, given_to_it
):
    seen = []

    @settings(max_examples=own, database=None)
    @given(st.integers())
    def law(number):
        seen.append(number)

    give_examples(law, is_long=is_long)
    give_examples(law, is_long=is_long)
    law()

    assert len(seen) == given_to_it


def test_a_test_without_a_law_is_left_alone():
    def plain():
        return 1

    give_examples(plain, is_long=True)

    assert plain() == 1
