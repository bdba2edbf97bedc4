"""The plan of an agreement: drafted from published durations, then kept by those who act on it."""

from __future__ import annotations

import datetime
import json
from collections.abc import Mapping, Sequence
from typing import Any

from commonweal.agreement.entry_files import check_entry
from commonweal.agreement.plan import Plan, draft_plan
from commonweal.agreement.plan.document import faults_of_plan
from commonweal.errors import InputError
from commonweal_web.accounts.models import User
from commonweal_web.agreements.models import Agreement, PlanVersion
from commonweal_web.agreements.permissions import check_can
from commonweal_web.agreements.queries import newest_version
from commonweal_web.appraisals.trying import partnership_of
from commonweal_web.core.audit import Chain, Event, record, recorded
from commonweal_web.core.errors import PolicyError
from commonweal_web.core.policy import Action
from commonweal_web.partnerships.policies.partnership import check_is_open

__all__ = ["change_plan", "start_plan"]


def start_plan(
    *, by: User, agreement: Agreement, start: datetime.date, go_live: datetime.date | None = None
) -> PlanVersion:
    """Draft a plan from published durations.

    Raises PolicyError where no run stands behind the agreement, or there is a plan.
    """
    check_can(by, Action.DRAFT_AGREEMENT, agreement)
    version = newest_version(agreement)
    if version.run_id is None:
        raise PolicyError(
            "No run stands behind this agreement, so no plan can be drafted.",
            hint="Draft an agreement from a split that a run worked out.",
        )
    if agreement.plans.exists():
        raise PolicyError(f"{agreement.name} has a plan already.", hint="Change that one.")
    run = agreement.partnership.runs.get(pk=version.run_id)
    plan = draft_plan(partnership_of(run), start=start, go_live=go_live)
    return _keep(by, agreement, plan, number=1, what="the first draft")


def change_plan(
    *,
    by: User,
    agreement: Agreement,
    number: int,
    table: str,
    rows: Sequence[Mapping[str, Any]],
    what: str,
) -> PlanVersion:
    """Put other rows in a list of a plan, as its next version.

    Raises
    ------
    PolicyError
        Somebody saved another version meanwhile.
    InputError
        A row names what is not there, or tasks wait for each other in a circle.
    """
    check_can(by, Action.DRAFT_AGREEMENT, agreement)
    newest = agreement.plans.first()
    if newest is None or newest.number != number:
        raise PolicyError(
            "Somebody saved the plan meanwhile.", hint="Look at it and make your change again."
        )
    values = json.loads(newest.text) | {table: [dict(row) for row in rows]}
    try:
        plan = Plan.model_validate_json(json.dumps(values))
    except ValueError as error:
        raise InputError(
            "The row cannot be read as it stands.", hint="Look at its figures and names."
        ) from error
    check_entry(plan, faults_of_plan)
    return _keep(by, agreement, plan, number=number + 1, what=what)


def _keep(by: User, agreement: Agreement, plan: Plan, *, number: int, what: str) -> PlanVersion:
    actor = check_can(by, Action.DRAFT_AGREEMENT, agreement)
    check_is_open(agreement.partnership)
    with recorded():
        Agreement.objects.select_for_update(of=("self",)).get(pk=agreement.pk)
        if agreement.plans.filter(number=number).exists():
            raise PolicyError(
                "Somebody saved the plan meanwhile.", hint="Look at it and make your change again."
            )
        made = PlanVersion.objects.create(
            agreement=agreement,
            number=number,
            text=plan.model_dump_json(exclude_defaults=True),
            what=what[:200],
            made_by=by,
            made_as=actor.name,
        )
        record(
            Event.AGREEMENT_PLANNED,
            by=actor,
            chain=Chain.of(agreement.partnership_id),
            about=agreement.partnership.name,
            agreement=agreement.name,
            number=agreement.number,
            version=number,
            what=what,
        )
    return made
