"""Who may certify the verdict of a run, or keep a what-if of it: builds what the policy is asked.

Whoever asked for a run, or prepared the body's figures beneath it, does not certify it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from commonweal_web.accounts.models import User
from commonweal_web.bodies.models import Body
from commonweal_web.bodies.queries.acting import actor_for
from commonweal_web.core.audit import Actor, actor_of
from commonweal_web.core.policy import Action, BodyRole, Standing, Thing, check, may
from commonweal_web.core.standing import standing_for
from commonweal_web.partnerships.models import Document, Partner, Partnership, Run

__all__ = [
    "check_can_certify",
    "check_can_keep_what_if",
    "may_certify_for",
    "may_keep_what_if",
    "preparers_of",
    "role_of",
]


def _verdict(run: Run, body: Body, makers: frozenset[int]) -> Thing:
    return replace(run.to_thing(), body_id=body.pk, makers=makers)


def preparers_of(runs: Iterable[Run]) -> Mapping[int, int | None]:
    """Return who prepared each document that runs rest on, by its id: one question."""
    documents = [one["id"] for run in runs for one in run.documents]
    found = Document.objects.filter(pk__in=documents).order_by()
    return dict(found.values_list("pk", "prepared_by_id"))


def _makers(run: Run, body: Body, preparers: Mapping[int, int | None]) -> frozenset[int]:
    by_holder = {one["body"]: preparers.get(one["id"]) for one in run.documents}
    # A body whose figures stand in what is held in common was written for by its preparer.
    by = by_holder.get(body.reference, by_holder.get(None))
    return frozenset(one for one in (run.asked_by_id, by) if one is not None)


def check_can_certify(by: User, run: Run, body: Body) -> Actor:
    """Check whether somebody may certify a run for a body.

    Raises
    ------
    HiddenError
        They may not see the run.
    ForbiddenError
        They see it and are no certifier of the body, or had a hand in it.
    """
    thing = _verdict(run, body, _makers(run, body, preparers_of([run])))
    check(standing_for(by), Action.CERTIFY_VERDICT, thing)
    return actor_for(by, Action.CERTIFY_VERDICT, body.pk)


def may_certify_for(
    standing: Standing,
    partnership: Partnership,
    run: Run,
    preparers: Mapping[int, int | None] | None = None,
) -> tuple[Body, ...]:
    """Return the bodies for which somebody may certify a run.

    `preparers` are those of many runs, asked for at once; without them this asks one question.
    """
    if preparers is None:
        preparers = preparers_of([run])
    return tuple(
        partner.body
        for partner in partnership.partners.all()
        if partner.state == Partner.State.JOINED
        and may(
            standing,
            Action.CERTIFY_VERDICT,
            _verdict(run, partner.body, _makers(run, partner.body, preparers)),
        )
    )


def role_of(by: User, body: Body) -> BodyRole:
    """Return as what somebody certifies for a body."""
    roles = standing_for(by).roles_in(body.pk)
    return BodyRole.SECTION_151 if BodyRole.SECTION_151 in roles else BodyRole.CERTIFIER


def check_can_keep_what_if(by: User, run: Run) -> Actor:
    check(standing_for(by), Action.KEEP_WHAT_IF, run.to_thing())
    return actor_of(by)


def may_keep_what_if(standing: Standing, run: Run) -> bool:
    return may(standing, Action.KEEP_WHAT_IF, run.to_thing())
