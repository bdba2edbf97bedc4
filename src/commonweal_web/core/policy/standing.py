"""Who asks: what a person, or a body's API key, is to the site, to bodies and to partnerships.

Built once a request from what the database holds (`accounts.standing`), and by value in tests.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

from commonweal_web.core.policy.words import BodyRole, PartnershipRole, Scope

__all__ = ["NOBODY", "BodyGrant", "PartnershipGrant", "Standing", "standing_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What one asker is, at the moment of asking; roles not in force are not in it.

    `user_id` is None for a stranger and for an API key. `key_scopes` is None for a person; a key
    holds the scopes it was given and the one body it stands for in `body_roles`.
    """

    user_id: int | None = None
    is_site_administrator: bool = False
    is_demonstration: bool = False
    body_roles: Mapping[int, frozenset[BodyRole]] = field(default_factory=dict)
    partnership_roles: Mapping[int, frozenset[PartnershipRole]] = field(default_factory=dict)
    key_scopes: frozenset[Scope] | None = None

    @property
    def is_person(self) -> bool:
        return self.user_id is not None

    @property
    def is_key(self) -> bool:
        return self.key_scopes is not None

    def roles_in(self, body_id: int | None) -> frozenset[BodyRole]:
        return self.body_roles.get(body_id, frozenset()) if body_id is not None else frozenset()

    def roles_at(self, partnership_id: int | None) -> frozenset[PartnershipRole]:
        if partnership_id is None:
            return frozenset()
        return self.partnership_roles.get(partnership_id, frozenset())

    @property
    def all_body_roles(self) -> frozenset[BodyRole]:
        return frozenset(role for roles in self.body_roles.values() for role in roles)

    @classmethod
    def of_key(cls, body_id: int, scopes: Iterable[Scope]) -> Standing:
        """Return what an API key of a body is: a reader of its body, and more by its scopes.

        Every key may read. None is ever a certifier, an officer or an administrator: those are
        people.
        """
        held = frozenset(scopes) | {Scope.READ}
        roles = frozenset(_ROLE_OF_SCOPE[scope] for scope in held)
        return cls(body_roles=MappingProxyType({body_id: roles}), key_scopes=held)


_ROLE_OF_SCOPE = {
    Scope.READ: BodyRole.VIEWER,
    Scope.SUBMIT: BodyRole.EDITOR,
    Scope.RUN: BodyRole.EDITOR,
}

NOBODY = Standing()
"""A stranger: somebody who has not signed in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyGrant:
    """A role at a body, on the days from `starts` to `ends`, both included; None is no end."""

    body_id: int
    role: BodyRole
    starts: date
    ends: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PartnershipGrant:
    """A role at a partnership, until `ends` included; None is no end."""

    partnership_id: int
    role: PartnershipRole
    ends: date | None = None


def standing_of(
    user_id: int,
    *,
    today: date,
    is_site_administrator: bool = False,
    is_demonstration: bool = False,
    body_grants: Iterable[BodyGrant] = (),
    partnership_grants: Iterable[PartnershipGrant] = (),
) -> Standing:
    """Return what a person is today: a role before its first day or after its last is nothing."""
    bodies: dict[int, set[BodyRole]] = {}
    for grant in body_grants:
        if grant.starts <= today and (grant.ends is None or today <= grant.ends):
            bodies.setdefault(grant.body_id, set()).add(grant.role)
    partnerships: dict[int, set[PartnershipRole]] = {}
    for held in partnership_grants:
        if held.ends is None or today <= held.ends:
            partnerships.setdefault(held.partnership_id, set()).add(held.role)
    return Standing(
        user_id=user_id,
        is_site_administrator=is_site_administrator,
        is_demonstration=is_demonstration,
        body_roles=MappingProxyType({key: frozenset(roles) for key, roles in bodies.items()}),
        partnership_roles=MappingProxyType(
            {key: frozenset(roles) for key, roles in partnerships.items()}
        ),
    )
