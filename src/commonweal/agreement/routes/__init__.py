"""Legal routes: which are open to these bodies, which are not and why, what must be asked first.

What flows in: a partnership, or facts with answers. What flows out: a `RouteAdvice`. No legal
advice: a named officer signs off the route for each body.
"""

from .choosing import NO_ADVICE, Reason, RouteAdvice, RouteReading, VatQuestion, choose_routes
from .exemptions import (
    ActivityTest,
    ActivityTestYear,
    ControlFinding,
    ControlTest,
    activity_test,
    control_test,
)
from .facts import (
    ActivityYear,
    Answer,
    Company,
    LegalSignOff,
    Owner,
    RoleHolder,
    RouteBody,
    RouteFacts,
    VatPosition,
    facts_of,
    read_route_facts,
)
from .known import Presumption
from .roles import SignOff, StatutoryRole, sign_offs_needed, statutory_roles
from .rows import Question, question, questions

__all__ = [
    "NO_ADVICE",
    "ActivityTest",
    "ActivityTestYear",
    "ActivityYear",
    "Answer",
    "Company",
    "ControlFinding",
    "ControlTest",
    "LegalSignOff",
    "Owner",
    "Presumption",
    "Question",
    "Reason",
    "RoleHolder",
    "RouteAdvice",
    "RouteBody",
    "RouteFacts",
    "RouteReading",
    "SignOff",
    "StatutoryRole",
    "VatPosition",
    "VatQuestion",
    "activity_test",
    "choose_routes",
    "control_test",
    "facts_of",
    "question",
    "questions",
    "read_route_facts",
    "sign_offs_needed",
    "statutory_roles",
]
