"""Overhead left behind

A service pays its share of the town hall, of finance and of the chief executive by recharge. When
it leaves, the recharge ends and the town hall does not. What stays must be paid by the services
that stay, and falls away only as space is let and posts fall vacant. It stands against each body.
Enter it only where the baseline holds the recharge: what was never counted as saved cannot be left
behind.
"""

import pytest

from tests.unit.costs.worked import entry_of, pounds_by_body, records_of, setting_of, stream


def test_a_share_of_the_recharge_stays_behind(rows):
    """Six tenths of the recharge, which stands in the line `other`, does not go with the service.
    Barton has worked out its own figure.

    | council | other | left behind in the first year |
    |---|---|---|
    | Ashby | £100,000 | £60,000 |
    | Barton | £70,000 | £55,000 |
    | Corley | £50,000 | £30,000 |
    """
    records = records_of({"other": [row["other"] for row in rows]})
    entry = entry_of("stranded-overhead", share_of_other=0.6, pounds_by_body={"barton": 55_000})

    assert pounds_by_body(setting_of(records), entry) == [
        row["left behind in the first year"] for row in rows
    ]


def test_it_falls_away_over_the_years(rows):
    """Of Ashby's £60,000, all is still there for two years; then a quarter of it goes each year.
    The pace is our judgement; a body that knows better states its own.

    | year from go-live | still there (per cent) | cost |
    |---|---|---|
    | 0 | 100% | £60,000 |
    | 1 | 100% | £60,000 |
    | 2 | 75% | £45,000 |
    | 3 | 50% | £30,000 |
    | 4 | 25% | £15,000 |
    | 5 | 0% | £0 |
    """
    records = records_of({"other": (100_000,)}, bodies=("ashby",))
    found = stream(setting_of(records), entry_of("stranded-overhead", share_of_other=0.6))

    assert [100 * share for share in found.ramp] == [row["still there (per cent)"] for row in rows]
    for row, share in zip(rows, found.ramp, strict=True):
        assert found.amount.sum() * share == pytest.approx(row["cost"])
