"""Laws of what would change an answer, on cases as drawn."""

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from commonweal.appraisal import appraise
from commonweal.appraisal.uncertainty import draw, tornado
from commonweal.deal.sensitivity import (
    Trier,
    inputs_of,
    joint_gain_of,
    overall_inputs,
    rows_of,
    switching_values,
)
from commonweal.deal.verdict_rule import verdict_rule
from commonweal.errors import CommonwealError
from commonweal.partnership import Partnership, Range
from tests.properties.appraisal.partnerships import partnerships, relabelled
from tests.unit.appraisal.worked import parameters

FEW = settings(max_examples=8, deadline=None)


def trier(n_draws=20):
    return Trier(
        parameters=parameters(),
        correction=None,
        option="shared",
        rule=verdict_rule(),
        n_draws=n_draws,
        seed=1,
    )


def gain(partnership):
    return trier().gain(partnership)


@FEW
@given(partnership=partnerships(most=3))
def test_at_the_switching_value_the_gain_is_within_a_pound_of_nought_or_leaps_across_it(
    partnership,
):
    for value in switching_values(trier(), partnership, most_answered=0):
        if value.at_nought is None:
            continue
        changed, trying = value.input.apply(partnership, trier(), value.at_nought)
        assert value.input.low <= value.at_nought <= value.input.high
        if abs(trying.gain(changed)) > 1.0:
            assert leaps_at(value, partnership)


def leaps_at(value, partnership):
    """Say whether the gain is on either side of nought a hair below and above a value."""
    hair = 1e-6 * max(abs(value.at_nought), 1e-6)
    sides = []
    for near in (value.at_nought - hair, value.at_nought + hair):
        changed, trying = value.input.apply(partnership, trier(), near)
        sides.append(trying.gain(changed) > 0)
    return sides[0] != sides[1]


@FEW
@given(partnership=partnerships(most=3))
def test_setting_a_figure_to_what_the_file_says_changes_no_gain(partnership):
    expected = gain(partnership)

    whole = overall_inputs(partnership, trier())
    for one in (*whole, *inputs_of(partnership, "shared")):
        changed, trying = one.apply(partnership, trier(), one.value)
        assert trying.gain(changed) == pytest.approx(expected, abs=0.01)


@FEW
@given(partnership=partnerships(most=3))
def test_the_quick_gain_agrees_with_the_appraisal(partnership):
    full = appraise(partnership, parameters(), n_draws=2, seed=1)

    assert gain(partnership) == pytest.approx(
        float(joint_gain_of(full, "shared")[0]), rel=1e-9, abs=0.01
    )


@FEW
@given(partnership=partnerships(most=3), share=st.floats(0.0, 1.0))
def test_a_scenario_with_the_files_own_values_changes_nothing(partnership, share):
    document = partnership.model_dump(exclude_unset=True, mode="json")
    document["assumptions"] = [{"id": "share", "name": "A share", "value": share}]
    document["scenarios"] = [{"id": "same", "name": "The same", "sets": {"share": share}}]
    document["options"][-1]["levers"] = [
        {
            "lever": "management-deduplication",
            "mechanism": "One team.",
            "kept_share_of_other_teams": "assumption:share",
        }
    ]
    case = Partnership.model_validate(document)

    try:
        rows = rows_of(trier(), case)
    except CommonwealError:
        assume(False)

    assert rows[0].outcome == rows[1].outcome


@settings(max_examples=30, deadline=None)
@given(widths=st.permutations([100, 200, 400]), seed=st.integers(0, 1000))
def test_in_a_sum_the_tornado_ranks_figures_as_moving_each_by_itself_would(widths, seed):
    # The widths double, so that the chance of 10,000 draws cannot change their order.
    ranges = {
        f"figure-{place}": Range(low=0.0, high=width, shape="uniform")
        for place, width in enumerate(widths)
    }
    draws = draw(ranges, n_draws=10_000, seed=seed)
    outcome = np.sum([draws.values(name) for name in ranges], axis=0)

    ranked = [swing.name for swing in tornado(draws, outcome)]

    one_at_a_time = sorted(ranges, key=lambda name: -ranges[name].high)
    assert ranked == one_at_a_time


@FEW
@given(partnership=partnerships(most=3))
def test_a_relabelled_case_has_the_same_switching_values(partnership):
    renamed = relabelled(
        partnership, {body.id: f"body-{place}" for place, body in enumerate(partnership.bodies)}
    )

    before = switching_values(trier(), partnership, most_answered=0)
    after = switching_values(trier(), renamed, most_answered=0)

    def turns(values):
        return sorted(
            (one.input.unit, round(one.at_nought, 4)) for one in values if one.at_nought is not None
        )

    assert turns(before) == turns(after)
