"""Exit charges that leave those who stay no worse off

When a partner leaves, those who stay lose what its being there saved them. An exit charge makes
that good: for every year from the end of the notice to the horizon, what each of those who stay
then pays, less what the agreement had it pay, valued at the day of leaving. What was spent to set
the service up is gone and is not charged again. In these examples pounds are not discounted.
"""

import pytest

from commonweal.deal import leaving
from commonweal.deal.alone_again import alone_from
from tests.unit.appraisal.worked import appraised, case, cost, deal, lever, redesign_alone, shared

THREE = {body: {"systems": 100_000} for body in ("ashby", "barton", "corley")}
#: The largest system is kept, and each other body adds a quarter of what its own costs now.
ONE_SYSTEM = lever("systems-consolidation", marginal_share=0.25)
PLAIN = {
    "optimism": {"reference_class": "none", "survival": "none"},
    "split": {"rule": "equal"},
}


def test_the_longer_the_notice_the_smaller_the_charge(rows):
    """Three councils pay £100,000 a year each for a system alone, and £50,000 each for one between
    them. Without Corley the system costs £125,000, and Ashby and Barton pay £62,500 each: £12,500
    more a year. Corley gives notice at the start of the second of five years. After 12 months'
    notice three years are left, after 6 months three and a half.

    | Notice, months | Years left | To Ashby | To Barton | Exit charge |
    |----------------|------------|----------|-----------|-------------|
    | 6              | 3.5        | £43,750  | £43,750   | £87,500     |
    | 12             | 3          | £37,500  | £37,500   | £75,000     |
    | 15             | 2.75       | £34,375  | £34,375   | £68,750     |
    """
    found = leaving(deal(case(THREE, [redesign_alone(), shared([ONE_SYSTEM])], **PLAIN)), "corley")

    for row, charge in zip(rows, found.charges, strict=True):
        assert charge.notice_months == row["Notice, months"]
        assert charge.rest == "share on"
        assert charge.by_stayer["ashby"] == row["To Ashby"] * 100
        assert charge.by_stayer["barton"] == row["To Barton"] * 100
        assert charge.pence == row["Exit charge"] * 100
        assert row["Exit charge"] == 2 * 12_500 * row["Years left"]


def test_those_who_stay_do_what_is_best_for_them(rows):
    """The three pay £90,000 a year more for looking after the contract. Without Corley the two
    would pay £107,500 each by sharing on and £100,000 each alone. They go alone, and the charge
    makes good the £20,000 a year that each loses so, not the £27,500 that it would lose by holding
    on.

    | After Corley leaves | Each pays a year | More than agreed | Charge for three years |
    |---------------------|------------------|------------------|------------------------|
    | share on            | £107,500         | £27,500          | £165,000               |
    | go alone            | £100,000         | £20,000          | £120,000               |
    """
    option = shared([ONE_SYSTEM], [cost("contract-management", fixed=90_000)])
    found = leaving(deal(case(THREE, [redesign_alone(), option], **PLAIN)), "corley")
    charge = found.charges[1]

    cheaper = min(rows, key=lambda row: row["Each pays a year"])
    assert charge.rest == cheaper["After Corley leaves"]
    assert charge.pence == cheaper["Charge for three years"] * 100
    for row in rows:
        assert row["More than agreed"] == row["Each pays a year"] - 80_000
        assert row["Charge for three years"] == 2 * 3 * row["More than agreed"]


def test_one_that_goes_alone_late_may_no_longer_find_it_worth_starting(rows):
    """Alone, a body can save £10,000 of its £100,000 a year if it first spends £25,000. With five
    years to go that is worth doing; with two it is not, and it goes back to what it paid before.

    | Goes alone from year | Years left | Saves less start | Pays alone to the end |
    |----------------------|------------|------------------|-----------------------|
    | 0                    | 5          | £25,000          | £475,000              |
    | 2                    | 3          | £5,000           | £295,000              |
    | 3                    | 2          | −£5,000          | £200,000              |
    """
    spends = {body: {"staff": 100_000} for body in ("ashby", "barton")}
    alone = redesign_alone(saves=0.1, costs=[cost("set-up", per_partner=25_000)])
    appraisal = appraised(case(spends, [alone, shared()], **PLAIN))

    for row in rows:
        start = row["Goes alone from year"]
        paid = alone_from(appraisal, start)[start:, 0]
        assert len(paid) == row["Years left"]
        assert row["Saves less start"] == 10_000 * row["Years left"] - 25_000
        assert paid.sum() == pytest.approx(row["Pays alone to the end"])


def test_nobody_pays_for_leaving_where_nobody_loses_by_it():
    """A partner that costs the others more than it pays is a loss to them only on paper. Those who
    stay pay less without it, the charge is nil, and they owe it nothing for going.
    """
    spends = {"ashby": {"systems": 100_000}, "barton": {"systems": 100_000}}
    spends["corley"] = {"systems": 10_000}
    bodies = {
        body: {"drivers": {"cases": cases}}
        for body, cases in {"ashby": 500, "barton": 500, "corley": 1}.items()
    }
    split = {"rule": "driver", "driver": "cases"}
    option = shared([ONE_SYSTEM])

    found = leaving(
        deal(case(spends, [redesign_alone(), option], bodies=bodies, **PLAIN | {"split": split})),
        "corley",
    )

    assert [charge.pence for charge in found.charges] == [0, 0, 0]
    assert all(pence < 0 for pence in found.charges[0].by_stayer.values())
