"""Inputs, their words and limits; trials that agree with the appraisal; refusals."""

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from commonweal.appraisal import appraise, recorded_correction
from commonweal.appraisal.figures import named_ranges
from commonweal.deal import deal_of, work_out
from commonweal.deal.sensitivity import (
    Trier,
    inputs_of,
    joint_gain_of,
    labels_of,
    nearest,
    partner_gains,
    say_figure,
    say_who_turns_it,
    sensitivity,
    switching_values,
    trier_of,
    with_spend,
    without_each,
)
from commonweal.deal.sensitivity.swings import draws_of
from commonweal.deal.verdict_rule import verdict_rule
from commonweal.errors import InputError
from commonweal.partnership import read_partnership
from tests.unit.appraisal.worked import (
    appraised,
    case,
    cost,
    lever,
    parameters,
    redesign_alone,
    shared,
)

SPENDS = {"ashby": {"management": 120_000}, "barton": {"management": 80_000}}
KEPT = {"low": 0.4, "likely": 0.6, "high": 0.8, "shape": "triangular"}


def worked(**rest):
    option = shared(
        [lever("management-deduplication", kept_share_of_other_teams=KEPT)],
        [cost("set-up", other=100_000)],
    )
    return case(SPENDS, [redesign_alone(), option], **rest)


def trier_with(correction=None, n_draws=100):
    return Trier(
        parameters=parameters(0.0),
        correction=correction,
        option="shared",
        rule=verdict_rule(),
        n_draws=n_draws,
        seed=1,
    )


def by_id(partnership):
    return {one.id: one for one in inputs_of(partnership, "shared")}


def test_a_share_is_tried_from_none_to_all_and_pounds_from_nought_to_five_times():
    found = by_id(worked())

    kept = found["options.shared.levers.1.kept_share_of_other_teams"]
    setting_up = found["options.shared.costs.1.other"]
    assert (kept.low, kept.value, kept.high) == (0.0, pytest.approx(0.6), 1.0)
    assert kept.span == (0.4, 0.8)
    assert (setting_up.low, setting_up.value, setting_up.high) == (0.0, 100_000, 500_000)


def test_what_a_file_does_not_say_is_no_input():
    found = by_id(worked())

    assert "options.shared.costs.1.project_team" not in found
    assert "options.shared.levers.1.salary_uplift" not in found


def test_options_set_aside_and_other_ways_of_sharing_hold_no_input():
    dropped = redesign_alone(saves=0.1, set_aside="Tried before.")
    other = shared([lever("process-redesign", share_of_staff_saved=0.1)])
    other |= {"id": "other", "is_proposed": False}
    partnership = worked()
    partnership = case(SPENDS, [dropped, other, *_options(partnership)])

    assert not any(one.id.startswith("options.other") for one in inputs_of(partnership, "shared"))
    assert not any("redesign-alone" in one.id for one in inputs_of(partnership, "shared"))


def _options(partnership):
    return [row.model_dump(exclude_unset=True) for row in partnership.options if row.id == "shared"]


def test_a_named_assumption_is_one_input_however_many_places_name_it():
    option = shared(
        [lever("management-deduplication", kept_share_of_other_teams="assumption:share")],
        [cost("set-up", other=1_000)],
    )
    assumption = {"id": "share", "name": "What stays", "value": 0.5}
    found = by_id(case(SPENDS, [redesign_alone(), option], assumptions=[assumption]))

    assert "assumptions.share" in found
    assert not any("kept_share" in name for name in found)
    assert found["assumptions.share"].label == "assumption “What stays”"


def test_every_range_of_a_file_has_words_of_its_own():
    growth = {"low": 0.0, "high": 0.04, "shape": "uniform"}
    partnership = worked(
        baselines=None,
    )
    partnership = partnership.model_copy(
        update={
            "baselines": tuple(
                type(row).model_validate(
                    row.model_dump(exclude_unset=True) | {"growth": {"staff": growth}}
                )
                for row in partnership.baselines
            )
        }
    )

    words = labels_of(partnership)

    assert words["baselines.ashby.building-control.growth.staff"][0] == (
        "Ashby's growth, staff (building control)"
    )
    kept = words["options.shared.levers.management-deduplication.kept_share_of_other_teams"]
    assert kept == (
        "kept share of other teams (management deduplication, One shared team)",
        "share",
    )


@pytest.mark.parametrize(
    ("value", "unit", "said"),
    [
        (0.6, "share", "0.60"),
        (0.7251, "share", "0.725"),
        (41_200.4, "pounds", "£41,200"),
        (5_000, "pounds a month", "£5,000 a month"),
        (1.25, "times the file's", "1.25 times the file's"),
        (14, "months", "14 months"),
        (3, "number", "3"),
    ],
)
def test_a_figure_is_said_as_the_file_would_have_it(value, unit, said):
    assert say_figure(value, unit) == said


def test_setting_an_input_leaves_the_case_as_it_was():
    partnership = worked()
    before = partnership.model_dump()

    for one in inputs_of(partnership, "shared"):
        changed, _ = one.apply(partnership, trier_with(), one.high)
        assert changed != partnership

    assert partnership.model_dump() == before


def test_the_quick_gain_is_the_gain_that_the_appraisal_gives():
    partnership = worked(optimism={"reference_class": "team-led"})
    correction = recorded_correction()

    quick = trier_with(correction).gain(partnership)

    full = appraise(partnership, parameters(0.0), correction=correction, n_draws=50, seed=9)
    assert quick == pytest.approx(float(joint_gain_of(full, "shared")[0]))


