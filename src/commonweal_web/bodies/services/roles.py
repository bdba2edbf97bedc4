"""Giving and ending roles, with a reason each time; leaving a body."""

from __future__ import annotations

from datetime import date

from django.utils import timezone

from commonweal_web.accounts.models import User
from commonweal_web.bodies import permissions, policies
from commonweal_web.bodies.models import Body, Membership
from commonweal_web.bodies.queries.acting import actor_for
from commonweal_web.core.audit import Chain, Event, record, recorded
from commonweal_web.core.errors import PolicyError
from commonweal_web.core.policy import Action, BodyRole

__all__ = ["end_role", "give_role", "grant", "leave_body"]


def give_role(
    *,
    by: User,
    body: Body,
    person: User,
    role: BodyRole,
    reason: str,
    starts: date | None = None,
    ends: date | None = None,
) -> Membership:
    """Give a role to somebody who belongs to the body already; others are invited.

    Raises
    ------
    PolicyError
        They hold it, they do not belong to the body, or its days do not fit.
    """
    permissions.check_can_manage_people(by, body)
    starts = starts or timezone.localdate()
    policies.check_days([role], starts=starts, ends=ends)
    policies.check_same_world(body, person)
    if not body.memberships.filter(user=person, ended_at__isnull=True).exists():
        raise PolicyError(
            f"{person.name} does not belong to {body.name}.", hint="Invite them by email."
        )
    with recorded():
        return grant(
            by=by, body=body, person=person, role=role, reason=reason, starts=starts, ends=ends
        )


def grant(
    *,
    by: User,
    body: Body,
    person: User,
    role: BodyRole,
    reason: str,
    starts: date,
    ends: date | None,
    given_by: User | None = None,
) -> Membership:
    """Write a role and its event; for services that have asked whether it may be given."""
    now = timezone.localdate()
    held = body.memberships.select_for_update().filter(
        user=person, role=role.value, ended_at__isnull=True
    )
    current = held.first()
    if current is not None:
        if current.ends is None or current.ends >= now:
            raise PolicyError(
                f"{person.name} is {role.label} of {body.name} already.",
                hint="End that role first to give it for other days.",
            )
        # Its last day has passed; closing it lets the role be given again.
        held.update(ended_at=timezone.now(), ended_reason="Its last day has passed")
    membership = Membership.objects.create(
        body=body,
        user=person,
        role=role.value,
        starts=starts,
        ends=ends,
        reason=reason,
        given_by=given_by or by,
    )
    record(
        Event.ROLE_GIVEN,
        by=actor_for(by, Action.MANAGE_PEOPLE, body.pk),
        chain=Chain.site(),
        about=body.name,
        body=body.pk,
        person=person.name,
        person_id=person.pk,
        role=role.label,
        starts=starts,
        ends=ends.isoformat() if ends else "",
        reason=reason,
    )
    return membership


def end_role(*, by: User, membership: Membership, reason: str) -> None:
    """End a role at once.

    Raises
    ------
    PolicyError
        It has ended, or it is that of the last administrator.
    """
    permissions.check_can_manage_people(by, membership.body)
    with recorded():
        _end(by=by, membership=membership, reason=reason)


def leave_body(*, by: User, body: Body, reason: str) -> None:
    """End every role that one holds at a body."""
    permissions.check_can_leave_body(by, body)
    with recorded():
        held = body.memberships.filter(user=by, ended_at__isnull=True)
        for membership in held.select_related("user", "body"):
            _end(by=by, membership=membership, reason=reason)


def _end(*, by: User, membership: Membership, reason: str) -> None:
    # One administrator at a time: two who end each other's roles at once must not both succeed.
    Body.objects.select_for_update().get(pk=membership.body_id)
    membership.refresh_from_db(fields=["ended_at"])
    policies.check_role_is_open(membership)
    policies.check_not_last_administrator(membership)
    membership.ended_at = timezone.now()
    membership.ended_reason = reason
    membership.save(update_fields=["ended_at", "ended_reason"])
    record(
        Event.ROLE_ENDED,
        by=actor_for(by, Action.MANAGE_PEOPLE, membership.body_id),
        chain=Chain.site(),
        about=membership.body.name,
        body=membership.body_id,
        person=membership.user.name,
        person_id=membership.user_id,
        role=membership.as_role.label,
        reason=reason,
    )
