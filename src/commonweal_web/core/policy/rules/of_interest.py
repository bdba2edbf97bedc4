"""Interest in sharing. There is no rule by which anybody reads what a sealed one names."""

from __future__ import annotations

from commonweal_web.core.policy.ways import LASTING, Rule, at_body, rule
from commonweal_web.core.policy.words import Action, BodyRole, Kind

__all__ = ["ROWS"]

ROWS: tuple[Rule, ...] = (
    rule(Action.SEE_INTEREST, Kind.BODY, at_body(*LASTING, BodyRole.AUDITOR)),
    rule(
        Action.GIVE_INTEREST,
        Kind.BODY,
        at_body(BodyRole.EDITOR, BodyRole.SECTION_151, BodyRole.MONITORING, BodyRole.ADMINISTRATOR),
    ),
)
