"""Can each body pay?

An option may be worth having over ten years and still be beyond a council's means in the second.
Affordability looks at the years one by one, in cash: which are dearer than doing nothing, and by
how much; how deep the running total goes, and when it comes back; and whether what the file says
will pay for the capital does pay for it.
"""

from tests.unit.appraisal.worked import cost
from tests.unit.budgets.cases import budgets_of, in_pounds, two_councils

FINANCE = {
    "capital": [{"cost": "set-up", "share": 1.0, "asset_life_years": 4}],
    "funding": [{"kind": "borrowing", "body": "barton", "share": 0.8, "rate": 0.05}],
}


def test_year_by_year_against_doing_nothing(rows):
    """The split charges Barton £50,000 a year less than it spends today, and from the second year
    it saves £15,000 more. Half of a £600,000 set-up falls in the first year and half in the second;
    Barton's quarter is £75,000 in each. Borrowing pays for four fifths of that. The last two
    columns are what it pays over doing nothing, and the same added up.

    | Year    | Charge   | Not borrowed | Set aside | Interest | Dearer by | Added up |
    |---------|----------|--------------|-----------|----------|-----------|----------|
    | 2026-27 | −£50,000 | £15,000      | £0        | £0       | −£35,000  | −£35,000 |
    | 2027-28 | −£65,000 | £15,000      | £15,000   | £3,000   | −£32,000  | −£67,000 |
    | 2028-29 | −£65,000 | £0           | £30,000   | £5,250   | −£29,750  | −£96,750 |
    """
    costs = [cost("set-up", other=600_000, spread=[0.5, 0.5])]

    barton = budgets_of(two_councils(FINANCE, costs=costs, n_years=3)).of("barton").affordability

    assert in_pounds(barton.dearer) == [row["Dearer by"] for row in rows]
    assert in_pounds(barton.cumulative) == [row["Added up"] for row in rows]
    for row in rows:
        parts = ("Charge", "Not borrowed", "Set aside", "Interest")
        assert sum(row[part] for part in parts) == row["Dearer by"]
    assert barton.dearer_years == ()
    assert barton.worst is None


def test_what_it_says_of_each_body():
    """The same case in a sentence for each. Ashby pays for Barton's gain, and nothing pays for its
    capital. What Barton still owes after the last year is said: four years' borrowing does not end
    with a three-year case.
    """
    costs = [cost("set-up", other=600_000, spread=[0.5, 0.5])]

    found = budgets_of(two_councils(FINANCE, costs=costs, n_years=3))

    assert found.of("ashby").affordability.sentence == (
        "Ashby would pay more than by doing nothing in 3 of 3 years, most in 2026-27, by £275,000; "
        "over all years, £510,000 more. Of £450,000 of capital, £450,000 is not funded and falls "
        "on revenue."
    )
    assert found.of("barton").affordability.sentence == (
        "Barton would in no year pay more than by doing nothing. Of £150,000 of capital, £30,000 "
        "is not funded and falls on revenue; £75,000 is still to be repaid after the last year."
    )


def test_the_worst_year_and_when_it_is_made_good(rows):
    """With the cost shared by what each spends today, two to one, nothing is moved between them.
    Set-up of £150,000 stands against £60,000 a year saved from the second year.

    | Year    | Both dearer by | Added up   |
    |---------|----------------|------------|
    | 2026-27 | £150,000       | £150,000   |
    | 2027-28 | −£60,000       | £90,000    |
    | 2028-29 | −£60,000       | £30,000    |
    | 2029-30 | −£60,000       | −£30,000   |
    | 2030-31 | −£60,000       | −£90,000   |
    """
    costs = [cost("set-up", other=150_000)]

    found = budgets_of(two_councils(costs=costs, split={"rule": "baseline"})).together

    assert in_pounds(found.dearer) == [row["Both dearer by"] for row in rows]
    assert in_pounds(found.cumulative) == [row["Added up"] for row in rows]
    assert found.worst == found.deepest == ("2026-27", 150_000_00)
    assert found.made_good_by == "2029-30"
    assert found.sentence == (
        "The partners together would pay more than by doing nothing in 1 of 5 years, most in "
        "2026-27, by £150,000; by 2029-30 that is made good."
    )
