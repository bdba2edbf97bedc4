"""The state of background work that the queue itself does not keep."""

from __future__ import annotations

from django.db import models

__all__ = ["Job", "WorkerBeat"]


class Job(models.Model):
    """One piece of work, from when it was asked for; its place in the queue has the same id."""

    id = models.UUIDField(primary_key=True, editable=False)
    key = models.CharField(max_length=160, unique=True)
    """What makes asking twice one piece of work."""
    asked_at = models.DateTimeField(auto_now_add=True)
    n_attempts = models.PositiveSmallIntegerField(default=0)
    most_attempts = models.PositiveSmallIntegerField(default=3)
    worker_id = models.CharField(max_length=64, blank=True)
    leased_until = models.DateTimeField(null=True, blank=True)
    """While it is under way: past this moment its worker is held to be gone."""
    progress = models.FloatField(default=0.0)
    """From 0 to 1."""
    note = models.CharField(max_length=200, blank=True)
    """What it is doing, in words for the person who waits."""
    cancel_asked_at = models.DateTimeField(null=True, blank=True)
    failure = models.CharField(max_length=1000, blank=True)
    """Why it ended without being done, in words for the person."""

    class Meta:
        indexes = [models.Index(fields=["leased_until"], name="job_by_lease")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(progress__gte=0.0, progress__lte=1.0),
                name="job_progress_is_a_share",
            ),
        ]

    def __str__(self) -> str:
        return self.key


class WorkerBeat(models.Model):
    """A background worker, and when it was last heard of."""

    worker_id = models.CharField(max_length=64, primary_key=True)
    started_at = models.DateTimeField()
    beat_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.worker_id
