"""The first page after signing in: what waits for this person, then where they belong."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse

from commonweal_web.bodies.models import Body, Invitation, JoinRequest
from commonweal_web.bodies.presenters import say_first, say_roles
from commonweal_web.core.layout import Step
from commonweal_web.core.policy import Action, Standing, may
from commonweal_web.partnerships.models import Document, Partner, PartnerInvitation, Partnership

from .partnership import Line, say_names

__all__ = ["HomePage", "Waiting"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """What waits for a person, as the database has it."""

    invitations: Iterable[Invitation] = ()
    partner_invitations: Iterable[PartnerInvitation] = ()
    partners: Iterable[Partner] = ()
    requests: Iterable[JoinRequest] = ()
    documents: Iterable[Document] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class HomePage:
    tasks: tuple[Step, ...]
    bodies: tuple[Line, ...]
    partnerships: tuple[Line, ...]
    can_start: bool

    @classmethod
    def of(
        cls,
        standing: Standing,
        *,
        waiting: Waiting,
        bodies: Iterable[Body],
        partnerships: Iterable[Partnership],
    ) -> HomePage:
        own = list(bodies)
        return cls(
            tasks=tuple(_tasks(standing, waiting)),
            bodies=tuple(
                Line(
                    name=body.name,
                    said=say_first(say_roles(standing.roles_in(body.pk))),
                    address=reverse("body", args=[body.reference]),
                )
                for body in own
            ),
            partnerships=tuple(
                Line(
                    name=one.name,
                    said=say_names(
                        [
                            partner.body.name
                            for partner in one.partners.all()
                            if partner.state == Partner.State.JOINED
                        ]
                    ),
                    address=reverse("partnership", args=[one.reference]),
                )
                for one in partnerships
            ),
            can_start=any(may(standing, Action.START_PARTNERSHIP, body.to_thing()) for body in own),
        )


def _tasks(standing: Standing, waiting: Waiting) -> Iterable[Step]:
    for invitation in waiting.invitations:
        yield Step(
            name=f"Answer the invitation to {invitation.body.name}",
            hint=f"{invitation.invited_by.name} invites you as {say_roles(invitation.as_roles)}",
            address=reverse("accept-own-invitation", args=[invitation.pk]),
            status="Invitation",
            tag="teal",
        )
    for letter in waiting.partner_invitations:
        yield Step(
            name=f"Answer the invitation of {letter.body_name} to {letter.partnership.name}",
            hint=f"{letter.invited_by.name} invites your body",
            address=reverse("take-up-invitation", args=[letter.pk]),
            status="Invitation",
            tag="teal",
        )
    for partner in waiting.partners:
        yield Step(
            name=f"Answer for {partner.body.name}: {partner.partnership.name}",
            hint=f"{partner.invited_by.name} invites your body to take part",
            address=reverse("answer-invitation", args=[partner.pk]),
            status="Invitation",
            tag="teal",
        )
    for request in waiting.requests:
        yield Step(
            name=f"{request.user.name} asks to join {request.body.name}",
            hint=request.message,
            address=reverse("answer-request", args=[request.body.reference, request.pk]),
            status="To decide",
            tag="yellow",
        )
    for document in waiting.documents:
        if may(standing, Action.CERTIFY_DOCUMENT, document.to_thing()):
            yield Step(
                name=f"Certify {document.title}",
                hint=f"Prepared by {document.prepared_as}",
                address=reverse("document", args=[document.partnership.reference, document.pk]),
                status="To certify",
                tag="yellow",
            )
