"""The states of a document and the ways from one to another: a table, and its diagram."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from commonweal_web.core.errors import PolicyError
from commonweal_web.partnerships.models import Document

__all__ = ["TRANSITIONS", "Move", "Transition", "check_may", "diagram"]

State = Document.State


@dataclass(frozen=True, slots=True, kw_only=True)
class Transition:
    """From which states a document may go where, and what refuses it from others."""

    before: tuple[State, ...]
    after: State
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
        before=(State.DRAFT,), after=State.SUBMITTED, said="submitted", who="an editor"
    ),
    Move.CERTIFY: Transition(
        before=(State.SUBMITTED,),
        after=State.CERTIFIED,
        said="certified",
        who="a certifier or section 151 officer who did not prepare it",
    ),
    Move.RETURN: Transition(
        before=(State.SUBMITTED,),
        after=State.RETURNED,
        said="returned to its preparer",
        who="a certifier or section 151 officer, with a reason",
    ),
    Move.SUPERSEDE: Transition(
        before=(State.DRAFT, State.SUBMITTED, State.CERTIFIED, State.RETURNED),
        after=State.SUPERSEDED,
        said="superseded",
        who="a later version: a draft by the next draft, what was submitted by what is submitted",
    ),
}


def check_may(document: Document, move: str) -> None:
    """Refuse a move that the document's state does not allow."""
    transition = TRANSITIONS[move]
    if document.state not in transition.before:
        is_now = document.get_state_display().lower()
        only = " or ".join(State(state).label.lower() for state in transition.before)
        raise PolicyError(
            f"Version {document.version} of {document.title} is {is_now}: only what is {only} can "
            f"be {transition.said}.",
            hint="Look at the list of versions: somebody may have been quicker.",
        )


def diagram() -> str:
    """Return the states and the ways between them as a Mermaid state diagram."""
    lines = ["stateDiagram-v2", f"    [*] --> {State.DRAFT.value}: save, by an editor"]
    for move, transition in TRANSITIONS.items():
        lines += [
            f"    {State(before).value} --> {transition.after.value}: {move}, by {transition.who}"
            for before in transition.before
        ]
    return "\n".join(lines) + "\n"
