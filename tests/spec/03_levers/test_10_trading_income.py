"""Trading income

Selling the service to others is the promise most often made and least often kept: new customers
rarely come. So income is nil unless a customer is named, or a source that shows one, and what
counts is what is left after the cost to serve. It is set against the body that brings the customer
and goes with that body. Growth is nil unless stated.
"""

import pytest

from tests.unit.levers.worked import entry_of, price, records_of, saving, setting_of

RECORDS = records_of({"staff": [400_000.0, 250_000.0]})


def test_what_is_left_after_the_cost_to_serve(rows):
    """Denham would buy for £40,000 a year from Ashby.

    | share left after the cost to serve | net income |
    |---|---|
    | 0.000 | £0 |
    | 0.125 | £5,000 |
    | 0.200 | £8,000 |
    """
    for row in rows:
        entry = entry_of(
            "trading-income",
            customer="Denham Borough Council",
            income_by_body={"ashby": 40_000},
            margin=row["share left after the cost to serve"],
        )
        assert saving(setting_of(RECORDS), entry).sum() == pytest.approx(row["net income"])


def test_income_that_grows(rows):
    """The same customer, an eighth left, half in the first year, and growth of 10 per cent for two
    years once it is all there.

    | year from go-live | net income |
    |---|---|
    | 1 | £2,500 |
    | 2 | £5,000 |
    | 3 | £5,500 |
    | 4 | £6,050 |
    | 5 | £6,050 |
    """
    entry = entry_of(
        "trading-income",
        customer="Denham Borough Council",
        income_by_body={"ashby": 40_000},
        margin=0.125,
        ramp=(0.5, 1.0),
        yearly_growth=0.1,
        growth_years=2,
    )
    (stream,) = price(setting_of(RECORDS), entry)

    for row in rows:
        share = stream.ramp[min(row["year from go-live"], len(stream.ramp)) - 1]
        assert -stream.amount.sum() * share == pytest.approx(row["net income"])
