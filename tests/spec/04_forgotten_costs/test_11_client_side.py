"""Client side retained

Somebody must stay in each body to specify the service, check it and answer for it to members. The
cost is a share of what the body still spends on the service, plus a sum for each body; a body that
knows its own figure states it. It stands against the body, whatever the sharing rule.
"""

from tests.unit.costs.worked import entry_of, pounds_by_body, records_of, setting_of, stream


def test_a_share_of_the_cost_a_sum_for_each_or_a_stated_figure(rows):
    """Three per cent of the cost that is left, plus £10,000 for each council. Corley has said that
    it will keep one senior officer, at £45,000.

    | council | cost left | client side a year |
    |---|---|---|
    | Ashby | £600,000 | £28,000 |
    | Barton | £400,000 | £22,000 |
    | Corley | £300,000 | £45,000 |
    """
    records = records_of({"staff": [row["cost left"] for row in rows]})
    entry = entry_of(
        "client-side",
        share_of_cost=0.03,
        per_body=10_000,
        pounds_by_body={"corley": 45_000},
    )

    assert pounds_by_body(setting_of(records), entry) == [row["client side a year"] for row in rows]
    assert not stream(setting_of(records), entry).is_joint
