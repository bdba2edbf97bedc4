"""Which partnerships a person may see, and what stands beside them; who asks comes first."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.utils import timezone

from commonweal_web.accounts.models import User
from commonweal_web.bodies.models import Body
from commonweal_web.bodies.queries.grants import memberships_in_force
from commonweal_web.core.policy import (
    Action,
    BodyRole,
    HiddenError,
    PartnershipRole,
    Standing,
    check,
)
from commonweal_web.partnerships.models import (
    Partner,
    PartnerInvitation,
    Partnership,
    PartnershipMembership,
)

from .grants import roles_in_force

__all__ = [
    "find_partner_invitation",
    "find_partnership",
    "find_person_to_name",
    "invitations_for",
    "open_partner_invitations",
    "partner_invitations_to",
    "partnerships",
    "partnerships_for",
    "people_in",
]


def partnerships() -> QuerySet[Partnership]:
    """Return every partnership with its partners and whether it is led; ask the policy next."""
    led = roles_in_force(timezone.localdate()).filter(
        partnership=OuterRef("pk"), role=PartnershipRole.COORDINATOR.value
    )
    return Partnership.objects.annotate(is_led=Exists(led)).prefetch_related(
        Prefetch("partners", Partner.objects.select_related("body"))
    )


def partnerships_for(standing: Standing) -> QuerySet[Partnership]:
    """Return the partnerships that somebody takes part in, by name.

    A published one that they take no part in is not in their list, though they may open it.
    """
    joined = Partner.objects.filter(
        partnership=OuterRef("pk"),
        state=Partner.State.JOINED,
        body__in=list(standing.body_roles),
    )
    return partnerships().filter(Q(pk__in=list(standing.partnership_roles)) | Q(Exists(joined)))


def find_partnership(standing: Standing, reference: str) -> Partnership:
    """Return a partnership that somebody may see.

    Raises
    ------
    HiddenError
        There is none of that reference, or not for them.
    """
    partnership = partnerships().filter(reference=reference).first()
    if partnership is None:
        raise HiddenError
    check(standing, Action.SEE_PARTNERSHIP, partnership.to_thing())
    return partnership


def invitations_for(standing: Standing) -> QuerySet[Partner]:
    """Return the invitations that wait for an answer by somebody as their body's administrator."""
    bodies = [
        body_id for body_id, roles in standing.body_roles.items() if BodyRole.ADMINISTRATOR in roles
    ]
    return (
        Partner.objects.filter(state=Partner.State.INVITED, body__in=bodies)
        .select_related("partnership", "body", "invited_by")
        .order_by("invited_at")
    )


def people_in(partnership: Partnership) -> QuerySet[PartnershipMembership]:
    """Return the roles in a partnership that count today, with their holders and bodies."""
    return (
        roles_in_force(timezone.localdate())
        .filter(partnership=partnership)
        .select_related("user", "body", "given_by")
        .order_by("user__name", "pk")
    )


def open_partner_invitations(partnership: Partnership) -> QuerySet[PartnerInvitation]:
    """Return the invitations by email that nobody has taken up."""
    return partnership.partner_invitations.filter(
        taken_up_at__isnull=True, withdrawn_at__isnull=True
    ).select_related("invited_by")


def partner_invitations_to(user: User) -> QuerySet[PartnerInvitation]:
    """Return the invitations of bodies that were sent to somebody's address and still stand."""
    return PartnerInvitation.objects.filter(
        email=user.email,
        taken_up_at__isnull=True,
        withdrawn_at__isnull=True,
        expires_at__gt=timezone.now(),
    ).select_related("partnership", "invited_by")


def find_person_to_name(partnership: Partnership, email: str) -> tuple[User, Body] | None:
    """Return somebody of a body that takes part, and that body; None where nobody is.

    Somebody of two such bodies is named for the one that comes first by name.
    """
    membership = (
        memberships_in_force(timezone.localdate())
        .filter(
            user__email=email.strip().lower(),
            user__is_active=True,
            body__in=partnership.partner_body_ids(),
        )
        .select_related("user", "body")
        .order_by("body__name", "pk")
        .first()
    )
    return None if membership is None else (membership.user, membership.body)


def find_partner_invitation(token_hash: str) -> PartnerInvitation:
    """Return an invitation of a body by email, for whoever has the link.

    Raises
    ------
    HiddenError
        No such link was ever sent.
    """
    found = (
        PartnerInvitation.objects.filter(token_hash=token_hash)
        .select_related("partnership", "invited_by", "taken_up_as")
        .first()
    )
    if found is None or found.withdrawn_at is not None:
        raise HiddenError
    return found
