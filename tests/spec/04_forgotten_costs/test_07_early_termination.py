"""Early termination of contracts

A contract that runs beyond go-live must be run out, taken along or bought out. Buying out costs a
share of what it would still have paid. The contracts are those in each body's baseline; the cost
stays with the body that signed, unless the case says that the partners share it.
"""

from tests.unit.costs.worked import entry_of, pounds_by_body, records_of, setting_of, stream


def test_what_is_left_of_each_contract_times_the_penalty(rows):
    """The penalty is half of what the contracts would still have paid.

    | council | value a year | years left at go-live | still to pay | early termination |
    |---|---|---|---|---|
    | Ashby | £90,000 | 2 | £180,000 | £90,000 |
    | Barton | £0 | 0 | £0 | £0 |
    | Corley | £40,000 | 1.5 | £60,000 | £30,000 |
    """
    records = records_of(
        contract_value=[row["value a year"] for row in rows],
        contract_years_left=[row["years left at go-live"] for row in rows],
    )
    entry = entry_of("early-termination", penalty_share=0.5)

    assert pounds_by_body(setting_of(records), entry) == [row["early termination"] for row in rows]
    for row in rows:
        assert row["still to pay"] == row["value a year"] * row["years left at go-live"]
    assert not stream(setting_of(records), entry).is_joint
