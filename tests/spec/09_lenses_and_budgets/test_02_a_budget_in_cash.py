"""A body's budget in cash

A budget is in the pounds of each year, so prices come back in. Three budgets stand side by side for
every body: doing nothing, its best alone, and the deal, in which it pays its percentage of what the
joint service costs that year and keeps its own costs. Every cell is whole pence; what is joint is
divided so that the bodies' parts add up to it.
"""

import numpy as np
import pytest

from tests.unit.appraisal.worked import cost, lever, redesign_alone, shared
from tests.unit.budgets.cases import budgets_of, in_pounds, two_councils


def test_real_pounds_become_cash(rows):
    """Ashby spends £400,000 a year at 2026-27 prices. Prices rise by 2 per cent a year.

    | Year    | At 2026-27 prices | What prices add | Doing nothing, cash |
    |---------|-------------------|-----------------|---------------------|
    | 2026-27 | £400,000          | £0.00           | £400,000.00         |
    | 2027-28 | £400,000          | £8,000.00       | £408,000.00         |
    | 2028-29 | £400,000          | £16,160.00      | £416,160.00         |
    | 2029-30 | £400,000          | £24,483.20      | £424,483.20         |
    | 2030-31 | £400,000          | £32,972.86      | £432,972.86         |
    """
    found = budgets_of(two_councils(), prices=0.02)

    nothing = found.of("ashby").nothing
    assert list(found.years) == [row["Year"] for row in rows]
    assert in_pounds(nothing.of_kind("service")) == [row["At 2026-27 prices"] for row in rows]
    assert in_pounds(nothing.of_kind("prices")) == [row["What prices add"] for row in rows]
    assert in_pounds(nothing.net) == [row["Doing nothing, cash"] for row in rows]


def test_pay_may_rise_faster_than_prices(rows):
    """A line may be given its own rise: here pay awards of 5 per cent, then 3 per cent and so on.
    Other lines follow general prices. A line's rise counts from the base year.

    | Year    | Index of staff | Ashby's staff, cash |
    |---------|----------------|---------------------|
    | 2026-27 | 1.000000       | £400,000.00         |
    | 2027-28 | 1.050000       | £420,000.00         |
    | 2028-29 | 1.081500       | £432,600.00         |
    | 2029-30 | 1.113945       | £445,578.00         |
    """
    finance = {"inflation_by_line": {"staff": [0.05, 0.03]}}

    found = budgets_of(two_councils(finance, n_years=4), prices=0.02)

    assert found.prices.of("staff").round(6).tolist() == [row["Index of staff"] for row in rows]
    assert in_pounds(found.of("ashby").nothing.net) == [row["Ashby's staff, cash"] for row in rows]


def test_prices_after_the_index_ends_are_stated():
    """A price index ends, and a case goes on. The file may state how prices rise from there; where
    it does not, the rise of the index's last year goes on, and the budget says so.
    """
    silent = budgets_of(two_councils(n_years=40), prices=0.02)
    stated = budgets_of(two_councils({"inflation_beyond": 0.0}, n_years=40), prices=0.02)

    assert silent.prices.general[-1] == pytest.approx(1.02**39)
    assert stated.prices.general[-1] == pytest.approx(1.02**33)  # the index ends in 2059-60
    assert any("as in its last year" in one for one in silent.prices.assumptions)
    assert any("as the file states" in one for one in stated.prices.assumptions)


def test_three_budgets_side_by_side(rows):
    """Prices stand still. Each council could redesign alone and save 5 per cent of its staff from
    the first year. Together they save 10 per cent from the second, for £100,000 of set-up in the
    first, and share by people, three to one. Ashby is charged three quarters of £600,000, less
    three quarters of what is saved.

    | Year    | Ashby doing nothing | Ashby alone | Ashby under the deal | Barton under the deal |
    |---------|---------------------|-------------|----------------------|-----------------------|
    | 2026-27 | £400,000            | £380,000    | £525,000             | £175,000              |
    | 2027-28 | £400,000            | £380,000    | £405,000             | £135,000              |
    | 2028-29 | £400,000            | £380,000    | £405,000             | £135,000              |
    """
    saving = lever("process-redesign", share_of_staff_saved=0.1, ramp=[0.0, 1.0])
    options = [redesign_alone(saves=0.05), shared([saving], [cost("set-up", other=100_000)])]

    found = budgets_of(two_councils(options=options, n_years=3))

    ashby, barton = found.of("ashby"), found.of("barton")
    assert in_pounds(ashby.nothing.net) == [row["Ashby doing nothing"] for row in rows]
    assert in_pounds(ashby.alone.net) == [row["Ashby alone"] for row in rows]
    assert in_pounds(ashby.deal.net) == [row["Ashby under the deal"] for row in rows]
    assert in_pounds(barton.deal.net) == [row["Barton under the deal"] for row in rows]
    assert ashby.deal.charge == tuple(ashby.deal.net)  # all of it is joint


