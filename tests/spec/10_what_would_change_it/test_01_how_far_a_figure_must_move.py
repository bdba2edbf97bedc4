"""How far a figure must move

A case says one thing because its figures are what they are. The switching value of a figure is the
value at which the gain over the best alone is nought, all else as the file has it. If it lies far
from what anybody believes, the figure can be wrong without changing the answer; if it lies close
by, that figure is what to check first.
"""

import pytest

from commonweal.deal.sensitivity import Trier, inputs_of, nearest, switching_values
from commonweal.deal.verdict_rule import verdict_rule
from tests.unit.appraisal.worked import case, cost, lever, parameters, redesign_alone, shared

SPENDS = {"ashby": {"management": 120_000}, "barton": {"management": 80_000}}
OPTION = shared(
    [lever("management-deduplication", kept_share_of_other_teams=0.6)],
    [cost("set-up", other=100_000)],
)
#: The figures of the tables below by where they stand in the file.
INPUTS = {
    "Kept share of the other team": "options.shared.levers.1.kept_share_of_other_teams",
    "Setting up": "options.shared.costs.1.other",
    "All that sharing saves": "savings",
    "All that it costs once": "one-off-costs",
    "What Ashby spends": "baselines.ashby",
    "What Barton spends": "baselines.barton",
}


def trier(n_draws=100):
    return Trier(
        parameters=parameters(0.0),
        correction=None,
        option="shared",
        rule=verdict_rule(),
        n_draws=n_draws,
        seed=1,
    )


def found_in(partnership):
    values = switching_values(trier(), partnership)
    return {name: one for name, key in INPUTS.items() for one in values if one.input.id == key}


def worked():
    return case(SPENDS, [redesign_alone(), OPTION])


def test_the_gain_follows_from_the_figures(rows):
    """Ashby spends £120,000 a year on managers and Barton £80,000. Sharing keeps Ashby's team and
    six tenths of Barton's, so it saves four tenths of £80,000 a year, and costs £100,000 to set
    up. Alone they can save nothing. Over five years, not discounted:

    | Kept share | Saved a year | Saved in five years | Set-up | Gain |
    |---|---|---|---|---|
    | 0.60 | £32,000 | £160,000 | £100,000 | £60,000 |
    | 0.70 | £24,000 | £120,000 | £100,000 | £20,000 |
    | 0.75 | £20,000 | £100,000 | £100,000 | £0 |
    | 0.80 | £16,000 | £80,000 | £100,000 | −£20,000 |
    """
    kept = next(
        one
        for one in inputs_of(worked(), "shared")
        if one.id == INPUTS["Kept share of the other team"]
    )

    for row in rows:
        changed, trying = kept.apply(worked(), trier(), row["Kept share"])
        assert row["Gain"] == row["Saved in five years"] - row["Set-up"]
        assert trying.gain(changed) == pytest.approx(row["Gain"])


def test_each_figure_has_the_value_at_which_nothing_is_gained(rows):
    """Each figure is moved by itself. Saving less than £100,000 over the five years gains nothing,
    so savings can fall to 100/160 of what the file says. A body's spend is tried from half to
    twice today's: no misreading of Ashby's team within that takes the gain away.

    | Figure | The file says | Nought at |
    |---|---|---|
    | Kept share of the other team | 0.6 | 0.75 |
    | Setting up | £100,000 | £160,000 |
    | All that sharing saves | 1 | 0.625 |
    | All that it costs once | 1 | 1.6 |
    | What Barton spends | 1 | 0.625 |
    | What Ashby spends | 1 | none |
    """
    found = found_in(worked())

    assert len(rows) == len(found)
    for row in rows:
        one = found[row["Figure"]]
        assert one.input.value == pytest.approx(row["The file says"])
        if row["Nought at"] == "none":
            assert one.at_nought is None
        else:
            assert one.at_nought == pytest.approx(row["Nought at"])


def test_the_answer_turns_a_little_before_the_gain_is_gone(rows):
    """The verdict asks for a gain of at least one per cent of the cost in scope, because less than
    that no estimate can tell from nothing. The two spend £1,000,000 in five years, so the answer
    turns where the gain falls below £10,000.

    | Kept share | Gain | Answer |
    |---|---|---|
    | 0.60 | £60,000 | share |
    | 0.72 | £12,000 | share |
    | 0.73 | £8,000 | do-not-share |
    """
    partnership = worked()
    kept = found_in(partnership)["Kept share of the other team"]

    for row in rows:
        changed, trying = kept.input.apply(partnership, trier(), row["Kept share"])
        outcome = trying.outcome(changed)
        assert outcome.joint_gain == pytest.approx(row["Gain"])
        assert outcome.answer == row["Answer"]
    assert kept.answer_turns_at == pytest.approx(0.725, abs=0.002)
    assert kept.answer_then == "do-not-share"


def test_the_nearest_turn_is_one_sentence():
    """Of all figures the one that needs to move least, as a share of what the file says, is named
    first: here what the file says of the kept share, 0.60, would have to be above 0.73, a fifth
    more.
    """
    values = switching_values(trier(), worked())
    first = nearest(values)

    assert first is values[0]
    assert first.sentence == (
        "The answer turns to “do not share” if the kept share of other teams (management "
        "deduplication, One shared team) is above 0.726; the file says 0.60."
    )
