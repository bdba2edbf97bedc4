"""Systems consolidation

One system in place of several. The joint system costs what the largest member's costs now, plus a
share of each other member's for its licences, its data and its variants. The largest is kept and
not the cheapest, because a licence for the work of all costs more than one for the work of the
smallest. Unless a share is stated each body's system costs as much within the joint one as now, and
nothing is saved.

Migration, the early end of licences and the price of local variants are costs of their own. They
are the costs that have been underestimated most: the audited centres built on one platform cost 1.6
to 2.2 times their plan.
"""

import pytest

from tests.unit.levers.worked import entry_of, records_of, saving, setting_of

COSTS = {"systems": [90_000.0, 60_000.0, 30_000.0]}


def test_one_system_for_three(rows):
    """Each other body's adds 40 per cent of what it costs now: £90,000 plus £24,000 plus £12,000 is
    £126,000, against £180,000.

    | body | system now | in the joint system | saving laid on it |
    |---|---|---|---|
    | Ashby | £90,000 | £90,000 | £27,000 |
    | Barton | £60,000 | £24,000 | £18,000 |
    | Corley | £30,000 | £12,000 | £9,000 |
    """
    entry = entry_of("systems-consolidation", marginal_share=0.4)

    amounts = saving(setting_of(records_of(COSTS)), entry)[0, :, 0]

    assert amounts == pytest.approx([row["saving laid on it"] for row in rows])
    joint = sum(row["in the joint system"] for row in rows)
    assert amounts.sum() == pytest.approx(sum(row["system now"] for row in rows) - joint)


def test_it_takes_two_systems(rows):
    """A body that has no system of its own brings none to consolidate. Where only Ashby has one,
    nothing is saved.

    | bodies with a system | saving |
    |---|---|
    | Ashby, Barton and Corley | £54,000 |
    | Ashby and Barton | £36,000 |
    | Ashby | £0 |
    """
    entry = entry_of("systems-consolidation", marginal_share=0.4)

    for row in rows:
        has_one = [name in row["bodies with a system"] for name in ("Ashby", "Barton", "Corley")]
        records = records_of(COSTS, n_systems=has_one)

        assert saving(setting_of(records), entry).sum() == pytest.approx(row["saving"])
