"""Market price

Outsourcing, alone or together, replaces the cost of some lines by a contractor's price. The price
is stated as a share of what those lines cost now; there is no default, because an option without a
price is not costed. A price above 1 is dearer than today. It is paid whole from the first day of
the contract, so there is no ramp.

The client side that stays, irrecoverable VAT, the procurement and the end of the contract are costs
of their own. National guidance on optimism puts the upper bound for the operating cost of
outsourcing 41 per cent above plan.
"""

import pytest

from tests.unit.levers.worked import entry_of, price, records_of, saving, setting_of


def test_a_price_in_place_of_a_cost(rows):
    """Ashby spends £500,000 on the lines that the contract would replace.

    | price over today's cost | price | saving |
    |---|---|---|
    | 0.93 | £465,000 | £35,000 |
    | 1.00 | £500,000 | £0 |
    | 1.10 | £550,000 | −£50,000 |
    """
    records = records_of({"staff": [420_000.0], "supplies": [80_000.0], "systems": [70_000.0]})

    for row in rows:
        entry = entry_of(
            "market-price",
            price_share=row["price over today's cost"],
            lines=("staff", "supplies"),
        )
        amount = saving(setting_of(records, is_shared=False), entry).sum()

        assert amount == pytest.approx(row["saving"])
        assert 500_000 - amount == pytest.approx(row["price"])


def test_the_price_is_paid_from_the_first_day():
    """Other levers come in over three years unless something else is stated; a price does not."""
    records = records_of({"staff": [500_000.0]})
    (stream, *_) = price(
        setting_of(records, is_shared=False), entry_of("market-price", price_share=0.93)
    )

    assert stream.ramp == (1.0,)
