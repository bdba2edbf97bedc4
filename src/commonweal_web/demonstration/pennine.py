"""Six real councils that might share building control: what it comes to is that they should not."""

from __future__ import annotations

from commonweal_web.core.policy import PartnershipRole
from commonweal_web.core.work import work_off
from commonweal_web.partnerships.services import documents, runs, starting

from . import cast
from .steps import bodies_of, case, holder, invite, name, now, person, submit
from .talking import write_comments

__all__ = ["NAME", "load"]

NAME = "Pennine Lancashire building control"
_EXAMPLE = "pennine-lancashire-building-control"


def load() -> None:
    """Load it up to its first run; Lancaster has not answered, and Burnley is to certify."""
    bodies = bodies_of(cast.PARTNERS)
    coordinator = person(cast.COORDINATOR)
    first, *others = bodies.values()
    host = bodies[cast.HOST]
    started = starting.start_partnership(
        by=coordinator,
        body=first,
        name=NAME,
        summary="Could six neighbouring councils, each short of qualified surveyors, do better "
        "with one building control team?",
    )
    message = "Each of us struggles to keep surveyors. Shall we look into it together?"
    for body in others:
        invite(started, coordinator, body, message, accepts=True)
    (invited,) = bodies_of((cast.INVITED,)).values()
    invite(started, coordinator, invited, message, accepts=False)
    name(started, coordinator, holder(host, "editor"), host, PartnershipRole.MEMBER)
    name(started, coordinator, holder(host, "viewer"), host, PartnershipRole.OBSERVER)
    _, submitted = submit(started, coordinator, bodies, case(_EXAMPLE))
    for reference, document in submitted.items():
        # One waits, so that its certifiers find something among their tasks.
        if reference != cast.HOST:
            documents.certify_document(
                by=holder(bodies[reference], "section-151"), document=document
            )
    runs.ask_for_run(by=coordinator, partnership=now(started))
    work_off()
    write_comments(
        now(started),
        asker=holder(bodies[cast.PARTNERS[1]], "editor"),
        coordinator=coordinator,
        host=host,
    )
