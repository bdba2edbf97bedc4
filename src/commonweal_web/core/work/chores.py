"""What a worker does by itself: each day it keeps where the chains end and forgets old work.

An app that needs something looked at more often adds a chore when it is loaded (`add_chore`).
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta

from django.db import InterfaceError, OperationalError
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from commonweal_web.core.audit import keep_digest
from commonweal_web.core.models import ChainDigest, Job, WorkerBeat

__all__ = ["Chore", "add_chore", "add_frequent_chore", "do_chores", "do_frequent_chores"]

logger = logging.getLogger(__name__)

Chore = Callable[[datetime], object]

A_DAY = timedelta(days=1)
KEPT = timedelta(days=30)

_chores: list[Chore] = []
_frequent: list[Chore] = []


def add_chore(chore: Chore) -> None:
    """Add what a worker does by itself; safe to call often, and by several workers at once."""
    if chore not in _chores:
        _chores.append(chore)


def add_frequent_chore(chore: Chore) -> None:
    """Add what cannot wait for an hour: done about three times a minute, so it must be quick."""
    if chore not in _frequent:
        _frequent.append(chore)


def do_frequent_chores() -> None:
    """Do what cannot wait."""
    _do(_frequent, timezone.now())


def do_chores() -> None:
    """Do what is due; safe to call often, and by several workers."""
    now = timezone.now()
    if not ChainDigest.objects.filter(at__gt=now - A_DAY).exists():
        keep_digest("daily")
    over = DBTaskResult.objects.finished().filter(finished_at__lt=now - KEPT)
    Job.objects.filter(pk__in=over.values("pk")).delete()
    over.delete()
    WorkerBeat.objects.filter(beat_at__lt=now - A_DAY).delete()
    _do(_chores, now)


def _do(chores: Iterable[Chore], now: datetime) -> None:
    for chore in chores:
        try:
            chore(now)
        except (OperationalError, InterfaceError):
            raise  # The worker waits for its records and tries again.
        except Exception:
            # What one app gets wrong keeps no other from its chores, nor the worker from its work.
            logger.exception("The chore %s failed.", chore.__module__)
