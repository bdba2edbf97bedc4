"""Three councils in a sealed exchange, each with somebody who answers and somebody who reads."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from commonweal.exchange import Precondition
from commonweal_web.accounts.models import User
from commonweal_web.bodies.models import Body
from commonweal_web.exchange.models import Answer, Exchange
from commonweal_web.exchange.services import propose, seal_answer, start_exchange
from commonweal_web.exchange.uses import use_of
from commonweal_web.partnerships.models import Partnership
from commonweal_web.partnerships.queries.partnerships import partnerships

from .builders import make_body, make_partnership, make_person

__all__ = ["NAMES", "Three", "make_three", "names_of_exchanges", "precondition"]

NAMES = ("Ashby", "Barton", "Corby")


@dataclass(frozen=True, slots=True, kw_only=True)
class Three:
    """Who takes part: bodies and those who answer for them, by name."""

    bodies: dict[str, Body]
    editors: dict[str, User]
    coordinator: User
    administrator: User
    """Of the whole site, and with every role at Barton."""
    reference: str

    @property
    def partnership(self) -> Partnership:
        """The partnership as it is now, fetched as views fetch it."""
        return partnerships().get(reference=self.reference)

    def start(self, use: str = "preconditions", **options: Any) -> Exchange:
        """Start an exchange of all three, for a week."""
        days = options.pop("days", 7)
        return start_exchange(
            by=self.coordinator,
            partnership=self.partnership,
            use=options.pop("use_of_it", None) or use_of(use),
            title=options.pop("title", "What we must have"),
            bodies=[self.bodies[name] for name in options.pop("names", NAMES)],
            deadline=timezone.now() + datetime.timedelta(days=days),
            **options,
        )

    def answer(self, exchange: Exchange, name: str) -> Answer:
        """Return a body's place as it is now."""
        return Answer.objects.select_related("exchange", "body").get(
            exchange=exchange, body=self.bodies[name]
        )

    def seal(
        self, exchange: Exchange, name: str, given: dict[str, Any], *, is_final: bool = False
    ) -> Any:
        return seal_answer(
            by=self.editors[name],
            answer=self.answer(exchange, name),
            given=given,
            authorised_by=f"Leader of {name}",
            is_final=is_final,
        )


def precondition(*held: Precondition, words: str = "") -> dict[str, Any]:
    """Return an answer of preconditions."""
    return {"preconditions": [one.to_dict() for one in held], "words": words}


def make_three() -> Three:
    bodies = {name: make_body(name) for name in NAMES}
    coordinator = make_person("Cora Lane", body=bodies["Ashby"], role="viewer")
    made = make_partnership(
        "Three councils", bodies=tuple(bodies.values()), coordinator=coordinator
    )
    roles = ("editor", "section-151", "monitoring", "administrator", "auditor", "certifier")
    return Three(
        bodies=bodies,
        editors={
            name: make_person(f"Edda {name}", body=body, role="editor")
            for name, body in bodies.items()
        },
        coordinator=coordinator,
        administrator=make_person(
            "Sita Keeper", body=bodies["Barton"], roles=roles, is_site_administrator=True
        ),
        reference=made.reference,
    )


def names_of_exchanges(
    partnership: Partnership, people: dict[str, User], bodies: tuple[Body, Body]
) -> dict[str, Any]:
    """Make an exchange that waits and one that is open, for walking every route; name them."""
    own, other = bodies
    others_editor = make_person(f"{other.name} who answers", body=other, role="editor")
    editors = {own.pk: people["editor"], other.pk: others_editor}

    def held(title: str) -> Exchange:
        return start_exchange(
            by=people["coordinator"],
            partnership=partnerships().get(pk=partnership.pk),
            use=use_of("preconditions"),
            title=title,
            bodies=bodies,
            deadline=timezone.now() + datetime.timedelta(days=7),
        )

    waiting, opened = held("What waits"), held("What is open")
    for place in Answer.objects.filter(exchange__in=[waiting, opened]).order_by("pk"):
        seal_answer(
            by=editors[place.body_id],
            answer=place,
            given=precondition(words=f"{place.body.name} has none."),
            authorised_by="The leader",
            is_final=place.exchange_id == opened.pk,
        )
    proposal = propose(
        by=others_editor,
        exchange=waiting,
        body=other,
        deadline=waiting.deadline + datetime.timedelta(days=7),
    )
    return {
        "waiting_exchange": waiting.number,
        "opened_exchange": opened.number,
        "own_place": waiting.answers.get(body=own).pk,
        "others_place": waiting.answers.get(body=other).pk,
        "proposal": proposal.pk,
    }
