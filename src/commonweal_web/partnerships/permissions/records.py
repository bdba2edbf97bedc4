"""Who may do what with documents and runs: builds what the policy is asked, and asks."""

from __future__ import annotations

from typing import Any

from commonweal_web.bodies.models import Body
from commonweal_web.bodies.queries.acting import actor_for
from commonweal_web.core.asking import KeyHolder, standing_of_asker
from commonweal_web.core.audit import Actor, actor_of
from commonweal_web.core.policy import (
    Action,
    ForbiddenError,
    HiddenError,
    Kind,
    Standing,
    Thing,
    check,
    may,
)
from commonweal_web.partnerships.models import Document, Partnership, Run

__all__ = [
    "acting",
    "check_can_cancel",
    "check_can_certify",
    "check_can_prepare",
    "check_can_run",
    "check_can_see",
    "check_can_sign",
    "check_can_submit",
    "check_may_prepare",
    "is_own_body",
    "may_prepare",
    "may_see",
    "may_see_as_given",
    "may_sign",
    "may_submit",
    "own_bodies",
    "own_references",
    "takes_part",
]


def acting(by: Any, action: Action, body_id: int | None) -> Actor:
    """Return who the log says did it: a key, a person, or a deputy in both names."""
    if isinstance(by, KeyHolder):
        return by.actor
    return actor_of(by) if body_id is None else actor_for(by, action, body_id)


def _preparing(partnership: Partnership, body: Body | None) -> tuple[Action, Thing]:
    # What is held in common is the partnership's own: its coordinator's to write.
    if body is None:
        return Action.KEEP_COMMON_PART, partnership.to_thing()
    return Action.PREPARE_DOCUMENT, partnership.to_thing(body_id=body.pk)


def check_can_prepare(by: Any, partnership: Partnership, body: Body | None) -> Actor:
    action, thing = _preparing(partnership, body)
    check(standing_of_asker(by), action, thing)
    return acting(by, action, thing.body_id)


def check_may_prepare(standing: Standing, partnership: Partnership, body: Body | None) -> None:
    """Check whether somebody may write a part, for showing the pages on which it is written."""
    check(standing, *_preparing(partnership, body))


def may_prepare(standing: Standing, partnership: Partnership, body: Body | None) -> bool:
    return may(standing, *_preparing(partnership, body))


def check_can_see(standing: Standing, document: Document) -> None:
    """Check whether somebody may read a document; a draft of the common part is its writers'."""
    if document.body_id is not None:
        check(standing, Action.SEE_DOCUMENT, document.to_thing())
        return
    is_open = document.submitted_at is not None
    action = Action.SEE_PARTNERSHIP if is_open else Action.KEEP_COMMON_PART
    check(standing, action, document.to_thing())


def _submitting(document: Document) -> tuple[Action, Thing]:
    common = document.body_id is None
    return Action.KEEP_COMMON_PART if common else Action.SUBMIT_DOCUMENT, document.to_thing()


def may_see(standing: Standing, document: Document) -> bool:
    """Return whether somebody may read a document; fetch it with its partnership."""
    try:
        check_can_see(standing, document)
    except (HiddenError, ForbiddenError):
        return False
    return True


def check_can_submit(by: Any, document: Document) -> Actor:
    action, thing = _submitting(document)
    check(standing_of_asker(by), action, thing)
    return acting(by, action, document.body_id)


def may_submit(standing: Standing, document: Document) -> bool:
    return may(standing, *_submitting(document))


def check_can_certify(by: Any, document: Document) -> Actor:
    if document.body_id is None:
        check_can_see(standing_of_asker(by), document)
        raise ForbiddenError(
            "What is held in common is neither certified nor returned.",
            "A coordinator of the partnership submits its next version, and signs it.",
        )
    check(standing_of_asker(by), Action.CERTIFY_DOCUMENT, document.to_thing())
    return acting(by, Action.CERTIFY_DOCUMENT, document.body_id)


def _signing(document: Document) -> tuple[Action, Thing]:
    # A coordinator answers for what is held in common, an officer for their body's figures.
    common = document.body_id is None
    return Action.SIGN_COMMON_PART if common else Action.SIGN_DOCUMENT, document.to_thing()


def check_can_sign(by: Any, document: Document) -> Actor:
    action, thing = _signing(document)
    check(standing_of_asker(by), action, thing)
    return acting(by, action, document.body_id)


def may_sign(standing: Standing, document: Document) -> bool:
    return may(standing, *_signing(document))


def check_can_run(by: Any, partnership: Partnership) -> Actor:
    check(standing_of_asker(by), Action.START_RUN, partnership.to_thing())
    return acting(by, Action.START_RUN, None)


def check_can_cancel(by: Any, run: Run) -> Actor:
    check(standing_of_asker(by), Action.CANCEL_RUN, run.to_thing())
    return acting(by, Action.CANCEL_RUN, None)


def is_own_body(standing: Standing, body_id: int) -> bool:
    """Return whether somebody sees all that a body holds, drafts and single salaries included."""
    draft = Thing(kind=Kind.DOCUMENT, body_id=body_id, is_submitted=False)
    return may(standing, Action.SEE_DOCUMENT, draft)


def own_bodies(standing: Standing, partnership: Partnership) -> frozenset[int]:
    """Return the bodies of a partnership of which somebody sees all, by id."""
    return frozenset(
        partner.body_id
        for partner in partnership.partners.all()
        if is_own_body(standing, partner.body_id)
    )


def may_see_as_given(standing: Standing, partnership: Partnership, document: Document) -> bool:
    """Return whether somebody may have the file as it was uploaded, single salaries included."""
    if document.body_id is None:
        return may(standing, Action.KEEP_COMMON_PART, partnership.to_thing())
    return is_own_body(standing, document.body_id)


def own_references(standing: Standing, partnership: Partnership) -> frozenset[str]:
    """Return the same bodies by reference, as partnership files name them."""
    own = own_bodies(standing, partnership)
    return frozenset(
        partner.body.reference for partner in partnership.partners.all() if partner.body_id in own
    )


def takes_part(standing: Standing, partnership: Partnership) -> bool:
    """Return whether somebody is of a body that takes part, or is named in the partnership."""
    return bool(standing.roles_at(partnership.pk)) or any(
        standing.roles_in(body_id) for body_id in partnership.partner_body_ids()
    )
