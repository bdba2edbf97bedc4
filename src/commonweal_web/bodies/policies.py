"""In which state a change to a body or its people may be made, whoever makes it."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.utils import timezone

from commonweal_web.accounts.models import User
from commonweal_web.bodies.models import (
    Body,
    Delegation,
    EmailDomain,
    Invitation,
    JoinRequest,
    Membership,
)
from commonweal_web.bodies.queries.grants import memberships_in_force
from commonweal_web.core.errors import PolicyError
from commonweal_web.core.policy import LIMITED_IN_TIME, BodyRole

__all__ = [
    "check_days",
    "check_delegation_is_open",
    "check_domain_is_free",
    "check_invitation_is_open",
    "check_may_accept",
    "check_may_ask_to_join",
    "check_not_last_administrator",
    "check_request_is_waiting",
    "check_role_is_open",
    "check_same_world",
]


def check_days(roles: Collection[BodyRole], *, starts: date, ends: date | None) -> None:
    """Refuse roles without an end that must have one, and days that run backwards."""
    limited = [role.label for role in roles if role in LIMITED_IN_TIME]
    if limited and ends is None:
        raise PolicyError(
            f"The role of {limited[0]} has no last day.",
            hint=f"Give the last day: a {limited[0]} reads for as long as the task needs.",
        )
    if ends is not None and ends < starts:
        raise PolicyError(
            f"The role would end on {ends:%d %B %Y}, before it starts on {starts:%d %B %Y}.",
            hint="Give a later last day.",
        )
    if ends is not None and ends < timezone.localdate():
        raise PolicyError(
            f"The last day, {ends:%d %B %Y}, has passed.", hint="Give a day still to come."
        )


def check_same_world(body: Body, user: User) -> None:
    """Keep demonstration people in demonstration bodies, and others out of them.

    Anybody may sign in as a demonstration person, so that person may stand nowhere else.
    """
    if user.is_demonstration and not body.is_demonstration:
        raise PolicyError(
            f"{user.name} is a demonstration person, and {body.name} is a body of the real world.",
            hint="Sign in as yourself.",
        )


def check_role_is_open(membership: Membership) -> None:
    if membership.ended_at is not None:
        raise PolicyError(f"{membership} no longer: the role has been ended already.")


def check_not_last_administrator(membership: Membership) -> None:
    """Refuse to end the role of the only administrator: nobody could let anybody in again.

    Administrators for a time do not count: once their day has passed nobody would be left.
    """
    if membership.as_role is not BodyRole.ADMINISTRATOR:
        return
    others = (
        memberships_in_force(timezone.localdate())
        .filter(
            body=membership.body_id,
            role=BodyRole.ADMINISTRATOR.value,
            ends__isnull=True,
            user__is_active=True,
        )
        .exclude(user=membership.user_id)
    )
    if not others.exists():
        raise PolicyError(
            f"{membership.user.name} is the last administrator of {membership.body.name}.",
            hint="Make somebody else administrator, without a last day, first.",
        )


def check_invitation_is_open(invitation: Invitation) -> None:
    if invitation.accepted_at is not None:
        raise PolicyError("This invitation has been taken up already.")
    if invitation.withdrawn_at is not None:
        raise PolicyError(
            "This invitation was withdrawn.",
            hint=f"Ask an administrator of {invitation.body.name} for another.",
        )


def check_may_accept(invitation: Invitation, user: User) -> None:
    """Refuse one that is over, has run out, or was sent to somebody else."""
    check_invitation_is_open(invitation)
    if invitation.expires_at < timezone.now():
        raise PolicyError(
            f"This invitation ran out on {timezone.localtime(invitation.expires_at):%d %B %Y}.",
            hint=f"Ask {invitation.invited_by.name} to send it again.",
        )
    if invitation.email != user.email:
        raise PolicyError(
            f"This invitation was sent to {invitation.email}, and you are signed in as "
            f"{user.email}.",
            hint="Sign out, and sign in with the address that was invited.",
        )
    check_same_world(invitation.body, user)


def check_domain_is_free(domain: str) -> None:
    if EmailDomain.objects.filter(domain=domain, confirmed_at__isnull=False).exists():
        raise PolicyError(
            f"{domain} has been confirmed for a body already.",
            hint="Ask a site administrator if that is a mistake.",
        )


def check_may_ask_to_join(body: Body, user: User) -> None:
    """Refuse somebody who is in already, has asked already, or has no address in its domains."""
    check_same_world(body, user)
    domain = user.email.rpartition("@")[2]
    if not body.domains.filter(domain=domain, confirmed_at__isnull=False).exists():
        raise PolicyError(
            f"{domain} is not an email domain of {body.name}.",
            hint="Ask an administrator of the body to invite you.",
        )
    if memberships_in_force(timezone.localdate()).filter(body=body, user=user).exists():
        raise PolicyError(f"You belong to {body.name} already.")
    if body.join_requests.filter(user=user, state=JoinRequest.State.WAITING).exists():
        raise PolicyError(
            f"You have asked to join {body.name} already.",
            hint="Its administrators were told; you will get an email when they answer.",
        )


def check_request_is_waiting(request: JoinRequest) -> None:
    if request.state != JoinRequest.State.WAITING:
        raise PolicyError(f"This request was {request.state} already.")


def check_delegation_is_open(delegation: Delegation) -> None:
    if delegation.ended_at is not None:
        raise PolicyError("This delegation has been ended already.")
