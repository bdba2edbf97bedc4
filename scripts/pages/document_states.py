"""docs/reference/document-states.md: what becomes of a body's figures, from the table itself."""

from __future__ import annotations

from commonweal_web.partnerships.policies.document_states import MEANINGS, TRANSITIONS, diagram
from scripts.pages.markdown import page, table

__all__ = ["pages"]

_INTRODUCTION = """
Printed from the table that decides it, `policies/document_states.py` of partnerships. Each body's
figures in a partnership are a document, and so is what the partners hold in common.
Every version is kept as it was given; only its state changes, in the ways below and no other.
Saving makes a new version; nothing is overwritten.
"""


def pages() -> dict[str, str]:
    states = table(("State", "What it means"), MEANINGS.items())
    moves = table(
        ("Move", "From", "To", "By"),
        ((move, " or ".join(way.before), way.after, way.who) for move, way in TRANSITIONS.items()),
    )
    text = page(
        "# The states of a body's figures",
        _INTRODUCTION.strip(),
        states,
        moves,
        f"```mermaid\n{diagram()}```",
    )
    return {"docs/reference/document-states.md": text}
