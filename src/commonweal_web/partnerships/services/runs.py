"""Appraisals: asked for, and cancelled; what they come to is in services/finishing.py."""

from __future__ import annotations

from typing import Any

from django.db.models import Max
from django.utils import timezone

from commonweal.partnership import read_values
from commonweal_web.core.asking import person_of
from commonweal_web.core.audit import Chain, Event, record, recorded
from commonweal_web.core.errors import PolicyError
from commonweal_web.core.work import ask, ask_to_stop
from commonweal_web.partnerships.models import Partnership, Run
from commonweal_web.partnerships.permissions import records as permissions
from commonweal_web.partnerships.policies.partnership import check_is_open
from commonweal_web.partnerships.policies.runs import (
    check_draws,
    check_figures_are_open,
    check_is_under_way,
    check_not_too_many,
)
from commonweal_web.partnerships.queries.records import case_of
from commonweal_web.partnerships.reading import json_text
from commonweal_web.partnerships.tasks import appraise_run

__all__ = ["ask_for_run", "cancel_run", "work_key"]


def work_key(run: Run) -> str:
    """Return the key of a run's work in the queue."""
    return f"run-{run.pk}"


def ask_for_run(
    *, by: Any, partnership: Partnership, n_draws: int | None = None, seed: int | None = None
) -> Run:
    """Ask for an appraisal of what the partners have submitted.

    Raises
    ------
    PolicyError
        The partnership is closed, holds nothing in common, or has enough under way.
    CommonwealError
        What was submitted does not make a partnership together.
    """
    actor = permissions.check_can_run(by, partnership)
    check_is_open(partnership)
    check_draws(n_draws)
    check_figures_are_open(partnership)
    case = case_of(partnership)
    if not case.values:
        raise PolicyError(
            f"{partnership.name} holds nothing in common yet: no services, no years.",
            hint="Upload a partnership file and submit it first.",
        )
    judged, _ = read_values(case.values, source=partnership.name)
    with recorded():
        Partnership.objects.select_for_update().get(pk=partnership.pk)
        check_not_too_many(partnership)
        last = partnership.runs.aggregate(last=Max("number"))["last"] or 0
        run = Run.objects.create(
            partnership=partnership,
            number=last + 1,
            input_text=json_text(case.values),
            documents=case.to_stamp(),
            n_draws=n_draws,
            seed=seed,
            asked_by=person_of(by),
            asked_as=actor.name,
        )
        ask(appraise_run, key=work_key(run), run_id=run.pk)
        record(
            Event.RUN_ASKED,
            by=actor,
            chain=Chain.of(partnership.pk),
            about=partnership.name,
            number=run.number,
            n_draws=n_draws if n_draws is not None else judged.simulation.draws,
            seed=seed,
        )
    return run


def cancel_run(*, by: Any, run: Run) -> Run:
    """Cancel a run that waits or is under way; what it was to rest on stays on record.

    Raises
    ------
    PolicyError
        It is over.
    """
    actor = permissions.check_can_cancel(by, run)
    with recorded():
        locked = Run.objects.select_for_update().get(pk=run.pk)
        check_is_under_way(locked)
        locked.state = Run.State.CANCELLED
        locked.finished_at = timezone.now()
        locked.save(update_fields=["state", "finished_at"])
        ask_to_stop(work_key(locked))
        record(
            Event.RUN_CANCELLED,
            by=actor,
            chain=Chain.of(locked.partnership_id),
            about=run.partnership.name,
            number=locked.number,
        )
    return locked
