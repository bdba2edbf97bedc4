"""Capital, and what pays for it

A cost that buys something lasting may be capital. The file says which part of which cost, and which
money pays: grants, receipts, reserves, borrowing, or the year's revenue. Left out, every cost is
revenue in its year, which is the dearest reading; and what no money in the file pays for falls on
revenue too, and is said to be unfunded.
"""

from tests.unit.appraisal.worked import cost
from tests.unit.budgets.cases import budgets_of, in_pounds, two_councils

SYSTEMS = {"cost": "set-up", "share": 0.6, "asset_life_years": 5}


def test_part_of_a_cost_is_capital(rows):
    """Of £100,000 of set-up, 60 per cent buys systems. Ashby bears three quarters of both parts.
    With nothing to pay for the capital, it falls on revenue in its year: the call on revenue is
    what it was.

    | Body   | One-off revenue | Capital | Not funded | Call on revenue, first year |
    |--------|-----------------|---------|------------|-----------------------------|
    | ashby  | £30,000         | £45,000 | £45,000    | £525,000                    |
    | barton | £10,000         | £15,000 | £15,000    | £175,000                    |
    """
    found = budgets_of(two_councils({"capital": [SYSTEMS]}))

    for row in rows:
        deal = found.of(row["Body"]).deal
        assert deal.one_off[0] == row["One-off revenue"] * 100
        assert deal.capital[0] == row["Capital"] * 100
        assert deal.not_funded[0] == row["Not funded"] * 100
        assert deal.net[0] == row["Call on revenue, first year"] * 100


def test_money_is_used_in_the_order_of_the_file(rows):
    """A grant of £30,000 for all partners together is laid on them by what each has to pay for.
    Ashby then uses £20,000 of capital receipts; what is left of each council's capital is met from
    its reserves, which pay for its one-off revenue cost as well.

    | Body   | Capital | One-off revenue | Grant   | Receipts | Reserves | Left on revenue |
    |--------|---------|-----------------|---------|----------|----------|-----------------|
    | ashby  | £45,000 | £30,000         | £22,500 | £20,000  | £32,500  | £0              |
    | barton | £15,000 | £10,000         | £7,500  | £0       | £17,500  | £0              |
    """
    funding = [
        {"kind": "grant", "amount": 30_000, "source": "A fund"},
        {"kind": "capital-receipts", "body": "ashby", "amount": 20_000},
        {"kind": "reserves", "share": 1.0},
    ]

    found = budgets_of(two_councils({"capital": [SYSTEMS], "funding": funding}))

    for row in rows:
        deal = found.of(row["Body"]).deal
        used = {one.id: -one.pence[0] / 100 for one in deal.rows if one.kind == "funding"}
        assert deal.capital[0] == row["Capital"] * 100
        assert deal.one_off[0] == row["One-off revenue"] * 100
        assert used["funding-grant"] == row["Grant"]
        assert used.get("funding-capital-receipts", 0) == row["Receipts"]
        assert used["funding-reserves"] == row["Reserves"]
        left = deal.capital[0] + deal.one_off[0] + deal.of_kind("funding")[0]
        assert left == row["Left on revenue"] * 100


def test_capital_receipts_used_flexibly_pay_for_revenue_cost(rows):
    """Until March 2030 a council in England may use receipts from selling its own assets for
    one-off revenue cost of reform that brings savings (direction of 26 March 2025). It may not
    borrow for it. Ashby has £25,000 of such receipts; they pay for revenue cost, and never for
    capital.

    | Year    | One-off revenue | Receipts used | Left on revenue |
    |---------|-----------------|---------------|-----------------|
    | 2026-27 | £15,000         | £15,000       | £0              |
    | 2027-28 | £15,000         | £10,000       | £5,000          |
    """
    finance = {
        "capital": [SYSTEMS],
        "funding": [{"kind": "flexible-receipts", "body": "ashby", "amount": 25_000}],
    }
    costs = [cost("set-up", other=100_000, spread=[0.5, 0.5])]

    deal = budgets_of(two_councils(finance, costs=costs, n_years=2)).of("ashby").deal

    assert in_pounds(deal.one_off) == [row["One-off revenue"] for row in rows]
    assert in_pounds(-deal.of_kind("funding")) == [row["Receipts used"] for row in rows]
    left = deal.one_off + deal.of_kind("funding")
    assert in_pounds(left) == [row["Left on revenue"] for row in rows]
    assert sum(deal.not_funded) == 4_500_000


def test_money_that_is_not_needed_is_not_spent():
    """A grant larger than what it may pay for stays unused, and the budget says how much: a case is
    not made cheaper than nothing by money that it does not need.
    """
    finance = {"capital": [SYSTEMS], "funding": [{"kind": "grant", "amount": 150_000}]}

    found = budgets_of(two_councils(finance))

    assert found.of("ashby").deal.unused == (("Grant", 3_750_000),)
    assert found.of("barton").deal.unused == (("Grant", 1_250_000),)
    assert found.of("ashby").deal.net[0] == 450_000_00
