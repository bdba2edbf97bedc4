"""Unpaid staff time

Directors in workshops, service managers testing a system, finance officers building the case: days
that no budget shows and that other work goes without. The London Partnership ran on such goodwill,
and could not be repeated. The days count for society and for the public purse as a whole, and not
in a body's cash.
"""

from tests.unit.costs.worked import entry_of, pounds_by_body, records_of, setting_of, stream


def test_days_are_counted_at_what_a_day_costs(rows):
    """Each partner gives 40 days, Ashby, which leads, 60. A day costs £320 with on-costs.

    | council | days | worth |
    |---|---|---|
    | Ashby | 60 | £19,200 |
    | Barton | 40 | £12,800 |
    | Corley | 40 | £12,800 |
    """
    entry = entry_of(
        "unpaid-staff-time", days_per_partner=40, days_by_body={"ashby": 60}, value_of_a_day=320
    )
    setting = setting_of(records_of())

    assert pounds_by_body(setting, entry) == [row["worth"] for row in rows]
    assert all(row["worth"] == 320 * row["days"] for row in rows)
    assert not stream(setting, entry).is_cash
