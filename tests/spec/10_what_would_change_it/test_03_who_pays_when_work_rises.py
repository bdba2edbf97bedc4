"""Who pays when work rises

Demand-led work rises whether or not bodies share. Shared by fixed percentages, the extra cost of
one body's work is paid by all of them. That may be what they mean to do for one another, but it
should be meant.
"""

import pytest

from commonweal.deal.sensitivity import Trier, stresses_of
from commonweal.deal.verdict_rule import verdict_rule
from tests.unit.appraisal.worked import case, lever, parameters, redesign_alone, shared

SPENDS = {"ashby": {"staff": 300_000}, "barton": {"staff": 100_000}}
STRESS = {"name": "Barton builds", "growth_by_body": {"barton": 0.2}}


def stressed(**rest):
    trier = Trier(
        parameters=parameters(0.0),
        correction=None,
        option="shared",
        rule=verdict_rule(),
        n_draws=100,
        seed=1,
    )
    option = shared([lever("process-redesign", share_of_staff_saved=0.0)])
    partnership = case(SPENDS, [redesign_alone(), option], stresses=[STRESS | rest])
    return stresses_of(trier, partnership)[0]


def test_percentages_agreed_today_divide_the_cost_of_tomorrow(rows):
    """Ashby has £300,000 of staff a year and Barton £100,000; they share cost as they bring it, 75
    to 25. Then Barton's work rises by a fifth: £20,000 a year, £100,000 over five years. Alone
    Barton would have paid all of it. Under the split Ashby pays three quarters.

    | Partner | Its work | Pays more under the split | Would pay more alone | Pays for others |
    |---|---|---|---|---|
    | Ashby | 0% | £75,000 | £0 | £75,000 |
    | Barton | 20% | £25,000 | £100,000 | −£75,000 |
    """
    found = {partner.name: partner for partner in stressed().partners}

    for row in rows:
        partner = found[row["Partner"]]
        assert partner.growth == pytest.approx(row["Its work"] / 100)
        assert partner.more_under_split == pytest.approx(row["Pays more under the split"])
        assert partner.more_alone == pytest.approx(row["Would pay more alone"])
        assert partner.paid_for_others == pytest.approx(row["Pays for others"])
        assert partner.change_in_gain == pytest.approx(-row["Pays for others"])


def test_what_one_pays_for_another_is_said():
    """Together they gain or lose nothing by it: what one pays more, the other is spared."""
    found = stressed()

    assert found.joint_gain_after == pytest.approx(found.joint_gain_before)
    assert found.sentence == (
        "Barton builds: the partners pay £100,000 more in all. Under the split by baseline Ashby "
        "pays £75,000 more, and alone would have paid £0 more: £75,000 of it is for the work of "
        "others."
    )


def test_work_that_rises_everywhere_alike_is_paid_for_by_those_who_bring_it():
    """If everybody's work rises by the same share, percentages fixed by today's cost fit it."""
    found = stressed(growth_by_body={"ashby": 0.2, "barton": 0.2})

    assert [partner.paid_for_others for partner in found.partners] == pytest.approx(
        [0, 0], abs=0.01
    )
    assert found.sentence.endswith("nobody pays for the work of another.")
