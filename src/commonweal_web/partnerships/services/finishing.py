"""What becomes of a run in the background: begun, done, or ended with a reason. Safe done twice."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from commonweal_web.core.audit import Chain, Event, SystemJob, record, recorded
from commonweal_web.partnerships.models import Run
from commonweal_web.partnerships.models.records import sha256_of
from commonweal_web.partnerships.reading import json_text

__all__ = ["begin_run", "end_run_undone", "finish_run"]


def begin_run(run_id: int) -> Run | None:
    """Say that a run is being worked out, and return it; None where it is over already."""
    waiting = Run.objects.filter(pk=run_id, state=Run.State.WAITING)
    waiting.update(state=Run.State.RUNNING)
    # It may have been begun before, by a worker that was lost.
    return Run.objects.filter(pk=run_id, state=Run.State.RUNNING).first()


def finish_run(run_id: int, result: dict[str, Any]) -> None:
    """Keep what a run came to; where it is over already, nothing changes."""
    text = json_text(result)
    with recorded():
        run = _under_way(run_id)
        if run is None:
            return
        verdict = result["verdict"]
        run.state = Run.State.DONE
        run.finished_at = timezone.now()
        run.result_text = text
        run.result_sha256 = sha256_of(text)
        run.result_version = result["schema"]
        run.stamp = {key: value for key, value in result["run"].items() if key != "document"}
        run.answer = verdict["answer"]
        run.sentence = verdict["sentence"][:1000]
        run.save(
            update_fields=[
                "state", "finished_at", "result_text", "result_sha256", "result_version",
                "stamp", "answer", "sentence",
            ]
        )  # fmt: skip
        record(
            Event.RUN_DONE,
            by=SystemJob.WORKER,
            chain=Chain.of(run.partnership_id),
            about=run.partnership.name,
            number=run.number,
            verdict=run.sentence,
            sha256=run.result_sha256,
        )


def end_run_undone(run_id: int, reason: str) -> None:
    """Say why a run could not be finished; where it is over already, nothing changes."""
    with recorded():
        run = _under_way(run_id)
        if run is None:
            return
        run.state = Run.State.FAILED
        run.finished_at = timezone.now()
        run.failure = reason[:1000]
        run.save(update_fields=["state", "finished_at", "failure"])
        record(
            Event.RUN_FAILED,
            by=SystemJob.WORKER,
            chain=Chain.of(run.partnership_id),
            about=run.partnership.name,
            number=run.number,
            reason=reason,
        )


def _under_way(run_id: int) -> Run | None:
    run = Run.objects.select_for_update(of=("self",)).select_related("partnership").get(pk=run_id)
    return run if run.is_under_way else None
