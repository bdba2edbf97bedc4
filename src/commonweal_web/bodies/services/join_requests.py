"""Asking to join a body whose email domain one has, and the answer."""

from __future__ import annotations

from collections.abc import Collection

from django.utils import timezone

from commonweal_web.accounts.letters import Letter, post
from commonweal_web.accounts.models import User
from commonweal_web.bodies import permissions, policies
from commonweal_web.bodies.models import Body, JoinRequest
from commonweal_web.bodies.queries.acting import actor_for
from commonweal_web.bodies.queries.grants import memberships_in_force
from commonweal_web.bodies.services.roles import grant
from commonweal_web.core.audit import Chain, Event, record, recorded
from commonweal_web.core.policy import Action, BodyRole

__all__ = ["approve_request", "ask_to_join", "refuse_request"]


def ask_to_join(*, by: User, body: Body, message: str) -> JoinRequest:
    """Ask to join; the body's administrators get a letter.

    Raises
    ------
    PolicyError
        One's address is in no confirmed domain of the body, or one is in or has asked already.
    """
    policies.check_may_ask_to_join(body, by)
    with recorded():
        request = JoinRequest.objects.create(body=body, user=by, message=message)
        record(
            Event.JOIN_ASKED,
            by=by,
            chain=Chain.site(),
            about=body.name,
            body=body.pk,
            email=by.email,
            message=message,
        )
        for email in _administrators(body):
            post(
                Letter(
                    to=email,
                    subject=f"{by.name} asks to join {body.name} on Commonweal",
                    paragraphs=(
                        f"{by.name} ({by.email}) asks to join {body.name}: {message}",
                        "Open this page to let them in or refuse them:",
                    ),
                    link=f"/bodies/{body.reference}/requests/",
                )
            )
    return request


def approve_request(*, by: User, request: JoinRequest, roles: Collection[BodyRole]) -> None:
    """Let somebody in, with roles that have no last day."""
    permissions.check_can_manage_people(by, request.body)
    policies.check_days(roles, starts=timezone.localdate(), ends=None)
    said = " and ".join(role.label for role in BodyRole if role in roles)
    with recorded():
        locked = _decide(by=by, request=request, state=JoinRequest.State.APPROVED, reason=said)
        actor = actor_for(by, Action.MANAGE_PEOPLE, locked.body_id)
        record(
            Event.JOIN_APPROVED,
            by=actor,
            chain=Chain.site(),
            about=locked.body.name,
            body=locked.body_id,
            person=locked.user.name,
            role=said,
        )
        for role in BodyRole:
            if role in roles:
                grant(
                    by=by,
                    body=locked.body,
                    person=locked.user,
                    role=role,
                    reason=f"Asked to join: {locked.message}"[:300],
                    starts=timezone.localdate(),
                    ends=None,
                )
        post(
            Letter(
                to=locked.user.email,
                subject=f"You have joined {locked.body.name} on Commonweal",
                paragraphs=(f"{by.name} let you in as {said}.", "Start here:"),
                link=f"/bodies/{locked.body.reference}/",
            )
        )


def refuse_request(*, by: User, request: JoinRequest, reason: str) -> None:
    """Refuse somebody, with a reason that they are told."""
    permissions.check_can_manage_people(by, request.body)
    with recorded():
        locked = _decide(by=by, request=request, state=JoinRequest.State.REFUSED, reason=reason)
        record(
            Event.JOIN_REFUSED,
            by=actor_for(by, Action.MANAGE_PEOPLE, locked.body_id),
            chain=Chain.site(),
            about=locked.body.name,
            body=locked.body_id,
            person=locked.user.name,
            reason=reason,
        )
        post(
            Letter(
                to=locked.user.email,
                subject=f"{locked.body.name} has not let you join on Commonweal",
                paragraphs=(f"{by.name} gave this reason: {reason}",),
            )
        )


def _decide(*, by: User, request: JoinRequest, state: str, reason: str) -> JoinRequest:
    locked = (
        JoinRequest.objects.select_for_update(of=("self",))
        .select_related("body", "user")
        .get(pk=request.pk)
    )
    policies.check_request_is_waiting(locked)
    locked.state = state
    locked.decided_by = by
    locked.decided_at = timezone.now()
    locked.reason = reason
    locked.save(update_fields=["state", "decided_by", "decided_at", "reason"])
    return locked


def _administrators(body: Body) -> list[str]:
    return list(
        memberships_in_force(timezone.localdate())
        .filter(body=body, role=BodyRole.ADMINISTRATOR.value, user__is_active=True)
        .values_list("user__email", flat=True)
        .distinct()
    )
