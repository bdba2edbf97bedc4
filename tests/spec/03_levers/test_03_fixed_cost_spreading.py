"""Fixed-cost spreading

Some costs do not grow with the work: a service of any size has its insurance, its audit, its
subscriptions and its technical library. Together they are needed once, or nearly once. The fixed
part of a line is a stated share of it. The joint service needs the largest member's fixed part, and
for each further partner so much more as is stated; never more than all the parts together.

It works on the line *other* unless other lines are named. Management, systems and supplies have
levers of their own, and rooms save nothing until they are given up; a fixed part counted here and
again there would be the same mechanism counted twice. Unless a fixed share and a growth are stated,
nothing is saved.
"""

import pytest

from tests.unit.levers.worked import entry_of, records_of, saving, setting_of

OWN = {"Ashby": 60_000.0, "Barton": 40_000.0, "Corley": 20_000.0}
RECORDS = records_of({"other": list(OWN.values())})


def test_fixed_parts_met_once(rows):
    """Half of each body's cost is fixed. Each further partner adds a fifth of the largest part, so
    the joint need is £30,000 times 1.4, or £42,000. £60,000 less £42,000 leaves £18,000.

    | body | cost | fixed part | saving |
    |---|---|---|---|
    | Ashby | £60,000 | £30,000 | £9,000 |
    | Barton | £40,000 | £20,000 | £6,000 |
    | Corley | £20,000 | £10,000 | £3,000 |
    """
    entry = entry_of("fixed-cost-spreading", fixed_share=0.5, growth_per_further_member=0.2)

    amounts = saving(setting_of(RECORDS), entry)[0, :, 0]

    for row, amount in zip(rows, amounts, strict=True):
        assert OWN[row["body"]] == row["cost"]
        assert row["cost"] * 0.5 == row["fixed part"]
        assert amount == pytest.approx(row["saving"])


def test_growth_with_each_partner_eats_the_saving(rows):
    """If each partner adds half of the largest part the joint need is as large as the parts, and
    there is nothing to save; the need is never put above the parts.

    | growth with each further partner | joint fixed need | saving |
    |---|---|---|
    | 0.0 | £30,000 | £30,000 |
    | 0.2 | £42,000 | £18,000 |
    | 0.5 | £60,000 | £0 |
    | 1.0 | £60,000 | £0 |
    """
    for row in rows:
        entry = entry_of(
            "fixed-cost-spreading",
            fixed_share=0.5,
            growth_per_further_member=row["growth with each further partner"],
        )
        amount = saving(setting_of(RECORDS), entry).sum()

        assert amount == pytest.approx(row["saving"])
        assert 60_000 - amount == pytest.approx(row["joint fixed need"])
