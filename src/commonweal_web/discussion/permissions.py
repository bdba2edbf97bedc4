"""Who may read and write which comment: builds what the policy is asked, and asks."""

from __future__ import annotations

from typing import NoReturn

from django.db.models import Q

from commonweal_web.accounts.models import User
from commonweal_web.bodies.models import Body
from commonweal_web.bodies.queries.acting import actor_for
from commonweal_web.core.audit import Actor, actor_of
from commonweal_web.core.policy import (
    Action,
    ForbiddenError,
    Kind,
    Standing,
    Thing,
    check,
    may,
)
from commonweal_web.core.standing import standing_for
from commonweal_web.discussion.models import Comment
from commonweal_web.discussion.subjects import Subject
from commonweal_web.partnerships.models import Partner, Partnership

__all__ = [
    "audiences_for",
    "check_can_reword",
    "check_can_see",
    "check_can_write_in",
    "check_reads_any",
    "may_write_any",
    "may_write_in",
    "refuse_audience",
    "seen_by",
    "speaks_for",
]

Audience = Comment.Audience


def _thing(partnership: Partnership, audience: str, body_id: int | None = None) -> Thing:
    """Return a comment for an audience that nobody has written yet."""
    return Comment(partnership=partnership, audience=audience, body_id=body_id).to_thing()


def _every_thing(partnership: Partnership) -> list[tuple[Q, Thing]]:
    """Return what a comment of a partnership may be, each with the rows that are it."""
    bodies = [partner.body_id for partner in partnership.partners.all()]
    return [
        (Q(audience=Audience.PARTNERS), _thing(partnership, Audience.PARTNERS)),
        (Q(audience=Audience.KEEPERS), _thing(partnership, Audience.KEEPERS)),
        *(
            (Q(audience=Audience.BODY, body=body), _thing(partnership, Audience.BODY, body))
            for body in bodies
        ),
    ]


def seen_by(standing: Standing, partnership: Partnership) -> Q | None:
    """Return which comments of a partnership somebody may read, None for none of any kind.

    The policy is asked of each audience there can be: the database is asked nothing.
    """
    found: Q | None = None
    for rows, thing in _every_thing(partnership):
        if may(standing, Action.SEE_COMMENT, thing):
            found = rows if found is None else found | rows
    return found


def check_reads_any(standing: Standing, partnership: Partnership) -> None:
    """Check whether somebody reads what partners say to one another: others have no such page."""
    check(standing, Action.SEE_COMMENT, _thing(partnership, Audience.PARTNERS))


def may_write_any(standing: Standing, partnership: Partnership) -> bool:
    return any(may(standing, Action.ADD_COMMENT, thing) for _, thing in _every_thing(partnership))


def audiences_for(
    standing: Standing, partnership: Partnership, subject: Subject
) -> list[tuple[str, Body | None]]:
    """Return for whom somebody may write about a subject, the widest first."""
    own = [
        partner.body
        for partner in _joined(partnership)
        if subject.only is None or partner.body_id == subject.only.pk
    ]
    wanted: list[tuple[str, Body | None]] = []
    if subject.is_keepers:
        wanted = [(Audience.KEEPERS.value, None)]
    else:
        if subject.only is None:
            wanted.append((Audience.PARTNERS.value, None))
        wanted += [(Audience.BODY.value, body) for body in own]
    return [
        (audience, body)
        for audience, body in wanted
        if may(
            standing,
            Action.ADD_COMMENT,
            _thing(partnership, audience, None if body is None else body.pk),
        )
    ]


def _joined(partnership: Partnership) -> list[Partner]:
    return [one for one in partnership.partners.all() if one.state == Partner.State.JOINED]


def check_can_see(standing: Standing, comment: Comment) -> None:
    check(standing, Action.SEE_COMMENT, comment.to_thing())


def may_write_in(standing: Standing, comment: Comment) -> bool:
    return may(standing, Action.ADD_COMMENT, comment.to_thing())


def refuse_audience(subject: Subject) -> NoReturn:
    """Say for whom a comment on a subject may be, to somebody who wanted it for others."""
    if subject.only is not None:
        raise ForbiddenError(
            f"What {subject.only.name} has not submitted is its own: comments on it stay there.",
            f"Anybody who writes for {subject.only.name} can comment within it.",
        )
    raise ForbiddenError(
        "What is held in common is a draft: comments on it stay with those who write it.",
        "A coordinator of the partnership can comment.",
    )


def check_can_write_in(by: User, comment: Comment) -> Actor:
    """Check whether somebody may write a comment, reply, resolve or open again."""
    return _acting(by, Action.ADD_COMMENT, comment.to_thing())


def check_can_reword(by: User, comment: Comment, writer: int) -> Actor:
    """Check whether somebody may change or withdraw words: only who wrote them may."""
    return _acting(by, Action.REWORD_COMMENT, comment.to_thing(writer=writer))


def _acting(by: User, action: Action, thing: Thing) -> Actor:
    assert thing.kind is Kind.COMMENT
    standing = standing_for(by)
    check(standing, action, thing)
    for body_id in (thing.body_id, *sorted(thing.partner_body_ids)):
        if body_id is not None and standing.roles_in(body_id):
            return actor_for(by, action, body_id)
    return actor_of(by)


def speaks_for(standing: Standing, partnership: Partnership) -> str:
    """Return the name of the body for which somebody speaks: the first by name of their own."""
    names = [one.body.name for one in _joined(partnership) if standing.roles_in(one.body_id)]
    return min(names, default="")
