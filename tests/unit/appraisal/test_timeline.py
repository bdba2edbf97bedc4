"""Where in the years an amount falls."""

import numpy as np
import pytest

from commonweal.appraisal import Stream
from commonweal.appraisal.timeline import Timeline, timeline_of
from tests.unit.appraisal.worked import case, shared


def timeline(n_years=5, go_live=2):
    return Timeline(n_years=n_years, factors=np.ones(n_years), go_live=go_live)


def stream(timing, **rest):
    return Stream(
        id="x",
        label="X",
        line="running",
        amount=np.ones((1, 1, 1)),
        timing=timing,
        is_joint=True,
        **rest,
    )


@pytest.mark.parametrize(
    ("timing", "profile"),
    [
        ("every-year", [1, 1, 1, 1, 1]),
        ("running", [0, 0, 1, 1, 1]),
        ("ramp", [0, 0, 0.25, 0.5, 0.5]),
        ("one-off", [1, 0, 0, 0, 0]),
    ],
)
def test_each_timing_has_its_years(timing, profile):
    assert timeline().profile(stream(timing, ramp=(0.25, 0.5))).tolist() == profile


@pytest.mark.parametrize(
    ("counted_from", "first_year", "profile"),
    [
        ("start", 0, [0.75, 0.25, 0, 0, 0]),
        ("start", 1, [0, 0.75, 0.25, 0, 0]),
        ("go-live", 0, [0, 0, 0.75, 0.25, 0]),
        ("go-live", -1, [0, 0.75, 0.25, 0, 0]),
        ("go-live", -9, [0.75, 0.25, 0, 0, 0]),
        ("end", 0, [0, 0, 0, 0, 1]),
        ("end", -1, [0, 0, 0, 0.75, 0.25]),
        ("start", 9, [0, 0, 0, 0, 1]),
    ],
)
def test_a_one_off_falls_where_it_is_counted_from_and_never_outside(
    counted_from, first_year, profile
):
    cost = stream("one-off", spread=(0.75, 0.25), counted_from=counted_from, first_year=first_year)

    assert timeline().profile(cost).tolist() == profile


def test_go_live_is_counted_from_the_first_year():
    partnership = case({"ashby": {}, "barton": {}}, [shared(go_live="2028-29")])

    found = timeline_of(partnership, partnership.option("shared"), np.ones(5))

    assert (found.go_live, found.n_years) == (2, 5)


def test_an_option_without_a_go_live_runs_from_the_first_year():
    partnership = case({"ashby": {}, "barton": {}}, [shared()])

    assert timeline_of(partnership, partnership.option("shared"), np.ones(5)).go_live == 0
