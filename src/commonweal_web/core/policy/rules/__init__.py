"""The rules themselves: one row an action, as a monitoring officer could read them.

A row names the kind of thing, the ways in which somebody may, and what forbids it all the same.
Where no way fits, the answer is no. The page docs/reference/who-may-do-what.md is printed from
this table.
"""

from __future__ import annotations

from collections.abc import Mapping

from commonweal_web.core.policy.rules import (
    of_agreements,
    of_bodies,
    of_discussion,
    of_exchange,
    of_interest,
    of_papers,
    of_partnerships,
    of_reminders,
    of_voices,
)
from commonweal_web.core.policy.ways import ANYBODY, Rule, Way
from commonweal_web.core.policy.words import Action, Kind

__all__ = ["RULES", "SEEING"]

RULES: Mapping[Action, Rule] = {
    row.action: row
    for rows in (
        of_bodies,
        of_partnerships,
        of_papers,
        of_agreements,
        of_discussion,
        of_exchange,
        of_interest,
        of_reminders,
        of_voices,
    )
    for row in rows.ROWS
}

SEEING: Mapping[Kind, tuple[Way, ...]] = {
    # The site itself is no secret: its pages for administrators are forbidden to others, not
    # hidden, except that strangers are asked to sign in first.
    Kind.SITE: (ANYBODY,),
    Kind.BODY: RULES[Action.SEE_BODY].ways,
    Kind.PARTNERSHIP: RULES[Action.SEE_PARTNERSHIP].ways,
    Kind.INVITATION: RULES[Action.SEE_INVITATION].ways,
    Kind.DOCUMENT: RULES[Action.SEE_DOCUMENT].ways,
    Kind.RUN: RULES[Action.SEE_RUN].ways,
    Kind.PAPER: RULES[Action.SEE_PAPER].ways,
    Kind.AGREEMENT: RULES[Action.SEE_AGREEMENT].ways,
    Kind.EXCHANGE: RULES[Action.SEE_EXCHANGE].ways,
    Kind.PUBLICATION: RULES[Action.SEE_PUBLICATION].ways,
    Kind.COMMENT: RULES[Action.SEE_COMMENT].ways,
}
"""Where none of a kind's ways fits, the thing is hidden: a page is a 404, a list leaves it out."""
