"""Papers, publishing and guests."""

from __future__ import annotations

from commonweal_web.core.policy.ways import (
    LASTING,
    PUBLISHED,
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
    rule(
        Action.ASK_FOR_PAPER,
        Kind.PARTNERSHIP,
        named(PartnershipRole.COORDINATOR, PartnershipRole.MEMBER),
        at_partner(BodyRole.EDITOR),
    ),
    rule(
        Action.SEE_PAPER,
        Kind.PAPER,
        at_body(*LASTING, BodyRole.AUDITOR),
        at_body(BodyRole.SCRUTINY, when=When.SUBMITTED),
        at_partner(*BodyRole, when=When.SUBMITTED),
        named(*PartnershipRole, when=When.SUBMITTED),
        scope=Scope.READ,
    ),
    rule(
        Action.SEE_WHOLE_PAPER,
        Kind.PAPER,
        at_body(
            BodyRole.EDITOR,
            BodyRole.CERTIFIER,
            BodyRole.SECTION_151,
            BodyRole.MONITORING,
            BodyRole.AUDITOR,
        ),
    ),
    rule(
        Action.RELEASE_PAPER,
        Kind.PAPER,
        at_body(BodyRole.EDITOR, BodyRole.SECTION_151, BodyRole.MONITORING),
    ),
    rule(Action.KEEP_TEMPLATE, Kind.BODY, at_body(BodyRole.EDITOR, BodyRole.ADMINISTRATOR)),
    rule(
        Action.SEE_PUBLICATION,
        Kind.PUBLICATION,
        at_partner(*BodyRole),
        named(*PartnershipRole),
        PUBLISHED,
    ),
    rule(Action.PROPOSE_PUBLICATION, Kind.PARTNERSHIP, named(PartnershipRole.COORDINATOR)),
    rule(
        Action.AGREE_TO_PUBLISH,
        Kind.PARTNERSHIP,
        at_body(
            BodyRole.SECTION_151, BodyRole.MONITORING, BodyRole.ADMINISTRATOR, when=When.TAKES_PART
        ),
    ),
    rule(Action.PUBLISH, Kind.PARTNERSHIP, named(PartnershipRole.COORDINATOR)),
    rule(
        Action.UNPUBLISH,
        Kind.PARTNERSHIP,
        named(PartnershipRole.COORDINATOR),
        at_partner(BodyRole.SECTION_151, BodyRole.MONITORING),
    ),
    rule(Action.LEND, Kind.PARTNERSHIP, named(PartnershipRole.COORDINATOR)),
)
