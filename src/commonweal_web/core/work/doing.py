"""What work says while it is done, and how it learns that it should stop."""

from __future__ import annotations

from contextvars import ContextVar
from uuid import UUID

from commonweal_web.core.models import Job

__all__ = ["StoppedError", "say_progress", "this_job"]

this_job: ContextVar[UUID | None] = ContextVar("this_job", default=None)


class StoppedError(Exception):
    """Somebody asked this work to stop."""


def say_progress(share: float, note: str) -> None:
    """Say how far the work is, from 0 to 1, and what it does now. Outside a worker, nothing.

    Raises
    ------
    StoppedError
        Somebody asked it to stop.
    """
    job_id = this_job.get()
    if job_id is None:
        return
    job = Job.objects.get(pk=job_id)
    if job.cancel_asked_at is not None:
        raise StoppedError
    Job.objects.filter(pk=job_id).update(progress=share, note=note[:200])
