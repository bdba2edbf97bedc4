"""Four councils that are made up and should share: as far as an agreement that is being drafted."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.utils import timezone

from commonweal.exchange import Precondition
from commonweal_web.accounts.models import User
from commonweal_web.agreements.models import Agreement, Position
from commonweal_web.agreements.services.drafting import start_draft
from commonweal_web.agreements.services.passing import say_position
from commonweal_web.agreements.services.planning import start_plan
from commonweal_web.bodies.models import Body
from commonweal_web.core.standing import standing_for
from commonweal_web.core.work import work_off
from commonweal_web.exchange.models import Exchange
from commonweal_web.exchange.queries import own_answers
from commonweal_web.exchange.services import seal_answer, start_exchange
from commonweal_web.exchange.uses import use_of
from commonweal_web.partnerships.models import Partnership
from commonweal_web.partnerships.services import documents, runs, starting
from commonweal_web.partnerships.services.freezing import sign_document
from commonweal_web.shares.services import choose_split

from . import cast
from .steps import bodies_of, case, holder, invite, now, person, submit

__all__ = ["NAME", "load"]

NAME = "A shared contact centre"
_EXAMPLE = "shared-contact-centre"

#: What each would have, said before anything was costed. Two of them cannot both be met.
_PRECONDITIONS: Mapping[str, tuple[Precondition, ...]] = {
    "ashby": (
        Precondition(
            topic="own-brand", demand="must", words="Callers ring Ashby and Ashby answers."
        ),
        Precondition(topic="years-committed", demand="at-most", number=5),
    ),
    "barton": (
        Precondition(
            topic="compulsory-redundancies",
            demand="must-not",
            words="Our members gave their word in May.",
        ),
        Precondition(topic="notice-months", demand="at-least", number=12),
    ),
    "colne": (
        Precondition(
            topic="years-committed",
            demand="at-least",
            number=7,
            words="Below seven years the telephones are not paid back.",
        ),
        Precondition(topic="no-merger", demand="must"),
    ),
    "denby": (Precondition(topic="voting", demand="one-of", values=("one-each",)),),
}


def load() -> None:
    """Load it up to a draft agreement that has holes, and an exchange that one has not answered."""
    bodies = bodies_of(cast.FOUR)
    coordinator = person(cast.FOUR_COORDINATOR)
    started = _start(bodies, coordinator)
    _say_what_each_must_have(started, bodies, coordinator)
    _sign(started, bodies, coordinator)
    run = runs.ask_for_run(by=coordinator, partnership=now(started))
    work_off()
    run.refresh_from_db()
    choose_split(by=coordinator, run=run, note="As the four leaders asked in their joint meeting")
    _draft(started, bodies, coordinator)
    _ask_for_least_gains(started, bodies, coordinator)


def _start(bodies: Mapping[str, Body], coordinator: User) -> Partnership:
    first, *others = bodies.values()
    started = starting.start_partnership(
        by=coordinator,
        body=first,
        name=NAME,
        summary="Four councils answer calls for the same services. These four and their money are "
        "made up.",
    )
    for body in others:
        invite(started, coordinator, body, "Our peaks differ. Shall we pool them?", accepts=True)
    return started


def _say_what_each_must_have(
    started: Partnership, bodies: Mapping[str, Body], coordinator: User
) -> None:
    held = start_exchange(
        by=coordinator,
        partnership=now(started),
        use=use_of("preconditions"),
        title="What each of us must have",
        bodies=list(bodies.values()),
        deadline=timezone.now() + timedelta(days=28),
        asked_of_all=("no-contradiction",),
    )
    for reference, body in bodies.items():
        given = [one.to_dict() for one in _PRECONDITIONS[reference]]
        _seal(held, body, {"preconditions": given, "words": ""}, is_final=True)


def _seal(exchange: Exchange, body: Body, given: dict[str, Any], *, is_final: bool) -> None:
    editor = holder(body, "editor")
    (place,) = own_answers(standing_for(editor), exchange)
    seal_answer(
        by=editor,
        answer=place,
        given=given,
        authorised_by=f"Leader of {body.name}",
        is_final=is_final,
    )


def _sign(started: Partnership, bodies: Mapping[str, Body], coordinator: User) -> None:
    common, submitted = submit(started, coordinator, bodies, case(_EXAMPLE))
    sign_document(by=coordinator, document=common)
    for reference, document in submitted.items():
        body = bodies[reference]
        certified = documents.certify_document(by=holder(body, "certifier"), document=document)
        sign_document(by=holder(body, "section-151"), document=certified)


def _draft(started: Partnership, bodies: Mapping[str, Body], coordinator: User) -> None:
    """Draft an agreement, with a plan; one body would have a clause otherwise."""
    agreement: Agreement = start_draft(by=coordinator, partnership=now(started))
    start_plan(by=coordinator, agreement=agreement, start=timezone.localdate() + timedelta(days=30))
    for reference, stance, words in (
        ("ashby", Position.Stance.ACCEPT, ""),
        (
            "barton",
            Position.Stance.AMEND,
            "Twelve months from the start of a financial year, or our budget is set before "
            "we hear of it.",
        ),
    ):
        body = bodies[reference]
        say_position(
            by=holder(body, "monitoring"),
            agreement=agreement,
            body=body,
            matter_id="notice",
            stance=stance,
            words=words,
        )


def _ask_for_least_gains(
    started: Partnership, bodies: Mapping[str, Body], coordinator: User
) -> None:
    """Ask what each must gain; the last has not answered, so nothing is told yet."""
    use = use_of("minima")
    run = started.runs.latest("number")
    held = start_exchange(
        by=coordinator,
        partnership=now(started),
        use=use,
        title="The least that each of us must gain",
        bodies=list(bodies.values()),
        deadline=timezone.now() + timedelta(days=28),
        chosen={"run": run.number},
        asked_of_all=("stable-split",),
        is_never_shown=True,
    )
    for reference in cast.FOUR[:-1]:
        given = {"measure": "least-gain", "pounds": 0.0}
        _seal(held, bodies[reference], given, is_final=False)
