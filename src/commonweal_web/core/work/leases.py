"""Who holds which piece of work, and until when: taking, renewing, losing and ending."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from commonweal_web.core.models import Job

__all__ = ["Lost", "end", "put_back", "renew", "take_next", "take_up_lost"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Lost:
    """Work whose worker was lost once too often."""

    job: Job
    result: DBTaskResult


def take_next(worker_id: str, lease: timedelta) -> tuple[Job, DBTaskResult] | None:
    """Take the next piece of work that waits, for so long as the lease; None where none waits."""
    with transaction.atomic():
        result = DBTaskResult.objects.ready().select_for_update(skip_locked=True).first()
        if result is None:
            return None
        result.claim(worker_id)
        # What was put in the queue without `ask` has no job yet.
        job, _ = Job.objects.select_for_update().get_or_create(
            pk=result.pk, defaults={"key": str(result.pk)}
        )
        job.n_attempts += 1
        job.worker_id = worker_id
        job.leased_until = timezone.now() + lease
        job.progress, job.note = 0.0, ""
        job.save()
        return job, result


def renew(job_id: UUID, worker_id: str, lease: timedelta) -> bool:
    """Hold a piece of work for longer; False where another worker has it by now."""
    held = Job.objects.filter(pk=job_id, worker_id=worker_id, leased_until__isnull=False)
    return held.update(leased_until=timezone.now() + lease) == 1


def put_back(job: Job) -> bool:
    """Let a piece of work wait again; False where it has been begun often enough."""
    with transaction.atomic():
        held = Job.objects.select_for_update().get(pk=job.pk)
        if held.worker_id != job.worker_id or held.n_attempts >= held.most_attempts:
            return False
        DBTaskResult.objects.filter(pk=job.pk).update(status=TaskResultStatus.READY)
        held.leased_until = None
        held.save(update_fields=["leased_until"])
        return True


def take_up_lost() -> list[Lost]:
    """Let work wait again whose lease ran out; return what has been begun too often already."""
    too_often = []
    with transaction.atomic():
        lost = Job.objects.select_for_update(skip_locked=True).filter(
            leased_until__lt=timezone.now()
        )
        for job in lost:
            result = DBTaskResult.objects.get(pk=job.pk)
            if job.n_attempts >= job.most_attempts:
                too_often.append(Lost(job=job, result=result))
                continue
            DBTaskResult.objects.filter(pk=job.pk).update(status=TaskResultStatus.READY)
            job.leased_until = None
            job.save(update_fields=["leased_until"])
    return too_often


def end(
    job: Job, result: DBTaskResult, *, failure: str = "", error: Exception | None = None
) -> bool:
    """Write how a piece of work ended; False, and nothing, where another worker has it by now."""
    with transaction.atomic():
        held = Job.objects.select_for_update().get(pk=job.pk)
        if held.worker_id != job.worker_id or held.leased_until is None:
            return False
        held.leased_until = None
        held.failure = failure[:1000]
        if not failure:
            held.progress, held.note = 1.0, ""
        held.save()
        if failure:
            result.set_failed(error or RuntimeError(failure))
        else:
            result.set_successful(None)
        return True
