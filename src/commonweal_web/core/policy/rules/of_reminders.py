"""What is asked again from time to time."""

from __future__ import annotations

from commonweal_web.core.policy.ways import Rule, When, at_body, rule
from commonweal_web.core.policy.words import Action, BodyRole, Kind

__all__ = ["ROWS"]

ROWS: tuple[Rule, ...] = (
    rule(
        Action.CONFIRM_DOCUMENT,
        Kind.DOCUMENT,
        at_body(BodyRole.EDITOR, BodyRole.CERTIFIER, BodyRole.SECTION_151, when=When.TAKES_PART),
    ),
)
