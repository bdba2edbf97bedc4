"""Whether papers and templates are still what was kept: their bytes against hashes and log."""

from __future__ import annotations

import json
from collections.abc import Iterator

from commonweal_web.core.audit import Event
from commonweal_web.core.models import AuditEvent
from commonweal_web.papers.models import PaperFile, Template

__all__ = ["faults"]

_AT_ONCE = 20


def faults() -> Iterator[str]:
    """Yield a sentence for each file that is not what was kept."""
    for template in Template.objects.select_related("body").iterator(chunk_size=_AT_ONCE):
        if not template.is_whole:
            yield f"The Word template {template} is not the one that was kept: it was altered."
    logged = set(_logged())
    for file in PaperFile.objects.select_related("paper").iterator(chunk_size=_AT_ONCE):
        if not file.is_whole:
            yield f"The file {file} is not the one that was kept: it was altered."
        elif (file.paper.partnership_id, file.sha256) not in logged:
            yield f"The hash of the file {file} is not the one in the log: it was altered."


def _logged() -> Iterator[tuple[int, str]]:
    """Yield the partnership and hash of every file of a paper that the log tells of."""
    for event in AuditEvent.objects.filter(event=Event.PAPER_MADE.value).iterator():
        partnership = int(event.chain.removeprefix("partnership-"))
        for sha256 in json.loads(event.text)["details"]["files"].values():
            yield partnership, sha256
