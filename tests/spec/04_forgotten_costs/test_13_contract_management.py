"""Contract management

A contract that is let has still to be run: meetings, bills to check, changes, disputes. The cost is
a rate on the yearly value let, plus a sum that does not depend on it. No published rate has been
found, so there is no default but nil, and a case that lets a contract should not leave it out.
"""

from tests.unit.costs.worked import entry_of, pounds_by_group, records_of, setting_of


def test_a_rate_on_what_is_let_plus_a_fixed_sum(rows):
    """Two per cent of the supplies let, and £15,000 a year.

    | group | supplies let | contract management a year |
    |---|---|---|
    | Ashby and Barton | £650,000 | £28,000 |
    | Ashby, Barton and Corley | £800,000 | £31,000 |
    """
    records = records_of({"supplies": (400_000, 250_000, 150_000)})
    entry = entry_of("contract-management", rate=0.02, fixed=15_000)

    assert pounds_by_group(setting_of(records, [[0, 1], [0, 1, 2]]), entry) == [
        row["contract management a year"] for row in rows
    ]
