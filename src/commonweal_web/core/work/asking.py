"""Asking for work, asking it to stop, and what becomes of work that ends without being done."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone
from django_tasks.base import Task
from django_tasks_db.models import DBTaskResult

from commonweal_web.core.models import Job

__all__ = ["Ending", "ask", "ask_to_stop", "ending_of", "is_under_way", "when_it_ends_undone"]

UNDER_WAY = ("READY", "RUNNING")


class Ending(Enum):
    """How work ended that was not done."""

    FAILED = "failed"
    STOPPED = "stopped"


SaysSo = Callable[..., None]
_says_so: dict[str, SaysSo] = {}


def when_it_ends_undone(say_so: SaysSo) -> Callable[[Task], Task]:
    """Have `say_so(ending, reason, **arguments of the task)` called when a task ends undone.

    It may be called twice for the same piece of work.
    """

    def add(task: Task) -> Task:
        _says_so[task.module_path] = say_so
        return task

    return add


def ending_of(task: Task) -> SaysSo:
    return _says_so.get(task.module_path, lambda *_, **__: None)


def ask(task: Task, *, key: str, most_attempts: int = 3, **arguments: Any) -> Job:
    """Ask for a piece of work, within the caller's transaction; with the same key, once.

    `most_attempts` is how often it is begun at most, where its worker is lost each time.
    """
    if (asked := Job.objects.filter(key=key).first()) is not None:
        return asked
    try:
        with transaction.atomic():
            result = task.enqueue(**arguments)
            return Job.objects.create(id=UUID(result.id), key=key, most_attempts=most_attempts)
    except IntegrityError:
        # Somebody else asked for the same between our look and our writing.
        return Job.objects.get(key=key)


def ask_to_stop(key: str) -> None:
    """Ask a piece of work to stop: at once if it waits, else at its next word on progress."""
    with transaction.atomic():
        job = Job.objects.select_for_update().filter(key=key).first()
        if job is None:
            return
        job.cancel_asked_at = job.cancel_asked_at or timezone.now()
        job.save(update_fields=["cancel_asked_at"])


def is_under_way(key: str) -> bool:
    """Return whether a piece of work waits or is being done."""
    ids = Job.objects.filter(key=key).values("id")
    return DBTaskResult.objects.filter(id__in=ids, status__in=UNDER_WAY).exists()
