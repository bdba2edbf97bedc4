"""In which state a change to a partnership may be made, whoever makes it."""

from __future__ import annotations

from datetime import date

from django.utils import timezone

from commonweal_web.accounts.models import User
from commonweal_web.bodies.models import Body
from commonweal_web.bodies.queries.grants import memberships_in_force
from commonweal_web.core.errors import PolicyError
from commonweal_web.core.policy import PartnershipRole
from commonweal_web.partnerships.models import (
    Partner,
    PartnerInvitation,
    Partnership,
    PartnershipMembership,
)
from commonweal_web.partnerships.queries.grants import roles_in_force

__all__ = [
    "check_body_may_be_invited",
    "check_can_be_named",
    "check_is_open",
    "check_may_take_up",
    "check_not_last_coordinator",
    "check_nothing_is_given",
    "check_waits_for_an_answer",
]


def check_is_open(partnership: Partnership) -> None:
    if partnership.state != Partnership.State.OPEN:
        raise PolicyError(f"{partnership.name} is closed: nothing in it changes any more.")


def check_body_may_be_invited(partnership: Partnership, body: Body) -> None:
    """Refuse a body that is in or invited, and bodies of the demonstration among real ones."""
    current = partnership.partners.filter(
        body=body, state__in=[Partner.State.INVITED, Partner.State.JOINED]
    ).first()
    if current is not None:
        how = "takes part" if current.state == Partner.State.JOINED else "is invited"
        raise PolicyError(f"{body.name} {how} already.")
    if body.is_demonstration != partnership.is_demonstration:
        raise PolicyError(
            f"{body.name} and {partnership.name} are not of the same world: one is demonstration."
        )


def check_waits_for_an_answer(partner: Partner) -> None:
    if partner.state != Partner.State.INVITED:
        raise PolicyError(
            f"This invitation of {partner.body.name} was answered already: it "
            f"{partner.get_state_display().lower()}."
        )


def check_may_take_up(invitation: PartnerInvitation, user: User, body: Body) -> None:
    """Refuse an invitation by email that is over, or sent to somebody else."""
    if invitation.taken_up_at is not None:
        raise PolicyError("This invitation has been taken up already.")
    if invitation.withdrawn_at is not None or invitation.expires_at < timezone.now():
        raise PolicyError(
            "This invitation has run out or was withdrawn.",
            hint=f"Ask {invitation.invited_by.name} for another.",
        )
    if invitation.email != user.email:
        raise PolicyError(
            f"This invitation was sent to {invitation.email}, and you are signed in as "
            f"{user.email}.",
            hint="Sign out, and sign in with the address that was invited.",
        )
    check_body_may_be_invited(invitation.partnership, body)


def check_can_be_named(
    partnership: Partnership, person: User, body: Body, role: PartnershipRole, ends: date | None
) -> None:
    """Refuse somebody of no partner, a role held already, and a last day that has passed."""
    today = timezone.localdate()
    if body.pk not in partnership.partner_body_ids():
        raise PolicyError(f"{body.name} does not take part in {partnership.name}.")
    if not memberships_in_force(today).filter(body=body, user=person).exists():
        raise PolicyError(f"{person.name} does not belong to {body.name}.")
    if ends is not None and ends < today:
        raise PolicyError(
            f"The last day, {ends:%d %B %Y}, has passed.", hint="Give a day still to come."
        )
    held = roles_in_force(today).filter(partnership=partnership, user=person, role=role.value)
    if held.exists():
        raise PolicyError(f"{person.name} is {role.label} of {partnership.name} already.")


def check_not_last_coordinator(membership: PartnershipMembership) -> None:
    """Refuse to end the role of the only coordinator while bodies take part."""
    if membership.as_role is not PartnershipRole.COORDINATOR:
        return
    others = (
        roles_in_force(timezone.localdate())
        .filter(partnership=membership.partnership_id, role=membership.role)
        .exclude(user=membership.user_id)
    )
    if not others.exists():
        raise PolicyError(
            f"{membership.user.name} is the last coordinator of {membership.partnership.name}.",
            hint="Name another coordinator first.",
        )


def check_nothing_is_given(partnership: Partnership) -> None:
    """Refuse to change when figures open once a body has submitted its own, trusting what stood."""
    if partnership.documents.filter(body__isnull=False, submitted_at__isnull=False).exists():
        raise PolicyError(
            "A body has submitted its figures already: when they open cannot be changed any more.",
            hint="Who submits must know beforehand who will see it when.",
        )
