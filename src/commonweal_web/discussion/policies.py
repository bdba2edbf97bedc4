"""In which state something may be said, whoever says it."""

from __future__ import annotations

from commonweal_web.core.errors import PolicyError
from commonweal_web.core.policy import Action, may
from commonweal_web.core.standing import standing_for
from commonweal_web.discussion.models import Comment, Remark

__all__ = [
    "check_asked_can_read",
    "check_is_open",
    "check_is_resolved",
    "check_stands",
]


def check_asked_can_read(comment: Comment) -> None:
    """Check that whoever is asked to answer could read the comment at all."""
    asked = comment.for_body
    if asked is not None:
        is_theirs = comment.body_id == asked.pk
        if not is_theirs and asked.pk not in comment.to_thing().partner_body_ids:
            raise PolicyError(
                f"{asked.name} could not read this comment.",
                hint="Choose somebody else to answer, or let everybody read it.",
            )
    person = comment.for_person
    if person is not None and not may(standing_for(person), Action.SEE_COMMENT, comment.to_thing()):
        raise PolicyError(
            f"{person.name} could not read this comment.",
            hint="Choose somebody else to answer, or let everybody read it.",
        )


def check_is_open(comment: Comment) -> None:
    if not comment.is_open:
        raise PolicyError(
            f"Comment {comment.number} is {comment.get_state_display().lower()} already.",
            hint="Look at it again: somebody was there before you.",
        )


def check_is_resolved(comment: Comment) -> None:
    if comment.state != Comment.State.RESOLVED:
        raise PolicyError(f"Comment {comment.number} is not resolved now.")


def check_stands(remark: Remark) -> None:
    """Check that a remark has words that can still be changed."""
    if remark.kind not in (Remark.Kind.SAID, Remark.Kind.RESOLVED):
        raise PolicyError("Only what was written can be changed.")
    if remark.later.filter(kind=Remark.Kind.WITHDRAWN).exists():
        raise PolicyError("These words were withdrawn already.")
