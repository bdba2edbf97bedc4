"""Coordination

Boards, reports, reconciling, waiting for one another: this cost grows faster than the number of
partners, and at some point eats what a further partner brings. For m partners it is what the second
partner adds, times (m - 1) to the power of an exponent. With an exponent of 1 every partner deals
with the host alone; near 2 each deals with each, since pairs number m (m - 1) / 2. The default of
1.3 is our judgement, nearer to a host with one board. No published figure has been found, so test
the case at 1 and at 2.
"""

import pytest

from tests.unit.costs.worked import NAMES, entry_of, pounds_by_group, records_of, setting_of


def test_it_grows_faster_than_the_number_of_partners(rows):
    """The second partner adds £20,000 a year.

    | partners | all deal with the host (1) | as a rule (1.3) | each with each (2) |
    |---|---|---|---|
    | 1 | £0 | £0 | £0 |
    | 2 | £20,000 | £20,000 | £20,000 |
    | 3 | £40,000 | £49,246 | £80,000 |
    | 4 | £60,000 | £83,423 | £180,000 |
    | 5 | £80,000 | £121,257 | £320,000 |
    | 6 | £100,000 | £162,066 | £500,000 |
    """
    setting = setting_of(records_of(bodies=NAMES), [range(row["partners"]) for row in rows])

    for heading, exponent in zip(list(rows[0])[1:], (1, 1.3, 2), strict=True):
        entry = entry_of("coordination", per_further_partner=20_000, exponent=exponent)
        assert pounds_by_group(setting, entry) == [
            pytest.approx(row[heading], abs=0.5) for row in rows
        ]


def test_the_exponent_left_out_is_one_and_three_tenths():
    """A case that says nothing of the exponent is priced at 1.3, and the report lists it among the
    defaults used.
    """
    assert entry_of("coordination", per_further_partner=1).exponent == 1.3
