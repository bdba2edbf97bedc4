"""Accommodation

Space saves money when payment for it stops: a lease ends, somebody else rents it, it is sold. A
desk left empty in a building that stays open saves nothing. So the lever asks for the year, counted
from go-live, in which payment can stop; without it nothing is saved. The ramp then begins there.

What is given up is either counted, in desks or square metres at their full cost, or stated as a
share of the line. It never saves more than the line holds. A body can do this alone.
"""

import pytest

from tests.unit.levers.worked import entry_of, price, records_of, saving, setting_of

COSTS = {"accommodation": [90_000.0, 60_000.0, 100_000.0]}


def test_space_counted_and_space_stated_as_a_share(rows):
    """Ashby gives up 12 desks at £4,500. Barton has not counted and states a quarter. Corley counts
    30 desks, more than its rooms cost, and saves what they cost.

    | body | accommodation | given up | saving |
    |---|---|---|---|
    | Ashby | £90,000 | 12 desks | £54,000 |
    | Barton | £60,000 | a quarter | £15,000 |
    | Corley | £100,000 | 30 desks | £100,000 |
    """
    entry = entry_of(
        "accommodation",
        share_released=0.25,
        units_released_by_body={"ashby": 12, "corley": 30},
        cost_per_unit=4_500,
        can_be_released_from=0,
    )

    amounts = saving(setting_of(records_of(COSTS)), entry)[0, :, 0]

    assert amounts == pytest.approx([row["saving"] for row in rows])


def test_payment_stops_when_the_lease_ends(rows):
    """A quarter of £250,000 of rooms is given up, and the leases end in the third year. The ramp of
    half and then all begins there.

    | year from go-live | saving |
    |---|---|
    | 1 | £0 |
    | 2 | £0 |
    | 3 | £31,250 |
    | 4 | £62,500 |
    | 5 | £62,500 |
    """
    entry = entry_of("accommodation", share_released=0.25, can_be_released_from=2, ramp=(0.5, 1.0))
    (stream,) = price(setting_of(records_of(COSTS)), entry)

    for row in rows:
        share = stream.ramp[min(row["year from go-live"], len(stream.ramp)) - 1]
        assert -stream.amount.sum() * share == pytest.approx(row["saving"])
