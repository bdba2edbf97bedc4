"""A whole appraisal: which options stand, the best alone, what is refused, and the stamp."""

import pytest

from commonweal import __version__
from commonweal.appraisal import DO_NOTHING, appraise, input_hash
from commonweal.errors import InputError
from commonweal.jurisdictions import pack
from tests.unit.appraisal.worked import (
    appraised,
    case,
    cost,
    lever,
    parameters,
    redesign_alone,
    shared,
)

SPENDS = {"ashby": {"staff": 400_000}, "barton": {"staff": 200_000}}


def test_doing_nothing_comes_first_and_once():
    named = {"id": "as-now", "name": "As now", "form": "do-nothing"}

    assert [one.id for one in appraised(case(SPENDS, [shared()])).options] == [DO_NOTHING, "shared"]
    assert [one.id for one in appraised(case(SPENDS, [shared(), named])).options] == [
        "as-now",
        "shared",
    ]


def test_an_option_set_aside_is_not_priced():
    aside = redesign_alone(saves=0.5, set_aside="The councils did it in 2022.")

    appraisal = appraised(case(SPENDS, [aside, shared()]))

    assert [one.id for one in appraisal.options] == [DO_NOTHING, "shared"]
    assert appraisal.alone == (DO_NOTHING, DO_NOTHING)
    assert appraisal.unpriced == ("ashby", "barton")


def test_the_proposed_option_is_the_one_marked_or_else_the_best():
    small = shared([lever("process-redesign", share_of_staff_saved=0.1)], id="small")
    large = shared([lever("process-redesign", share_of_staff_saved=0.2)], id="large")
    unmarked = [option | {"is_proposed": False} for option in (small, large)]

    assert appraised(case(SPENDS, [small, unmarked[1]])).proposed.id == "small"
    assert appraised(case(SPENDS, unmarked)).proposed.id == "large"
    assert appraised(case(SPENDS, [redesign_alone()])).proposed is None


def test_a_go_it_alone_option_of_some_bodies_is_no_alternative_for_the_others():
    appraisal = appraised(case(SPENDS, [redesign_alone(saves=0.1, bodies=["barton"]), shared()]))

    assert appraisal.alone == (DO_NOTHING, "redesign-alone")
    assert appraisal.unpriced == ("ashby",)


def test_sharing_is_never_a_bodys_best_alone():
    better = shared([lever("process-redesign", share_of_staff_saved=0.9)])

    appraisal = appraised(case(SPENDS, [redesign_alone(saves=0.01), better]))

    assert appraisal.alone == ("redesign-alone", "redesign-alone")


def test_a_simulation_needs_draws():
    partnership = case(SPENDS, [shared()])

    with pytest.raises(InputError, match="draw"):
        appraised(partnership, n_draws=0)


def test_the_files_own_draws_and_seed_stand_where_none_are_given():
    partnership = case(SPENDS, [shared()], simulation={"draws": 120, "seed": 9})

    stamp = appraise(partnership, parameters()).run
    other = appraise(partnership, parameters(), n_draws=50, seed=3).run

    assert (stamp.draws, stamp.seed) == (120, 9)
    assert (other.draws, other.seed) == (50, 3)
    assert stamp.input_hash == other.input_hash == input_hash(partnership)
    assert (stamp.version, stamp.parameter_set) == (__version__, "as-worked")


def test_another_seed_moves_the_futures_and_not_the_expected_case():
    spread = {"low": 10_000, "likely": 20_000, "high": 60_000}
    partnership = case(SPENDS, [shared(costs=[cost("set-up", other=spread)])])

    one, other = (appraised(partnership, seed=seed).option("shared") for seed in (1, 2))

    assert one.npv.expected == other.npv.expected
    assert one.npv.mean != other.npv.mean


def test_the_parameter_set_decides_the_discounting():
    saving = lever("process-redesign", share_of_staff_saved=0.1)
    partnership = case(SPENDS, [shared([saving])])
    england = pack("england")
    standard = england.parameter_set("england-2026-02")
    lower = england.parameter_set("england-2026-02-low-rate")

    dear = appraise(partnership, standard, n_draws=10).option("shared").npv.expected
    cheap = appraise(partnership, lower, n_draws=10).option("shared").npv.expected

    assert dear == pytest.approx(sum(60_000 / 1.035**year for year in range(5)))
    assert cheap == pytest.approx(sum(60_000 / 1.03**year for year in range(5)))


def test_years_of_colleges_are_written_with_a_stroke():
    partnership = case(
        SPENDS,
        [shared()],
        n_years=2,
        year_kind="august",
        base_year="2026/27",
        first_year="2026/27",
        baselines={body: {"year": "2026/27"} for body in SPENDS},
    )

    assert appraised(partnership).years == ("2026/27", "2027/28")


def test_a_transfer_counts_for_the_bodies_and_not_for_society():
    """Redundancy pay moves money from a council to its former staff and uses nothing up."""
    saving = lever("process-redesign", share_of_staff_saved=0.1)
    let_go = cost("redundancy", cost_per_post=10_000, average_cost_per_post=50_000)

    found = appraised(case(SPENDS, [shared([saving], [let_go])])).option("shared")

    transfers = sum(flow.present_value for flow in found.flows if flow.is_transfer)
    assert found.society_npv == pytest.approx(found.npv.expected + transfers)
    assert transfers == pytest.approx(12_000)
