"""Management de-duplication

Three services have three management teams; one service needs one. The largest team is kept whole,
and of the others whatever share the joint service still needs: for distance, for spans of control,
for each council's wish to have somebody of its own. The job is bigger and may have to be paid more.
What is saved is the members' own management cost less the cost of the joint team, and it is laid on
the members in proportion to their own cost.

Unless a share kept is stated, all is kept and nothing is saved. Redundancy and pension strain are
counted as costs.
"""

import pytest

from tests.unit.levers.worked import entry_of, records_of, saving, setting_of

OWN = {"Ashby": 120_000.0, "Barton": 80_000.0, "Corley": 50_000.0}
RECORDS = records_of({"management": list(OWN.values())})


def test_three_teams_become_one(rows):
    """The joint team is Ashby's at £120,000 and a quarter of the other two (£32,500). £250,000 less
    £152,500 is £97,500, or 39 per cent of what each spends now.

    | body | own team | saving |
    |---|---|---|
    | Ashby | £120,000 | £46,800 |
    | Barton | £80,000 | £31,200 |
    | Corley | £50,000 | £19,500 |
    | together | £250,000 | £97,500 |
    """
    entry = entry_of("management-deduplication", kept_share_of_other_teams=0.25)

    amounts = saving(setting_of(RECORDS), entry)[0, :, 0]

    *bodies, together = rows
    for row, amount in zip(bodies, amounts, strict=True):
        assert OWN[row["body"]] == row["own team"]
        assert amount == pytest.approx(row["saving"])
    assert amounts.sum() == pytest.approx(together["saving"])


def test_the_bigger_job_is_paid_more(rows):
    """A rise in pay of 5 per cent for Ashby's team costs £6,000 of that. Where nearly all of the
    other teams stays, the rise can cost more than is saved: sharing managers is then a loss.

    | share of other teams kept | rise in pay | saving |
    |---|---|---|
    | 0.25 | 0.00 | £97,500 |
    | 0.25 | 0.05 | £91,500 |
    | 0.50 | 0.05 | £59,000 |
    | 0.96 | 0.05 | −£800 |
    | 1.00 | 0.00 | £0 |
    """
    for row in rows:
        entry = entry_of(
            "management-deduplication",
            kept_share_of_other_teams=row["share of other teams kept"],
            salary_uplift=row["rise in pay"],
        )
        assert saving(setting_of(RECORDS), entry).sum() == pytest.approx(row["saving"])


def test_every_group_is_worked_out_anew(rows):
    """What two of them would save is not a part of what three would save. Without Ashby the largest
    team is Barton's, and only Corley's is left to save from. A body alone saves nothing.

    | group | own teams | joint team | saving |
    |---|---|---|---|
    | Ashby, Barton and Corley | £250,000 | £152,500 | £97,500 |
    | Ashby and Barton | £200,000 | £140,000 | £60,000 |
    | Ashby and Corley | £170,000 | £132,500 | £37,500 |
    | Barton and Corley | £130,000 | £92,500 | £37,500 |
    | Corley | £50,000 | £50,000 | £0 |
    """
    entry = entry_of("management-deduplication", kept_share_of_other_teams=0.25)
    places = {name: place for place, name in enumerate(OWN)}

    for row in rows:
        group = [place for name, place in places.items() if name in row["group"]]
        amount = saving(setting_of(RECORDS, [group]), entry).sum()

        assert amount == pytest.approx(row["saving"])
        assert row["own teams"] - amount == pytest.approx(row["joint team"])


def test_teams_are_sized_by_people_where_all_members_count_them(rows):
    """Barton pays more for two managers than Ashby for three. Where every member returns its
    managers the largest team is the one with most people: half of the six managers are Ashby's, so
    half the cost is kept. With Corley's managers unknown the largest team is the dearest one.

    | managers of Corley returned | largest team's share | saving with nothing else kept |
    |---|---|---|
    | yes | 0.5 | £150,000 |
    | no | 0.4 | £180,000 |
    """
    entry = entry_of("management-deduplication", kept_share_of_other_teams=0.0)
    costs = {"management": [110_000.0, 120_000.0, 70_000.0]}

    for row in rows:
        corley = 1 if row["managers of Corley returned"] == "yes" else float("nan")
        records = records_of(costs, management_fte=[3, 2, corley])
        amount = saving(setting_of(records), entry).sum()

        assert amount == pytest.approx(row["saving with nothing else kept"])
        assert 1 - amount / 300_000 == pytest.approx(row["largest team's share"])
