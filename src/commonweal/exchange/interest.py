"""Interest in sharing, which shows only where it is mutual: who would share what, and with whom.

An interest names services and bodies, or kinds of body. Two bodies match in the services that both
name while each names the other. Of an interest that is not answered nothing is told to anybody.

What stops a body that names everybody, to fish for who named it? Nothing is learnt but who named
it back, and each of them learns at the same moment that it was named. Beside that a body may name
only so much, may change what it named only so often, and matches are looked for on fixed days.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Any, Final, Literal

from commonweal.bodies import body_kind
from commonweal.errors import InputError, Place
from commonweal.services import catalogue

__all__ = [
    "BETWEEN_CHANGES",
    "LASTS",
    "MOST_BODIES",
    "MOST_KINDS",
    "MOST_SERVICES",
    "SAY_SO_BEFORE",
    "Interest",
    "Match",
    "Standing",
    "check_may_change",
    "matches",
    "new_matches",
    "renewed",
    "standing_on",
]

#: How long an interest stands unless it is renewed.
LASTS: Final = dt.timedelta(days=182)
#: How long before it lapses a body is asked whether it is still interested.
SAY_SO_BEFORE: Final = dt.timedelta(days=28)
#: How long what a body named must stand before it may name something else.
BETWEEN_CHANGES: Final = dt.timedelta(days=28)

#: How much one interest may name. More would be fishing, and an interest in everything is none.
MOST_SERVICES: Final = 5
MOST_BODIES: Final = 12
MOST_KINDS: Final = 2

Standing = Literal["stands", "lapses-soon", "lapsed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Interest:
    """What one body would share, with whom, from a day until a day.

    Raises InputError where it names nothing, itself, too much, or what nobody knows.
    """

    body: str
    services: tuple[str, ...]
    """Ids of the catalogue of services."""
    given_on: dt.date
    lapses_on: dt.date
    """The first day on which it does not stand any more."""
    with_bodies: tuple[str, ...] = ()
    with_kinds: tuple[str, ...] = ()
    """Ids of `commonweal.bodies.body_kinds`: any body of these."""

    def __post_init__(self) -> None:
        _check_named(self.services, "services", most=MOST_SERVICES)
        if not self.with_bodies and not self.with_kinds:
            raise InputError(
                "The interest names nobody to share with.",
                hint="Name bodies, or kinds of body.",
                place=Place(key="with_bodies"),
            )
        _check_named(self.with_bodies, "with_bodies", most=MOST_BODIES)
        _check_named(self.with_kinds, "with_kinds", most=MOST_KINDS)
        if self.body in self.with_bodies:
            raise InputError(
                "A body cannot share with itself.",
                hint="Name others.",
                place=Place(key="with_bodies"),
            )
        for service in self.services:
            catalogue().service(service)
        for kind in self.with_kinds:
            body_kind(kind)
        if self.lapses_on <= self.given_on:
            raise InputError(
                f"The interest would lapse on {self.lapses_on}, and it begins on {self.given_on}.",
                hint="Let it stand for a while.",
                place=Place(key="lapses_on"),
            )

    def names(self, body: str, kind: str) -> bool:
        """Return whether it names a body, by itself or by its kind."""
        return body in self.with_bodies or kind in self.with_kinds

    def to_dict(self) -> dict[str, Any]:
        return {
            "body": self.body,
            "services": list(self.services),
            "with_bodies": list(self.with_bodies),
            "with_kinds": list(self.with_kinds),
            "given_on": self.given_on.isoformat(),
            "lapses_on": self.lapses_on.isoformat(),
        }

    @classmethod
    def from_dict(cls, values: Mapping[str, Any]) -> Interest:
        return cls(
            body=values["body"],
            services=tuple(values["services"]),
            with_bodies=tuple(values["with_bodies"]),
            with_kinds=tuple(values["with_kinds"]),
            given_on=dt.date.fromisoformat(values["given_on"]),
            lapses_on=dt.date.fromisoformat(values["lapses_on"]),
        )


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Match:
    """Two bodies that named each other, and the services that both named."""

    bodies: tuple[str, str]
    """In the order of their ids, so that a pair is one pair whoever was first."""
    services: tuple[str, ...]

    def other(self, body: str) -> str:
        """Return the one of the two that is not this one."""
        one, other = self.bodies
        return other if body == one else one


def matches(
    interests: Iterable[Interest], kinds: Mapping[str, str], *, on: dt.date
) -> tuple[Match, ...]:
    """Return which bodies named each other on a day, pair by pair.

    Parameters
    ----------
    interests
        At most one of each body.
    kinds
        What kind each body is, by body.
    """
    standing = [one for one in interests if standing_on(one, on=on) != "lapsed"]
    twice = {one.body for one, other in combinations(standing, 2) if one.body == other.body}
    if twice:
        raise InputError(
            f"{', '.join(sorted(twice))} gave more than one interest.",
            hint="Give the latest of each body.",
        )
    found = []
    for one, other in combinations(sorted(standing, key=lambda held: held.body), 2):
        is_mutual = one.names(other.body, kinds[other.body]) and other.names(
            one.body, kinds[one.body]
        )
        services = tuple(sorted(set(one.services) & set(other.services)))
        if is_mutual and services:
            found.append(Match(bodies=(one.body, other.body), services=services))
    return tuple(found)


def new_matches(found: Iterable[Match], known: Iterable[Match]) -> tuple[Match, ...]:
    """Return what is found and was not told yet: a pair, with the services new to it."""
    told: dict[tuple[str, str], set[str]] = {}
    for match in known:
        told.setdefault(match.bodies, set()).update(match.services)
    fresh = (
        Match(
            bodies=match.bodies,
            services=tuple(
                service
                for service in match.services
                if service not in told.get(match.bodies, set())
            ),
        )
        for match in found
    )
    return tuple(match for match in fresh if match.services)


def standing_on(interest: Interest, *, on: dt.date) -> Standing:
    """Return whether an interest stands on a day, and whether it is time to ask again."""
    if on >= interest.lapses_on:
        return "lapsed"
    if on >= interest.lapses_on - SAY_SO_BEFORE:
        return "lapses-soon"
    return "stands"


def renewed(interest: Interest, *, on: dt.date) -> Interest:
    """Return the interest as it stands once its body has said that it is still so."""
    return replace(interest, lapses_on=on + LASTS)


def check_may_change(last_changed: dt.date | None, *, on: dt.date) -> None:
    """Let pass a body that has not changed what it named too lately.

    Raises
    ------
    InputError
        It has: it says from when it may.
    """
    if last_changed is not None and on < last_changed + BETWEEN_CHANGES:
        may_from = last_changed + BETWEEN_CHANGES
        raise InputError(
            f"What a body would share stands for {BETWEEN_CHANGES.days} days before it can name "
            "something else, so that nobody finds out by trying who named them.",
            hint=f"Change it from {may_from.day} {may_from:%B %Y}, or withdraw it now.",
        )


_SAID: Final[Mapping[str, str]] = {
    "services": "services",
    "with_bodies": "bodies",
    "with_kinds": "kinds of body",
}


def _check_named(named: tuple[str, ...], key: str, *, most: int) -> None:
    if key == "services" and not named:
        raise InputError(
            "The interest names no service.",
            hint="Name at least one.",
            place=Place(key=key),
        )
    if len(named) > most:
        raise InputError(
            f"The interest names {len(named)} {_SAID[key]}.",
            hint=f"Name at most {most}: choose those that matter most.",
            place=Place(key=key),
        )
    if len(set(named)) != len(named):
        raise InputError(
            f"The interest names one of its {_SAID[key]} twice.",
            hint="Name each once.",
            place=Place(key=key),
        )
