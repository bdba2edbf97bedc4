"""Laws of the policy, over any bodies, roles, partnerships and things."""

from __future__ import annotations

import datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from commonweal_web.core.policy import (
    Action,
    BodyGrant,
    BodyRole,
    Kind,
    PartnershipGrant,
    PartnershipRole,
    Scope,
    Standing,
    Thing,
    decide,
    standing_of,
)
from commonweal_web.core.policy.rules import RULES

MANY = settings(max_examples=200, deadline=None)
TODAY = datetime.date(2026, 11, 22)
ids = st.integers(1, 4)
users = st.integers(1, 3)
days = st.dates(TODAY - datetime.timedelta(days=3), TODAY + datetime.timedelta(days=3))


@st.composite
def body_grants(draw: st.DrawFn, *, bodies: st.SearchStrategy[int] = ids) -> BodyGrant:
    return BodyGrant(
        body_id=draw(bodies),
        role=draw(st.sampled_from(BodyRole)),
        starts=draw(days),
        ends=draw(st.none() | days),
    )


@st.composite
def partnership_grants(draw: st.DrawFn) -> PartnershipGrant:
    return PartnershipGrant(
        partnership_id=draw(ids),
        role=draw(st.sampled_from(PartnershipRole)),
        ends=draw(st.none() | days),
    )


@st.composite
def standings(draw: st.DrawFn) -> Standing:
    return standing_of(
        draw(users),
        today=TODAY,
        is_site_administrator=draw(st.booleans()),
        is_demonstration=draw(st.booleans()),
        body_grants=draw(st.lists(body_grants(), max_size=4)),
        partnership_grants=draw(st.lists(partnership_grants(), max_size=3)),
    )


@st.composite
def questions(draw: st.DrawFn, *, is_public: bool | None = None) -> tuple[Action, Thing]:
    action = draw(st.sampled_from(Action))
    thing = Thing(
        kind=RULES[action].kind,
        name="It",
        body_id=draw(ids),
        partnership_id=draw(ids),
        partner_body_ids=draw(st.frozensets(ids, max_size=3)),
        has_coordinator=draw(st.booleans()),
        prepared_by=draw(st.none() | users),
        is_submitted=draw(st.booleans()),
        is_public=draw(st.booleans()) if is_public is None else is_public,
    )
    return action, thing


def is_outside(standing: Standing, thing: Thing) -> bool:
    """Return whether somebody has no part in a thing at all."""
    return not (
        standing.roles_in(thing.body_id)
        or standing.roles_at(thing.partnership_id)
        or any(standing.roles_in(body_id) for body_id in thing.partner_body_ids)
    )


@MANY
@given(standings(), questions(is_public=False))
def test_whoever_is_outside_gets_nothing_but_hidden(standing, question):
    action, thing = question
    if thing.kind is Kind.SITE or not is_outside(standing, thing):
        return

    assert decide(standing, action, thing).is_hidden


@MANY
@given(standings(), questions())
def test_nobody_certifies_what_they_prepared(standing, question):
    _, thing = question
    certified = Thing(
        kind=Kind.DOCUMENT,
        body_id=thing.body_id,
        prepared_by=standing.user_id,
        is_submitted=True,
    )

    assert not decide(standing, Action.CERTIFY_DOCUMENT, certified).is_allowed


@MANY
@given(questions(is_public=False), body_grants())
def test_a_role_out_of_its_days_gives_nothing(question, grant):
    action, thing = question
    is_in_force = grant.starts <= TODAY and (grant.ends is None or grant.ends >= TODAY)
    holder = standing_of(1, today=TODAY, body_grants=[grant])
    nobody = standing_of(1, today=TODAY)

    if not is_in_force:
        assert decide(holder, action, thing) == decide(nobody, action, thing)


@MANY
@given(standings(), questions())
def test_keeping_the_site_shows_no_body_and_no_partnership(standing, question):
    action, thing = question
    if thing.kind is Kind.SITE:
        return
    keeper = _with(standing, is_site_administrator=True)
    other = _with(standing, is_site_administrator=False)

    assert decide(keeper, action, thing) == decide(other, action, thing)


@MANY
@given(standings(), questions(), body_grants(), partnership_grants())
def test_another_role_never_takes_anything_away(standing, question, body, partnership):
    action, thing = question
    more = _with(
        standing,
        body_roles={
            **standing.body_roles,
            body.body_id: standing.roles_in(body.body_id) | {body.role},
        },
        partnership_roles={
            **standing.partnership_roles,
            partnership.partnership_id: standing.roles_at(partnership.partnership_id)
            | {partnership.role},
        },
    )
    before, after = decide(standing, action, thing), decide(more, action, thing)

    assert after.is_allowed or not before.is_allowed
    assert before.is_hidden or not after.is_hidden


@MANY
@given(ids, st.frozensets(st.sampled_from(Scope)), questions())
def test_a_key_may_no_more_than_an_editor_of_its_body(body_id, scopes, question):
    action, thing = question
    key = Standing.of_key(body_id, scopes)
    editor = Standing(user_id=9, body_roles={body_id: frozenset({BodyRole.EDITOR})})

    if decide(key, action, thing).is_allowed:
        assert decide(editor, action, thing).is_allowed
        assert RULES[action].scope in {*scopes, Scope.READ}


@MANY
@given(standings(), questions())
def test_a_refusal_says_why_and_who_can(standing, question):
    action, thing = question
    decision = decide(standing, action, thing)

    if decision.is_allowed or decision.is_hidden:
        assert not decision.reason
    else:
        assert decision.reason.endswith(".")
        assert decision.who_can.endswith("can.")


def _with(standing: Standing, **changes: object) -> Standing:
    kept = {
        "user_id": standing.user_id,
        "is_site_administrator": standing.is_site_administrator,
        "is_demonstration": standing.is_demonstration,
        "body_roles": standing.body_roles,
        "partnership_roles": standing.partnership_roles,
    }
    return Standing(**{**kept, **changes})  # type: ignore[arg-type]
