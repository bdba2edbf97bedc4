"""Bodies and their people, as pages show them; who asks comes first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Prefetch, QuerySet
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
from commonweal_web.core.policy import Action, BodyRole, HiddenError, Standing, check

__all__ = [
    "PersonAtBody",
    "bodies_for",
    "bodies_to_join",
    "current_memberships",
    "delegations_of",
    "find_body",
    "find_domain_by_token",
    "find_invitation_by_token",
    "find_person",
    "invitations_to",
    "open_invitations",
    "people_at",
    "search_bodies",
    "waiting_requests",
    "waiting_requests_for",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonAtBody:
    """A person and the roles that they hold, or will hold, at a body."""

    user: User
    memberships: tuple[Membership, ...]


def bodies_for(standing: Standing) -> QuerySet[Body]:
    """Return the bodies in which somebody holds a role."""
    return Body.objects.filter(pk__in=list(standing.body_roles))


def find_body(standing: Standing, reference: str) -> Body:
    """Return a body that somebody may see.

    Raises
    ------
    HiddenError
        There is none of that reference, or not for them.
    """
    body = Body.objects.prefetch_related("codes").filter(reference=reference).first()
    if body is None:
        raise HiddenError
    check(standing, Action.SEE_BODY, body.to_thing())
    return body


def current_memberships(body: Body, today: date) -> QuerySet[Membership]:
    """Return the roles that nobody has ended and whose last day has not passed."""
    return (
        body.memberships.filter(ended_at__isnull=True)
        .exclude(ends__lt=today)
        .select_related("user", "given_by")
        .order_by("user__name", "user_id", "pk")
    )


def people_at(body: Body) -> list[PersonAtBody]:
    """Return a body's people, by name: one question, however many they are."""
    roles: dict[User, list[Membership]] = {}
    for membership in current_memberships(body, timezone.localdate()):
        roles.setdefault(membership.user, []).append(membership)
    return [PersonAtBody(user=user, memberships=tuple(held)) for user, held in roles.items()]


def find_person(body: Body, user_id: int) -> PersonAtBody:
    """Return somebody who belongs to a body; HiddenError where they do not."""
    held = tuple(current_memberships(body, timezone.localdate()).filter(user=user_id))
    if not held:
        raise HiddenError
    return PersonAtBody(user=held[0].user, memberships=held)


def delegations_of(body: Body) -> QuerySet[Delegation]:
    """Return the delegations that are in force or still to come."""
    today = timezone.localdate()
    return body.delegations.filter(ended_at__isnull=True, ends__gte=today).select_related(
        "giver", "deputy"
    )


def open_invitations(body: Body) -> QuerySet[Invitation]:
    return body.invitations.filter(
        accepted_at__isnull=True, withdrawn_at__isnull=True
    ).select_related("invited_by")


def invitations_to(user: User) -> QuerySet[Invitation]:
    """Return the invitations that wait for somebody, by their address."""
    return Invitation.objects.filter(
        email=user.email,
        accepted_at__isnull=True,
        withdrawn_at__isnull=True,
        expires_at__gt=timezone.now(),
    ).select_related("body", "invited_by")


def find_invitation_by_token(token_hash: str) -> Invitation:
    """Return an invitation for whoever has its link; HiddenError where there is none."""
    found = (
        Invitation.objects.filter(token_hash=token_hash)
        .select_related("body", "invited_by")
        .first()
    )
    if found is None:
        raise HiddenError
    return found


def find_domain_by_token(token_hash: str) -> EmailDomain:
    """Return a domain that waits to be confirmed, for whoever has its link."""
    found = (
        EmailDomain.objects.filter(token_hash=token_hash, confirmed_at__isnull=True)
        .exclude(token_hash="")
        .select_related("body", "added_by")
        .first()
    )
    if found is None:
        raise HiddenError
    return found


def waiting_requests(body: Body) -> QuerySet[JoinRequest]:
    return body.join_requests.filter(state=JoinRequest.State.WAITING).select_related("user")


def waiting_requests_for(standing: Standing) -> QuerySet[JoinRequest]:
    """Return the requests that somebody may answer, at every body they administer."""
    bodies = [
        body_id for body_id, roles in standing.body_roles.items() if BodyRole.ADMINISTRATOR in roles
    ]
    return JoinRequest.objects.filter(
        body__in=bodies, state=JoinRequest.State.WAITING
    ).select_related("user", "body")


def bodies_to_join(standing: Standing, user: User) -> QuerySet[Body]:
    """Return the bodies that somebody may ask to join: their address is in a confirmed domain."""
    domain = user.email.rpartition("@")[2]
    theirs = EmailDomain.objects.filter(
        body=OuterRef("pk"), domain=domain, confirmed_at__isnull=False
    )
    waiting = JoinRequest.objects.filter(
        body=OuterRef("pk"), user=user, state=JoinRequest.State.WAITING
    )
    return (
        Body.objects.filter(Exists(theirs), is_demonstration=user.is_demonstration)
        .exclude(Exists(waiting))
        .exclude(pk__in=list(standing.body_roles))
    )


def search_bodies(words: str, *, is_demonstration: bool) -> QuerySet[Body]:
    """Return up to twenty bodies whose name holds these words, or whose code is this."""
    words = words.strip()
    if len(words) < 2:
        return Body.objects.none()
    bodies = Body.objects.filter(is_demonstration=is_demonstration)
    found = bodies.filter(name__icontains=words) | bodies.filter(codes__code__iexact=words)
    return found.distinct().prefetch_related(Prefetch("codes")).order_by("name")[:20]
