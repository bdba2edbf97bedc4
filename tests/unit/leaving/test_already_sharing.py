"""What an existing arrangement must say before it can be tested, and what it is told."""

from __future__ import annotations

from typing import Any

import pytest

from commonweal.deal import AlreadySharing, already_sharing, settled_split
from commonweal.errors import InputError
from tests.unit.appraisal.worked import case, deal, lever, redesign_alone, shared

CHARGES = {"ashby": 60_000, "barton": 60_000}


def asked(
    charges: dict[str, float] | None = None, *, option: str = "shared", **rest: Any
) -> AlreadySharing:
    spends = {
        "ashby": {"systems": 100_000},
        "barton": {"systems": 60_000},
        "corley": {"systems": 10_000},
    }
    joint = shared([lever("systems-consolidation", marginal_share=0.5)], bodies=["ashby", "barton"])
    existing = {"option": option, "year": "2025-26", "charges": charges or CHARGES}
    return already_sharing(deal(case(spends, [redesign_alone(), joint], existing=existing, **rest)))


def test_a_file_that_names_another_option_is_refused():
    with pytest.raises(InputError, match="does not say what arrangement is running"):
        asked(option="redesign-alone")


@pytest.mark.parametrize(
    ("charges", "wrong"),
    [
        ({"ashby": 60_000, "corley": 1}, "No charge is given for Barton"),
        (CHARGES | {"corley": 5_000}, "corley, no partner of the arrangement"),
        ({"ashby": 0, "barton": 0}, "Nobody is charged anything"),
    ],
)
def test_charges_that_are_not_the_partners_are_refused(charges, wrong):
    with pytest.raises(InputError, match=wrong):
        asked(charges)


def test_a_group_that_is_wronged_by_the_charges_shows_in_the_split():
    found = asked({"ashby": 20_000, "barton": 100_000})

    assert not found.split.stability.is_stable
    assert "better off alone" in found.partners[1].sentence
    assert found.partners[0].by_driver is None
    assert not found.partners[0].driver_settles


def test_limits_of_the_proposed_split_do_not_touch_charges_already_made():
    limited = asked(split={"rule": "equal", "cap": {"ashby": 100_000}, "phase_in_years": 2})

    assert (limited.split.charges.dampening == 0).all()
    assert limited.to_dict()["split"]["rule"] == "as-charged"


def test_a_reorganisation_of_others_is_no_matter_to_the_arrangement():
    found = asked(reorganisations=[{"on": "2028-04-01", "bodies": ["corley"]}])

    assert found.reorganisations == ()


@pytest.mark.parametrize(
    ("estimated", "actual", "wrong"),
    [
        ({"a": 1, "b": 1}, {"a": 1, "c": 1}, "different partners"),
        ({"a": 0, "b": 0}, {"a": 1, "b": 1}, "not all of them 0"),
        ({"a": 2, "b": -1}, {"a": 1, "b": 1}, "parts of 0 or more"),
    ],
)
def test_splits_that_cannot_be_compared_are_refused(estimated, actual, wrong):
    with pytest.raises(InputError, match=wrong):
        settled_split(estimated, actual)


def test_leaving_is_asked_first_at_the_notice_that_was_agreed():
    spends = {"ashby": {"systems": 100_000}, "barton": {"systems": 60_000}}
    joint = shared([lever("systems-consolidation", marginal_share=0.5)], bodies=["ashby", "barton"])
    existing = {"option": "shared", "year": "2025-26", "charges": CHARGES, "notice_months": 9}
    agreed = already_sharing(deal(case(spends, [redesign_alone(), joint], existing=existing)))
    silent = asked()

    assert [one.notice_months for one in agreed.leaving[0].charges] == [9, 6, 12, 15]
    assert [one.notice_months for one in silent.leaving[0].charges] == [6, 12, 15]
