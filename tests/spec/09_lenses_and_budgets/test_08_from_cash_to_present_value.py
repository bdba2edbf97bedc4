"""From cash back to present value

A council's budget and the appraisal's net present value say different things of one case, and a
reader is entitled to the steps between them: out go repayment, interest and what funding pays; out
go rising prices; out goes time. What is left agrees with the appraisal but for the rounding of
every cell to the penny, which is shown.
"""

import pytest

from tests.unit.appraisal.worked import GREEN_BOOK, cost
from tests.unit.budgets.cases import budgets_of, two_councils

FINANCE = {
    "capital": [{"cost": "set-up", "share": 0.6, "asset_life_years": 5}],
    "funding": [{"kind": "borrowing", "share": 1.0, "rate": 0.05}],
}


def steps_of(found, body, way="deal"):
    reconciliation = next(one for one in found.of(body).reconciliations if one.way == way)
    return {step.label: step.pounds for step in reconciliation.steps}


def test_each_step(rows):
    """Barton's share of three to one: it is charged £50,000 a year less than it spends today, and a
    quarter of £60,000 saved, for a quarter of £100,000 of set-up. Prices rise by 2 per cent, the
    discount rate is 3.5 per cent, and £15,000 is borrowed at 5 per cent over five years, of which
    £12,000 has been set aside by the end of a five-year case.

    | Step                                           | Barton       |
    |------------------------------------------------|--------------|
    | Change in the call on revenue, cash            | −£299,162.61 |
    | Take out repayment and interest                | −£14,100.00  |
    | Put back what funding pays                     | £15,000.00   |
    | Change in spending, cash                       | −£298,262.61 |
    | Take out rising prices, by the general index   | £13,262.61   |
    | Discount                                       | £21,249.85   |
    | Present value of cash                          | −£263,750.15 |
    | Take out lines that rise unlike general prices | £0.00        |
    | Put in what no budget pays                     | £0.00        |
    | Rounding of cash to the penny                  | £0.00        |
    | Net present cost in the appraisal              | −£263,750.15 |
    """
    found = budgets_of(two_councils(FINANCE), prices=0.02, rate=GREEN_BOOK)

    steps = steps_of(found, "barton")

    assert list(steps) == [row["Step"] for row in rows]
    for row in rows:
        assert steps[row["Step"]] == pytest.approx(row["Barton"], abs=0.02), row["Step"]


def test_pay_that_outruns_prices_is_a_step_of_its_own(rows):
    """The appraisal is in real pounds and takes every line to follow general prices. Where the file
    says that pay will rise by 5 per cent while prices rise by 2, cash and appraisal part, and the
    step says by how much: here Barton's saving, all on staff, is worth more in cash.

    | Rise of staff, per cent | Lines that rise unlike general prices | Net present cost |
    |-------------------------|---------------------------------------|------------------|
    | 2                       | £0.00                                 | −£285,000.00     |
    | 5                       | £19,688.25                            | −£285,000.00     |
    """
    for row in rows:
        rise = row["Rise of staff, per cent"] / 100
        finance = {"inflation_by_line": {"staff": [rise]}}
        steps = steps_of(budgets_of(two_councils(finance), prices=0.02), "barton")
        drift = steps["Take out lines that rise unlike general prices"]
        assert drift == pytest.approx(row["Lines that rise unlike general prices"], abs=0.01)
        assert steps["Net present cost in the appraisal"] == pytest.approx(row["Net present cost"])


def test_staff_time_that_no_budget_pays_is_a_step_too(rows):
    """Forty days from each council at £250 are a cost in the appraisal and in no budget. The cash
    budget leaves them out, and the step puts them in.

    | Body   | Put in what no budget pays |
    |--------|----------------------------|
    | ashby  | £10,000                    |
    | barton | £10,000                    |
    """
    unpaid = cost("unpaid-staff-time", days_per_partner=40, value_of_a_day=250)
    found = budgets_of(two_councils(costs=[unpaid]))

    for row in rows:
        steps = steps_of(found, row["Body"])
        assert steps["Put in what no budget pays"] == row["Put in what no budget pays"]
        assert steps["Rounding of cash to the penny"] == pytest.approx(0.0, abs=0.05)
    assert any("Unpaid staff time is left out" in note for note in found.notes)
