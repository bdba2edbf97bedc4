"""Negotiation

Two to four years of talks were usual for joint procurement in London in 2006. Talks cost joint
advisers by the month, the time of each partner's own people by the month, and each partner's own
legal advice once. Where a case does not say how long the talks will last, the months seen on its
route elsewhere stand, and the report says so.
"""

from tests.unit.costs.worked import entry_of, pounds_by_group, records_of, setting_of


def test_the_months_seen_on_the_route_stand_where_none_are_given(rows):
    """Three partners; joint advisers cost £5,000 a month, each partner's own people £2,000 a month,
    and each takes advice for £15,000 once. The cost is months times £11,000, plus £45,000.

    | route | months seen | negotiation |
    |---|---|---|
    | agreement | 4 | £89,000 |
    | shared-management | 6 | £111,000 |
    | business-case | 8 | £133,000 |
    | company | 24 | £309,000 |
    | joint-procurement | 36 | £441,000 |
    """
    for row in rows:
        entry = entry_of(
            "negotiation",
            route=row["route"],
            cost_per_month=5_000,
            cost_per_partner_month=2_000,
            cost_per_partner=15_000,
        )
        assert pounds_by_group(setting_of(records_of()), entry) == [row["negotiation"]]
        assert row["negotiation"] == row["months seen"] * 11_000 + 45_000


def test_more_partners_take_no_fewer_people_to_the_table(rows):
    """The same talks, eighteen months long. A body by itself has nobody to negotiate with.

    | partners | negotiation |
    |---|---|
    | 1 | £0 |
    | 2 | £192,000 |
    | 3 | £243,000 |
    """
    entry = entry_of(
        "negotiation",
        months=18,
        cost_per_month=5_000,
        cost_per_partner_month=2_000,
        cost_per_partner=15_000,
    )
    groups = [range(row["partners"]) for row in rows]

    assert pounds_by_group(setting_of(records_of(), groups), entry) == [
        row["negotiation"] for row in rows
    ]
