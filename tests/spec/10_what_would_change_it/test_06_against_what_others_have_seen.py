"""Against what others have seen

A claim is held against what has been seen elsewhere: 1.8 to 3.6 per cent of a body's whole spend
for sharing back offices, and 17 to 23 per cent of the direct cost of a single service. A claim
above both is not thereby wrong, but it is the first thing a reader should be told.
"""

from dataclasses import replace

import pytest

from commonweal.appraisal import Correction, appraise, recorded_correction
from commonweal.appraisal.reality import reality_check
from commonweal.evidence import Multiplier, reference_class, survival
from tests.unit.appraisal.worked import case, cost, lever, parameters, redesign_alone, shared

SPENDS = {"ashby": {"management": 120_000}, "barton": {"management": 80_000}}
WHOLE = {"ashby": {"whole_spend": 1_200_000}, "barton": {"whole_spend": 800_000}}


def checked(kept, correction=None):
    option = shared(
        [lever("management-deduplication", kept_share_of_other_teams=kept)],
        [cost("set-up", other=100_000)],
    )
    partnership = case(
        SPENDS,
        [redesign_alone(), option],
        bodies=WHOLE,
        optimism={"reference_class": "team-led"},
    )
    appraisal = appraise(partnership, parameters(0.0), correction=correction, n_draws=100, seed=1)
    return reality_check(appraisal, "shared", correction=correction)


def test_the_claim_is_the_yearly_saving_as_the_sponsor_wrote_it(rows):
    """Ashby and Barton spend £200,000 a year on the managers in scope and £2,000,000 in all.
    Sharing keeps Ashby's team and a share of Barton's £80,000.

    | Kept share | Saved a year | Per cent of direct | 17 to 23 | Per cent of whole | 1.8 to 3.6 |
    |---|---|---|---|---|---|
    | 0.60 | £32,000 | 16.0 | below | 1.6 | below |
    | 0.50 | £40,000 | 20.0 | within | 2.0 | within |
    | 0.25 | £60,000 | 30.0 | above | 3.0 | within |
    | 0.00 | £80,000 | 40.0 | above | 4.0 | above |
    """
    for row in rows:
        found = {claim.check.base: claim for claim in checked(row["Kept share"]).claims}
        direct, whole = found["direct-cost"], found["whole-spend"]
        assert direct.saving == pytest.approx(row["Saved a year"])
        assert direct.share * 100 == pytest.approx(row["Per cent of direct"])
        assert whole.share * 100 == pytest.approx(row["Per cent of whole"])
        assert (direct.standing, whole.standing) == (row["17 to 23"], row["1.8 to 3.6"])


def test_a_claim_above_what_was_seen_stands_at_the_head(rows):
    """Only a claim above all that has been seen raises the flag.

    | Kept share | Flags |
    |---|---|
    | 0.50 | 0 |
    | 0.25 | 1 |
    | 0.00 | 2 |
    """
    for row in rows:
        found = checked(row["Kept share"])
        assert sum(claim.is_flagged for claim in found.claims) == row["Flags"]
        assert bool(found.banner) == (row["Flags"] > 0)
    assert checked(0.25).banner == (
        "The case claims £60,000 a year for the partners, 30.0% of the direct cost in scope; 17.0% "
        "to 23.0% has been seen: 1.3 times the most."
    )


def test_the_way_from_the_sponsors_figure_to_ours_is_taken_in_steps(rows):
    """Say that such projects cost half as much again and saved four fifths of plan, and that one
    in twelve ends each year. The sponsor saves £160,000 over five years and pays £100,000. We lay
    on one thing after another; together they are all the difference. Of £128,000 in five years
    what lasts is £25,600 times 1 + 0.917 + 0.841 + 0.771 + 0.707.

    | Step | Saved | Set-up | Worth | Change |
    |---|---|---|---|---|
    | As its sponsor wrote it | £160,000 | £100,000 | £60,000 | £0 |
    | One-off cost as it turned out for others | £160,000 | £150,000 | £10,000 | −£50,000 |
    | Savings as they turned out for others | £128,000 | £150,000 | −£22,000 | −£32,000 |
    | As long as such arrangements last | £108,444 | £150,000 | −£41,556 | −£19,556 |
    """
    dear = Multiplier(value=1.5, status="our-reading")
    less = Multiplier(value=0.8, status="our-reading")
    past = replace(
        reference_class("team-led"),
        cost_p50=dear,
        cost_p80=dear,
        benefit_p50=less,
        benefit_p80_safe=less,
    )

    found = checked(0.6, Correction(classes=(past,), survival=survival()))

    assert [step.name for step in found.steps] == [row["Step"] for row in rows]
    for step, row in zip(found.steps, rows, strict=True):
        assert row["Worth"] == row["Saved"] - row["Set-up"]
        assert step.npv == pytest.approx(row["Worth"], abs=0.5)
        assert step.change == pytest.approx(row["Change"], abs=0.5)
    assert found.sentence == (
        "The sponsor has £60,000, we have −£41,556: they part most over what change costs "
        "(−£50,000)."
    )


def test_what_the_correction_rests_on_is_shown_with_it():
    """How many cases, how good they are, and which: so that nobody takes four for forty."""
    footing = checked(0.6, recorded_correction()).footing

    assert footing.reference_class.id == "team-led"
    assert len(footing.cases) == footing.reference_class.n_cases == 4
    assert footing.sentence.startswith(
        "Corrected by 4 past cases led by teams (I self-reported or internal, P press): "
    )
