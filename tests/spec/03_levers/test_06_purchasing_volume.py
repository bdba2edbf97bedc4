"""Purchasing

A larger buyer pays a lower price. How much lower is the price elasticity: doubling the volume
multiplies the price by two to the power of minus that figure. Each body's volume grows by its own
multiple, so the small gain more than the large. The saving is held at a cap, a tenth of supplies
unless something else is stated; the cap is our caution and not evidence.

A body alone can join a framework. A framework's price already rests on the volume of all who use
it, so the two do not add: the better counts. Procurement savings are the least certain of all, and
those that would have come anyway belong in doing nothing.
"""

import pytest

from tests.unit.levers.worked import entry_of, records_of, saving, setting_of


def test_the_small_buyer_gains_more(rows):
    """An elasticity of 0.05 takes 3.4 per cent off the price when the volume doubles. Barton's
    volume grows fourfold, Ashby's by a third.

    | body | supplies | volume grows by | share saved per cent | saving |
    |---|---|---|---|---|
    | Ashby | £300,000 | 1.3333 | 1.428 | £4,284 |
    | Barton | £100,000 | 4.0000 | 6.697 | £6,697 |
    """
    records = records_of({"supplies": [row["supplies"] for row in rows]})
    entry = entry_of("purchasing-volume", price_elasticity=0.05)

    amounts = saving(setting_of(records), entry)[0, :, 0]

    for row, amount in zip(rows, amounts, strict=True):
        assert 400_000 / row["supplies"] == pytest.approx(row["volume grows by"], abs=5e-5)
        share = 1 - row["volume grows by"] ** -0.05
        assert 100 * share == pytest.approx(row["share saved per cent"], abs=5e-4)
        assert amount == pytest.approx(row["saving"], abs=0.5)


def test_what_a_doubled_volume_saves(rows):
    """Two equal buyers of £100,000 each. From an elasticity of 0.152 the cap of a tenth holds.

    | elasticity | share saved per cent | saving of the two |
    |---|---|---|
    | 0.00 | 0.00 | £0 |
    | 0.02 | 1.38 | £2,753 |
    | 0.05 | 3.41 | £6,813 |
    | 0.10 | 6.70 | £13,393 |
    | 0.20 | 10.00 | £20,000 |
    """
    records = records_of({"supplies": [100_000.0, 100_000.0]})

    for row in rows:
        entry = entry_of("purchasing-volume", price_elasticity=row["elasticity"])
        amount = saving(setting_of(records), entry).sum()

        assert amount == pytest.approx(row["saving of the two"], abs=0.5)
        assert amount / 2_000 == pytest.approx(row["share saved per cent"], abs=5e-3)


def test_a_framework_is_open_to_a_body_alone(rows):
    """The framework takes 4 per cent off. Alone, both save that. Together, Ashby is better off with
    the framework's price and Barton with the joint volume's.

    | body | supplies | saving alone | saving together |
    |---|---|---|---|
    | Ashby | £300,000 | £12,000 | £12,000 |
    | Barton | £100,000 | £4,000 | £6,697 |
    """
    records = records_of({"supplies": [row["supplies"] for row in rows]})
    entry = entry_of("purchasing-volume", price_elasticity=0.05, framework_discount=0.04)

    alone = saving(setting_of(records, is_shared=False), entry).sum(axis=0)[:, 0]
    together = saving(setting_of(records), entry)[0, :, 0]

    assert alone == pytest.approx([row["saving alone"] for row in rows])
    assert together == pytest.approx([row["saving together"] for row in rows], abs=0.5)
