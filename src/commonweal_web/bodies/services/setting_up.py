"""Setting up a body, changing what is said of it, and confirming that it is what it says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils import timezone
from django.utils.text import slugify

from commonweal.bodies import body_kind, check_code
from commonweal_web.accounts.models import User
from commonweal_web.bodies import permissions
from commonweal_web.bodies.models import Body, BodyCode, Membership
from commonweal_web.bodies.queries.acting import actor_for
from commonweal_web.core.audit import Chain, Event, record, recorded
from commonweal_web.core.errors import PolicyError
from commonweal_web.core.policy import Action, BodyRole

__all__ = ["NewBody", "change_body", "confirm_body", "set_up_body"]


_WORDS_OF_ADDRESSES = {"new", "join", "invitations"}


@dataclass(frozen=True, slots=True, kw_only=True)
class NewBody:
    """What is said of a body when it is set up. `codes` maps a scheme to the body's code."""

    name: str
    kind: str
    codes: Mapping[str, str]


def set_up_body(*, by: User, body: NewBody) -> Body:
    """Set up a body with its first administrator: who sets it up.

    Raises
    ------
    PolicyError
        One of its codes is another body's.
    InputError
        A code does not have the shape of its scheme, or the kind is unknown.
    """
    permissions.check_can_set_up_body(by)
    body_kind(body.kind)
    for scheme, code in body.codes.items():
        check_code(scheme, code)
        _check_code_is_free(scheme, code)

    with recorded():
        made = Body.objects.create(
            reference=_free_reference(body.name),
            name=body.name,
            kind=body.kind,
            is_demonstration=by.is_demonstration,
        )
        BodyCode.objects.bulk_create(
            BodyCode(body=made, scheme=scheme, code=code) for scheme, code in body.codes.items()
        )
        record(
            Event.BODY_ADDED,
            by=by,
            chain=Chain.site(),
            about=made.name,
            body=made.pk,
            kind=made.kind,
            codes=dict(body.codes),
        )
        Membership.objects.create(
            body=made,
            user=by,
            role=BodyRole.ADMINISTRATOR.value,
            starts=timezone.localdate(),
            reason="Set up the body",
            given_by=by,
        )
        record(
            Event.ROLE_GIVEN,
            by=by,
            chain=Chain.site(),
            about=made.name,
            body=made.pk,
            person=by.name,
            role=BodyRole.ADMINISTRATOR.label,
            reason="Set up the body",
        )
    return made


def change_body(*, by: User, body: Body, name: str) -> None:
    """Change a body's name; its reference, and so every link, stays."""
    permissions.check_can_change_body(by, body)
    if name == body.name:
        return
    with recorded():
        was, body.name = body.name, name
        body.save(update_fields=["name"])
        record(
            Event.BODY_CHANGED,
            by=actor_for(by, Action.CHANGE_BODY, body.pk),
            chain=Chain.site(),
            about=name,
            body=body.pk,
            what="the name",
            was=was,
            now=name,
        )


def confirm_body(*, by: User, body: Body, reason: str) -> None:
    """Say, as a site administrator, that the body is what it says."""
    permissions.check_can_keep_site(by)
    if body.is_confirmed:
        raise PolicyError(f"{body.name} has been confirmed already.")
    with recorded():
        body.confirmed_at = timezone.now()
        body.save(update_fields=["confirmed_at"])
        record(
            Event.BODY_CONFIRMED,
            by=by,
            chain=Chain.site(),
            about=body.name,
            body=body.pk,
            reason=reason,
        )


def _check_code_is_free(scheme: str, code: str) -> None:
    held = BodyCode.objects.filter(scheme=scheme, code=code).select_related("body").first()
    if held is not None:
        raise PolicyError(
            f"{code} is the code of {held.body.name}, which is here already.",
            hint="Ask to join it, or ask one of its administrators to invite you.",
        )


def _free_reference(name: str) -> str:
    """Return the name as an address has it; a second body of a name gets a number."""
    plain = slugify(name)[:70] or "body"
    taken = _WORDS_OF_ADDRESSES | set(
        Body.objects.filter(reference__startswith=plain).values_list("reference", flat=True)
    )
    number = 1
    reference = plain
    while reference in taken:
        number += 1
        reference = f"{plain}-{number}"
    return reference
