"""How a lever works

A lever is a named way of saving. There is no other: no lever, no saving. Each asks for the sentence
that says how it saves here, and each starts from nil, so that a saving is only ever there because
somebody stated it and said where it comes from. Research on English councils finds no significant
effect of sharing on administrative cost; that is why nothing is assumed.

A lever works on the cost lines of the baseline: management, staff, systems, accommodation, supplies
and other. It gives the yearly saving once it is full; the ramp then says how much of that comes in
each year. For a group of bodies it is worked out from the records of those bodies and no others.
"""

import numpy as np
import pytest

from commonweal.appraisal.levers import LEVERS
from tests.unit.levers.worked import entry_of, price, records_of, saving, setting_of

YES_OR_NO = {"yes": True, "no": False}


def test_which_levers_work_alone(rows):
    """Four levers need partners. The others a body can use alone, and an honest comparison lets it:
    what could be had alone is no argument for sharing.

    | lever | alone | shared |
    |---|---|---|
    | management-deduplication | no | yes |
    | fixed-cost-spreading | no | yes |
    | process-redesign | yes | yes |
    | systems-consolidation | no | yes |
    | purchasing-volume | yes | yes |
    | pooled-capacity | no | yes |
    | accommodation | yes | yes |
    | agency-staff | yes | yes |
    | trading-income | yes | yes |
    | market-price | yes | yes |
    """
    assert {row["lever"] for row in rows} == set(LEVERS)
    for row in rows:
        lever = LEVERS[row["lever"]]
        assert lever.available_alone is YES_OR_NO[row["alone"]]
        assert lever.available_shared is YES_OR_NO[row["shared"]]


def test_the_ramp(rows):
    """A saving of £40,000 a year is seldom there on the first day. Unless something else is stated
    nothing comes in the first year from go-live, half in the second and all from the third. The
    last share holds on.

    | year from go-live | share | saving |
    |---|---|---|
    | 1 | 0.0 | £0 |
    | 2 | 0.5 | £20,000 |
    | 3 | 1.0 | £40,000 |
    | 4 | 1.0 | £40,000 |
    """
    records = records_of({"staff": [500_000.0]})
    entry = entry_of("process-redesign", share_of_staff_saved=0.08)
    (stream,) = price(setting_of(records, is_shared=False), entry)

    for row in rows:
        share = stream.ramp[min(row["year from go-live"], len(stream.ramp)) - 1]
        assert share == row["share"]
        assert -stream.amount.item() * share == pytest.approx(row["saving"])


def test_the_same_pound_is_never_saved_twice(rows):
    """Levers are applied in the order in which the file gives them, each to what those before it
    have left. Redesign takes a tenth of a staff cost of £300,000; replacing the agency staff then
    works on the £270,000 left and not on the £300,000.

    | lever | staff cost before | saving | staff cost after |
    |---|---|---|---|
    | process-redesign | £300,000 | £30,000 | £270,000 |
    | agency-staff | £270,000 | £6,750 | £263,250 |
    """
    records = records_of({"staff": [300_000.0]}, agency_cost=[60_000.0])
    entries = {
        "process-redesign": entry_of("process-redesign", share_of_staff_saved=0.1),
        "agency-staff": entry_of("agency-staff", premium=0.25, share_replaced=0.5),
    }

    for row in rows:
        left = {"staff": np.array([[float(row["staff cost before"])]])}
        setting = setting_of(records, is_shared=False, left=left)
        amount = saving(setting, entries[row["lever"]]).item()

        assert amount == pytest.approx(row["saving"])
        assert row["staff cost before"] - amount == pytest.approx(row["staff cost after"])
