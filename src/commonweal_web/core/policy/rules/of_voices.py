"""Surveys of residents, staff and leaders of communities. Answering one needs no rule: anybody."""

from __future__ import annotations

from commonweal_web.core.policy.ways import Rule, at_partner, named, rule
from commonweal_web.core.policy.words import Action, BodyRole, Kind, PartnershipRole

__all__ = ["ROWS"]

_ASKING = (PartnershipRole.COORDINATOR, PartnershipRole.MEMBER)

ROWS: tuple[Rule, ...] = (
    rule(Action.SEE_VOICES, Kind.PARTNERSHIP, at_partner(*BodyRole), named(*PartnershipRole)),
    rule(Action.ASK_VOICES, Kind.PARTNERSHIP, named(*_ASKING)),
    rule(Action.RELEASE_VOICES, Kind.PARTNERSHIP, named(*_ASKING)),
)
