"""A body's keys. The key itself is never kept, only its hash."""

from __future__ import annotations

from datetime import datetime

from django.db import models

from commonweal_web.core.policy import Scope

__all__ = ["ApiKey"]


class ApiKey(models.Model):
    """A key by which a program asks in the name of a body, until a day, for what it was given."""

    body = models.ForeignKey("bodies.Body", on_delete=models.PROTECT, related_name="api_keys")
    name = models.CharField(max_length=100)
    """What it is for, in the words of whoever made it."""
    prefix = models.CharField(max_length=12, unique=True)
    """Its beginning, which may be shown: by it a key that leaked is known."""
    key_hash = models.CharField(max_length=64)
    scopes = models.JSONField()
    """Values of `Scope`, as a list."""
    made_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    last_used_at = models.DateTimeField(null=True, blank=True)
    """To the minute, so that asking often writes seldom."""
    revoked_by = models.ForeignKey(
        "accounts.User", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(revoked_by__isnull=True, revoked_at__isnull=True)
                | models.Q(revoked_by__isnull=False, revoked_at__isnull=False),
                name="key_revoked_by_and_at",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.prefix}…)"

    @property
    def as_scopes(self) -> frozenset[Scope]:
        return frozenset(Scope(value) for value in self.scopes)

    def is_in_force(self, now: datetime) -> bool:
        return self.revoked_at is None and now < self.expires_at
