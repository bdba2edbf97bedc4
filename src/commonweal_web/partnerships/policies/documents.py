"""In which state a document may be moved to another, whoever does it."""

from __future__ import annotations

from commonweal_web.core.errors import PolicyError
from commonweal_web.partnerships.models import Document
from commonweal_web.partnerships.policies.document_states import TRANSITIONS, Move

__all__ = ["TRANSITIONS", "Move", "check_may"]


def check_may(document: Document, move: str) -> None:
    """Refuse a move that the document's state does not allow."""
    transition = TRANSITIONS[move]
    if document.state not in transition.before:
        is_now = document.get_state_display().lower()
        only = " or ".join(transition.before)
        raise PolicyError(
            f"Version {document.version} of {document.title} is {is_now}: only what is {only} can "
            f"be {transition.said}.",
            hint="Look at the list of versions: somebody may have been quicker.",
        )
