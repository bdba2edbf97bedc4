"""The premium for something better

Partners may want a better service and not a cheaper one: enough surveyors on any day, a service
that survives one resignation. Then sharing may cost more than the best alone, and the question is
how much more, for what, and whether the partners have said that they would pay it. Quality is never
turned into pounds here: the verdict states the premium and names what it buys.
"""

from tests.unit.appraisal.worked import case, cost, deal, redesign_alone, shared

SPENDS = {"ashby": {"management": 120_000}, "barton": {"management": 80_000}}


def verdict_for(aim, *, accepted, costs, buys):
    option = shared(
        costs=[cost("coordination", per_further_partner=costs)],
        buys=[buys] if buys else [],
    )
    partnership = case(SPENDS, [redesign_alone(), option], aim=aim, premium_accepted=accepted)
    return deal(partnership).verdict


def test_what_the_partners_would_pay_decides(rows):
    """Sharing saves nothing here and costs £20,000 a year. If all that counts is cost, that settles
    it. If the aim is a better service, it is ruled out only where it costs more than the partners
    have said they would pay, or where nothing is named that becomes better.

    | Aim     | Would pay a year | Costs more a year | Buys       | Ruled out |
    |---------|------------------|-------------------|------------|-----------|
    | cheaper | £30,000          | £20,000           | resilience | yes       |
    | better  | £30,000          | £20,000           | resilience | no        |
    | better  | £15,000          | £20,000           | resilience | yes       |
    | better  | £0               | £20,000           | resilience | yes       |
    | better  | £30,000          | £20,000           |            | yes       |
    | both    | £30,000          | £20,000           | resilience | no        |
    """
    for row in rows:
        verdict = verdict_for(
            row["Aim"],
            accepted=row["Would pay a year"],
            costs=row["Costs more a year"],
            buys=row["Buys"],
        )
        assert (verdict.answer == "do-not-share") == (row["Ruled out"] == "yes"), row


def test_the_premium_and_what_it_buys_are_stated(rows):
    """Over five years, without discounting, £20,000 a year is a premium of £100,000. The verdict
    says so and names what is bought, whichever way it falls.

    | Would pay a year | The verdict says                                            |
    |------------------|-------------------------------------------------------------|
    | £30,000          | the 2 partners pay a premium of £100,000                    |
    | £15,000          | It would buy resilience, for £20,000 a year between them    |
    | £15,000          | they have said they would pay £15,000                       |
    | £0               | they have named no sum that they would pay for it           |
    """
    for row in rows:
        verdict = verdict_for(
            "better", accepted=row["Would pay a year"], costs=20_000, buys="resilience"
        )
        said = " ".join((verdict.sentence, *(reason.text for reason in verdict.reasons)))
        assert row["The verdict says"] in said
        assert "resilience" in said


def test_naming_nothing_that_becomes_better_is_a_reason_against():
    """An option put forward for the sake of a better service must say what becomes better. If it
    cannot, that is the first reason against it.
    """
    verdict = verdict_for("better", accepted=30_000, costs=20_000, buys="")

    assert verdict.reasons[0].about == "aim"
    assert "names nothing that it makes better" in verdict.reasons[0].text
