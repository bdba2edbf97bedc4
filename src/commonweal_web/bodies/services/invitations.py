"""Inviting people by email: a link that works once, for a time, for the address it was sent to."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta

from django.utils import timezone

from commonweal_web.accounts.letters import Letter, post
from commonweal_web.accounts.models import User
from commonweal_web.accounts.tokens import Token, new_token
from commonweal_web.bodies import permissions, policies
from commonweal_web.bodies.models import Body, Invitation
from commonweal_web.bodies.queries.acting import actor_for
from commonweal_web.bodies.services.roles import grant
from commonweal_web.core.audit import Chain, Event, record, recorded
from commonweal_web.core.errors import PolicyError
from commonweal_web.core.policy import Action, BodyRole

__all__ = ["DAYS_TO_ACCEPT", "accept_invitation", "invite", "send_again", "withdraw_invitation"]

DAYS_TO_ACCEPT = 14


def invite(
    *,
    by: User,
    body: Body,
    email: str,
    roles: Collection[BodyRole],
    reason: str,
    role_ends: date | None = None,
) -> Invitation:
    """Invite somebody to take up roles; they get a letter with a link.

    Raises
    ------
    PolicyError
        They are invited already, or hold the roles, or the days do not fit.
    """
    permissions.check_can_manage_people(by, body)
    email = email.strip().lower()
    policies.check_days(roles, starts=timezone.localdate(), ends=role_ends)
    if body.invitations.filter(
        email=email, accepted_at__isnull=True, withdrawn_at__isnull=True
    ).exists():
        raise PolicyError(
            f"{email} has an invitation to {body.name} already.",
            hint="Send that one again, or withdraw it first.",
        )
    if body.memberships.filter(user__email=email, ended_at__isnull=True).exists():
        raise PolicyError(
            f"{email} belongs to {body.name} already.", hint="Give them the role on their page."
        )

    token = new_token()
    with recorded():
        invitation = Invitation.objects.create(
            body=body,
            email=email,
            roles=[role.value for role in BodyRole if role in roles],
            role_ends=role_ends,
            reason=reason,
            token_hash=token.hash,
            invited_by=by,
            expires_at=timezone.now() + timedelta(days=DAYS_TO_ACCEPT),
        )
        record(
            Event.PERSON_INVITED,
            by=actor_for(by, Action.MANAGE_PEOPLE, body.pk),
            chain=Chain.site(),
            about=body.name,
            body=body.pk,
            email=email,
            role=_said(invitation.as_roles),
            reason=reason,
        )
        post(_letter(invitation, token))
    return invitation


def send_again(*, by: User, invitation: Invitation) -> None:
    """Send the letter again with a new link and a new end; the old link works no more."""
    permissions.check_can_manage_people(by, invitation.body)
    policies.check_invitation_is_open(invitation)
    token = new_token()
    with recorded():
        invitation.token_hash = token.hash
        invitation.expires_at = timezone.now() + timedelta(days=DAYS_TO_ACCEPT)
        invitation.save(update_fields=["token_hash", "expires_at"])
        record(
            Event.PERSON_INVITED,
            by=actor_for(by, Action.MANAGE_PEOPLE, invitation.body_id),
            chain=Chain.site(),
            about=invitation.body.name,
            body=invitation.body_id,
            email=invitation.email,
            role=_said(invitation.as_roles),
            reason="Sent again",
        )
        post(_letter(invitation, token))


def withdraw_invitation(*, by: User, invitation: Invitation) -> None:
    permissions.check_can_manage_people(by, invitation.body)
    policies.check_invitation_is_open(invitation)
    with recorded():
        invitation.withdrawn_at = timezone.now()
        invitation.save(update_fields=["withdrawn_at"])
        record(
            Event.INVITATION_WITHDRAWN,
            by=actor_for(by, Action.MANAGE_PEOPLE, invitation.body_id),
            chain=Chain.site(),
            about=invitation.body.name,
            body=invitation.body_id,
            email=invitation.email,
        )


def accept_invitation(*, by: User, invitation: Invitation) -> None:
    """Take up an invitation: the roles it names begin today.

    Raises
    ------
    PolicyError
        It is over, has run out, or was sent to another address.
    """
    policies.check_may_accept(invitation, by)
    with recorded():
        locked = Invitation.objects.select_for_update(of=("self",)).get(pk=invitation.pk)
        policies.check_invitation_is_open(locked)
        today = timezone.localdate()
        if locked.role_ends is not None and locked.role_ends < today:
            raise PolicyError(
                "The last day of the role you were invited to has passed.",
                hint="Ask for another invitation.",
            )
        locked.accepted_by = by
        locked.accepted_at = timezone.now()
        locked.save(update_fields=["accepted_by", "accepted_at"])
        record(
            Event.INVITATION_ACCEPTED,
            by=by,
            chain=Chain.site(),
            about=locked.body.name,
            body=locked.body_id,
            role=_said(locked.as_roles),
        )
        for role in locked.as_roles:
            grant(
                by=by,
                given_by=locked.invited_by,
                body=locked.body,
                person=by,
                role=role,
                reason=locked.reason,
                starts=today,
                ends=locked.role_ends,
            )


def _said(roles: Collection[BodyRole]) -> str:
    return " and ".join(role.label for role in roles)


def _letter(invitation: Invitation, token: Token) -> Letter:
    until = timezone.localtime(invitation.expires_at)
    return Letter(
        to=invitation.email,
        subject=f"{invitation.invited_by.name} invites you to {invitation.body.name} on Commonweal",
        paragraphs=(
            f"{invitation.invited_by.name} invites you to take part for {invitation.body.name} as "
            f"{_said(invitation.as_roles)}.",
            "Open this page to see what that means, and to accept:",
        ),
        link=f"/invitations/{token.secret}/",
        until=f"{until.day} {until:%B %Y}",
    )
