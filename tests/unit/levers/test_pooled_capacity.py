"""Erlang's arithmetic against its series, its tables and itself; and the lever built on it."""

from fractions import Fraction
from math import ceil, factorial

import numpy as np
import pytest

from commonweal.appraisal.levers.erlang import (
    ServiceTarget,
    erlang_c,
    positions_curve,
    positions_needed,
    square_root_staffing,
)
from commonweal.errors import ComputationError, InputError
from tests.unit.levers.worked import entry_of, price, records_of, saving, setting_of

EIGHTY_IN_TWENTY = ServiceTarget(share_in_time=0.8, wait=20 / 300)


def erlang_c_by_series(positions, load):
    """The textbook sum, in exact fractions: independent of the recursion."""
    exact = Fraction(load)
    tail = exact**positions / factorial(positions) * positions / (positions - exact)
    return tail / (sum(exact**k / factorial(k) for k in range(positions)) + tail)


@pytest.mark.parametrize("load", [0.25, 1.0, 4.5, 17.0, 60.0])
@pytest.mark.parametrize("spare", [1, 2, 5, 20])
def test_the_recursion_agrees_with_the_series(load, spare):
    positions = int(load) + spare

    assert erlang_c(positions, load) == pytest.approx(
        float(erlang_c_by_series(positions, load)), rel=1e-12
    )


def test_a_queue_with_no_spare_position_makes_everybody_wait():
    assert erlang_c(5, 5.0) == 1.0
    assert erlang_c(0, 0.5) == 1.0


@pytest.mark.parametrize(
    ("target", "loads"),
    [
        (EIGHTY_IN_TWENTY, np.geomspace(0.001, 2_000, 150)),
        (ServiceTarget(share_in_time=0.5), np.geomspace(0.01, 500, 60)),
        (ServiceTarget(share_in_time=0.95, wait=0.5), np.geomspace(0.01, 500, 60)),
    ],
)
def test_the_curve_rounded_up_is_the_exact_whole_number(target, loads):
    rounded = np.ceil(positions_curve(loads, target)(loads) - 1e-3)

    assert rounded.tolist() == [positions_needed(load, target) for load in loads]


def test_the_curve_does_not_depend_on_which_loads_were_asked_together():
    few = positions_curve(np.array([5.0, 8.0]), EIGHTY_IN_TWENTY)(np.array([7.3]))
    many = positions_curve(np.array([0.2, 400.0]), EIGHTY_IN_TWENTY)(np.array([7.3]))

    assert few.item() == many.item()


def test_any_work_at_all_needs_somebody_there_and_none_needs_nobody():
    curve = positions_curve(np.array([1e-4, 1.0]), EIGHTY_IN_TWENTY)

    assert curve(np.array([0.0, 1e-4])).tolist() == [0.0, 1.0]
    assert positions_needed(0.0, EIGHTY_IN_TWENTY) == 0
    assert positions_curve(np.zeros(3), EIGHTY_IN_TWENTY)(np.zeros(3)).tolist() == [0.0] * 3


@pytest.mark.parametrize("delay", [0.5, 0.2, 0.1])
def test_the_square_root_rule_is_within_one_position_of_the_exact_answer(delay):
    for load in (1.0, 10.0, 100.0, 1_000.0):
        exact = positions_needed(load, ServiceTarget(share_in_time=1 - delay))
        assert abs(ceil(square_root_staffing(load, delay)) - exact) <= 1


def test_units_that_cannot_be_meant_are_refused():
    with pytest.raises(ComputationError, match="more than 100,000"):
        positions_needed(1e7, EIGHTY_IN_TWENTY)
    with pytest.raises(ComputationError, match="more than 100,000"):
        positions_curve(np.array([1e7]), EIGHTY_IN_TWENTY)
    with pytest.raises(InputError, match="between 0 and 1"):
        ServiceTarget(share_in_time=1.0)
    with pytest.raises(InputError, match="0 or more"):
        ServiceTarget(share_in_time=0.8, wait=-1.0)


def pool(**parameters):
    given = {
        "load_by_body": {"ashby": 5.0, "barton": 5.0},
        "handling_seconds": 300.0,
        "coincidence": 0.0,
        **parameters,
    }
    return entry_of("pooled-capacity", **given)


