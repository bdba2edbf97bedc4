"""What a worker does by itself each day: keeps where the chains end, and forgets old work."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from commonweal_web.core.audit import keep_digest
from commonweal_web.core.models import ChainDigest, Job, WorkerBeat

__all__ = ["do_chores"]

A_DAY = timedelta(days=1)
KEPT = timedelta(days=30)


def do_chores() -> None:
    """Do what is due; safe to call often, and by several workers."""
    now = timezone.now()
    if not ChainDigest.objects.filter(at__gt=now - A_DAY).exists():
        keep_digest("daily")
    over = DBTaskResult.objects.finished().filter(finished_at__lt=now - KEPT)
    Job.objects.filter(pk__in=over.values("pk")).delete()
    over.delete()
    WorkerBeat.objects.filter(beat_at__lt=now - A_DAY).delete()
