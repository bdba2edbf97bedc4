"""Approvals: one proposal before several bodies, each on its own day; all must pass.

What flows in: who decides, when, and what each has said. What flows out: the days counted back
from each meeting, where each stands, when the last could pass, and one register of decisions.
"""

from .dates import (
    Deadline,
    NoticePeriod,
    calendar_of,
    deadlines,
    earliest_meeting,
    notice_periods,
    passes_on,
)
from .document import (
    Approval,
    Approvals,
    CallIn,
    Condition,
    Decider,
    Outcome,
    Signature,
    approvals_from,
    read_approvals,
    version_of,
)
from .register import RegisterRow, decision_register
from .state import ApprovalStanding, ApprovalState, approval_state, say_day

__all__ = [
    "Approval",
    "ApprovalStanding",
    "ApprovalState",
    "Approvals",
    "CallIn",
    "Condition",
    "Deadline",
    "Decider",
    "NoticePeriod",
    "Outcome",
    "RegisterRow",
    "Signature",
    "approval_state",
    "approvals_from",
    "calendar_of",
    "deadlines",
    "decision_register",
    "earliest_meeting",
    "notice_periods",
    "passes_on",
    "read_approvals",
    "say_day",
    "version_of",
]
