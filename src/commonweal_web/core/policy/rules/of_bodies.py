"""The site, bodies and the people of bodies."""

from __future__ import annotations

from commonweal_web.core.policy.ways import (
    READERS_OF_LOGS,
    SIGNED_IN,
    SITE_ADMINISTRATOR,
    Rule,
    at_body,
    rule,
)
from commonweal_web.core.policy.words import Action, BodyRole, Kind, Scope

__all__ = ["ROWS"]

ROWS: tuple[Rule, ...] = (
    rule(Action.SEE_SITE, Kind.SITE, SITE_ADMINISTRATOR),
    rule(Action.KEEP_SITE, Kind.SITE, SITE_ADMINISTRATOR),
    rule(Action.SET_UP_BODY, Kind.SITE, SIGNED_IN),
    rule(Action.SEE_BODY, Kind.BODY, at_body(*BodyRole), scope=Scope.READ),
    rule(Action.CHANGE_BODY, Kind.BODY, at_body(BodyRole.ADMINISTRATOR)),
    rule(Action.MANAGE_PEOPLE, Kind.BODY, at_body(BodyRole.ADMINISTRATOR)),
    rule(Action.MANAGE_DOMAINS, Kind.BODY, at_body(BodyRole.ADMINISTRATOR)),
    rule(Action.MANAGE_KEYS, Kind.BODY, at_body(BodyRole.ADMINISTRATOR)),
    rule(Action.SEE_BODY_LOG, Kind.BODY, at_body(*READERS_OF_LOGS)),
    rule(
        Action.NAME_DEPUTY,
        Kind.BODY,
        at_body(
            BodyRole.CERTIFIER, BodyRole.SECTION_151, BodyRole.MONITORING, BodyRole.ADMINISTRATOR
        ),
    ),
    rule(Action.LEAVE_BODY, Kind.BODY, at_body(*BodyRole)),
    rule(Action.START_PARTNERSHIP, Kind.BODY, at_body(BodyRole.EDITOR, BodyRole.ADMINISTRATOR)),
)
