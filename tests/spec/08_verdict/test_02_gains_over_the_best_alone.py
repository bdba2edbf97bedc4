"""Gains over the best alone

What a partner gains is what its best option alone would cost it, less what it would pay under the
split. Every rule divides the same cost, so the gains add up to the same sum whatever the rule; only
who has them differs.
"""

import pytest

from commonweal.deal import partner_game, split_by_rule
from tests.unit.appraisal.worked import appraised, case, cost, deal, lever, redesign_alone, shared

SPENDS = {
    "ashby": {"management": 120_000},
    "barton": {"management": 80_000},
    "corley": {"management": 50_000},
}
OPTION = shared(
    [lever("management-deduplication", kept_share_of_other_teams=0.0)],
    [cost("set-up", other=280_000)],
)


def test_three_rules_divide_one_gain(rows):
    """The three of the last section pay £880,000 together and £1,250,000 apart: a gain of £370,000.
    Divided equally, the cost is £293,333 each, and Corley pays more than it would alone. Divided by
    what each spends now, all gain by the same percentage. Under the Shapley value Ashby and Barton
    gain the same: each could save £120,000 with the other, and neither anything with Corley alone.

    | Split    | Partner | Alone    | Pays     | Gains    |
    |----------|---------|----------|----------|----------|
    | equal    | ashby   | £600,000 | £293,333 | £306,667 |
    | equal    | barton  | £400,000 | £293,333 | £106,667 |
    | equal    | corley  | £250,000 | £293,333 | −£43,333 |
    | baseline | ashby   | £600,000 | £422,400 | £177,600 |
    | baseline | barton  | £400,000 | £281,600 | £118,400 |
    | baseline | corley  | £250,000 | £176,000 | £74,000  |
    | shapley  | ashby   | £600,000 | £456,667 | £143,333 |
    | shapley  | barton  | £400,000 | £256,667 | £143,333 |
    | shapley  | corley  | £250,000 | £166,667 | £83,333  |
    """
    appraisal = appraised(case(SPENDS, [OPTION]))
    game = partner_game(appraisal, appraisal.option("shared"))
    found = {
        (rule, share.body): share
        for rule in ("equal", "baseline", "shapley")
        for share in split_by_rule(appraisal, game, rule).shares
    }

    for row in rows:
        share = found.pop((row["Split"], row["Partner"]))
        assert share.alone == pytest.approx(row["Alone"])
        assert (round(share.cost), round(share.gain)) == (row["Pays"], row["Gains"])
        together = sum(other["Gains"] for other in rows if other["Split"] == row["Split"])
        assert together == pytest.approx(370_000, abs=1)
    assert not found


def test_the_gain_is_over_the_best_alone_and_not_over_today(rows):
    """Each body could save a tenth of its staff cost by itself. The shared team saves the same
    tenth and nothing else, and costs £30,000 to set up. Against today everybody seems to gain;
    against what each could do alone, sharing only adds a cost.

    | Partner | Today      | Best alone | Pays if shared | Against today | Gain over best alone |
    |---------|------------|------------|----------------|---------------|----------------------|
    | ashby   | £2,000,000 | £1,800,000 | £1,820,000     | £180,000      | −£20,000             |
    | barton  | £1,000,000 | £900,000   | £910,000       | £90,000       | −£10,000             |
    """
    spends = {"ashby": {"staff": 400_000}, "barton": {"staff": 200_000}}
    team = shared(
        [lever("process-redesign", share_of_staff_saved=0.1)], [cost("set-up", other=30_000)]
    )

    found = deal(case(spends, [redesign_alone(saves=0.1), team]))

    for row, share in zip(rows, found.splits[0].shares, strict=True):
        assert share.alone == pytest.approx(row["Best alone"])
        assert share.cost == pytest.approx(row["Pays if shared"])
        assert row["Today"] - row["Pays if shared"] == row["Against today"]
        assert share.gain == pytest.approx(row["Gain over best alone"])
    assert found.appraisal.option("shared").npv.expected == pytest.approx(270_000)
    assert found.verdict.answer == "do-not-share"


def test_a_body_outside_the_option_neither_gains_nor_pays():
    """A body that is in the file and not in the option takes no part: its gain is nil, and no rule
    gives it a share.
    """
    option = shared(OPTION["levers"], [cost("set-up", other=100_000)], bodies=["ashby", "barton"])

    found = deal(case(SPENDS, [option]))

    assert [share.body for share in found.splits[0].shares] == ["ashby", "barton"]
    corley = found.partners[2]
    assert (corley.takes_part, corley.gain, corley.p_loss) == (False, 0.0, 0.0)
    assert corley.sentence == "Corley takes no part."
