"""No published table lets a small count be worked out, even by who knows the rule."""

from __future__ import annotations

from itertools import combinations, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from commonweal.exchange import Survey, SurveyQuestion, publishable, survey_results

SMALL = 5


def tables(n_answers, total):
    """Give every table of so many answers that adds up to a total."""
    for bars in combinations(range(total + n_answers - 1), n_answers - 1):
        edges = (-1, *bars, total + n_answers - 1)
        yield tuple(after - before - 1 for before, after in pairwise(edges))


def check_nothing_is_given_away(n_answers, total):
    by_what_is_shown = {}
    for counts in tables(n_answers, total):
        by_what_is_shown.setdefault(publishable(counts, small=SMALL), []).append(counts)
    for shown, possible in by_what_is_shown.items():
        for place in range(n_answers):
            could_be = {counts[place] for counts in possible}
            if shown[place] is None and min(could_be) < SMALL:
                assert set(range(SMALL)) <= could_be, (shown, possible)


@pytest.mark.parametrize(
    ("n_answers", "totals"), [(2, range(5, 40)), (3, range(5, 25)), (4, range(5, 19))]
)
def test_who_knows_the_rule_and_the_sum_cannot_tell_a_small_count_from_nil(n_answers, totals):
    for total in totals:
        check_nothing_is_given_away(n_answers, total)


@pytest.mark.long
@pytest.mark.parametrize(
    ("n_answers", "totals"), [(3, range(25, 60)), (4, range(19, 36)), (5, range(5, 26))]
)
def test_nor_in_larger_tables(n_answers, totals):
    for total in totals:
        check_nothing_is_given_away(n_answers, total)


@given(st.lists(st.integers(0, 40), min_size=2, max_size=10), st.integers(5, 12))
@settings(max_examples=50, deadline=None)
def test_what_is_shown_is_true_and_what_is_hidden_is_hidden_in_company(counts, small):
    shown = publishable(counts, small=small)
    hidden = [count for count, said in zip(counts, shown, strict=True) if said is None]

    assert all(said in (None, count) for count, said in zip(counts, shown, strict=True))
    assert all(said is None or said >= small for said in shown)
    if hidden:
        assert len(hidden) > 1
        assert sum(hidden) >= 2 * small or len(hidden) == len(counts)


@given(
    st.lists(
        st.tuples(st.sampled_from(["Ashby", "Barton"]), st.sampled_from(["Yes", "No", "Unsure"])),
        max_size=120,
    )
)
@settings(max_examples=50, deadline=None)
def test_no_result_is_told_from_which_another_could_be_taken(given_answers):
    """Every person is counted in one set of results, and no set is the sum of others."""
    question = SurveyQuestion(id="q", words="Q?", choices=("Yes", "No", "Unsure"))
    survey = Survey(
        title="T", audience="staff", questions=(question,), groups=("Ashby", "Barton"), small=SMALL
    )
    results = survey_results(survey, [(group, {"q": said}) for group, said in given_answers])

    assert [result.group for result in results] == ["Ashby", "Barton"]
    for result in results:
        of_group = [said for group, said in given_answers if group == result.group]
        assert result.n_answered == (len(of_group) if len(of_group) >= SMALL else None)
