"""Whether agreements are still what was kept: their words against hashes, signatures and log."""

from __future__ import annotations

import json
from collections.abc import Iterator

from commonweal_web.agreements.models import Signing, Version
from commonweal_web.core.audit import Event
from commonweal_web.core.models import AuditEvent

__all__ = ["faults"]

_AT_ONCE = 20


def faults() -> Iterator[str]:
    """Yield a sentence for each version or signature that is not what was kept."""
    logged = set(_logged())
    for version in Version.objects.select_related("agreement").iterator(chunk_size=_AT_ONCE):
        if not version.is_whole:
            yield f"The words of {version} are not those that were kept: they were altered."
        elif (version.agreement.partnership_id, version.sha256) not in logged:
            yield f"The hash of {version} is not the one in the log: it was altered."
    for signing in Signing.objects.select_related("version__agreement", "body"):
        if signing.sha256 != signing.version.sha256:
            yield f"What {signing} signed is not what stands there now: it was altered."


def _logged() -> Iterator[tuple[int, str]]:
    """Yield the partnership and hash of every version that the log tells of."""
    wanted = (Event.AGREEMENT_STARTED.value, Event.AGREEMENT_CHANGED.value)
    for event in AuditEvent.objects.filter(event__in=wanted).iterator():
        partnership = int(event.chain.removeprefix("partnership-"))
        yield partnership, json.loads(event.text)["details"]["sha256"]
