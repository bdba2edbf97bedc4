"""Word from workers: that one is there, and for how long its work is its own."""

from __future__ import annotations

import logging
import threading
from datetime import datetime, timedelta
from uuid import UUID

from django.db import DatabaseError, connection
from django.utils import timezone

from commonweal_web.core.models import WorkerBeat

from .leases import renew

__all__ = ["Heart", "beat", "seconds_since_a_worker_was_heard"]

logger = logging.getLogger(__name__)


def seconds_since_a_worker_was_heard() -> float | None:
    """Return how long ago the latest word came from any worker; None if none ever came."""
    latest = WorkerBeat.objects.order_by("-beat_at").first()
    return None if latest is None else (timezone.now() - latest.beat_at).total_seconds()


def beat(worker_id: str, started_at: datetime) -> None:
    """Say that a worker is there."""
    WorkerBeat.objects.update_or_create(
        worker_id=worker_id, defaults={"started_at": started_at, "beat_at": timezone.now()}
    )


class Heart:
    """A thread that says its worker is there and renews the lease of what it does.

    A lease is renewed for `longest` at most: work that hangs is then held to be lost.
    """

    def __init__(
        self, worker_id: str, *, lease: timedelta, longest: timedelta, every: timedelta
    ) -> None:
        self.worker_id = worker_id
        self.lease, self.longest, self.every = lease, longest, every
        self.started_at = timezone.now()
        self._job: UUID | None = None
        self._since = self.started_at
        self._is_over = threading.Event()
        self._thread = threading.Thread(target=self._run, name="heart", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self._is_over.set()
        self._thread.join(timeout=5)

    def hold(self, job_id: UUID | None) -> None:
        """Name the work whose lease is to be renewed; None when it is over."""
        self._since = timezone.now()
        self._job = job_id

    def _run(self) -> None:
        while not self._is_over.is_set():
            try:
                beat(self.worker_id, self.started_at)
                job = self._job
                if job is not None and timezone.now() - self._since < self.longest:
                    renew(job, self.worker_id, self.lease)
            except DatabaseError:
                # The next beat may find it again; the lease allows for a few that are missed.
                logger.warning("A worker could not say that it is there.", exc_info=True)
                connection.close()
            self._is_over.wait(self.every.total_seconds())
        connection.close()
