"""Local variants kept

Each way of doing things that one body keeps for itself needs its own upkeep, training and
workarounds. A variant may well be worth its price; this is the price, and it stands against the
body that keeps it.
"""

from tests.unit.costs.worked import (
    entry_of,
    pounds_by_body,
    pounds_by_group,
    records_of,
    setting_of,
)

ENTRY = entry_of(
    "local-variants", variants_by_body={"barton": 3, "corley": 1}, cost_per_variant=12_000
)


def test_each_variant_has_a_yearly_price(rows):
    """The upkeep of one variant is £12,000 a year.

    | council | variants kept | a year |
    |---|---|---|
    | Ashby | 0 | £0 |
    | Barton | 3 | £36,000 |
    | Corley | 1 | £12,000 |
    """
    assert pounds_by_body(setting_of(records_of()), ENTRY) == [row["a year"] for row in rows]


def test_a_body_by_itself_has_nothing_to_vary_from():
    """Barton's three variants cost nothing while Barton is the only body in the group."""
    assert pounds_by_group(setting_of(records_of(), [[1], [0, 1]]), ENTRY) == [0, 36_000]
