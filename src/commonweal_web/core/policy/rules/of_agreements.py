"""Agreements: who drafts and changes one, who speaks, decides and signs for a body."""

from __future__ import annotations

from commonweal_web.core.policy.ways import Rule, When, at_body, at_partner, named, rule
from commonweal_web.core.policy.words import Action, BodyRole, Kind, PartnershipRole

__all__ = ["ROWS"]

_OFFICERS = (BodyRole.SECTION_151, BodyRole.MONITORING)

ROWS: tuple[Rule, ...] = (
    rule(Action.SEE_AGREEMENT, Kind.AGREEMENT, at_partner(*BodyRole), named(*PartnershipRole)),
    rule(
        Action.DRAFT_AGREEMENT,
        Kind.AGREEMENT,
        named(PartnershipRole.COORDINATOR, PartnershipRole.MEMBER),
        at_partner(BodyRole.EDITOR, BodyRole.MONITORING),
    ),
    rule(
        Action.SAY_POSITION,
        Kind.AGREEMENT,
        at_body(BodyRole.EDITOR, *_OFFICERS, when=When.TAKES_PART),
    ),
    rule(Action.PUT_AGREEMENT, Kind.AGREEMENT, named(PartnershipRole.COORDINATOR)),
    rule(
        Action.RECORD_DECISION,
        Kind.AGREEMENT,
        at_body(BodyRole.EDITOR, BodyRole.MONITORING, BodyRole.ADMINISTRATOR, when=When.TAKES_PART),
    ),
    rule(Action.SIGN_AGREEMENT, Kind.AGREEMENT, at_body(*_OFFICERS, when=When.TAKES_PART)),
    rule(
        Action.SIGN_OFF_ROUTE,
        Kind.AGREEMENT,
        at_body(BodyRole.MONITORING, when=When.TAKES_PART),
    ),
)
