"""Comments: for all partners, for one body alone, or on a draft of what is held in common.

A comment for all partners is of no body and names those that take part; one within a body names
that body and no partners; one on a draft of what is held in common names neither.
"""

from __future__ import annotations

from commonweal_web.core.policy.ways import (
    LASTING,
    Bar,
    Rule,
    When,
    at_body,
    at_partner,
    named,
    rule,
)
from commonweal_web.core.policy.words import Action, BodyRole, Kind, PartnershipRole, Scope

__all__ = ["ROWS"]

_WRITERS = (
    BodyRole.EDITOR,
    BodyRole.CERTIFIER,
    BodyRole.SECTION_151,
    BodyRole.MONITORING,
    BodyRole.ADMINISTRATOR,
)
_WRITING = (
    at_body(*_WRITERS),
    at_partner(*_WRITERS),
    named(PartnershipRole.COORDINATOR, PartnershipRole.MEMBER, when=When.FOR_PARTNERS),
    named(PartnershipRole.COORDINATOR, when=When.OF_NO_BODY),
)

ROWS: tuple[Rule, ...] = (
    rule(
        Action.SEE_COMMENT,
        Kind.COMMENT,
        at_body(*LASTING, BodyRole.AUDITOR),
        at_partner(*BodyRole),
        named(*PartnershipRole, when=When.FOR_PARTNERS),
        named(PartnershipRole.COORDINATOR, when=When.OF_NO_BODY),
        scope=Scope.READ,
    ),
    rule(Action.ADD_COMMENT, Kind.COMMENT, *_WRITING),
    rule(Action.REWORD_COMMENT, Kind.COMMENT, *_WRITING, bars=(Bar.NOT_THE_WRITER,)),
)
