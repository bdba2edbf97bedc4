"""Agency staff

When employed people take over the work of agency staff the work is still done and still paid for;
only the agency's premium goes. The saving is the agency bill, times the share of it that is
premium, times the share of the work taken over. All three must be stated. A body that can hire
saves this alone; sharing helps only if a larger and steadier team finds it easier to hire.
"""

import pytest

from tests.unit.levers.worked import entry_of, records_of, saving, setting_of


def test_only_the_premium_is_saved(rows):
    """A quarter of the bill is premium and half the work is taken over: an eighth of the bill.

    | body | staff | agency bill within it | saving |
    |---|---|---|---|
    | Ashby | £400,000 | £80,000 | £10,000 |
    | Barton | £250,000 | £20,000 | £2,500 |
    | Corley | £100,000 | £0 | £0 |
    """
    records = records_of(
        {"staff": [row["staff"] for row in rows]},
        agency_cost=[row["agency bill within it"] for row in rows],
    )
    entry = entry_of("agency-staff", premium=0.25, share_replaced=0.5)

    amounts = saving(setting_of(records), entry)[0, :, 0]

    assert amounts == pytest.approx([row["saving"] for row in rows])
