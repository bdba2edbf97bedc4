"""How people come to a body: somebody invites them, or they ask."""

from __future__ import annotations

from django.db import models

from commonweal_web.core.policy import BodyRole

from .body import Body

__all__ = ["Invitation", "JoinRequest"]


class Invitation(models.Model):
    """An invitation by email to take up roles at a body; only the hash of its token is kept."""

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="invitations")
    email = models.EmailField()
    roles = models.JSONField()
    """Values of `BodyRole`, as a list."""
    role_ends = models.DateField(null=True, blank=True)
    reason = models.CharField(max_length=300)
    token_hash = models.CharField(max_length=64, unique=True)
    invited_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    invited_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    accepted_by = models.ForeignKey(
        "accounts.User", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    accepted_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-invited_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["body", "email"],
                condition=models.Q(accepted_at__isnull=True, withdrawn_at__isnull=True),
                name="invited_once_at_a_time",
            ),
            models.CheckConstraint(
                condition=models.Q(accepted_at__isnull=True) | models.Q(withdrawn_at__isnull=True),
                name="invitation_accepted_or_withdrawn",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.email} to {self.body}"

    @property
    def as_roles(self) -> tuple[BodyRole, ...]:
        return tuple(BodyRole(value) for value in self.roles)


class JoinRequest(models.Model):
    """Somebody with an address in a body's confirmed domain asks to join it."""

    class State(models.TextChoices):
        WAITING = "waiting", "Waiting"
        APPROVED = "approved", "Approved"
        REFUSED = "refused", "Refused"

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="join_requests")
    user = models.ForeignKey(
        "accounts.User", on_delete=models.PROTECT, related_name="join_requests"
    )
    message = models.CharField(max_length=300)
    state = models.CharField(max_length=20, choices=State, default=State.WAITING)
    asked_at = models.DateTimeField(auto_now_add=True)
    decided_by = models.ForeignKey(
        "accounts.User", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["asked_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["body", "user"],
                condition=models.Q(state="waiting"),
                name="asked_once_at_a_time",
            ),
            models.CheckConstraint(
                condition=models.Q(state="waiting", decided_at__isnull=True)
                | models.Q(state__in=["approved", "refused"], decided_at__isnull=False),
                name="request_decided_when_it_says",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} asks to join {self.body}"