def two_centres(**others):
    return records_of({"staff": [400_000.0, 400_000.0]}, fte=[10, 10], **others)


def test_one_queue_saves_the_positions_that_two_would_keep_idle():
    share = 1 - 13.284 / (2 * 7.492)
    expected = 400_000 * 0.7492 * share  # 7.492 of the ten staff answer the queue

    amounts = saving(setting_of(two_centres()), pool())[0, :, 0]

    assert amounts == pytest.approx([expected, expected], rel=2e-3)


def test_peaks_that_coincide_give_exactly_nothing():
    assert (saving(setting_of(two_centres()), pool(coincidence=1.0)) == 0).all()


def test_mixed_skills_can_cost_more_than_pooling_saves():
    assert saving(setting_of(two_centres()), pool(skills_penalty=0.05)).sum() > 0
    assert saving(setting_of(two_centres()), pool(skills_penalty=0.25)).sum() < 0
    assert saving(setting_of(two_centres()), pool(skills_penalty=0.05, coincidence=1.0)).sum() < 0


def test_a_group_of_one_neither_gains_nor_loses():
    ones = setting_of(two_centres(), [[0], [1]])

    assert (saving(ones, pool(skills_penalty=0.3, coincidence=0.4)) == 0).all()


def test_a_body_without_a_load_takes_no_part():
    records = records_of({"staff": [400.0, 400.0, 400.0]}, fte=[10, 10, np.nan])

    amounts = saving(setting_of(records, [[0, 1, 2], [0, 2]]), pool())[:, :, 0]

    assert amounts[0, 2] == 0
    assert (amounts[1] == 0).all()


def test_the_load_may_come_from_a_years_volume():
    # 60 calls an hour for 2,000 hours, of 300 seconds each: 5 erlangs.
    records = two_centres(volumes={"calls": [120_000.0, 120_000.0]})
    by_volume = entry_of(
        "pooled-capacity", volume="calls", handling_seconds=300, open_hours=2_000, coincidence=0
    )

    assert saving(setting_of(records), by_volume) == pytest.approx(
        saving(setting_of(records), pool())
    )


def test_staff_in_the_queue_are_never_more_than_a_body_has():
    few = records_of({"staff": [400_000.0, 400_000.0]}, fte=[2, 2])
    share = 1 - 13.284 / (2 * 7.492)

    amounts = saving(setting_of(few), pool(shrinkage=0.3, fte_per_position=1.5))[0, :, 0]

    assert amounts == pytest.approx([400_000 * share] * 2, rel=5e-3)


def test_a_cost_for_each_person_stands_in_for_staff_not_returned():
    records = records_of({"staff": [400_000.0, 400_000.0]})

    with pytest.raises(InputError, match="staff of ashby, barton"):
        price(setting_of(records), pool())

    with_cost = saving(setting_of(records), pool(cost_per_fte=40_000))
    assert with_cost == pytest.approx(saving(setting_of(two_centres()), pool()))


def test_a_chance_of_waiting_stands_in_place_of_the_service_level():
    entry = entry_of(
        "pooled-capacity",
        load_by_body={"ashby": 400.0, "barton": 400.0},
        delay_probability=0.2,
        coincidence=0.0,
    )
    records = records_of({"staff": [500.0, 500.0]}, fte=[500, 500])

    freed = saving(setting_of(records), entry).sum()

    # The root rule: (2 - sqrt 2) beta sqrt(load), beta 1.06.
    assert freed == pytest.approx((2 - 2**0.5) * 1.06 * 400**0.5, rel=0.05)


@pytest.mark.parametrize(
    ("parameters", "told"),
    [
        ({"handling_seconds": 0.0}, "handling_seconds is 0"),
        ({"load_by_body": {"zeal": 5.0}}, "load_by_body names zeal"),
        (
            {
                "load_by_body": {},
                "volume": "calls",
                "open_hours": 0,
            },
            "open_hours is 0",
        ),
    ],
)
def test_a_queue_that_cannot_be_staffed_is_refused(parameters, told):
    records = two_centres(volumes={"calls": [120_000.0, 120_000.0]})

    with pytest.raises(InputError, match=told):
        price(setting_of(records), pool(**parameters))
