"""What a rule of the policy is made of: the ways in which somebody may, and what bars it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum

from commonweal_web.core.policy.standing import Standing
from commonweal_web.core.policy.thing import Thing
from commonweal_web.core.policy.words import Action, BodyRole, Kind, PartnershipRole, Scope

__all__ = [
    "ANYBODY",
    "LASTING",
    "PUBLISHED",
    "READERS_OF_LOGS",
    "SIGNED_IN",
    "SITE_ADMINISTRATOR",
    "Bar",
    "Of",
    "Rule",
    "Way",
    "When",
    "at_body",
    "at_partner",
    "named",
    "rule",
]


class Of(Enum):
    """Of what a role must be held."""

    ANYWHERE = "anybody"
    SIGNED_IN = "anybody signed in"
    SITE = "a site administrator"
    BODY = "of the body"
    PARTNER = "of a body that takes part"
    PARTNERSHIP = "of the partnership"


class When(Enum):
    """A fact of the thing's state that a way needs."""

    ALWAYS = ""
    SUBMITTED = "once it is submitted"
    PUBLIC = "once it is published"
    TAKES_PART = "while the body takes part"
    UNLED = "while it has no coordinator"
    FOR_PARTNERS = "where it is for all partners"
    OF_NO_BODY = "where it is no body’s own"


_HOLDS: Mapping[When, Callable[[Thing], bool]] = {
    When.ALWAYS: lambda _: True,
    When.SUBMITTED: lambda thing: thing.is_submitted,
    When.PUBLIC: lambda thing: thing.is_public,
    When.TAKES_PART: lambda thing: thing.body_id in thing.partner_body_ids,
    When.UNLED: lambda thing: not thing.has_coordinator,
    When.FOR_PARTNERS: lambda thing: bool(thing.partner_body_ids),
    When.OF_NO_BODY: lambda thing: thing.body_id is None,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """One way of being allowed: roles held of something, while the thing's state fits."""

    of: Of
    body_roles: frozenset[BodyRole] = frozenset()
    partnership_roles: frozenset[PartnershipRole] = frozenset()
    when: When = When.ALWAYS

    def fits(self, standing: Standing, thing: Thing) -> bool:
        if not _HOLDS[self.when](thing):
            return False
        match self.of:
            case Of.ANYWHERE:
                return True
            case Of.SIGNED_IN:
                return standing.is_person
            case Of.SITE:
                return standing.is_site_administrator
            case Of.BODY:
                return bool(standing.roles_in(thing.body_id) & self.body_roles)
            case Of.PARTNER:
                return any(
                    standing.roles_in(body_id) & self.body_roles
                    for body_id in thing.partner_body_ids
                )
            case Of.PARTNERSHIP:
                return bool(standing.roles_at(thing.partnership_id) & self.partnership_roles)

    def __str__(self) -> str:
        roles = [role.with_article for role in BodyRole if role in self.body_roles]
        roles += [role.with_article for role in PartnershipRole if role in self.partnership_roles]
        if not roles:
            who = self.of.value
        elif set(self.body_roles) == set(BodyRole):
            who = f"anybody with a role at {self.of.value.removeprefix('of ')}"
        elif set(self.partnership_roles) == set(PartnershipRole):
            who = f"anybody named in {self.of.value.removeprefix('of ')}"
        else:
            who = f"{_either(roles)} {self.of.value}"
        return f"{who} {self.when.value}".rstrip()


class Bar(Enum):
    """What forbids an action whatever role is held."""

    PREPARED_IT = "You prepared these figures, and nobody certifies what they prepared."
    NOT_THE_WRITER = "Somebody else wrote this, and everybody changes only their own words."
    HAD_A_HAND_IN_IT = "You prepared or certified these figures: somebody else signs them."
    MADE_IT = (
        "You asked for this appraisal or prepared your body's figures beneath it: somebody else "
        "certifies what it came to."
    )

    @property
    def short(self) -> str:
        """Whom it bars, in a few words, for the printed table."""
        if self is Bar.PREPARED_IT:
            return "never who prepared it"
        if self is Bar.NOT_THE_WRITER:
            return "only who wrote it"
        if self is Bar.MADE_IT:
            return "never who asked for it or prepared the body's figures beneath it"
        return "never who prepared or certified it"

    def stands(self, standing: Standing, thing: Thing) -> bool:
        match self:
            case Bar.PREPARED_IT:
                return thing.prepared_by is not None and thing.prepared_by == standing.user_id
            case Bar.NOT_THE_WRITER:
                return thing.prepared_by is None or thing.prepared_by != standing.user_id
            case Bar.HAD_A_HAND_IN_IT:
                return standing.user_id is not None and standing.user_id in (
                    thing.prepared_by,
                    thing.certified_by,
                )
            case Bar.MADE_IT:
                return standing.user_id in thing.makers


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """Who may take one action. A key may only where `scope` names what it must hold."""

    action: Action
    kind: Kind
    ways: tuple[Way, ...]
    bars: tuple[Bar, ...] = ()
    scope: Scope | None = None


def _either(words: list[str]) -> str:
    if len(words) == 1:
        return words[0]
    return f"{', '.join(words[:-1])} or {words[-1]}"


def at_body(*roles: BodyRole, when: When = When.ALWAYS) -> Way:
    """A role at the body that the thing is of."""
    return Way(of=Of.BODY, body_roles=frozenset(roles), when=when)


def at_partner(*roles: BodyRole, when: When = When.ALWAYS) -> Way:
    """A role at any body that takes part in the thing's partnership."""
    return Way(of=Of.PARTNER, body_roles=frozenset(roles), when=when)


def named(*roles: PartnershipRole, when: When = When.ALWAYS) -> Way:
    """A role in the partnership itself."""
    return Way(of=Of.PARTNERSHIP, partnership_roles=frozenset(roles), when=when)


ANYBODY = Way(of=Of.ANYWHERE)
PUBLISHED = Way(of=Of.ANYWHERE, when=When.PUBLIC)
SIGNED_IN = Way(of=Of.SIGNED_IN)
SITE_ADMINISTRATOR = Way(of=Of.SITE)

LASTING = (
    BodyRole.VIEWER,
    BodyRole.EDITOR,
    BodyRole.CERTIFIER,
    BodyRole.SECTION_151,
    BodyRole.MONITORING,
    BodyRole.ADMINISTRATOR,
)
"""Roles that are not limited in time."""

READERS_OF_LOGS = (
    BodyRole.SECTION_151,
    BodyRole.MONITORING,
    BodyRole.ADMINISTRATOR,
    BodyRole.AUDITOR,
)


def rule(
    action: Action, kind: Kind, *ways: Way, bars: tuple[Bar, ...] = (), scope: Scope | None = None
) -> Rule:
    """One row: the action, the kind of thing it is asked of, and each way of being allowed."""
    return Rule(action=action, kind=kind, ways=ways, bars=bars, scope=scope)
