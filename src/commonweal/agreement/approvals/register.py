"""One register of what was decided, by whom, when and on what conditions."""

from __future__ import annotations

import datetime as dt
from dataclasses import asdict, dataclass
from typing import Any

from .document import Approvals
from .state import ApprovalState, Standing, approval_state

__all__ = ["RegisterRow", "decision_register"]


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterRow:
    """One line of the register of decisions."""

    body: str
    body_name: str
    decided_by: str
    day: dt.date | None
    """The day of the decision, else of the meeting."""
    outcome: str
    version: str
    standing: Standing
    conditions: tuple[str, ...]
    """Each with whether it is met."""
    call_in: str
    minute: str
    signed_by: str
    signed_on: dt.date | None

    def to_dict(self) -> dict[str, Any]:
        return asdict(self)


def decision_register(
    approvals: Approvals, *, today: dt.date, state: ApprovalState | None = None
) -> tuple[RegisterRow, ...]:
    """Return a line for each decision, in the order of their days, those without one last.

    Raises InputError for approvals that contradict themselves.
    """
    found = state or approval_state(approvals, today=today)
    signed = {one.body: one for one in approvals.signatures}
    rows = []
    for one in approvals.approvals:
        signature = signed.get(one.body)
        rows.append(
            RegisterRow(
                body=one.body,
                body_name=one.body_name,
                decided_by=one.decided_by,
                day=one.decided_on or one.meeting,
                outcome=one.outcome,
                version=one.version,
                standing=found.standing(one.id).standing,
                conditions=tuple(
                    f"{row.words} ({'met' if row.met_on else 'open'})" for row in one.conditions
                ),
                call_in=one.call_in,
                minute=one.minute,
                signed_by=f"{signature.name}, {signature.office}" if signature else "",
                signed_on=signature.on if signature else None,
            )
        )
    return tuple(sorted(rows, key=lambda row: (row.day is None, row.day or dt.date.max)))
