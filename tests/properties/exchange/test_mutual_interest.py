"""Interest is mutual or it is nothing: whoever is told of a match, named it."""

from __future__ import annotations

import datetime as dt

from hypothesis import given, settings
from hypothesis import strategies as st

from commonweal.exchange import Interest, matches

DAY = dt.date(2026, 5, 4)
BODIES = ("ashby", "barton", "colne", "dunmow")
KINDS = {"ashby": "district", "barton": "district", "colne": "county", "dunmow": "unitary"}
SERVICES = ("libraries", "legal-services", "payroll")


def some(of, least=0, most=None):
    return st.lists(st.sampled_from(of), min_size=least, max_size=most, unique=True).map(tuple)


@st.composite
def interests(draw):
    given_by = draw(some(BODIES, least=2))
    return [
        Interest(
            body=body,
            services=draw(some(SERVICES, least=1)),
            with_bodies=draw(some([other for other in BODIES if other != body], least=1)),
            with_kinds=draw(some(("district", "county"), most=2)),
            given_on=DAY,
            lapses_on=DAY + dt.timedelta(days=draw(st.integers(1, 20))),
        )
        for body in given_by
    ]


@given(interests(), st.integers(0, 19), st.randoms(use_true_random=False))
@settings(max_examples=50, deadline=None)
def test_each_of_two_that_match_named_the_other_and_the_service(held, days, random):
    on = DAY + dt.timedelta(days=days)
    found = matches(held, KINDS, on=on)
    by_body = {one.body: one for one in held}
    random.shuffle(held)

    assert matches(held, KINDS, on=on) == found
    for match in found:
        for body in match.bodies:
            assert by_body[body].names(match.other(body), KINDS[match.other(body)])
            assert set(match.services) <= set(by_body[body].services)
            assert on < by_body[body].lapses_on


@given(interests(), st.sampled_from(BODIES))
@settings(max_examples=50, deadline=None)
def test_what_nobody_answers_changes_nothing_that_anybody_is_told(held, fisher):
    """A body that names everybody learns only of those who named it."""
    others = [one for one in held if one.body != fisher]
    everything = Interest(
        body=fisher,
        services=SERVICES,
        with_bodies=tuple(body for body in BODIES if body != fisher),
        given_on=DAY,
        lapses_on=DAY + dt.timedelta(days=30),
    )

    told = matches([*others, everything], KINDS, on=DAY)
    its_own = {match.other(fisher) for match in told if fisher in match.bodies}

    assert its_own == {one.body for one in others if one.names(fisher, KINDS[fisher])}
    assert [match for match in told if fisher not in match.bodies] == list(
        matches(others, KINDS, on=DAY)
    )
