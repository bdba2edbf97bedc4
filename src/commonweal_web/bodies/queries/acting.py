"""In whose name somebody acts: their own, or that of the person whose deputy they are."""

from __future__ import annotations

from django.utils import timezone

from commonweal_web.accounts.models import User
from commonweal_web.bodies.queries.grants import delegations_in_force, memberships_in_force
from commonweal_web.core.audit import Actor, actor_of
from commonweal_web.core.policy import Action
from commonweal_web.core.policy.rules import RULES

__all__ = ["actor_for"]


def actor_for(by: User, action: Action, body_id: int) -> Actor:
    """Return who the log says took an action for a body.

    A deputy who could not do it in their own name stands there in both: "Ann Lee, deputy of Bo
    Ray". Ask where the action has just been allowed.
    """
    roles = {role.value for way in RULES[action].ways for role in way.body_roles}
    today = timezone.localdate()
    if memberships_in_force(today).filter(user=by, body=body_id, role__in=roles).exists():
        return actor_of(by)
    delegation = (
        delegations_in_force(today)
        .filter(deputy=by, body=body_id, role__in=roles)
        .select_related("giver")
        .first()
    )
    if delegation is None:
        return actor_of(by)
    return Actor(kind="person", id=str(by.pk), name=f"{by.name}, deputy of {delegation.giver.name}")
