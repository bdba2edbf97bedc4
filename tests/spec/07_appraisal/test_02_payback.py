"""Payback

The payback year is the first in which everything saved so far covers everything spent so far. It is
read off the years as they come, with the ramp of the savings in them.
"""

import pytest

from tests.unit.appraisal.worked import GREEN_BOOK, appraised, case, cost, lever, shared


def test_worcestershire_paid_back_in_its_third_year(rows):
    """Worcestershire's seven councils put £1.2 million into one regulatory service and saved £1.26
    million a year by its third year (Russell and Connolly, Solace Foundation Imprint, October
    2011). The steps before are ours. Dividing £1.2 million by £1.26 million gives 0.95 years, and
    no year of this case looks like that: after one year the councils were more than a million
    down.

    | Year | Share of full effect | Saving     | Spent      | Running total |
    |------|----------------------|------------|------------|---------------|
    | 1    | 0.1                  | £126,000   | £1,200,000 | −£1,074,000   |
    | 2    | 0.5                  | £630,000   | £0         | −£444,000     |
    | 3    | 1.0                  | £1,260,000 | £0         | £816,000      |
    """
    ramp = [row["Share of full effect"] for row in rows]
    saving = lever("process-redesign", share_saved_by_line={"other": 0.175}, ramp=ramp)
    spends = {"county": {"other": 3_600_000}, "districts": {"other": 3_600_000}}
    option = shared([saving], [cost("set-up", other=1_200_000)])

    found = appraised(case(spends, [option], n_years=10)).option("shared")

    assert found.yearly[:3] == pytest.approx([row["Saving"] - row["Spent"] for row in rows])
    assert found.yearly[:3].cumsum() == pytest.approx([row["Running total"] for row in rows])
    assert found.payback_years == 3


def test_discounted_payback_is_later_or_the_same(rows):
    """With each year's net figure discounted first, payback takes as long or longer. Here £100,000
    comes back at £26,000 a year: in the fifth year as the years stand, and in the sixth at 3.5 per
    cent, because later pounds count for less.

    | Year | Net       | Running total | Discounted  | Running total, discounted |
    |------|-----------|---------------|-------------|---------------------------|
    | 1    | −£100,000 | −£100,000     | −100,000.00 | −100,000.00               |
    | 2    | £26,000   | −£74,000      | 25,120.77   | −74,879.23                |
    | 3    | £26,000   | −£48,000      | 24,271.28   | −50,607.95                |
    | 4    | £26,000   | −£22,000      | 23,450.51   | −27,157.44                |
    | 5    | £26,000   | £4,000        | 22,657.50   | −4,499.94                 |
    | 6    | £26,000   | £30,000       | 21,891.30   | 17,391.36                 |
    """
    saving = lever("process-redesign", share_of_staff_saved=0.1, ramp=[0.0, 1.0])
    spends = {"ashby": {"staff": 160_000}, "barton": {"staff": 100_000}}
    option = shared([saving], [cost("set-up", other=100_000)])

    appraisal = appraised(case(spends, [option], n_years=6), rate=GREEN_BOOK)
    found = appraisal.option("shared")

    assert found.yearly == pytest.approx([row["Net"] for row in rows])
    assert found.yearly.cumsum() == pytest.approx([row["Running total"] for row in rows])
    discounted = found.yearly * appraisal.factors
    assert discounted.round(2).tolist() == [row["Discounted"] for row in rows]
    assert discounted.cumsum().round(2).tolist() == [
        row["Running total, discounted"] for row in rows
    ]
    assert (found.payback_years, found.discounted_payback_years) == (5, 6)


def test_an_option_that_never_pays_back_has_no_payback_year():
    """Where the savings never cover the spending within the years appraised there is no payback
    year, and none is worked out by supposing that the savings go on for ever. Doing nothing spends
    nothing and gains nothing, so it has none either.
    """
    saving = lever("process-redesign", share_of_staff_saved=0.1)
    spends = {"ashby": {"staff": 100_000}, "barton": {"staff": 100_000}}
    partnership = case(spends, [shared([saving], [cost("set-up", other=100_001)])], n_years=5)

    appraisal = appraised(partnership)

    assert appraisal.option("shared").payback_years is None
    assert appraisal.option("do-nothing").payback_years is None
