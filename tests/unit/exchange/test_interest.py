"""Interest in sharing: what one may name, how long it stands, and what matches."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from commonweal.errors import InputError
from commonweal.exchange import Interest, Match, matches
from commonweal.exchange.interest import (
    BETWEEN_CHANGES,
    LASTS,
    check_may_change,
    new_matches,
    renewed,
    standing_on,
)

DAY = dt.date(2026, 5, 4)
KINDS = {"ashby": "district", "barton": "district", "colne": "county"}


def interest(body, *services, bodies=(), kinds=(), days=182):
    return Interest(
        body=body,
        services=services or ("payroll",),
        with_bodies=bodies,
        with_kinds=kinds,
        given_on=DAY,
        lapses_on=DAY + dt.timedelta(days=days),
    )


def test_two_bodies_match_in_the_services_that_both_named():
    found = matches(
        [
            interest("barton", "libraries", "payroll", bodies=("ashby",)),
            interest("ashby", "payroll", "legal-services", kinds=("district",)),
        ],
        KINDS,
        on=DAY,
    )

    assert found == (Match(bodies=("ashby", "barton"), services=("payroll",)),)
    assert found[0].other("ashby") == "barton"


@pytest.mark.parametrize(
    "answer",
    [
        interest("barton", bodies=("colne",)),
        interest("barton", kinds=("county",)),
        interest("barton", "libraries", bodies=("ashby",)),
        interest("barton", bodies=("ashby",), days=9),
    ],
    ids=["names-another", "names-another-kind", "names-another-service", "has-lapsed"],
)
def test_nothing_matches_that_is_not_mutual(answer):
    ours = interest("ashby", bodies=("barton",))

    assert matches([ours, answer], KINDS, on=DAY + dt.timedelta(days=9)) == ()


def test_what_was_told_already_is_not_told_again():
    known = Match(bodies=("ashby", "barton"), services=("payroll",))
    found = replace(known, services=("libraries", "payroll"))

    assert new_matches([found], [known]) == (replace(known, services=("libraries",)),)
    assert new_matches([known], [found]) == ()


def test_an_interest_asks_before_it_lapses_and_stands_again_once_renewed():
    ours = interest("ashby", bodies=("barton",))
    last = ours.lapses_on - dt.timedelta(days=1)

    assert standing_on(ours, on=DAY) == "stands"
    assert standing_on(ours, on=last) == "lapses-soon"
    assert standing_on(ours, on=ours.lapses_on) == "lapsed"
    assert standing_on(renewed(ours, on=last), on=ours.lapses_on) == "stands"
    assert renewed(ours, on=last).lapses_on == last + LASTS


def test_what_a_body_named_stands_for_a_while_before_it_may_name_something_else():
    check_may_change(None, on=DAY)
    check_may_change(DAY, on=DAY + BETWEEN_CHANGES)

    with pytest.raises(InputError) as refused:
        check_may_change(DAY, on=DAY + BETWEEN_CHANGES - dt.timedelta(days=1))

    assert "1 June 2026" in refused.value.hint


@pytest.mark.parametrize(
    ("changed", "place"),
    [
        ({"services": ()}, "services"),
        ({"services": ("payroll", "payroll")}, "services"),
        ({"services": tuple("abcdef")}, "services"),
        ({"with_bodies": ()}, "with_bodies"),
        ({"with_bodies": ("ashby",)}, "with_bodies"),
        ({"with_bodies": tuple(f"body-{n}" for n in range(13))}, "with_bodies"),
        ({"with_kinds": ("district", "county", "unitary")}, "with_kinds"),
        ({"lapses_on": DAY}, "lapses_on"),
    ],
)
def test_an_interest_names_something_and_not_everything(changed, place):
    with pytest.raises(InputError) as refused:
        replace(interest("ashby", bodies=("barton",)), **changed)

    assert refused.value.place.key == place


def test_a_body_gives_one_interest_at_a_time():
    ours = interest("ashby", bodies=("barton",))

    with pytest.raises(InputError, match="more than one"):
        matches([ours, ours], KINDS, on=DAY)


def test_an_interest_survives_being_written_and_read():
    ours = interest("ashby", "libraries", bodies=("barton",), kinds=("county",))

    assert Interest.from_dict(ours.to_dict()) == ours
