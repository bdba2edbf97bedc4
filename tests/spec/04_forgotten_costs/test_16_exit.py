"""Exit

Every arrangement ends: data come out, staff go back, systems and contracts are bought anew. Five
services brought home from one partnership cost £1 million. The cost here is certain and falls in
the last year of the sum, because leaving it out pretends that the service goes on for ever. That a
partner may leave sooner is a risk with a chance of its own, priced apart, so that one exit is not
paid for twice.
"""

from tests.unit.costs.worked import entry_of, pounds_by_group, records_of, setting_of, stream


def test_a_fixed_sum_a_sum_for_each_and_a_share_of_a_years_cost(rows):
    """£50,000 for the whole, £20,000 for each partner, and 5 per cent of what the members spent in
    a year before they shared.

    | group | spent in a year | fixed | partners | share of cost | exit |
    |---|---|---|---|---|---|
    | Ashby and Barton | £1,000,000 | £50,000 | £40,000 | £50,000 | £140,000 |
    | Ashby, Barton and Corley | £1,300,000 | £50,000 | £60,000 | £65,000 | £175,000 |
    """
    records = records_of({"staff": (600_000, 400_000, 300_000)})
    setting = setting_of(records, [[0, 1], [0, 1, 2]])
    entry = entry_of("exit", fixed=50_000, per_partner=20_000, share_of_yearly_cost=0.05)

    priced = pounds_by_group(setting, entry)

    assert priced == [row["exit"] for row in rows]
    assert priced == [row["fixed"] + row["partners"] + row["share of cost"] for row in rows]
    assert stream(setting, entry).counted_from == "end"
