"""The page on which one chooses whom to be."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from commonweal_web.accounts.models import User
from commonweal_web.bodies.models import Membership
from commonweal_web.bodies.presenters import say_roles
from commonweal_web.core.policy import BodyRole

__all__ = ["CastPage", "Somebody", "Troupe"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Somebody:
    user_id: int
    name: str
    said: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Troupe:
    """The people of one body."""

    name: str
    people: tuple[Somebody, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CastPage:
    first: tuple[Somebody, ...]
    """A few to begin with, each with what there is to see."""
    troupes: tuple[Troupe, ...]
    keepers: tuple[Somebody, ...]

    @classmethod
    def of(
        cls,
        *,
        memberships: Iterable[Membership],
        coordinator_ids: Iterable[int],
        keepers: Iterable[User],
        suggestions: Iterable[tuple[str, str]],
    ) -> CastPage:
        coordinating = frozenset(coordinator_ids)
        roles: dict[str, dict[User, set[BodyRole]]] = {}
        for one in memberships:
            roles.setdefault(one.body.name, {}).setdefault(one.user, set()).add(one.as_role)
        by_name = {user.name: user for people in roles.values() for user in people}
        return cls(
            first=tuple(
                Somebody(user_id=by_name[name].pk, name=name, said=what)
                for name, what in suggestions
                if name in by_name
            ),
            troupes=tuple(
                Troupe(
                    name=body,
                    people=tuple(
                        Somebody(
                            user_id=user.pk,
                            name=user.name,
                            said=say_roles(held)
                            + (", coordinates a partnership" if user.pk in coordinating else ""),
                        )
                        for user, held in people.items()
                    ),
                )
                for body, people in roles.items()
            ),
            keepers=tuple(
                Somebody(user_id=user.pk, name=user.name, said="keeps the site") for user in keepers
            ),
        )
