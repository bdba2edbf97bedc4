"""Redundancy and pension strain

A saving on pay is posts that go. How many is reckoned from the saving itself, so that a case cannot
claim the one and forget the other: pay saved over what a post costs in that body. Some posts go by
vacancies and moves; the rest end in redundancy. Where somebody can draw a pension early, the
pension fund asks the employer for the strain.

Both are cash in the public purse and in each body's budget. For society they are mostly a transfer:
money goes to those who leave, and nothing is used up. The society lens leaves them out unless the
case says otherwise and why.
"""

from tests.unit.costs.worked import entry_of, pounds_by_body, records_of, setting_of, stream


def worked(rows):
    records = records_of(
        {"staff": [row["pay"] for row in rows]}, fte=[row["staff"] for row in rows]
    )
    return setting_of(records, saved={"staff": [row["pay saved"] for row in rows]})


def test_redundancy_follows_from_the_pay_saved(rows):
    """Three posts in five end in redundancy, at £25,000 each.

    | council | pay | staff | cost of a post | pay saved | posts removed | redundancy |
    |---|---|---|---|---|---|---|
    | Ashby | £480,000 | 12 | £40,000 | £60,000 | 1.5 | £22,500 |
    | Barton | £300,000 | 10 | £30,000 | £45,000 | 1.5 | £22,500 |
    | Corley | £200,000 | 5 | £40,000 | £0 | 0 | £0 |
    """
    entry = entry_of("redundancy", cost_per_post=25_000, share_of_posts=0.6)

    assert pounds_by_body(worked(rows), entry) == [row["redundancy"] for row in rows]
    assert stream(worked(rows), entry).is_transfer
    for row in rows:
        assert row["cost of a post"] == row["pay"] / row["staff"]
        assert row["posts removed"] == row["pay saved"] / row["cost of a post"]


def test_pension_strain_follows_the_same_posts(rows):
    """In one removed post of five the holder can draw the pension early, and the fund asks £45,000.

    | council | pay | staff | pay saved | posts removed | pension strain |
    |---|---|---|---|---|---|
    | Ashby | £480,000 | 12 | £60,000 | 1.5 | £13,500 |
    | Barton | £300,000 | 10 | £45,000 | 1.5 | £13,500 |
    | Corley | £200,000 | 5 | £0 | 0 | £0 |
    """
    entry = entry_of("pension-strain", cost_per_post=45_000, share_of_posts=0.2)

    assert pounds_by_body(worked(rows), entry) == [row["pension strain"] for row in rows]


def test_a_service_that_needs_more_staff_makes_nobody_redundant():
    """Where sharing costs staff in place of saving them, as a pooled contact centre can, the posts
    removed are nil, not below nil.
    """
    records = records_of({"staff": (480_000, 300_000, 0)}, fte=(12, 10, 0))
    setting = setting_of(records, saved={"staff": (-20_000, 0, 0)})

    assert pounds_by_body(setting, entry_of("redundancy", cost_per_post=25_000)) == [0, 0, 0]
