"""The states of a document and the ways from one to another: a table of plain values.

The page docs/reference/document-states.md is printed from it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

__all__ = ["FIRST", "MEANINGS", "TRANSITIONS", "Move", "Transition", "diagram"]

FIRST = "draft"

MEANINGS: Mapping[str, str] = {
    "draft": "Saved. Only the body itself sees it; it stands for nothing yet.",
    "submitted": "Partners see it, but for what would be one person's pay. Appraisals rest on it.",
    "certified": "Somebody of the body who did not prepare it says that these are its figures.",
    "returned": "Somebody who could have certified it says what needs mending. It stands no more.",
    "superseded": "A later version took its place. It is kept as it was.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Transition:
    """From which states a document may go where, and who or what takes it there."""

    before: tuple[str, ...]
    after: str
    said: str
    who: str


class Move:
    """What can be done to a document once it is saved."""

    SUBMIT = "submit"
    CERTIFY = "certify"
    RETURN = "return"
    SUPERSEDE = "supersede"


TRANSITIONS: Mapping[str, Transition] = {
    Move.SUBMIT: Transition(
        before=("draft",), after="submitted", said="submitted", who="an editor of the body"
    ),
    Move.CERTIFY: Transition(
        before=("submitted",),
        after="certified",
        said="certified",
        who="a certifier or section 151 officer who did not prepare it",
    ),
    Move.RETURN: Transition(
        before=("submitted",),
        after="returned",
        said="returned to its preparer",
        who="a certifier or section 151 officer, with a reason",
    ),
    Move.SUPERSEDE: Transition(
        before=("draft", "submitted", "certified", "returned"),
        after="superseded",
        said="superseded",
        who="the next version: a draft when the next is saved, the others when it is submitted",
    ),
}


def diagram() -> str:
    """Return the states and the ways between them as a Mermaid state diagram."""
    lines = ["stateDiagram-v2", f"    [*] --> {FIRST}: save"]
    for move, transition in TRANSITIONS.items():
        lines += [f"    {before} --> {transition.after}: {move}" for before in transition.before]
    return "\n".join(lines) + "\n"