def test_the_quick_gain_knows_a_changed_baseline_from_the_one_it_has_priced():
    partnership, trier = worked(), trier_with()
    first = trier.gain(partnership)

    second = trier.gain(with_spend(partnership, {"barton": 1.5}))

    assert trier.gain(partnership) == first
    assert second > first


def test_gains_by_partner_are_those_of_the_split():
    deal = deal_of(appraised(worked(), n_draws=200))

    gains = partner_gains(deal.appraisal, deal.game, deal.splits[0])

    for place, share in enumerate(deal.splits[0].shares):
        assert gains[place, 0] == pytest.approx(share.gain)
        assert np.quantile(gains[place, 1:], 0.1) == pytest.approx(share.p10)


def test_the_tornado_is_read_off_the_futures_that_were_priced():
    appraisal = appraised(worked(), n_draws=50)
    again = draws_of(appraisal)

    (kept,) = (found for _, found in named_ranges(appraisal.partnership))
    (name,) = (name for name, _ in named_ranges(appraisal.partnership))
    assert np.array_equal(again.values(name), appraisal.book.values(kept))
    for chance in ("futures.abandonment", "futures.ending", "optimism.cost", "optimism.benefit"):
        assert np.array_equal(again.values(chance), appraisal.book.chances(chance))


def test_a_verdict_too_close_for_a_few_futures_is_tried_on_all_of_them():
    deal = deal_of(appraised(worked(), n_draws=600))

    assert sensitivity(deal).trial_draws == 500
    verdict = replace(deal.verdict, answer="share-if")
    assert sensitivity(replace(deal, verdict=verdict)).trial_draws == 600


def test_a_turn_within_the_files_own_range_is_said_to_be():
    values = switching_values(trier_with(), worked())
    kept = next(one for one in values if "kept_share" in one.input.id)

    assert kept.is_within_range
    assert "and allows from 0.40 to 0.80" in kept.sentence


def test_a_figure_that_turns_nothing_says_between_which_values_it_was_tried():
    values = switching_values(trier_with(), worked(), most_answered=0)
    ashby = next(one for one in values if one.input.id == "baselines.ashby")

    assert ashby.turns_at is None
    assert ashby.sentence == (
        "No value of what Ashby spends today between 0.50 times today's and 2.00 times today's "
        "takes the gain through nought."
    )


def test_no_figure_turns_a_case_that_waits_for_what_is_missing():
    option = shared([lever("management-deduplication", kept_share_of_other_teams=0.5)])

    values = switching_values(trier_with(), case(SPENDS, [option]))

    assert all(one.answer_turns_at is None and not one.was_answered for one in values)


def test_where_sharing_changes_nothing_no_figure_is_said_to_turn_it():
    nothing = shared(
        [lever("process-redesign", share_of_staff_saved=0.0)], [cost("set-up", other=0)]
    )

    values = switching_values(trier_with(), case(SPENDS, [redesign_alone(), nothing]))

    assert [one.input.id for one in values if one.turns_at is not None] == []


def test_nothing_is_nearest_where_nothing_turns():
    assert nearest(()) is None


def test_of_two_partners_neither_can_be_spared():
    found = without_each(trier_with(), worked())

    assert [one.turns_it for one in found] == [True, True]
    assert found[0].sentence == "Without Ashby, there is nobody left to share with."


def test_where_nothing_is_gained_together_it_is_said_who_holds_the_rest_back():
    spends = SPENDS | {"corley": {"management": 100}}
    dear = shared(
        [lever("management-deduplication", kept_share_of_other_teams=0.0)],
        [cost("set-up", other=1, per_partner=135_000)],
    )
    found = without_each(trier_with(), case(spends, [redesign_alone(), dear]))

    assert say_who_turns_it(found) == (
        "Together they gain nothing; the rest would gain without Corley."
    )


def test_undivided_sums_rise_with_the_lines_they_belong_to():
    undivided = [{"label": "Running", "amount": 10_000, "into": {"supplies": 0.4, "other": "rest"}}]
    partnership = case(
        SPENDS, [redesign_alone(), shared()], baselines={"barton": {"undivided": undivided}}
    )

    risen = appraised(with_spend(partnership, {"barton": 1.5}, ("supplies",)))

    records = risen.options[0].scope.records
    assert records.costs["supplies"][1, 0] == pytest.approx(6_000)
    assert records.costs["other"][1, 0] == pytest.approx(6_000)
    assert records.costs["management"][1, 0] == pytest.approx(80_000)


def test_the_whole_can_be_written_as_json():
    stress = {"name": "More", "growth_by_body": {"barton": 0.1}, "lines": ["management"]}
    found = sensitivity(deal_of(appraised(worked(stresses=[stress]), n_draws=200)))

    text = json.dumps(found.to_dict(), allow_nan=False)

    assert json.loads(text)["nearest"]["answer_then"] == "do-not-share"


def test_a_case_without_sharing_has_no_answer_to_turn():
    deal = deal_of(appraised(case(SPENDS, [redesign_alone()])))

    with pytest.raises(InputError, match="no sharing option"):
        sensitivity(deal)


def test_too_few_draws_are_refused():
    deal = deal_of(appraised(worked(), n_draws=10))

    with pytest.raises(InputError, match="too few"):
        sensitivity(deal)


@pytest.mark.parametrize("name", ["shared-contact-centre", "college-management-information"])
def test_a_trial_of_an_example_as_it_stands_gives_the_answer_of_its_verdict(name):
    text = Path(f"examples/{name}.toml").read_text(encoding="utf-8")
    partnership, _ = read_partnership(text, source=name)
    deal = work_out(partnership, n_draws=1_000)
    trier = trier_of(deal, correction=recorded_correction(), n_draws=1_000)

    tried = trier.outcome(trier.marked(partnership))

    assert tried.answer == deal.verdict.answer
