"""The plan: tasks with dates, the critical path, risks, people, messages, effort and a calendar.

What flows in: a `Plan`, drafted from a partnership and published durations or read from a file,
and the approvals. What flows out: dates, findings, registers, and an iCalendar file.
"""

from .critical_path import Schedule, ScheduledTask, schedule, schedule_tasks
from .document import (
    Action,
    Effort,
    KeyPerson,
    Message,
    Move,
    Plan,
    RiskLink,
    Task,
    read_plan,
)
from .drafting import Audience, Duration, audiences, draft_plan, durations
from .due import Due, due_list, message_day
from .icalendar import calendar_text, event_uid
from .people import (
    EffortLine,
    PeopleFinding,
    PeopleTotals,
    effort_account,
    people_findings,
    people_totals,
)
from .risks import PlanRisk, risk_register, with_plan_risks

__all__ = [
    "Action",
    "Audience",
    "Due",
    "Duration",
    "Effort",
    "EffortLine",
    "KeyPerson",
    "Message",
    "Move",
    "PeopleFinding",
    "PeopleTotals",
    "Plan",
    "PlanRisk",
    "RiskLink",
    "Schedule",
    "ScheduledTask",
    "Task",
    "audiences",
    "calendar_text",
    "draft_plan",
    "due_list",
    "durations",
    "effort_account",
    "event_uid",
    "message_day",
    "people_findings",
    "people_totals",
    "read_plan",
    "risk_register",
    "schedule",
    "schedule_tasks",
    "with_plan_risks",
]
