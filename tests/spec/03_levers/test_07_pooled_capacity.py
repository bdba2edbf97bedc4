"""Pooled capacity

Where work arrives at random somebody must be free to take it, so every queue keeps people idle part
of the time. One queue keeps fewer idle than several, because one body's quiet minute meets
another's busy one. The arithmetic is Erlang's, and telephone exchanges were built on it.

*Load* is the work offered, in erlangs: contacts an hour times the hours that each takes. Sixty an
hour of five minutes each are 5 erlangs: five people would be busy without a break. The *service
level* is the share of contacts answered within a time, for example 80 per cent in 20 seconds.

It is easy to expect too much of it. Peaks that coincide give no gain, and councils share their
cycles: the bills, the terms, the storms. Where nobody knows every body's work, contacts take longer
and one queue can need more people than several. And the people freed save money only if they go; if
they stay they buy resilience, which is a gain to be named and not counted here.
"""

import numpy as np
import pytest

from commonweal.appraisal.levers.erlang import (
    ServiceTarget,
    erlang_c,
    positions_curve,
    positions_needed,
    square_root_staffing,
)
from tests.unit.levers.worked import entry_of, records_of, saving, setting_of

EIGHTY_IN_TWENTY = ServiceTarget(share_in_time=0.8, wait=20 / 300)


def test_how_many_people_a_queue_needs(rows):
    """A load of 5 erlangs, contacts of 300 seconds. With five people the queue grows without end.
    Eight are the fewest that answer 80 per cent within 20 seconds.

    | people | chance of waiting | answered in 20 seconds, per cent |
    |---|---|---|
    | 5 | 1.000 | 0.0 |
    | 6 | 0.588 | 45.0 |
    | 7 | 0.324 | 71.6 |
    | 8 | 0.167 | 86.3 |
    | 9 | 0.081 | 93.8 |
    """
    for row in rows:
        waiting = erlang_c(row["people"], 5.0)
        in_time = 1 - waiting * np.exp(-(row["people"] - 5) * 20 / 300)

        assert waiting == pytest.approx(row["chance of waiting"], abs=5e-4)
        assert 100 * in_time == pytest.approx(row["answered in 20 seconds, per cent"], abs=0.05)
    assert positions_needed(5.0, EIGHTY_IN_TWENTY) == 8


def test_one_queue_in_place_of_several(rows):
    """Contact centres of 5 erlangs each, at 80 per cent in 20 seconds. Two centres need 16 people
    apart and 14 together; four need 32 apart and 25 together.

    | centres | calls an hour | load | people apart | people together |
    |---|---|---|---|---|
    | 1 | 60 | 5 | 8 | 8 |
    | 2 | 120 | 10 | 16 | 14 |
    | 4 | 240 | 20 | 32 | 25 |
    """
    for row in rows:
        load = row["calls an hour"] * 300 / 3600
        assert load == row["load"]
        apart = row["centres"] * positions_needed(load / row["centres"], EIGHTY_IN_TWENTY)
        assert apart == row["people apart"]
        assert positions_needed(load, EIGHTY_IN_TWENTY) == row["people together"]


def test_the_published_table(rows):
    """Tijms prints the fewest people for which a contact waits with a chance of at most 0.5, 0.2
    and 0.1. The last column is the square-root rule for 0.2: the load plus 1.06 times its square
    root. It is why the people kept idle grow more slowly than the work.

    | load | 0.5 | 0.2 | 0.1 | square-root rule for 0.2 |
    |---|---|---|---|---|
    | 1 | 2 | 3 | 3 | 2.1 |
    | 5 | 7 | 8 | 9 | 7.4 |
    | 10 | 12 | 14 | 16 | 13.4 |
    | 50 | 54 | 58 | 61 | 57.5 |
    | 100 | 106 | 111 | 115 | 110.6 |
    | 250 | 259 | 268 | 274 | 266.8 |
    | 500 | 512 | 525 | 533 | 523.7 |
    | 1,000 | 1,017 | 1,034 | 1,046 | 1,033.6 |
    """
    for row in rows:
        load = float(row["load"])
        for chance in ("0.5", "0.2", "0.1"):
            target = ServiceTarget(share_in_time=1 - float(chance))
            assert positions_needed(load, target) == row[chance]
        by_rule = square_root_staffing(load, 0.2)
        assert by_rule == pytest.approx(row["square-root rule for 0.2"], abs=0.05)


def test_people_and_parts_of_people(rows):
    """A roster over a week is not made of whole people, and whole people would make the saving jump
    from draw to draw. The appraisal therefore counts parts of a person; rounded up, they are the
    whole number. It is the more cautious of the two: two centres save 1.70 and not 2.

    | load | parts counted | whole people |
    |---|---|---|
    | 5 | 7.49 | 8 |
    | 10 | 13.28 | 14 |
    | 20 | 24.32 | 25 |
    """
    loads = np.array([float(row["load"]) for row in rows])
    needed = positions_curve(loads, EIGHTY_IN_TWENTY)(loads)

    for row, positions in zip(rows, needed, strict=True):
        assert positions == pytest.approx(row["parts counted"], abs=5e-3)
        assert positions_needed(float(row["load"]), EIGHTY_IN_TWENTY) == row["whole people"]


def centres(**parameters):
    """Two centres of 5 erlangs with ten staff at £400,000 each, pooled."""
    records = records_of({"staff": [400_000.0, 400_000.0]}, fte=[10, 10])
    entry = entry_of(
        "pooled-capacity",
        load_by_body={"ashby": 5, "barton": 5},
        handling_seconds=300,
        **parameters,
    )
    return saving(setting_of(records), entry).sum()


def test_peaks_that_coincide_give_nothing(rows):
    """Two centres with ten staff each at £40,000. The positions freed are 1.70 of 14.98 if their
    peaks have nothing to do with each other. In between we draw a straight line. Unless something
    else is stated the peaks coincide.

    | coincidence of peaks | saving |
    |---|---|
    | 0.0 | £67,976 |
    | 0.5 | £33,988 |
    | 0.8 | £13,595 |
    | 1.0 | £0 |
    """
    for row in rows:
        amount = centres(coincidence=row["coincidence of peaks"])
        assert amount == pytest.approx(row["saving"], abs=0.5)


def test_mixed_skills_can_hurt(rows):
    """The same two centres with peaks that have nothing to do with each other. If a contact takes
    longer in the joint queue the gain is soon gone, and then one queue costs more than two.

    | contacts take longer by per cent | saving |
    |---|---|
    | 0 | £67,976 |
    | 5 | £44,609 |
    | 10 | £21,323 |
    | 15 | −£1,887 |
    | 20 | −£25,030 |
    """
    for row in rows:
        amount = centres(
            coincidence=0.0, skills_penalty=row["contacts take longer by per cent"] / 100
        )
        assert amount == pytest.approx(row["saving"], abs=0.5)
