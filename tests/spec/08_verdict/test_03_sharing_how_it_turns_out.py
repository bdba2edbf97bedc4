"""Sharing how it turns out

An agreement fixes percentages, not pounds. So a rule is worked out once, on the expected case, and
turned into each partner's percentage of the joint cost; in every future each pays that percentage
of what the joint cost turns out to be. A partner that gains on the expected case may lose in some
futures, and how often is its chance of loss.
"""

import pytest

from tests.unit.appraisal.worked import case, cost, deal, lever, shared

SPENDS = {"ashby": {"management": 120_000}, "barton": {"management": 80_000}}
TEAM = lever("management-deduplication", kept_share_of_other_teams=0.0)


def even_chance(low, high):
    return {"shape": "discrete", "outcomes": [low, high], "chances": [0.5, 0.5]}


def test_each_pays_its_percentage_of_the_joint_cost(rows):
    """Ashby's team serves both for £600,000 over five years. Setting up costs £100,000 or £300,000,
    with even chances; £200,000 is expected. By what each spends now, Ashby's percentage is 60 and
    Barton's 40, fixed on the expected case. Neither would lose even if it turns out dear.

    | The set-up turns out | Joint cost | Ashby pays | Ashby gains | Barton pays | Barton gains |
    |----------------------|------------|------------|-------------|-------------|--------------|
    | as expected          | £800,000   | £480,000   | £120,000    | £320,000    | £80,000      |
    | cheap                | £700,000   | £420,000   | £180,000    | £280,000    | £120,000     |
    | dear                 | £900,000   | £540,000   | £60,000     | £360,000    | £40,000      |
    """
    option = shared([TEAM], [cost("set-up", other=even_chance(100_000, 300_000))])

    ashby, barton = deal(case(SPENDS, [option], split={"rule": "baseline"})).splits[0].shares

    assert (ashby.percentage, barton.percentage) == (pytest.approx(0.6), pytest.approx(0.4))
    expected, cheap, dear = rows
    for share, name in ((ashby, "Ashby"), (barton, "Barton")):
        assert share.cost == pytest.approx(expected[f"{name} pays"])
        assert share.gain == pytest.approx(expected[f"{name} gains"])
        assert share.p90 == pytest.approx(cheap[f"{name} gains"])
        assert share.p10 == pytest.approx(dear[f"{name} gains"])
        assert share.p_loss == 0
        for row in rows:
            assert row[f"{name} pays"] == pytest.approx(share.percentage * row["Joint cost"])


def test_a_partner_may_lose_where_all_together_gain(rows):
    """Divided equally, each pays half of the joint cost whatever it turns out to be. Together the
    two gain in every future. Barton gains nothing on the expected case, and loses £50,000 in the
    half of the futures in which setting up is dear.

    | The set-up turns out | Joint cost | Each pays | Ashby gains | Barton gains | Together |
    |----------------------|------------|-----------|-------------|--------------|----------|
    | as expected          | £800,000   | £400,000  | £200,000    | £0           | £200,000 |
    | cheap                | £700,000   | £350,000  | £250,000    | £50,000      | £300,000 |
    | dear                 | £900,000   | £450,000  | £150,000    | −£50,000     | £100,000 |
    """
    option = shared([TEAM], [cost("set-up", other=even_chance(100_000, 300_000))])

    found = deal(case(SPENDS, [option], split={"rule": "equal"}), n_draws=4_000)

    ashby, barton = found.splits[0].shares
    expected, cheap, dear = rows
    for share, name in ((ashby, "Ashby"), (barton, "Barton")):
        assert share.gain == pytest.approx(expected[f"{name} gains"], abs=1e-6)
        assert share.p90 == pytest.approx(cheap[f"{name} gains"])
        assert share.p10 == pytest.approx(dear[f"{name} gains"])
    assert ashby.p_loss == 0
    assert barton.p_loss == pytest.approx(0.5, abs=0.03)
    whole = found.appraisal.option("shared").npv
    assert (whole.p10, whole.p90) == (
        pytest.approx(dear["Together"]),
        pytest.approx(cheap["Together"]),
    )


def test_a_loss_too_small_to_matter_is_not_counted(rows):
    """Differences smaller than the partners agreed to call equal are no loss. At £1,000 a year they
    come to £5,000 over five years. Here the equal split costs Barton a little more than it would
    pay alone, in every future alike.

    | Set-up   | Barton's gain | Chance of loss |
    |----------|---------------|----------------|
    | £208,000 | −£4,000       | 0              |
    | £212,000 | −£6,000       | 1              |
    """
    for row in rows:
        option = shared([TEAM], [cost("set-up", other=row["Set-up"])])
        split = {"rule": "equal", "materiality": 1_000}
        found = deal(case(SPENDS, [option], split=split))
        barton = found.splits[0].shares[1]
        assert barton.gain == pytest.approx(row["Barton's gain"])
        assert barton.p_loss == row["Chance of loss"]
