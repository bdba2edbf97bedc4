"""The rules themselves: one row an action, as a monitoring officer could read them.

A row names the kind of thing, the ways in which somebody may, and what forbids it all the same.
Where no way fits, the answer is no. The page docs/reference/who-may-do-what.md is printed from
this table.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum

from commonweal_web.core.policy.standing import Standing
from commonweal_web.core.policy.thing import Thing
from commonweal_web.core.policy.words import Action, BodyRole, Kind, PartnershipRole, Scope

__all__ = ["RULES", "SEEING", "Bar", "Of", "Rule", "Way"]


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


_HOLDS: Mapping[When, Callable[[Thing], bool]] = {
    When.ALWAYS: lambda _: True,
    When.SUBMITTED: lambda thing: thing.is_submitted,
    When.PUBLIC: lambda thing: thing.is_public,
    When.TAKES_PART: lambda thing: thing.body_id in thing.partner_body_ids,
    When.UNLED: lambda thing: not thing.has_coordinator,
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
    HAD_A_HAND_IN_IT = "You prepared or certified these figures: somebody else signs them."

    @property
    def short(self) -> str:
        """Whom it bars, in a few words, for the printed table."""
        if self is Bar.PREPARED_IT:
            return "never who prepared it"
        return "never who prepared or certified it"

    def stands(self, standing: Standing, thing: Thing) -> bool:
        match self:
            case Bar.PREPARED_IT:
                return thing.prepared_by is not None and thing.prepared_by == standing.user_id
            case Bar.HAD_A_HAND_IN_IT:
                return standing.user_id is not None and standing.user_id in (
                    thing.prepared_by,
                    thing.certified_by,
                )


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


def _body(*roles: BodyRole, when: When = When.ALWAYS) -> Way:
    return Way(of=Of.BODY, body_roles=frozenset(roles), when=when)


def _partner(*roles: BodyRole, when: When = When.ALWAYS) -> Way:
    return Way(of=Of.PARTNER, body_roles=frozenset(roles), when=when)


def _named(*roles: PartnershipRole, when: When = When.ALWAYS) -> Way:
    return Way(of=Of.PARTNERSHIP, partnership_roles=frozenset(roles), when=when)


_ANYBODY = Way(of=Of.ANYWHERE)
_PUBLISHED = Way(of=Of.ANYWHERE, when=When.PUBLIC)
_SIGNED_IN = Way(of=Of.SIGNED_IN)
_SITE_ADMINISTRATOR = Way(of=Of.SITE)

_VIEWER, _EDITOR, _CERTIFIER = BodyRole.VIEWER, BodyRole.EDITOR, BodyRole.CERTIFIER
_SECTION_151, _MONITORING = BodyRole.SECTION_151, BodyRole.MONITORING
_ADMINISTRATOR, _AUDITOR = BodyRole.ADMINISTRATOR, BodyRole.AUDITOR
_COORDINATOR, _MEMBER = PartnershipRole.COORDINATOR, PartnershipRole.MEMBER
_LASTING = (_VIEWER, _EDITOR, _CERTIFIER, _SECTION_151, _MONITORING, _ADMINISTRATOR)
_READERS_OF_LOGS = (_SECTION_151, _MONITORING, _ADMINISTRATOR, _AUDITOR)


def _rule(
    action: Action, kind: Kind, *ways: Way, bars: tuple[Bar, ...] = (), scope: Scope | None = None
) -> Rule:
    return Rule(action=action, kind=kind, ways=ways, bars=bars, scope=scope)


RULES: Mapping[Action, Rule] = {
    rule.action: rule
    for rule in (
        _rule(Action.SEE_SITE, Kind.SITE, _SITE_ADMINISTRATOR),
        _rule(Action.KEEP_SITE, Kind.SITE, _SITE_ADMINISTRATOR),
        _rule(Action.SET_UP_BODY, Kind.SITE, _SIGNED_IN),
        _rule(Action.SEE_BODY, Kind.BODY, _body(*BodyRole), scope=Scope.READ),
        _rule(Action.CHANGE_BODY, Kind.BODY, _body(_ADMINISTRATOR)),
        _rule(Action.MANAGE_PEOPLE, Kind.BODY, _body(_ADMINISTRATOR)),
        _rule(Action.MANAGE_DOMAINS, Kind.BODY, _body(_ADMINISTRATOR)),
        _rule(Action.MANAGE_KEYS, Kind.BODY, _body(_ADMINISTRATOR)),
        _rule(Action.SEE_BODY_LOG, Kind.BODY, _body(*_READERS_OF_LOGS)),
        _rule(
            Action.NAME_DEPUTY,
            Kind.BODY,
            _body(_CERTIFIER, _SECTION_151, _MONITORING, _ADMINISTRATOR),
        ),
        _rule(Action.LEAVE_BODY, Kind.BODY, _body(*BodyRole)),
        _rule(Action.START_PARTNERSHIP, Kind.BODY, _body(_EDITOR, _ADMINISTRATOR)),
        _rule(Action.SEE_INVITATION, Kind.INVITATION, _body(_ADMINISTRATOR)),
        _rule(Action.ANSWER_INVITATION, Kind.INVITATION, _body(_ADMINISTRATOR)),
        _rule(
            Action.SEE_PARTNERSHIP,
            Kind.PARTNERSHIP,
            _partner(*BodyRole),
            _named(*PartnershipRole),
            _PUBLISHED,
            scope=Scope.READ,
        ),
        _rule(Action.CHANGE_PARTNERSHIP, Kind.PARTNERSHIP, _named(_COORDINATOR)),
        _rule(Action.INVITE_BODY, Kind.PARTNERSHIP, _named(_COORDINATOR)),
        _rule(
            Action.NAME_COORDINATOR,
            Kind.PARTNERSHIP,
            _named(_COORDINATOR),
            _partner(_ADMINISTRATOR, when=When.UNLED),
        ),
        _rule(
            Action.NAME_MEMBER,
            Kind.PARTNERSHIP,
            _named(_COORDINATOR),
            _body(_ADMINISTRATOR, when=When.TAKES_PART),
        ),
        _rule(
            Action.LEAVE_PARTNERSHIP,
            Kind.PARTNERSHIP,
            _body(_ADMINISTRATOR, when=When.TAKES_PART),
        ),
        _rule(
            Action.SEE_PARTNERSHIP_LOG,
            Kind.PARTNERSHIP,
            _partner(*_READERS_OF_LOGS),
            _named(_COORDINATOR, _MEMBER),
        ),
        _rule(Action.KEEP_COMMON_PART, Kind.PARTNERSHIP, _named(_COORDINATOR)),
        _rule(Action.SIGN_COMMON_PART, Kind.PARTNERSHIP, _named(_COORDINATOR)),
        _rule(
            Action.START_RUN,
            Kind.PARTNERSHIP,
            _named(_COORDINATOR, _MEMBER),
            _partner(_EDITOR),
            scope=Scope.RUN,
        ),
        _rule(
            Action.PREPARE_DOCUMENT,
            Kind.PARTNERSHIP,
            _body(_EDITOR, when=When.TAKES_PART),
            scope=Scope.SUBMIT,
        ),
        _rule(
            Action.SEE_DOCUMENT,
            Kind.DOCUMENT,
            _body(*_LASTING, _AUDITOR),
            _body(BodyRole.SCRUTINY, when=When.SUBMITTED),
            _partner(*BodyRole, when=When.SUBMITTED),
            _named(*PartnershipRole, when=When.SUBMITTED),
            _PUBLISHED,
            scope=Scope.READ,
        ),
        _rule(Action.EDIT_DOCUMENT, Kind.DOCUMENT, _body(_EDITOR), scope=Scope.SUBMIT),
        _rule(Action.SUBMIT_DOCUMENT, Kind.DOCUMENT, _body(_EDITOR), scope=Scope.SUBMIT),
        _rule(
            Action.CERTIFY_DOCUMENT,
            Kind.DOCUMENT,
            _body(_CERTIFIER, _SECTION_151),
            bars=(Bar.PREPARED_IT,),
        ),
        _rule(
            Action.SIGN_DOCUMENT,
            Kind.DOCUMENT,
            _body(_SECTION_151),
            bars=(Bar.HAD_A_HAND_IN_IT,),
        ),
        _rule(
            Action.SEE_RUN,
            Kind.RUN,
            _partner(*BodyRole),
            _named(*PartnershipRole),
            _PUBLISHED,
            scope=Scope.READ,
        ),
        _rule(
            Action.CANCEL_RUN,
            Kind.RUN,
            _named(_COORDINATOR, _MEMBER),
            _partner(_EDITOR),
            scope=Scope.RUN,
        ),
        _rule(
            Action.ASK_FOR_PAPER,
            Kind.PARTNERSHIP,
            _named(_COORDINATOR, _MEMBER),
            _partner(_EDITOR),
        ),
        _rule(
            Action.SEE_PAPER,
            Kind.PAPER,
            _body(*_LASTING, _AUDITOR),
            _body(BodyRole.SCRUTINY, when=When.SUBMITTED),
            _partner(*BodyRole, when=When.SUBMITTED),
            _named(*PartnershipRole, when=When.SUBMITTED),
            scope=Scope.READ,
        ),
        _rule(
            Action.SEE_WHOLE_PAPER,
            Kind.PAPER,
            _body(_EDITOR, _CERTIFIER, _SECTION_151, _MONITORING, _AUDITOR),
        ),
        _rule(Action.RELEASE_PAPER, Kind.PAPER, _body(_EDITOR, _SECTION_151, _MONITORING)),
        _rule(Action.KEEP_TEMPLATE, Kind.BODY, _body(_EDITOR, _ADMINISTRATOR)),
        _rule(
            Action.SEE_PUBLICATION,
            Kind.PUBLICATION,
            _partner(*BodyRole),
            _named(*PartnershipRole),
            _PUBLISHED,
        ),
        _rule(Action.PROPOSE_PUBLICATION, Kind.PARTNERSHIP, _named(_COORDINATOR)),
        _rule(
            Action.AGREE_TO_PUBLISH,
            Kind.PARTNERSHIP,
            _body(_SECTION_151, _MONITORING, _ADMINISTRATOR, when=When.TAKES_PART),
        ),
        _rule(Action.PUBLISH, Kind.PARTNERSHIP, _named(_COORDINATOR)),
        _rule(
            Action.UNPUBLISH,
            Kind.PARTNERSHIP,
            _named(_COORDINATOR),
            _partner(_SECTION_151, _MONITORING),
        ),
        _rule(Action.LEND, Kind.PARTNERSHIP, _named(_COORDINATOR)),
    )
}

SEEING: Mapping[Kind, tuple[Way, ...]] = {
    # The site itself is no secret: its pages for administrators are forbidden to others, not
    # hidden, except that strangers are asked to sign in first.
    Kind.SITE: (_ANYBODY,),
    Kind.BODY: RULES[Action.SEE_BODY].ways,
    Kind.PARTNERSHIP: RULES[Action.SEE_PARTNERSHIP].ways,
    Kind.INVITATION: RULES[Action.SEE_INVITATION].ways,
    Kind.DOCUMENT: RULES[Action.SEE_DOCUMENT].ways,
    Kind.RUN: RULES[Action.SEE_RUN].ways,
    Kind.PAPER: RULES[Action.SEE_PAPER].ways,
    Kind.PUBLICATION: RULES[Action.SEE_PUBLICATION].ways,
}
"""Where none of a kind's ways fits, the thing is hidden: a page is a 404, a list leaves it out."""
