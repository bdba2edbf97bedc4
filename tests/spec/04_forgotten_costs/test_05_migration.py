"""Migration

Each legacy system that is given up has data to move, links to mend and people to retrain. The group
keeps one of the systems that its members have, unless it buys a new one and keeps none. The count
is made from each group's own members, so a partner who brings two old systems is seen to.
"""

from tests.unit.costs.worked import entry_of, pounds_by_group, records_of, setting_of

PLACES = {"Ashby": 0, "Barton": 1, "Corley": 2}


def groups_of(rows):
    return [[PLACES[name] for name in row["group"].split(", ")] for row in rows]


def test_every_system_beyond_the_one_kept_is_paid_for(rows):
    """Ashby runs two systems, Barton and Corley one each; leaving one costs £40,000.

    | group | systems | given up | migration |
    |---|---|---|---|
    | Barton, Corley | 2 | 1 | £40,000 |
    | Ashby, Barton | 3 | 2 | £80,000 |
    | Ashby, Corley | 3 | 2 | £80,000 |
    | Ashby, Barton, Corley | 4 | 3 | £120,000 |
    """
    setting = setting_of(records_of(n_systems=(2, 1, 1)), groups_of(rows))

    priced = pounds_by_group(setting, entry_of("migration", cost_per_system=40_000))

    assert priced == [row["migration"] for row in rows]
    assert all(row["given up"] == row["systems"] - 1 for row in rows)


def test_a_new_system_means_that_everybody_moves(rows):
    """The same group buys a new system, whose price is set-up, and keeps none of the four.

    | systems kept | given up | migration |
    |---|---|---|
    | 1 | 3 | £120,000 |
    | 0 | 4 | £160,000 |
    """
    setting = setting_of(records_of(n_systems=(2, 1, 1)))

    for row in rows:
        entry = entry_of("migration", cost_per_system=40_000, n_systems_kept=row["systems kept"])
        assert pounds_by_group(setting, entry) == [row["migration"]]
