"""A standard service says how far a body could go by itself."""

from tests.unit.appraisal.worked import case, deal, redesign_alone

SPENDS = {"ashby": {"staff": 120_000, "systems": 30_000}, "barton": {"staff": 80_000}}
STANDARD = {
    "service": "building-control",
    "name": "a standard service",
    "measure": "applications",
    "cost_per_unit": 100,
    "source": "As worked",
}


def standards(**rest):
    baselines = {"ashby": {"volumes": {"applications": 1_200}}}
    partnership = case(
        SPENDS, [redesign_alone()], baselines=baselines, standard_services=[STANDARD], **rest
    )
    return deal(partnership).standards


def test_a_bodys_cost_is_held_against_the_standard_for_its_own_volume():
    ashby, _ = standards()

    assert (ashby.cost, ashby.at_standard, ashby.gap) == (150_000, 120_000, 30_000)
    assert (
        ashby.sentence == "Ashby spends £30,000 a year more than a standard service would cost it."
    )


def test_a_volume_not_returned_is_said_and_not_guessed():
    _, barton = standards()

    assert barton.gap is None
    assert barton.sentence.startswith("Barton did not return the volume")


def test_a_file_without_a_standard_is_held_against_none():
    partnership = case(SPENDS, [redesign_alone()])

    assert deal(partnership).standards == ()
