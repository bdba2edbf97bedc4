"""In which state a document may be signed, whoever does it."""

from __future__ import annotations

from commonweal_web.core.errors import PolicyError
from commonweal_web.partnerships.models import Document, Signature

__all__ = ["check_can_be_signed", "is_to_be_signed"]


def is_to_be_signed(document: Document) -> bool:
    """Return whether a version waits for a signature: certified, or in common and submitted."""
    return document.state == _wanted(document) and not _is_signed(document)


def check_can_be_signed(document: Document) -> None:
    """Refuse a signature under what does not stand, is not certified yet, or is signed."""
    called = f"Version {document.version} of {document.title}"
    if _is_signed(document):
        raise PolicyError(f"{called} is signed already.", hint="Look at the page of signatures.")
    wanted = _wanted(document)
    if document.state != wanted:
        is_now = document.get_state_display().lower()
        raise PolicyError(
            f"{called} is {is_now}: only what is {wanted} can be signed.",
            hint="Look at the list of versions: somebody may have been quicker.",
        )


def _wanted(document: Document) -> str:
    # Nobody certifies what is held in common: it is of no body's records.
    common = document.body_id is None
    return Document.State.SUBMITTED.value if common else Document.State.CERTIFIED.value


def _is_signed(document: Document) -> bool:
    return Signature.objects.filter(document=document).exists()
