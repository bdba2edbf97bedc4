"""Background work of partnerships."""

from __future__ import annotations

import json
from typing import Any

from django_tasks import task

from commonweal_web.core.work import Ending, say_progress, when_it_ends_undone
from commonweal_web.partnerships.services.finishing import begin_run, end_run_undone, finish_run
from commonweal_web.partnerships.services.keeping import keep_what_it_came_to

__all__ = ["appraise_run"]


def _say_so(ending: Ending, reason: str, *, run_id: int, **_: Any) -> None:
    # A run that was cancelled says so already.
    if ending is Ending.FAILED:
        end_run_undone(run_id, reason)


@when_it_ends_undone(_say_so)
@task()
def appraise_run(*, run_id: int) -> None:
    """Work a run out from what it was asked with, and keep the whole result."""
    # Pages ask for runs and never work them out: the engine is loaded by the worker alone.
    from commonweal.deal import work_out
    from commonweal.partnership import read_values
    from commonweal.reports import run_document

    run = begin_run(run_id)
    if run is None:
        return
    say_progress(0.1, "Reading what the partners submitted")
    partnership, report = read_values(json.loads(run.input_text), source=run.partnership.name)
    say_progress(0.2, "Pricing every option and every group")
    deal = work_out(partnership, n_draws=run.n_draws, seed=run.seed)
    say_progress(0.5, "Writing down the result")
    result = run_document(deal)
    say_progress(0.6, "Drawing its charts and saying where each figure comes from")
    keep_what_it_came_to(run, deal, report)
    say_progress(0.9, "Keeping it")
    finish_run(run_id, result)
