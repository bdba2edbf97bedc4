"""Steps that the partnerships of the demonstration have in common."""

from __future__ import annotations

from collections.abc import Mapping

from django.db.models import Q

from commonweal_web.accounts.models import User
from commonweal_web.bodies.models import Body
from commonweal_web.core.policy import PartnershipRole
from commonweal_web.partnerships.examples import Example, examples
from commonweal_web.partnerships.models import Document, Partnership
from commonweal_web.partnerships.queries.partnerships import partnerships
from commonweal_web.partnerships.services import documents, naming, partnering

__all__ = [
    "WHY",
    "bodies_of",
    "case",
    "holder",
    "invite",
    "name",
    "now",
    "person",
    "submit",
]

WHY = "For the demonstration"


def case(example: str) -> Example:
    """Return the example whose figures a partnership of the demonstration takes."""
    return next(one for one in examples() if one.id == example)


def bodies_of(references: tuple[str, ...]) -> dict[str, Body]:
    """Return bodies by reference, in that order."""
    found = {body.reference: body for body in Body.objects.filter(reference__in=references)}
    return {reference: found[reference] for reference in references}


def holder(body: Body, *roles: str) -> User:
    """Return the first person of a body who holds one of these roles."""
    return User.objects.filter(
        Q(memberships__body=body), memberships__role__in=roles, memberships__ended_at=None
    ).order_by("pk")[0]


def person(called: str) -> User:
    """Return somebody of the demonstration."""
    return User.objects.get(name=called, is_demonstration=True)


def now(partnership: Partnership) -> Partnership:
    """Return a partnership as it is now, with who takes part."""
    return partnerships().get(pk=partnership.pk)


def invite(partnership: Partnership, by: User, body: Body, message: str, *, accepts: bool) -> None:
    """Invite a body, whose administrator accepts at once or has not answered."""
    partner = partnering.invite_body(
        by=by, partnership=now(partnership), body=body, message=message
    )
    if accepts:
        partnering.accept_for_body(by=holder(body, "administrator"), partner=partner)


def name(
    partnership: Partnership, by: User, somebody: User, body: Body, role: PartnershipRole
) -> None:
    """Give somebody a role in a partnership."""
    naming.name_person(
        by=by, partnership=now(partnership), person=somebody, body=body, role=role, reason=WHY
    )


def submit(
    partnership: Partnership, coordinator: User, bodies: Mapping[str, Body], example: Example
) -> tuple[Document, dict[str, Document]]:
    """Submit what is held in common, then each body's own figures; return both."""
    draft = documents.save_draft(
        by=coordinator,
        partnership=now(partnership),
        body=None,
        data=example.data,
        file_name=example.file_name,
    )
    common = documents.submit_document(by=coordinator, document=draft.document)
    submitted = {}
    for reference, body in bodies.items():
        editor = holder(body, "editor")
        saved = documents.save_draft(
            by=editor,
            partnership=now(partnership),
            body=body,
            data=example.data,
            file_name=example.file_name,
        )
        submitted[reference] = documents.submit_document(by=editor, document=saved.document)
    return common, submitted
