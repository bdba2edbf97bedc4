"""Whether what was signed off as assumptions is still what was kept: its text against its hash."""

from __future__ import annotations

import json
from collections.abc import Iterator

from commonweal_web.core.audit import Event
from commonweal_web.core.models import AuditEvent
from commonweal_web.figures.models import AssumptionsApproval
from commonweal_web.partnerships.models.records import sha256_of

__all__ = ["faults"]


def faults() -> Iterator[str]:
    """Yield a sentence for each approval that is not what was kept."""
    events = AuditEvent.objects.filter(event=Event.ASSUMPTIONS_APPROVED.value)
    logged = {
        (event.chain, json.loads(event.text)["details"]["sha256"]) for event in events.iterator()
    }
    for approval in AssumptionsApproval.objects.select_related("partnership"):
        if sha256_of(approval.text) != approval.sha256:
            yield f"The text of {approval} is not the one that was kept: it was altered."
        elif (f"partnership-{approval.partnership_id}", approval.sha256) not in logged:
            yield f"The hash of {approval} is not the one in the log: it was altered."
