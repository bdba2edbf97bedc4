"""Which partnerships a person may see, and what stands beside them; who asks comes first."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.utils import timezone

from commonweal_web.core.policy import (
    Action,
    BodyRole,
    HiddenError,
    PartnershipRole,
    Standing,
    check,
)
from commonweal_web.partnerships.models import Partner, PartnerInvitation, Partnership

from .grants import roles_in_force

__all__ = [
    "find_partner_invitation",
    "find_partnership",
    "invitations_for",
    "partnerships",
    "partnerships_for",
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
