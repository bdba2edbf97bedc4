"""Three lenses

Is the country better off? Do the public bodies together pay less? Does this council pay less? One
option can give three answers. Each is shown by itself, in real pounds, discounted, against doing
nothing, with what it leaves out and why; they are never netted into one another.
"""

import pytest

from commonweal.appraisal.lenses import CostSharing, lenses
from tests.unit.appraisal.worked import cost, lever, shared
from tests.unit.budgets.cases import appraised_at, two_councils

OPTION = shared(
    [lever("process-redesign", share_of_staff_saved=0.1)],
    [
        cost("set-up", other=50_000),
        cost("redundancy", cost_per_post=20_000, average_cost_per_post=30_000),
        cost("irrecoverable-vat", share_of_charge=0.1),
        cost("unpaid-staff-time", days_per_partner=40, value_of_a_day=250),
    ],
)
BODIES = {
    "ashby": {"drivers": {"population": 75_000}},
    "barton": {"drivers": {"population": 25_000}, "vat_recovery": 0.0},
}


def test_one_option_through_three_lenses(rows):
    """Ashby spends £400,000 and Barton £200,000 on staff; sharing saves a tenth of it in each of
    three years. Set-up costs £50,000. Two posts go (£60,000 at £30,000 a post) at £20,000 each.
    Barton recovers no VAT, and a tenth of its £180,000 now bears it. Each council's people give 40
    days at £250. Years are not discounted here, so that the sums can be made in the head.

    | Row                           | What it comes to | Society | Joint public purse |
    |-------------------------------|------------------|---------|--------------------|
    | Process redesign: staff       | −£180,000        | counted | counted            |
    | Set-up                        | £50,000          | counted | counted            |
    | Redundancy                    | £40,000          | left out | counted           |
    | Irrecoverable VAT             | £10,800          | left out | left out          |
    | Unpaid staff time             | £20,000          | counted | counted            |
    | Net present value             |                  | 110000  | 70000              |
    """
    partnership = two_councils(options=[OPTION], bodies=BODIES, n_years=3)
    result = appraised_at(partnership).option("shared")

    found = lenses(partnership, result)

    for lens, heading in ((found.society, "Society"), (found.public_purse, "Joint public purse")):
        included = {row.label: row.present_value for row in lens.included}
        excluded = {row.label: row.present_value for row in lens.excluded}
        for row in rows[:-1]:
            here = included if row[heading] == "counted" else excluded
            assert here[row["Row"]] == pytest.approx(row["What it comes to"])
        assert lens.npv.expected == pytest.approx(rows[-1][heading])


def test_why_a_row_is_left_out(rows):
    """What is left out is listed beside what is counted, each with its kind. What a lens leaves out
    of every case stands there as well, though the case holds no figure for it.

    | Lens         | Left out                                         | Kind              |
    |--------------|--------------------------------------------------|-------------------|
    | society      | Redundancy                                       | transfer          |
    | society      | Irrecoverable VAT                                | transfer          |
    | public-purse | Irrecoverable VAT                                | within-purse      |
    | own-budget   | Unpaid staff time                                | not-cash          |
    | society      | Interest, depreciation and minimum revenue provision | financing     |
    | society      | General inflation                                | general-inflation |
    | society      | Money already spent                              | sunk              |
    | public-purse | What partners pay one another                    | between-partners  |
    """
    partnership = two_councils(options=[OPTION], bodies=BODIES, n_years=3)
    result = appraised_at(partnership).option("shared")

    found = lenses(
        partnership, result, sharing=CostSharing.by_parts({"ashby": 0.75, "barton": 0.25})
    )

    by_id = {
        "society": found.society,
        "public-purse": found.public_purse,
        "own-budget": found.own_budgets[1],
    }
    for row in rows:
        kinds = {one.label: one.kind for one in by_id[row["Lens"]].excluded}
        assert kinds[row["Left out"]] == row["Kind"]
    assert all(one.reason for lens in by_id.values() for one in lens.excluded)


def test_each_bodys_own_budget(rows):
    """By the people served, Ashby pays three quarters of the joint cost and Barton one. A body's
    own budget counts its share of what is joint, its own VAT, and what the split alone moves: Ashby
    spends £1,200,000 of the £1,800,000 today and would pay £1,350,000 of it. Nobody is paid more
    for the unpaid days, so no budget counts them.

    | Row                                 | Ashby     | Barton    |
    |-------------------------------------|-----------|-----------|
    | Moved between partners by the split | £150,000  | −£150,000 |
    | Process redesign: staff             | −£135,000 | −£45,000  |
    | Set-up                              | £37,500   | £12,500   |
    | Redundancy                          | £30,000   | £10,000   |
    | Irrecoverable VAT                   | £0        | £10,800   |
    | Net present value                   | −£82,500  | £161,700  |
    """
    partnership = two_councils(options=[OPTION], bodies=BODIES, n_years=3)
    result = appraised_at(partnership).option("shared")

    found = lenses(
        partnership, result, sharing=CostSharing.by_parts({"ashby": 0.75, "barton": 0.25})
    ).own_budgets

    for lens, heading in zip(found, ("Ashby", "Barton"), strict=True):
        included = {row.label: row.present_value for row in lens.included}
        assert included == pytest.approx({row["Row"]: row[heading] for row in rows[:-1]})
        assert lens.npv.expected == pytest.approx(rows[-1][heading])


def test_money_already_spent_is_shown_and_never_counted(rows):
    """Ashby has spent £80,000 on a study. Whatever is decided, it is gone; so it is named among
    what is left out, with its sum, and no net present value moves.

    | Already spent    | Net present value |
    |------------------|-------------------|
    | none             | £140,000          |
    | £80,000          | £140,000          |
    """
    for row in rows:
        spent = [] if row["Already spent"] == "none" else [row["Already spent"]]
        entries = [{"label": "A study", "body": "ashby", "amount": amount} for amount in spent]
        partnership = two_councils({"already_spent": entries})
        found = lenses(partnership, appraised_at(partnership).option("shared"))
        assert found.society.npv.expected == pytest.approx(row["Net present value"])
        sunk = [one.present_value for one in found.society.excluded if one.kind == "sunk"]
        assert sunk == (spent or [None])
