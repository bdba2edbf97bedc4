"""Process redesign

The same result in fewer steps: a stated share of the staff line, and of other lines where they are
named, that the new process does without. It has nothing to do with how many take part, so a body
can nearly always do it alone. It then belongs in redesign alone as well as in the sharing option,
where it is no argument for sharing. Where a file says that it is not available alone it must say
why.

The standard service, the reference model against which partners and suppliers are judged, is named
in the entry, and partners must choose the same school of redesign.
"""

import pytest

from tests.unit.levers.worked import entry_of, records_of, saving, setting_of


def test_redesign_saves_the_same_alone_and_together(rows):
    """8 per cent of staff is saved, whoever does it with whomever.

    | body | staff | saving alone | saving together |
    |---|---|---|---|
    | Ashby | £400,000 | £32,000 | £32,000 |
    | Barton | £250,000 | £20,000 | £20,000 |
    """
    records = records_of({"staff": [row["staff"] for row in rows]})
    entry = entry_of("process-redesign", share_of_staff_saved=0.08)

    alone = saving(setting_of(records, is_shared=False), entry).sum(axis=0)[:, 0]
    together = saving(setting_of(records), entry)[0, :, 0]

    assert alone == pytest.approx([row["saving alone"] for row in rows])
    assert together == pytest.approx([row["saving together"] for row in rows])
