"""The log's rows. They hold no foreign keys, so that the log never interferes with what is live."""

from __future__ import annotations

from django.db import models

from .append_only import AppendOnly

__all__ = ["AuditEvent", "ChainDigest", "ChainHead"]

HASH_LENGTH = 64


class AuditEvent(AppendOnly):
    """One thing that happened. `text` is what is hashed; the columns repeat it for queries."""

    chain = models.CharField(max_length=80)
    sequence = models.PositiveBigIntegerField()
    """1, 2, 3 and so on within its chain, without a gap."""
    text = models.TextField()
    """Canonical JSON, kept as text: a JSON column would reorder its keys and break the hash."""
    previous_hash = models.CharField(max_length=HASH_LENGTH)
    hash = models.CharField(max_length=HASH_LENGTH)

    at = models.DateTimeField()
    event = models.CharField(max_length=60)
    actor_kind = models.CharField(max_length=10)
    actor_id = models.CharField(max_length=60)
    actor_name = models.CharField(max_length=240)
    about = models.CharField(max_length=240)
    body_id = models.BigIntegerField(null=True)
    """The body that the event concerns, if one: its own events are found by it."""

    class Meta:
        verbose_name_plural = "The log"
        constraints = [
            models.UniqueConstraint(fields=["chain", "sequence"], name="event_place_in_chain"),
        ]
        indexes = [
            models.Index(fields=["body_id", "-id"], name="event_by_body"),
            models.Index(fields=["chain", "event"], name="event_by_kind"),
        ]

    def __str__(self) -> str:
        return f"{self.chain} {self.sequence}: {self.event}"


class ChainHead(models.Model):
    """Where a chain ends. Its row is the lock that keeps the chain from forking."""

    chain = models.CharField(max_length=80, primary_key=True)
    sequence = models.PositiveBigIntegerField(default=0)
    hash = models.CharField(max_length=HASH_LENGTH, default="")

    def __str__(self) -> str:
        return f"{self.chain} ends at {self.sequence}"


class ChainDigest(AppendOnly):
    """Every chain's head at a moment, so that a tail cut off with its head shows."""

    at = models.DateTimeField()
    reason = models.CharField(max_length=60)
    text = models.TextField()
    """As `commonweal site check --heads` reads it: see `core.audit.digests`."""

    class Meta:
        verbose_name_plural = "The digests of the log"

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.reason}"
