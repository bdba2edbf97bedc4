"""Whether documents and runs are still what was kept: their texts against their hashes and log."""

from __future__ import annotations

import json
from collections.abc import Iterator

from commonweal_web.core.audit import Event
from commonweal_web.core.models import AuditEvent
from commonweal_web.partnerships.models import Document, Freeze, Run, Signature

__all__ = ["faults"]

_AT_ONCE = 50


def faults() -> Iterator[str]:
    """Yield a sentence for each document and run that is not what was kept."""
    documents = Document.objects.select_related("partnership", "body")
    for document in documents.iterator(chunk_size=_AT_ONCE):
        if not document.is_whole:
            yield f"The text of {document} is not the one that was kept: it was altered."
    for run in Run.objects.select_related("partnership").iterator(chunk_size=_AT_ONCE):
        if not run.is_whole:
            yield f"The result of {run} is not the one that was kept: it was altered."
    yield from _not_as_frozen()
    yield from _not_as_logged()


def _not_as_frozen() -> Iterator[str]:
    """Yield what was signed or frozen and is not that text any more."""
    kept = dict(Document.objects.values_list("pk", "sha256"))
    for signature in Signature.objects.select_related("document__partnership", "document__body"):
        if kept[signature.document_id] != signature.sha256:
            yield f"{signature.document} is not what {signature.signed_as} signed: it was altered."
    for freeze in Freeze.objects.select_related("partnership"):
        if any(kept.get(row["id"]) != row["sha256"] for row in freeze.documents):
            yield f"Something in {freeze} is not what was frozen: it was altered."


def _not_as_logged() -> Iterator[str]:
    """Yield what was altered together with its hash: the log kept the hash too."""
    documents = {
        (partnership, body, version): sha256
        for partnership, body, version, sha256 in Document.objects.values_list(
            "partnership_id", "body_id", "version", "sha256"
        )
    }
    runs = {
        (partnership, number): sha256
        for partnership, number, sha256 in Run.objects.filter(state=Run.State.DONE).values_list(
            "partnership_id", "number", "result_sha256"
        )
    }
    kinds = (Event.DOCUMENT_SAVED.value, Event.RUN_DONE.value)
    for event in AuditEvent.objects.filter(event__in=kinds).iterator():
        details = json.loads(event.text)["details"]
        partnership = int(event.chain.removeprefix("partnership-"))
        if event.event == Event.DOCUMENT_SAVED.value:
            kept = documents.get((partnership, event.body_id, details["version"]))
            what = f"version {details['version']} of {event.about}"
        else:
            kept = runs.get((partnership, details["number"]))
            what = f"run {details['number']} of {event.about}"
        if kept is None:
            yield f"The log tells of {what}, and it is gone."
        elif kept != details["sha256"]:
            yield f"The hash of {what} is not the one in the log: it was altered."
