"""Other futures

A scenario sets some named assumptions to stated values and leaves all else as it is. Beside a
file's own scenarios every case is shown with the same few: a shorter count of years, another
discount rate, costs at the top of their ranges, savings that come late, and, where a case is
corrected by past cases, savings and endings at the unhappy end of what was seen. All are tried on
the same draws, so that a difference between two rows is never the chance of the draw.
"""

import pytest

from commonweal.deal.sensitivity import Trier, rows_of
from commonweal.deal.verdict_rule import verdict_rule
from tests.unit.appraisal.worked import case, cost, lever, parameters, redesign_alone, shared

SPENDS = {"ashby": {"management": 120_000}, "barton": {"management": 80_000}}
KEPT = {
    "id": "kept-share",
    "name": "Kept share of the other team",
    "value": {"low": 0.5, "likely": 0.6, "high": 0.7, "shape": "triangular"},
    "unit": "share",
}


def rows_by_name(n_years=5, scenarios=()):
    setting_up = {"low": 40_000, "likely": 100_000, "high": 160_000, "shape": "triangular"}
    option = shared(
        [lever("management-deduplication", kept_share_of_other_teams="assumption:kept-share")],
        [cost("set-up", other=setting_up)],
    )
    partnership = case(
        SPENDS,
        [redesign_alone(), option],
        n_years=n_years,
        assumptions=[KEPT],
        scenarios=list(scenarios),
    )
    trier = Trier(
        parameters=parameters(0.0),
        correction=None,
        option="shared",
        rule=verdict_rule(),
        n_draws=100,
        seed=1,
    )
    return {row.name: row for row in rows_of(trier, partnership)}


def test_a_scenario_changes_what_it_names_and_nothing_else(rows):
    """Ashby and Barton spend £120,000 and £80,000 a year on managers; sharing keeps Ashby's team
    and a share of Barton's, and costs £100,000 to set up. Over five years:

    | Scenario | Kept share | Saved | Gain |
    |---|---|---|---|
    | As the file has it | 0.6 | £160,000 | £60,000 |
    | Lean | 0.5 | £200,000 | £100,000 |
    | Generous | 0.8 | £80,000 | −£20,000 |
    | The same again | 0.6 | £160,000 | £60,000 |
    """
    scenarios = [
        {"id": f"s{place}", "name": row["Scenario"], "sets": {"kept-share": row["Kept share"]}}
        for place, row in enumerate(rows[1:])
    ]
    found = rows_by_name(scenarios=scenarios)

    for row in rows:
        outcome = found[row["Scenario"]].outcome
        assert row["Gain"] == row["Saved"] - 100_000
        assert outcome.joint_gain == pytest.approx(row["Gain"])


def test_every_case_is_shown_with_the_same_few_futures(rows):
    """Counted over eight years the same case saves £256,000. Counted over five it saves £160,000;
    a year late, seven eighths of £256,000. At the top of its range, setting up costs £160,000.

    | Future | Saved | Set-up | Gain |
    |---|---|---|---|
    | As the file has it | £256,000 | £100,000 | £156,000 |
    | Counted over 5 years | £160,000 | £100,000 | £60,000 |
    | Every one-off cost of sharing at the top of its range | £256,000 | £160,000 | £96,000 |
    | Savings of sharing come a year later | £224,000 | £100,000 | £124,000 |
    """
    found = rows_by_name(n_years=8)

    for row in rows:
        assert row["Gain"] == row["Saved"] - row["Set-up"]
        assert found[row["Future"]].outcome.joint_gain == pytest.approx(row["Gain"])


def test_a_future_that_cannot_be_tried_says_why(rows):
    """A row is never left out in silence: where it does not apply, the table says so.

    | Future | Why it is not tried |
    |---|---|
    | Counted over 5 years | The case runs 5 years as it is. |
    | Savings that four in five past cases reached | The case is not corrected by past cases. |
    | Ends sooner, at the higher chance on record | The case does not allow for ending early. |
    """
    found = rows_by_name()

    for row in rows:
        assert found[row["Future"]].outcome is None
        assert found[row["Future"]].note == row["Why it is not tried"]
