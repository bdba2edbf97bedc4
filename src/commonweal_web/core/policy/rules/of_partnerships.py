"""Partnerships, what bodies submit in them, and appraisals."""

from __future__ import annotations

from commonweal_web.core.policy.ways import (
    LASTING,
    PUBLISHED,
    READERS_OF_LOGS,
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

ROWS: tuple[Rule, ...] = (
    rule(Action.SEE_INVITATION, Kind.INVITATION, at_body(BodyRole.ADMINISTRATOR)),
    rule(Action.ANSWER_INVITATION, Kind.INVITATION, at_body(BodyRole.ADMINISTRATOR)),
    rule(
        Action.SEE_PARTNERSHIP,
        Kind.PARTNERSHIP,
        at_partner(*BodyRole),
        named(*PartnershipRole),
        PUBLISHED,
        scope=Scope.READ,
    ),
    rule(Action.CHANGE_PARTNERSHIP, Kind.PARTNERSHIP, named(PartnershipRole.COORDINATOR)),
    rule(Action.INVITE_BODY, Kind.PARTNERSHIP, named(PartnershipRole.COORDINATOR)),
    rule(
        Action.NAME_COORDINATOR,
        Kind.PARTNERSHIP,
        named(PartnershipRole.COORDINATOR),
        at_partner(BodyRole.ADMINISTRATOR, when=When.UNLED),
    ),
    rule(
        Action.NAME_MEMBER,
        Kind.PARTNERSHIP,
        named(PartnershipRole.COORDINATOR),
        at_body(BodyRole.ADMINISTRATOR, when=When.TAKES_PART),
    ),
    rule(
        Action.LEAVE_PARTNERSHIP,
        Kind.PARTNERSHIP,
        at_body(BodyRole.ADMINISTRATOR, when=When.TAKES_PART),
    ),
    rule(
        Action.SEE_PARTNERSHIP_LOG,
        Kind.PARTNERSHIP,
        at_partner(*READERS_OF_LOGS),
        named(PartnershipRole.COORDINATOR, PartnershipRole.MEMBER),
    ),
    rule(Action.KEEP_COMMON_PART, Kind.PARTNERSHIP, named(PartnershipRole.COORDINATOR)),
    rule(Action.SIGN_COMMON_PART, Kind.PARTNERSHIP, named(PartnershipRole.COORDINATOR)),
    rule(
        Action.APPROVE_ASSUMPTIONS,
        Kind.PARTNERSHIP,
        named(PartnershipRole.COORDINATOR),
        at_partner(BodyRole.SECTION_151, BodyRole.CERTIFIER),
    ),
    rule(
        Action.START_RUN,
        Kind.PARTNERSHIP,
        named(PartnershipRole.COORDINATOR, PartnershipRole.MEMBER),
        at_partner(BodyRole.EDITOR),
        scope=Scope.RUN,
    ),
    rule(
        Action.PREPARE_DOCUMENT,
        Kind.PARTNERSHIP,
        at_body(BodyRole.EDITOR, when=When.TAKES_PART),
        scope=Scope.SUBMIT,
    ),
    rule(
        Action.SEE_DOCUMENT,
        Kind.DOCUMENT,
        at_body(*LASTING, BodyRole.AUDITOR),
        at_body(BodyRole.SCRUTINY, when=When.SUBMITTED),
        at_partner(*BodyRole, when=When.SUBMITTED),
        named(*PartnershipRole, when=When.SUBMITTED),
        PUBLISHED,
        scope=Scope.READ,
    ),
    rule(Action.EDIT_DOCUMENT, Kind.DOCUMENT, at_body(BodyRole.EDITOR), scope=Scope.SUBMIT),
    rule(Action.SUBMIT_DOCUMENT, Kind.DOCUMENT, at_body(BodyRole.EDITOR), scope=Scope.SUBMIT),
    rule(
        Action.CERTIFY_DOCUMENT,
        Kind.DOCUMENT,
        at_body(BodyRole.CERTIFIER, BodyRole.SECTION_151),
        bars=(Bar.PREPARED_IT,),
    ),
    rule(
        Action.SIGN_DOCUMENT,
        Kind.DOCUMENT,
        at_body(BodyRole.SECTION_151),
        bars=(Bar.HAD_A_HAND_IN_IT,),
    ),
    rule(
        Action.SEE_RUN,
        Kind.RUN,
        at_partner(*BodyRole),
        named(*PartnershipRole),
        PUBLISHED,
        scope=Scope.READ,
    ),
    rule(
        Action.CANCEL_RUN,
        Kind.RUN,
        named(PartnershipRole.COORDINATOR, PartnershipRole.MEMBER),
        at_partner(BodyRole.EDITOR),
        scope=Scope.RUN,
    ),
    rule(
        Action.CERTIFY_VERDICT,
        Kind.RUN,
        at_body(BodyRole.CERTIFIER, BodyRole.SECTION_151, when=When.TAKES_PART),
        bars=(Bar.MADE_IT,),
    ),
    rule(
        Action.KEEP_WHAT_IF,
        Kind.RUN,
        named(PartnershipRole.COORDINATOR, PartnershipRole.MEMBER),
        at_partner(BodyRole.EDITOR),
    ),
    rule(Action.CHOOSE_SPLIT, Kind.RUN, named(PartnershipRole.COORDINATOR)),
)
