"""Procurement

Letting a contract costs something like a share of its value. The one published figure is a London
borough's: £2 million to negotiate a contract of £120 million, 1.7 per cent. It is the default
because there is no other, and small contracts usually cost a larger share. The value is each
member's own supplies and contracts over the years let, so that a smaller group lets a smaller
contract; legal fees have a part that does not shrink.
"""

import pytest

from tests.unit.costs.worked import (
    amounts,
    entry_of,
    pounds_by_body,
    pounds_by_group,
    records_of,
    setting_of,
)

SUPPLIES = {"supplies": (400_000, 250_000, 150_000)}


def letting(**given):
    return entry_of(
        "procurement",
        contract_years=4,
        legal_fees=20_000,
        legal_fees_per_partner=5_000,
        **given,
    )


def test_buying_together_saves_most_of_the_fees(rows):
    """Supplies of £400,000, £250,000 and £150,000 a year are let for four years at the default 1.7
    per cent; legal fees are £20,000, and £5,000 for each partner.

    | who buys | value let | letting | legal fees | procurement |
    |---|---|---|---|---|
    | Ashby | £1,600,000 | £27,200 | £25,000 | £52,200 |
    | Barton | £1,000,000 | £17,000 | £25,000 | £42,000 |
    | Corley | £600,000 | £10,200 | £25,000 | £35,200 |
    | all three together | £3,200,000 | £54,400 | £35,000 | £89,400 |
    """
    *alone, together = rows

    apart = pounds_by_group(setting_of(records_of(SUPPLIES), is_shared=False), letting())
    joint = pounds_by_group(setting_of(records_of(SUPPLIES)), letting())

    assert apart == [row["procurement"] for row in alone]
    assert joint == [together["procurement"]]
    for row in rows:
        assert row["procurement"] == row["letting"] + row["legal fees"]
        assert row["letting"] == pytest.approx(0.017 * row["value let"])


def test_the_value_may_be_stated_body_by_body(rows):
    """Corley's share of the contract is known to be £900,000 over its life; the others' stay as
    their supplies say. Each body's row holds its own letting cost and a third of the legal fees.

    | council | value let | letting and fees |
    |---|---|---|
    | Ashby | £1,600,000 | £38,866.67 |
    | Barton | £1,000,000 | £28,666.67 |
    | Corley | £900,000 | £26,966.67 |
    """
    entry = letting(value_by_body={"corley": 900_000})

    assert pounds_by_body(setting_of(records_of(SUPPLIES)), entry) == [
        row["letting and fees"] for row in rows
    ]


def test_the_published_case_comes_back():
    """A contract of £120 million at 1.7 per cent costs £2.04 million to let; the figure published
    was £2 million.
    """
    entry = entry_of("procurement", value_by_body={"ashby": 120_000_000})
    setting = setting_of(records_of(bodies=("ashby",)), is_shared=False)

    assert amounts(setting, entry).sum() == pytest.approx(2_000_000, rel=0.025)
