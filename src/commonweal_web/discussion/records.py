"""What may be commented on among a partnership's own pages: a version of figures, signatures."""

from __future__ import annotations

from django.urls import reverse

from commonweal_web.core.policy import HiddenError, Standing
from commonweal_web.discussion.subjects import Subject
from commonweal_web.partnerships.models import Document, Partnership
from commonweal_web.partnerships.queries.records import find_document

__all__ = ["is_with_partners", "subject_of"]


def subject_of(standing: Standing, partnership: Partnership, key: str) -> Subject:
    """Return what `document/4` or `signatures` stands for. Raises HiddenError."""
    if key == "signatures":
        address = reverse("signatures", args=[partnership.reference])
        return Subject(key=key, said="Signatures", address=address)
    kind, _, number = key.partition("/")
    if kind != "document" or not number.isdecimal() or len(number) > 12:
        raise HiddenError
    document = find_document(standing, partnership, int(number))
    whose = "Held in common" if document.body is None else f"Figures of {document.body.name}"
    is_own = not is_with_partners(document)
    return Subject(
        key=f"document/{document.pk}",
        said=f"{whose}, version {document.version}",
        address=reverse("document", args=[partnership.reference, document.pk]),
        only=document.body if is_own else None,
        is_keepers=is_own and document.body is None,
    )


def is_with_partners(document: Document) -> bool:
    """Return whether every partner may read a version, as the policy has it."""
    if document.body_id is None:
        return document.submitted_at is not None
    return document.to_thing().is_submitted
