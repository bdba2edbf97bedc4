"""Whose leaving would turn the gain

Partners leave before anything is signed, and the rest must know whether to go on. Sharing is priced
again for those who stay, from their own records: the cost of setting up does not shrink because one
has gone.
"""

import pytest

from commonweal.deal.sensitivity import Trier, say_who_turns_it, without_each
from commonweal.deal.verdict_rule import verdict_rule
from tests.unit.appraisal.worked import case, cost, lever, parameters, redesign_alone, shared

SPENDS = {
    "ashby": {"management": 120_000},
    "barton": {"management": 80_000},
    "corley": {"management": 50_000},
}
OPTION = shared(
    [lever("management-deduplication", kept_share_of_other_teams=0.0)],
    [cost("set-up", other=280_000)],
    host="ashby",
)


def left():
    trier = Trier(
        parameters=parameters(0.0),
        correction=None,
        option="shared",
        rule=verdict_rule(),
        n_draws=100,
        seed=1,
    )
    return without_each(trier, case(SPENDS, [redesign_alone(), OPTION]))


def test_the_rest_are_priced_without_the_one_who_leaves(rows):
    """One team is kept, the largest of those who share, and £280,000 is paid to set up. All three
    would save £130,000 a year, £650,000 in five years. Without Corley sharing is still worth
    having; without either of the others it is not.

    | Who leaves | Saved in five years | Set-up | Gain of the rest |
    |---|---|---|---|
    | Ashby | £250,000 | £280,000 | −£30,000 |
    | Barton | £250,000 | £280,000 | −£30,000 |
    | Corley | £400,000 | £280,000 | £120,000 |
    """
    found = {one.name: one for one in left()}

    assert len(rows) == len(found)
    for row in rows:
        assert row["Gain of the rest"] == row["Saved in five years"] - row["Set-up"]
        assert found[row["Who leaves"]].joint_gain == pytest.approx(row["Gain of the rest"])


def test_it_is_said_who_cannot_be_spared():
    """A partnership that two of three could each bring down is a different thing from one that any
    of them could leave. If the host leaves, a new one must be found as well.
    """
    found = left()

    assert say_who_turns_it(found) == (
        "Ashby and Barton would each, by leaving, take the gain from the rest."
    )
    assert [one.answer for one in found] == ["do-not-share", "do-not-share", "share"]
    assert found[0].sentence == (
        "Without Ashby, the other 2 pay £30,000 more than alone, and a new host must be found."
    )
