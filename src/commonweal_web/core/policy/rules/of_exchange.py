"""Sealed exchanges: who starts one, who answers, who reads what was opened.

There is no rule by which anybody reads an answer before it opens: nobody may.
"""

from __future__ import annotations

from commonweal_web.core.policy.ways import Rule, When, at_body, at_partner, named, rule
from commonweal_web.core.policy.words import Action, BodyRole, Kind, PartnershipRole

__all__ = ["ROWS"]

_ANSWERING = (
    BodyRole.EDITOR,
    BodyRole.SECTION_151,
    BodyRole.MONITORING,
    BodyRole.ADMINISTRATOR,
)

ROWS: tuple[Rule, ...] = (
    rule(Action.START_EXCHANGE, Kind.PARTNERSHIP, named(PartnershipRole.COORDINATOR)),
    rule(Action.SEE_EXCHANGE, Kind.EXCHANGE, at_partner(*BodyRole), named(*PartnershipRole)),
    rule(Action.ANSWER_EXCHANGE, Kind.EXCHANGE, at_body(*_ANSWERING, when=When.TAKES_PART)),
    rule(Action.AGREE_TO_EXCHANGE, Kind.EXCHANGE, at_body(*_ANSWERING, when=When.TAKES_PART)),
    # What was said was said to those who answered: a partner who joined later is not among them.
    rule(Action.READ_EXCHANGE, Kind.EXCHANGE, at_body(*BodyRole, when=When.TAKES_PART)),
    rule(Action.END_EXCHANGE, Kind.EXCHANGE, named(PartnershipRole.COORDINATOR)),
)
