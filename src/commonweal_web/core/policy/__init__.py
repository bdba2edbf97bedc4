"""Who may do what: the one place that decides, for pages, API, search, exports and files alike.

Plain values and a table of rules; it knows neither Django nor the database. `check` raises
`HiddenError` (a page answers 404) or `ForbiddenError` (403, with why and who can); `may` answers,
for showing a button.
"""

from commonweal_web.core.policy.deciding import (
    Decision,
    ForbiddenError,
    HiddenError,
    Outcome,
    check,
    decide,
    may,
)
from commonweal_web.core.policy.standing import (
    NOBODY,
    BodyGrant,
    PartnershipGrant,
    Standing,
    standing_of,
)
from commonweal_web.core.policy.thing import THE_SITE, Thing
from commonweal_web.core.policy.words import (
    LIMITED_IN_TIME,
    NEEDS_SECOND_FACTOR,
    OFFICERS,
    Action,
    BodyRole,
    Kind,
    PartnershipRole,
    Scope,
)

__all__ = [
    "LIMITED_IN_TIME",
    "NEEDS_SECOND_FACTOR",
    "NOBODY",
    "OFFICERS",
    "THE_SITE",
    "Action",
    "BodyGrant",
    "BodyRole",
    "Decision",
    "ForbiddenError",
    "HiddenError",
    "Kind",
    "Outcome",
    "PartnershipGrant",
    "PartnershipRole",
    "Scope",
    "Standing",
    "Thing",
    "check",
    "decide",
    "may",
    "standing_of",
]
