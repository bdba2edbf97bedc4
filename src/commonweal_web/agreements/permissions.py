"""Who may do what with agreements: builds what the policy is asked, and asks."""

from __future__ import annotations

from commonweal_web.accounts.models import User
from commonweal_web.agreements.models import Agreement
from commonweal_web.bodies.models import Body
from commonweal_web.bodies.queries.acting import actor_for
from commonweal_web.core.audit import Actor, actor_of
from commonweal_web.core.policy import Action, Kind, Standing, Thing, check, may
from commonweal_web.core.standing import standing_for
from commonweal_web.partnerships.models import Partnership

__all__ = ["check_can", "check_can_start", "may_act", "may_start", "thing_of"]


def thing_of(partnership: Partnership) -> Thing:
    """Return an agreement that is not there yet as the policy is asked about it."""
    return Thing(
        kind=Kind.AGREEMENT,
        name=partnership.name,
        partnership_id=partnership.pk,
        partner_body_ids=partnership.partner_body_ids(),
    )


def check_can_start(by: User, partnership: Partnership) -> Actor:
    check(standing_for(by), Action.DRAFT_AGREEMENT, thing_of(partnership))
    return actor_of(by)


def may_start(standing: Standing, partnership: Partnership) -> bool:
    return may(standing, Action.DRAFT_AGREEMENT, thing_of(partnership))


def check_can(by: User, action: Action, agreement: Agreement, body: Body | None = None) -> Actor:
    """Check whether somebody may; for a body, and in whose name."""
    thing = agreement.to_thing(body_id=None if body is None else body.pk)
    check(standing_for(by), action, thing)
    return actor_of(by) if body is None else actor_for(by, action, body.pk)


def may_act(
    standing: Standing, action: Action, agreement: Agreement, body: Body | None = None
) -> bool:
    return may(standing, action, agreement.to_thing(body_id=None if body is None else body.pk))
