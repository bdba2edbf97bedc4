"""What bodies wait for: answers to invitations and to people who ask to join."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.urls import reverse
from django.utils import timezone

from commonweal_web.accounts.models import User
from commonweal_web.bodies.presenters import say_roles
from commonweal_web.bodies.queries import bodies as queries
from commonweal_web.core.policy import Standing
from commonweal_web.core.waiting import Waits

__all__ = ["waits"]


def waits(user: User | None, standing: Standing, _today: date) -> Iterator[Waits]:
    """Yield a person's own invitations, and whom they may let in: two questions."""
    for invitation in queries.invitations_to(user) if user is not None else ():
        yield Waits(
            name=f"Answer the invitation to {invitation.body.name}",
            hint=f"{invitation.invited_by.name} invites you as {say_roles(invitation.as_roles)}",
            address=reverse("accept-own-invitation", args=[invitation.pk]),
            status="Invitation",
            tag="teal",
            since=invitation.invited_at,
            due=timezone.localdate(invitation.expires_at),
            asked="you",
        )
    for request in queries.waiting_requests_for(standing):
        yield Waits(
            name=f"{request.user.name} asks to join {request.body.name}",
            hint=request.message,
            address=reverse("answer-request", args=[request.body.reference, request.pk]),
            status="To decide",
            since=request.asked_at,
            asked="an administrator",
            body_id=request.body_id,
        )
