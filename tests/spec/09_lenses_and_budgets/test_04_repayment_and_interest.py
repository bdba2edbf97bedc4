"""Repayment and interest

Capital met by borrowing costs revenue later: each year a council sets a sum aside to repay it (its
minimum revenue provision) and pays interest on what is left. Both begin in the year after the
spending. Two ways of reckoning the sum are usual, over the life of what was bought: equal
instalments, or an annuity, which keeps the two together level.
"""

import pytest

from commonweal.deal.budgets.borrowing import Loan, charges, instalments
from tests.unit.budgets.cases import budgets_of, in_pounds, two_councils


def loan(repayment, **changes):
    found = {"pence": 100_000_00, "year": 0, "life_years": 5, "rate": 0.05, "repayment": repayment}
    return Loan(**(found | changes))


def test_equal_instalments(rows):
    """£100,000 is borrowed in the first year at 5 per cent, for systems that last five years. A
    fifth is set aside in each year after it; interest is on what is left at the start of the year.

    | Year | Set aside | Interest | Together | Still to be repaid |
    |------|-----------|----------|----------|--------------------|
    | 1    | £0        | £0       | £0       | £100,000           |
    | 2    | £20,000   | £5,000   | £25,000  | £80,000            |
    | 3    | £20,000   | £4,000   | £24,000  | £60,000            |
    | 4    | £20,000   | £3,000   | £23,000  | £40,000            |
    | 5    | £20,000   | £2,000   | £22,000  | £20,000            |
    | 6    | £20,000   | £1,000   | £21,000  | £0                 |
    | 7    | £0        | £0       | £0       | £0                 |
    """
    found = charges([loan("equal-instalments")], n_years=7)

    assert in_pounds(found.repayment) == [row["Set aside"] for row in rows]
    assert in_pounds(found.interest) == [row["Interest"] for row in rows]
    assert in_pounds(found.outstanding) == [row["Still to be repaid"] for row in rows]
    for row in rows:
        assert row["Set aside"] + row["Interest"] == row["Together"]


def test_an_annuity(rows):
    """The same by annuity: less is set aside at first and more later, and the two together come to
    £23,097.48 a year, give or take a penny. The first years are cheaper than by equal instalments
    and the whole is dearer: £115,487.40 against £115,000.

    | Year | Set aside  | Interest  | Together   |
    |------|------------|-----------|------------|
    | 2    | £18,097.48 | £5,000.00 | £23,097.48 |
    | 3    | £19,002.35 | £4,095.13 | £23,097.48 |
    | 4    | £19,952.47 | £3,145.01 | £23,097.48 |
    | 5    | £20,950.10 | £2,147.38 | £23,097.48 |
    | 6    | £21,997.60 | £1,099.88 | £23,097.48 |
    """
    found = charges([loan("annuity")], n_years=7)

    assert in_pounds(found.repayment[1:6]) == [row["Set aside"] for row in rows]
    assert in_pounds(found.interest[1:6]) == [row["Interest"] for row in rows]
    together = found.repayment + found.interest
    assert in_pounds(together[1:6]) == [row["Together"] for row in rows]
    assert in_pounds([together.sum()]) == [115_487.40]
    assert instalments(loan("annuity", rate=0.0)) == (20_000_00,) * 5


def test_at_its_own_rate_a_loan_is_worth_what_was_borrowed(rows):
    """Discounted at the rate of the loan, repayment and interest come back to the sum borrowed,
    whichever way they are reckoned: borrowing is no gift and no loss, it moves a cost to later.

    | Way of repaying   | Present value at 5 per cent |
    |-------------------|-----------------------------|
    | equal-instalments | £100,000.00                 |
    | annuity           | £100,000.00                 |
    """
    for row in rows:
        found = charges([loan(row["Way of repaying"])], n_years=7)
        worth = sum(
            pence / 100 / 1.05**year
            for year, pence in enumerate((found.repayment + found.interest).tolist())
        )
        assert worth == pytest.approx(row["Present value at 5 per cent"], abs=0.05)


def test_borrowing_in_a_council_s_budget(rows):
    """Ashby's £45,000 of systems is met by borrowing at 5 per cent, repaid over three years. The
    deal saves it £45,000 a year from the second year, and £150,000 a year more is charged to it by
    the split than it spends today. The last column is its call on revenue.

    | Year    | Continuing | Met once | Capital | Borrowing | Set aside | Interest | Net      |
    |---------|------------|----------|---------|-----------|-----------|----------|----------|
    | 2026-27 | £450,000   | £30,000  | £45,000 | −£45,000  | £0        | £0       | £480,000 |
    | 2027-28 | £405,000   | £0       | £0      | £0        | £15,000   | £2,250   | £422,250 |
    | 2028-29 | £405,000   | £0       | £0      | £0        | £15,000   | £1,500   | £421,500 |
    | 2029-30 | £405,000   | £0       | £0      | £0        | £15,000   | £750     | £420,750 |
    | 2030-31 | £405,000   | £0       | £0      | £0        | £0        | £0       | £405,000 |
    """
    finance = {
        "capital": [{"cost": "set-up", "share": 0.6, "asset_life_years": 3}],
        "funding": [{"kind": "borrowing", "share": 1.0, "rate": 0.05}],
    }

    deal = budgets_of(two_councils(finance)).of("ashby").deal

    assert in_pounds(deal.continuing) == [row["Continuing"] for row in rows]
    assert in_pounds(deal.one_off) == [row["Met once"] for row in rows]
    assert in_pounds(deal.capital) == [row["Capital"] for row in rows]
    assert in_pounds(deal.of_kind("funding")) == [row["Borrowing"] for row in rows]
    assert in_pounds(deal.of_kind("repayment")) == [row["Set aside"] for row in rows]
    assert in_pounds(deal.of_kind("interest")) == [row["Interest"] for row in rows]
    assert in_pounds(deal.net) == [row["Net"] for row in rows]
    assert deal.outstanding[-1] == 0