def test_an_odd_penny_has_one_owner(rows):
    """£100.01 of joint cost between three to one is 75.0075 and 25.0025. The pennies are given out
    so that the charges add up to the bill: nobody's ledger is a penny out against another's.

    | Bill    | Ashby  | Barton |
    |---------|--------|--------|
    | £100.01 | £75.01 | £25.00 |
    | £100.02 | £75.02 | £25.00 |
    | £100.03 | £75.02 | £25.01 |
    """
    for row in rows:
        costs = [cost("set-up", other=row["Bill"])]
        found = budgets_of(two_councils(costs=costs, levers=[], n_years=1))
        parts = [found.of(body).deal.of_kind("one-off")[0] for body in ("ashby", "barton")]
        assert in_pounds(parts) == [row["Ashby"], row["Barton"]]
        assert sum(parts) == round(row["Bill"] * 100)


def test_what_goes_on_and_what_is_met_once(rows):
    """Continuing cost and cost that is met once are kept apart, because a saving that pays for a
    one-off cost must go on after it. Barton's VAT is shown by itself.

    | Year    | Continuing | Of which VAT | Met once |
    |---------|------------|--------------|----------|
    | 2026-27 | £153,600   | £3,600       | £25,000  |
    | 2027-28 | £138,600   | £3,600       | £0       |
    | 2028-29 | £138,600   | £3,600       | £0       |
    """
    partnership = two_councils(
        costs=[cost("set-up", other=100_000), cost("irrecoverable-vat", share_of_charge=0.1)],
        bodies={
            "ashby": {"drivers": {"population": 75_000}},
            "barton": {"drivers": {"population": 25_000}, "vat_recovery": 0.0},
        },
        n_years=3,
    )

    deal = budgets_of(partnership).of("barton").deal

    assert in_pounds(deal.continuing) == [row["Continuing"] for row in rows]
    assert in_pounds(deal.of_kind("vat")) == [row["Of which VAT"] for row in rows]
    assert in_pounds(deal.one_off) == [row["Met once"] for row in rows]
    assert np.array_equal(deal.net, deal.continuing + deal.one_off)


def test_until_go_live_each_pays_for_its_own_service(rows):
    """The shared service goes live in the second year. In the first each council still runs and
    pays for its own; what it takes to get there is shared from the start.

    | Year    | Ashby's charge | Ashby's own service | Ashby in all |
    |---------|----------------|---------------------|--------------|
    | 2026-27 | £75,000        | £400,000            | £475,000     |
    | 2027-28 | £405,000       | £0                  | £405,000     |
    | 2028-29 | £405,000       | £0                  | £405,000     |
    """
    saving = lever("process-redesign", share_of_staff_saved=0.1)
    option = shared([saving], [cost("set-up", other=100_000)], go_live="2027-28")

    ashby = budgets_of(two_councils(options=[option], n_years=3)).of("ashby").deal

    assert in_pounds(ashby.charge) == [row["Ashby's charge"] for row in rows]
    own = ashby.net - np.array(ashby.charge)
    assert in_pounds(own) == [row["Ashby's own service"] for row in rows]
    assert in_pounds(ashby.net) == [row["Ashby in all"] for row in rows]


def test_one_off_cost_may_have_a_rule_of_its_own(rows):
    """The partners may share what is met once by another rule than what goes on: here equally,
    while running cost follows people, three to one.

    | Body   | Set-up  | Charge of a later year |
    |--------|---------|------------------------|
    | ashby  | £50,000 | £405,000               |
    | barton | £50,000 | £135,000               |
    """
    split = {"rule": "driver", "driver": "population", "one_off_rule": "equal"}

    found = budgets_of(two_councils(split=split))

    for row in rows:
        deal = found.of(row["Body"]).deal
        assert deal.one_off[0] == row["Set-up"] * 100
        assert deal.charge[1] == row["Charge of a later year"] * 100


def test_what_limits_move_is_a_row_of_its_own(rows):
    """A tenth is saved at once. By people Ashby would pay £5,000 a year more than the £400,000 it
    spends now; the partners agree that nobody pays more than now for two years, at the cost of
    those who gain. Agreed sums are in 2026-27 pounds and rise with prices, here 2 per cent.

    | Year    | Ashby by the rule | Moved by limits | Ashby's charge | Doing nothing |
    |---------|-------------------|-----------------|----------------|---------------|
    | 2026-27 | £405,000          | −£5,000         | £400,000       | £400,000      |
    | 2027-28 | £413,100          | −£5,100         | £408,000       | £408,000      |
    | 2028-29 | £421,362          | £0              | £421,362       | £416,160      |
    """
    split = {"rule": "driver", "driver": "population", "no_more_than_now_years": 2}
    saving = [lever("process-redesign", share_of_staff_saved=0.1)]
    partnership = two_councils(costs=[], levers=saving, split=split, n_years=3)

    found = budgets_of(partnership, prices=0.02)

    ashby, barton = found.of("ashby"), found.of("barton")
    (moved,) = [row for row in ashby.deal.rows if row.id == "limits-and-phasing"]
    assert in_pounds(moved.pence) == [row["Moved by limits"] for row in rows]
    assert in_pounds(ashby.deal.charge) == [row["Ashby's charge"] for row in rows]
    assert in_pounds(ashby.nothing.net) == [row["Doing nothing"] for row in rows]
    for row in rows:
        assert row["Ashby by the rule"] + row["Moved by limits"] == row["Ashby's charge"]
    (other,) = [row for row in barton.deal.rows if row.id == "limits-and-phasing"]
    assert [a + b for a, b in zip(moved.pence, other.pence, strict=True)] == [0, 0, 0]
