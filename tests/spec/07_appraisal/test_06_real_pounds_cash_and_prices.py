"""Real pounds, cash, and other years' prices

An appraisal works in real pounds of the base year, discounted at a real rate. A budget works in
cash. The two agree to the penny if prices rise in the one as they are taken out in the other, and
the same penny is reached whichever way one goes. Prices here are HM Treasury's GDP deflators of
June 2026.
"""

import pytest

from commonweal.calendar import FinancialYear, present_value
from commonweal.jurisdictions import pack
from tests.unit.appraisal.worked import GREEN_BOOK, appraised, case, cost, lever, shared

BASE = FinancialYear.parse("2026-27")
DEFLATORS = pack("england").deflator_series("hmt-gdp-2026-06")


def worked_option():
    """Return an appraisal of the option of the first section, worth £91,399.25."""
    spends = {"ashby": {"staff": 400_000}, "barton": {"staff": 200_000}}
    saving = lever("process-redesign", share_of_staff_saved=0.1, ramp=[0.0, 0.5, 1.0])
    partnership = case(spends, [shared([saving], [cost("set-up", other=100_000)])])
    return appraised(partnership, rate=GREEN_BOOK)


def test_cash_at_a_cash_rate_is_worth_the_same_as_real_pounds_at_a_real_rate(rows):
    """In cash every later figure is larger by the rise in prices since 2026-27. A cash figure must
    then be discounted at a cash rate, which is the real rate and that year's inflation together:
    1.035 × 1.01941980 is 1.055099, so 5.5099 per cent. Each year is worth exactly what it was
    worth in real pounds.

    | Year    | Real      | Prices   | Cash         | Rate, per cent | Factor   | Worth        |
    | ------- | --------- | -------- | ------------ | -------------- | -------- | ------------ |
    | 2026-27 | −£100,000 | 1.000000 | −£100,000.00 |                | 1.000000 | −£100,000.00 |
    | 2027-28 | £30,000   | 1.019420 | £30,582.59   | 5.5099         | 0.947778 | £28,985.51   |
    | 2028-29 | £60,000   | 1.038435 | £62,306.11   | 5.4306         | 0.898959 | £56,010.64   |
    | 2029-30 | £60,000   | 1.057795 | £63,467.73   | 5.4296         | 0.852663 | £54,116.56   |
    | 2030-31 | £60,000   | 1.079120 | £64,747.21   | 5.5865         | 0.807549 | £52,286.53   |
    """
    appraisal = worked_option()
    option = appraisal.option("shared")
    years = [FinancialYear.parse(row["Year"]) for row in rows]

    assert option.yearly == pytest.approx([row["Real"] for row in rows])
    prices = [DEFLATORS.factor(BASE, year) for year in years]
    assert [round(price, 6) for price in prices] == [row["Prices"] for row in rows]
    cash = DEFLATORS.to_cash(option.yearly, years, BASE)
    assert cash.round(2).tolist() == [row["Cash"] for row in rows]

    factor = 1.0
    for position, row in enumerate(rows):
        if position:
            inflation = prices[position] / prices[position - 1] - 1
            rate = (1 + GREEN_BOOK) * (1 + inflation) - 1
            assert round(rate * 100, 4) == row["Rate, per cent"]
            factor /= 1 + rate
        assert round(factor, 6) == row["Factor"]
        assert round(cash[position] * factor, 2) == row["Worth"]
        real_worth = option.yearly[position] * appraisal.factors[position]
        assert cash[position] * factor == pytest.approx(real_worth, abs=1e-6)


def test_a_cash_budget_deflated_is_worth_the_same(rows):
    """Going the other way, a budget written in cash is put into 2026-27 prices first and discounted
    at the real rate after. From pennies in the budget to the penny in the answer, the three forms
    of the case agree.

    | Form                                | Net present value |
    |-------------------------------------|-------------------|
    | real pounds, real rate              | £91,399.25        |
    | cash, cash rate                     | £91,399.25        |
    | cash deflated, real rate            | £91,399.25        |
    | cash, real rate (wrong)             | £101,379.53       |
    """
    appraisal = worked_option()
    option = appraisal.option("shared")
    years = BASE.following(5)
    cash = DEFLATORS.to_cash(option.yearly, years, BASE)
    prices = [DEFLATORS.factor(BASE, year) for year in years]

    found = {
        "real pounds, real rate": option.npv.expected,
        "cash, cash rate": float(present_value(cash, appraisal.factors / prices)),
        "cash deflated, real rate": float(
            present_value(DEFLATORS.to_real(cash, years, BASE), appraisal.factors)
        ),
        "cash, real rate (wrong)": float(present_value(cash, appraisal.factors)),
    }

    for row in rows:
        assert round(found[row["Form"]], 2) == row["Net present value"]


def test_a_baseline_of_an_earlier_year_is_brought_to_the_base_year(rows):
    """Bodies return figures of the last year they have closed. They are brought to the prices of
    the base year before anything is compared: the deflator of 2026-27 over that of 2024-25 is
    102.005742 ÷ 96.6694.

    | Body   | Figures of | As returned | At 2026-27 prices |
    |--------|------------|-------------|-------------------|
    | ashby  | 2024-25    | £400,000    | £422,080.79       |
    | barton | 2026-27    | £200,000    | £200,000.00       |
    """
    partnership = case(
        {row["Body"]: {"staff": row["As returned"]} for row in rows},
        [shared()],
        n_years=1,
        baselines={row["Body"]: {"year": row["Figures of"]} for row in rows},
    )

    appraisal = appraised(partnership)

    assert appraisal.base[:, 0].round(2).tolist() == [row["At 2026-27 prices"] for row in rows]
