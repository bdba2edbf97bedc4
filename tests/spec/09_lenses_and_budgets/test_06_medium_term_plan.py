"""A table for the medium-term plan

A finance officer's plan starts from today's budget, adds pressures, takes off savings, shows what
is met once and how it is financed, and ends in the call on revenue. The table does the same for
each body: five years one by one and the rest in one column, in whole pence. Each sum adds up every
row above it, so a plan built from the table foots.
"""

import numpy as np

from tests.unit.appraisal.worked import cost
from tests.unit.budgets.cases import budgets_of, in_pounds, two_councils

FINANCE = {
    "capital": [{"cost": "set-up", "share": 0.6, "asset_life_years": 3}],
    "funding": [
        {"kind": "reserves", "body": "ashby", "amount": 30_000, "pays_for": "one-off"},
        {"kind": "borrowing", "share": 1.0, "rate": 0.05},
    ],
}
COSTS = [cost("set-up", other=100_000), cost("client-side", per_body=8_000)]


def plan():
    return budgets_of(two_councils(FINANCE, costs=COSTS, n_years=7), prices=0.02).of("ashby").plan


def test_from_today_s_budget_to_the_call_on_revenue(rows):
    """Ashby's plan, with prices rising by 2 per cent a year and £8,000 a year to keep an eye on the
    service. Reserves pay for its one-off revenue cost and borrowing, at 5 per cent over three
    years, for its systems. The first three of five years are shown here.

    | Row | 2026-27 | 2027-28 | 2028-29 |
    | --- | --- | --- | --- |
    | Services as they are, at 2026-27 prices | £400,000 | £400,000 | £400,000 |
    | Pressure: rising prices and pay | £0 | £8,000 | £16,160 |
    | *Continuing budget if nothing is done* | £400,000 | £408,000 | £416,160 |
    | Moved between partners by the split | £50,000 | £51,000 | £52,020 |
    | Saving: process redesign: staff | £0 | −£45,900 | −£46,818 |
    | Pressure: client side retained | £8,000 | £8,160 | £8,323.20 |
    | *Continuing budget* | £458,000 | £421,260 | £429,685.20 |
    | One-off: set-up | £30,000 | £0 | £0 |
    | Capital: set-up | £45,000 | £0 | £0 |
    | Met from reserves | −£30,000 | £0 | £0 |
    | Met by borrowing | −£45,000 | £0 | £0 |
    | *Budget after one-off cost, capital and funding* | £458,000 | £421,260 | £429,685.20 |
    | Financing: set aside for repayment (minimum revenue provision) | £0 | £15,000 | £15,000 |
    | Financing: interest | £0 | £2,250 | £1,500 |
    | *Call on revenue* | £458,000 | £438,510 | £446,185.20 |
    | Dearer than doing nothing (below 0: cheaper) | £58,000 | £30,510 | £30,025.20 |
    | The same, year on year | £58,000 | −£27,490 | −£484.80 |
    | The same, added up from the first year | £58,000 | £88,510 | £118,535.20 |
    """
    found = plan()

    assert list(found.table.rows) == [row["Row"] for row in rows]
    for year in ("2026-27", "2027-28", "2028-29"):
        assert in_pounds(found.table.column(year)) == [row[year] for row in rows]


def test_five_years_and_the_rest(rows):
    """The case runs for seven years. The sixth and seventh stand in one column, and the last column
    adds up all of them; only the running total stands there as it ends.

    | Column      | Call on revenue |
    |-------------|-----------------|
    | 2026-27     | £458,000.00     |
    | 2027-28     | £438,510.00     |
    | 2028-29     | £446,185.20     |
    | 2029-30     | £454,028.90     |
    | 2030-31     | £447,044.48     |
    | Later years | £921,090.45     |
    | All years   | £3,164,859.03   |
    """
    found = plan()

    assert list(found.table.columns) == [row["Column"] for row in rows]
    assert in_pounds(found.table.row("Call on revenue")) == [row["Call on revenue"] for row in rows]
    running = found.table.row("The same, added up from the first year")
    dearer = found.table.row("Dearer than doing nothing (below 0: cheaper)")
    assert running[-1] == running[-2] == dearer[-1]


def test_every_sum_foots_to_the_penny():
    """Prices of 2.7 per cent make pennies everywhere. Each sum is still the sum of the items above
    it, in every column, and the last column the sum of the years.
    """
    found = budgets_of(two_councils(FINANCE, costs=COSTS, n_years=7), prices=0.027)

    for body in found.bodies:
        table = body.plan.table
        running = np.zeros(len(table.columns))
        for label, style in zip(table.rows, body.plan.styles, strict=True):
            if style == "item":
                running += table.row(label)
            if style == "sum":
                assert np.array_equal(table.row(label), running)
            if style != "memo":
                assert table.row(label)[:-1].sum() == table.row(label)[-1]
