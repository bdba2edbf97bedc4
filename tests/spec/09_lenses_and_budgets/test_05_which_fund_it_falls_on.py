"""Which fund it falls on

A council's general fund, its housing account and its collection fund may not pay for one another.
The file says which share of a service falls on which; a service without a word falls on the general
fund. What would be spent anyway falls as all the body's services do, and what an option changes as
the services that it covers do.
"""

from tests.unit.budgets.cases import budgets_of, in_pounds, two_councils


def test_a_saving_reaches_the_fund_that_paid(rows):
    """A quarter of Ashby's service is for its tenants. Of the £450,000 it is charged in the first
    year and the £405,000 in later ones, and of its £75,000 share of set-up, a quarter falls on the
    housing account.

    | Year    | General fund | Housing account | Together |
    |---------|--------------|-----------------|----------|
    | 2026-27 | £393,750     | £131,250        | £525,000 |
    | 2027-28 | £303,750     | £101,250        | £405,000 |
    | 2028-29 | £303,750     | £101,250        | £405,000 |
    """
    shares = {"general-fund": 0.75, "housing-account": 0.25}
    funds = [{"body": "ashby", "service": "building-control", "shares": shares}]

    deal = budgets_of(two_councils({"funds": funds}, n_years=3)).of("ashby").deal

    assert in_pounds(deal.by_fund["general-fund"]) == [row["General fund"] for row in rows]
    assert in_pounds(deal.by_fund["housing-account"]) == [row["Housing account"] for row in rows]
    assert in_pounds(deal.net) == [row["Together"] for row in rows]
    assert set(deal.by_fund) == {"general-fund", "housing-account"}


def test_several_services_weigh_by_what_they_cost(rows):
    """Barton spends £200,000 on building control and £100,000 on payroll, and charges half of its
    payroll to the housing account. The option covers building control alone: what it changes falls
    on the general fund, and the housing account pays what it always did.

    | Way     | General fund, second year | Housing account, second year |
    |---------|---------------------------|------------------------------|
    | nothing | £250,000                  | £50,000                      |
    | deal    | £185,000                  | £50,000                      |
    """
    partnership = two_councils(
        {
            "funds": [
                {
                    "body": "barton",
                    "service": "payroll",
                    "shares": {"general-fund": 0.5, "housing-account": 0.5},
                }
            ]
        }
    )
    document = partnership.model_dump(exclude_unset=True)
    document["services"] = [{"id": "building-control"}, {"id": "payroll"}]
    document["baselines"] = [
        *document["baselines"],
        {"body": "barton", "service": "payroll", "year": "2026-27", "costs": {"staff": 100_000}},
    ]
    document["options"][0]["services"] = ["building-control"]

    barton = budgets_of(type(partnership).model_validate(document)).of("barton")

    for row in rows:
        way = getattr(barton, row["Way"])
        assert way.by_fund["general-fund"][1] == row["General fund, second year"] * 100
        assert way.by_fund["housing-account"][1] == row["Housing account, second year"] * 100
