"""What the pages of an interest show: that there is one, how old it is, and what was mutual."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse

from commonweal.exchange.interest import (
    BETWEEN_CHANGES,
    LASTS,
    MOST_BODIES,
    MOST_KINDS,
    MOST_SERVICES,
    SAY_SO_BEFORE,
)
from commonweal.services import catalogue
from commonweal_web.bodies.models import Body
from commonweal_web.core.layout import Fact, TagKind
from commonweal_web.core.layout.filters import say_date
from commonweal_web.core.policy import Standing
from commonweal_web.exchange.keys import keys_by_id
from commonweal_web.interest.models import MutualInterest, SealedInterest
from commonweal_web.interest.permissions import may_give

if TYPE_CHECKING:
    from commonweal.reports.tables import Table

__all__ = ["RULES_SAID", "InterestLine", "InterestPage"]

#: What everybody is told before they give an interest.
RULES_SAID = (
    "Nobody reads it: no other body, no administrator of the site, and not your own colleagues.",
    "Once a day all interests are compared. Where your body and another named each other and the "
    "same service, both are told at the same time. Of anything else nobody is told.",
    f"It can name up to {MOST_SERVICES} services, {MOST_BODIES} bodies and {MOST_KINDS} kinds of "
    f"body, and not be changed for {BETWEEN_CHANGES.days} days, so that nobody finds out by trying "
    "who named them. A body that names many learns only which of them named it, and each of those "
    "learns that it was named.",
    f"It lapses after {LASTS.days // 7} weeks unless your body says that it still holds.",
    "It remains information held: a request under freedom of information, an auditor or a court "
    "may reach it. Whoever runs the site and holds its key could open it by means of their own.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class InterestLine:
    """One of somebody's bodies: whether an interest of it stands."""

    name: str
    address: str
    state: str
    tag: TagKind

    @classmethod
    def of(cls, body: Body, today: dt.date) -> InterestLine:
        state, tag = _state(getattr(body, "sealed_interest", None), today)
        return cls(
            name=body.name,
            address=reverse("interest", args=[body.reference]),
            state=state,
            tag=tag,
        )


def _state(held: SealedInterest | None, today: dt.date) -> tuple[str, TagKind]:
    if held is None:
        return "None given", ""
    if held.withdrawn_on is not None:
        return "Withdrawn", "grey"
    if held.key_id not in keys_by_id():
        return "Cannot be read: the key is lost", "red"
    if today >= held.lapses_on:
        return "Lapsed", "grey"
    if today >= held.lapses_on - SAY_SO_BEFORE:
        return "Lapses soon", "yellow"
    return "Sealed", "green"


@dataclass(frozen=True, slots=True, kw_only=True)
class MutualLine:
    """A body that named this one back."""

    name: str
    services: tuple[str, ...]
    contact: str
    small: str

    @classmethod
    def of(cls, body: Body, row: MutualInterest, today: dt.date) -> MutualLine:
        is_one = row.one_id == body.pk
        days = (today - row.found_at.date()).days
        old = " Ask again before you rely on it." if days >= LASTS.days else ""
        return cls(
            name=(row.other if is_one else row.one).name,
            services=tuple(catalogue().service(service).name for service in row.services),
            contact=row.contact_of_other if is_one else row.contact_of_one,
            small=f"Told to both on {say_date(row.found_at)}, {_ago(days)}.{old}",
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class InterestPage:
    """A body's interest."""

    name: str
    back: str
    state: str
    tag: TagKind
    facts: tuple[Fact, ...]
    rules: tuple[str, ...]
    mutual: tuple[MutualLine, ...]
    table: Table | None
    give: str
    give_said: str
    renew: str
    withdraw: str
    start: str

    @classmethod
    def of(
        cls,
        standing: Standing,
        body: Body,
        held: SealedInterest | None,
        mutual: Iterable[MutualInterest],
        *,
        today: dt.date,
    ) -> InterestPage:
        state, tag = _state(held, today)
        lines = tuple(MutualLine.of(body, row, today) for row in mutual)
        can_give = may_give(standing, body)
        stands = held is not None and held.withdrawn_on is None
        may_change = held is None or today >= held.given_on + BETWEEN_CHANGES
        here = [body.reference]
        return cls(
            name=body.name,
            back=reverse("interests"),
            state=state,
            tag=tag,
            facts=tuple(_facts(held, today)) if held is not None and stands else (),
            rules=RULES_SAID,
            mutual=lines,
            table=_table(lines) if lines else None,
            give=reverse("give-interest", args=here) if can_give and may_change else "",
            give_said="Name others instead" if stands else "Say what you would share",
            renew=reverse("renew-interest", args=here) if can_give and stands else "",
            withdraw=reverse("withdraw-interest", args=here) if can_give and stands else "",
            start=reverse("start-partnership"),
        )


def _facts(held: SealedInterest, today: dt.date) -> list[Fact]:
    confirmed = f"{say_date(held.confirmed_on)}, {_ago((today - held.confirmed_on).days)}"
    may_change = held.given_on + BETWEEN_CHANGES
    return [
        Fact(name="Sealed", said=f"{say_date(held.given_on)}, by {held.given_as}"),
        Fact(name="Last confirmed", said=confirmed),
        Fact(name="Lapses", said=say_date(held.lapses_on)),
        Fact(
            name="Can name others",
            said="Now" if today >= may_change else f"From {say_date(may_change)}",
        ),
    ]


def _ago(days: int) -> str:
    if days <= 0:
        return "today"
    return "yesterday" if days == 1 else f"{days} days ago"


def _table(lines: Iterable[MutualLine]) -> Table:
    from commonweal.reports.tables import table, text

    return table(
        "mutual-interest",
        "Bodies that named yours back",
        [text("Body"), text("Services that both named"), text("Whom to ring"), text("Since")],
        [(line.name, "; ".join(line.services), line.contact, line.small) for line in lines],
    )
