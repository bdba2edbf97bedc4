"""The long list and the reality check at their edges."""

import pytest

from commonweal.appraisal.long_list import long_list
from commonweal.appraisal.reality import reality_check
from commonweal.errors import InputError
from commonweal.services import catalogue
from tests.unit.appraisal.worked import appraised, case, lever, redesign_alone, shared

SPENDS = {"ashby": {"management": 120_000}, "barton": {"management": 80_000}}
TEAM = lever("management-deduplication", kept_share_of_other_teams=0.5)


def test_a_go_it_alone_option_that_is_set_aside_is_called_out():
    found = long_list(case(SPENDS, [redesign_alone(set_aside="Dull."), shared([TEAM])]))

    (caution,) = found.cautions
    assert "compared with every way of going it alone" in caution.message
    assert str(caution.place) == "options[0].set_aside"


def test_a_go_it_alone_option_that_fails_stays_as_a_comparison():
    factors = [{"id": "cheap", "name": "Cheaper"}]
    alone = redesign_alone(meets={"cheap": "no"})
    found = long_list(case(SPENDS, [alone, shared([TEAM])], success_factors=factors))

    kept = next(one for one in found.options if one.id == "redesign-alone")
    assert kept.is_always_carried
    assert kept.reason == "Kept as a comparison, though it fails: Cheaper."
    assert found.cautions == ()


def test_doing_nothing_stands_once_and_first_where_the_file_states_it():
    nothing = {"id": "as-now", "name": "As now", "form": "do-nothing"}
    found = long_list(case(SPENDS, [shared([TEAM]), redesign_alone(), nothing]))

    assert [one.id for one in found.options] == ["as-now", "shared", "redesign-alone"]


def test_a_list_with_every_form_misses_none():
    options = [{"id": form.id, "name": form.name, "form": form.id} for form in catalogue().forms]
    found = long_list(case(SPENDS, options))

    assert found.never_considered == ()
    assert "every form of the catalogue was considered" in found.sentence


def test_a_claim_on_whole_spend_counts_only_bodies_that_give_theirs():
    partnership = case(
        SPENDS, [redesign_alone(), shared([TEAM])], bodies={"ashby": {"whole_spend": 1_000_000}}
    )
    found = reality_check(appraised(partnership), "shared", correction=None)

    whole = next(claim for claim in found.claims if claim.check.base == "whole-spend")
    assert whole.bodies == ("ashby",)
    assert whole.base == 1_000_000


def test_without_whole_spend_there_is_no_claim_on_it():
    found = reality_check(
        appraised(case(SPENDS, [redesign_alone(), shared([TEAM])])), "shared", correction=None
    )

    assert [claim.check.base for claim in found.claims] == ["direct-cost"]
    assert found.footing is None
    assert found.sentence == "The sponsor's figure of £200,000 stands uncorrected."


def test_an_option_alone_has_no_sharing_to_check():
    with pytest.raises(InputError, match="no sharing option"):
        reality_check(
            appraised(case(SPENDS, [redesign_alone()])), "redesign-alone", correction=None
        )
