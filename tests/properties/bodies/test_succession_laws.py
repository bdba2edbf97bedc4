"""Laws that hold for whatever bodies there are."""

from __future__ import annotations

import datetime
import json
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from commonweal.bodies import (
    Body,
    Succession,
    body_kinds,
    check_bodies,
    current_at,
    successors_of,
)
from commonweal.errors import InputError

START = datetime.date(2000, 4, 1)
SLUGS = st.from_regex(r"[a-z0-9]{1,8}(-[a-z0-9]{1,8}){0,2}", fullmatch=True)
DATES = st.dates(datetime.date(1800, 1, 1), datetime.date(2200, 12, 31))
NAMES = st.text(st.characters(codec="utf-8"), min_size=1, max_size=30).filter(str.strip)


@st.composite
def ties(draw, not_to):
    kind = draw(st.sampled_from(("merge", "split", "rename", "transfer")))
    share = draw(st.none() | st.floats(0.001, 1)) if kind in ("split", "transfer") else None
    name = draw(SLUGS.filter(lambda slug: slug != not_to))
    return Succession(body=name, on=draw(DATES), kind=kind, share=share)


@st.composite
def bodies(draw):
    name = draw(SLUGS)
    first, last = sorted(draw(st.tuples(DATES, DATES)))
    codes = {
        "gss": st.from_regex(r"[EWSN][0-9]{8}", fullmatch=True),
        "ukprn": st.from_regex(r"1[0-9]{7}", fullmatch=True),
        "ods": st.from_regex(r"[A-Z0-9]{3,6}", fullmatch=True),
        "company": st.from_regex(r"[0-9]{8}", fullmatch=True),
    }
    return Body(
        id=name,
        name=draw(NAMES),
        kind=draw(st.sampled_from([kind.id for kind in body_kinds()])),
        nation=draw(st.sampled_from(("england", "wales", "scotland", "northern-ireland"))),
        codes=draw(st.fixed_dictionaries({}, optional=codes)),
        former_names=tuple(draw(st.lists(NAMES, max_size=3))),
        valid_from=draw(st.sampled_from((None, first))),
        valid_to=draw(st.sampled_from((None, last))),
        predecessors=tuple(draw(st.lists(ties(name), max_size=2))),
        successors=tuple(draw(st.lists(ties(name), max_size=2))),
    )


@st.composite
def histories(draw):
    """Up to four generations of bodies; each but the last ends and passes to the next."""
    n_generations = draw(st.integers(1, 4))
    names = [
        [f"g{generation}-{number}" for number in range(draw(st.integers(1, 4)))]
        for generation in range(n_generations)
    ]
    made = []
    for generation, group in enumerate(names):
        begins = START.replace(year=2000 + 5 * generation)
        next_day = START.replace(year=2005 + 5 * generation)
        heirs_to_be = names[generation + 1] if generation + 1 < n_generations else []
        for name in group:
            chosen = (
                draw(st.lists(st.sampled_from(heirs_to_be), min_size=1, unique=True))
                if heirs_to_be
                else []
            )
            weights = [draw(st.integers(1, 9)) for _ in chosen]
            successors = tuple(
                Succession(body=heir, on=next_day, kind="split", share=weight / sum(weights))
                if len(chosen) > 1
                else Succession(body=heir, on=next_day, kind="merge")
                for heir, weight in zip(chosen, weights, strict=True)
            )
            made.append(
                Body(
                    id=name,
                    name=name,
                    kind="district",
                    nation="england",
                    valid_from=begins,
                    valid_to=next_day - datetime.timedelta(days=1) if heirs_to_be else None,
                    successors=successors,
                )
            )
    return tuple(made)


@settings(max_examples=50, deadline=None)
@given(bodies())
def test_a_body_written_and_read_again_is_the_same(body):
    written = json.loads(json.dumps(body.to_dict()))

    assert Body.from_dict(written) == body


@settings(max_examples=50, deadline=None)
@given(bodies(), DATES)
def test_no_body_exists_before_it_begins_or_after_it_ends(body, day):
    if body.exists_on(day):
        assert body.valid_from is None or body.valid_from <= day
        assert body.valid_to is None or day <= body.valid_to
        assert current_at([body], day) == (body,)
    else:
        assert current_at([body], day) == ()


@settings(max_examples=50, deadline=None)
@given(histories(), st.integers(2000, 2030))
def test_the_shares_of_the_heirs_make_the_whole_and_every_heir_exists(history, year):
    day = datetime.date(year, 7, 1)
    by_id = check_bodies(history)

    for body in history:
        heirs = successors_of(history, body.id, day)
        if body.valid_from is not None and day < body.valid_from:
            assert heirs == ()
            continue
        assert sum(heir.share for heir in heirs) == pytest.approx(1)
        assert all(by_id[heir.body].exists_on(day) for heir in heirs)
        assert all(heir.path[0] == body.id and heir.path[-1] == heir.body for heir in heirs)


@settings(max_examples=50, deadline=None)
@given(histories())
def test_the_order_in_which_bodies_are_given_changes_nothing(history):
    day = datetime.date(2030, 1, 1)

    for body in history:
        assert set(successors_of(history, body.id, day)) == set(
            successors_of(history[::-1], body.id, day)
        )


@settings(max_examples=50, deadline=None)
@given(st.data())
def test_a_chain_that_comes_back_to_where_it_began_is_refused(data):
    """However long the chain and wherever it closes."""
    n_bodies = data.draw(st.integers(2, 8))
    closes_at = data.draw(st.integers(0, n_bodies - 2))
    names = [f"body-{number}" for number in range(n_bodies)]
    followers = [*names[1:], names[closes_at]]
    chain = [
        Body(
            id=name,
            name=name,
            kind="district",
            nation="england",
            successors=(Succession(body=follower, on=START, kind="transfer"),),
        )
        for name, follower in zip(names, followers, strict=True)
    ]
    shuffled = data.draw(st.permutations(chain))

    with pytest.raises(InputError, match="comes back to where it began"):
        check_bodies(shuffled)

    opened = [replace(body, successors=()) if body is chain[-1] else body for body in chain]
    assert len(check_bodies(opened)) == n_bodies
