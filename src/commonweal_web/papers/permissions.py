"""Who may do what with papers: builds what the policy is asked, and asks."""

from __future__ import annotations

from commonweal_web.accounts.models import User
from commonweal_web.bodies.models import Body
from commonweal_web.bodies.queries.acting import actor_for
from commonweal_web.core.audit import Actor, actor_of
from commonweal_web.core.policy import Action, Standing, check, may
from commonweal_web.core.standing import standing_for
from commonweal_web.papers.models import Paper, PaperFile
from commonweal_web.partnerships.models import Partnership

__all__ = [
    "check_can_ask",
    "check_can_keep_template",
    "check_can_release",
    "check_can_see",
    "may_ask",
    "part_for",
    "parts_for",
]

Part = PaperFile.Part


def check_can_ask(by: User, partnership: Partnership, body: Body | None) -> Actor:
    """Check whether somebody may have a paper made: of a body, only its own editors."""
    if body is None:
        check(standing_for(by), Action.ASK_FOR_PAPER, partnership.to_thing())
        return actor_of(by)
    check(standing_for(by), Action.PREPARE_DOCUMENT, partnership.to_thing(body_id=body.pk))
    return actor_for(by, Action.PREPARE_DOCUMENT, body.pk)


def may_ask(standing: Standing, partnership: Partnership, body: Body | None) -> bool:
    if body is None:
        return may(standing, Action.ASK_FOR_PAPER, partnership.to_thing())
    return may(standing, Action.PREPARE_DOCUMENT, partnership.to_thing(body_id=body.pk))


def check_can_see(standing: Standing, paper: Paper) -> None:
    check(standing, Action.SEE_PAPER, paper.to_thing())


def check_can_release(by: User, paper: Paper) -> Actor:
    check(standing_for(by), Action.RELEASE_PAPER, paper.to_thing())
    assert paper.body_id is not None
    return actor_for(by, Action.RELEASE_PAPER, paper.body_id)


def check_can_keep_template(by: User, body: Body) -> Actor:
    check(standing_for(by), Action.KEEP_TEMPLATE, body.to_thing())
    return actor_for(by, Action.KEEP_TEMPLATE, body.pk)


def parts_for(standing: Standing, paper: Paper) -> frozenset[str]:
    """Return the parts of a paper that somebody who sees it may read.

    The whole of a body's paper holds what only its own people may be told, and its exempt part:
    both are for those whom the policy names. Everybody else reads what the public would.
    """
    if paper.body_id is None and not paper.has_exempt_part:
        return frozenset({Part.WHOLE})
    if may(standing, Action.SEE_WHOLE_PAPER, paper.to_thing()):
        return frozenset(Part)
    return frozenset({Part.PUBLIC})


def part_for(standing: Standing, paper: Paper) -> str:
    """Return the fullest part that somebody may read."""
    return Part.WHOLE if Part.WHOLE in parts_for(standing, paper) else Part.PUBLIC
