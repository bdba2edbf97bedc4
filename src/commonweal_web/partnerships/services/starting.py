"""Starting a partnership and saying what it is."""

from __future__ import annotations

import secrets

from django.utils import timezone
from django.utils.text import slugify

from commonweal_web.accounts.models import User
from commonweal_web.bodies.models import Body
from commonweal_web.core.audit import Chain, Event, record, recorded
from commonweal_web.core.policy import PartnershipRole
from commonweal_web.partnerships.models import Partner, Partnership, PartnershipMembership
from commonweal_web.partnerships.permissions import partnership as permissions
from commonweal_web.partnerships.policies import partnership as policies

__all__ = ["change_partnership", "start_partnership"]

_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"


def start_partnership(
    *,
    by: User,
    body: Body,
    name: str,
    summary: str = "",
    already_shares: bool = False,
    returns_are_sealed: bool = False,
) -> Partnership:
    """Start a partnership: one's body is its first partner, oneself its coordinator."""
    permissions.check_can_start(by, body)
    with recorded():
        partnership = Partnership.objects.create(
            reference=_reference(name),
            name=name,
            summary=summary,
            already_shares=already_shares,
            returns_are_sealed=returns_are_sealed,
            is_demonstration=body.is_demonstration,
            created_by=by,
        )
        chain = Chain.of(partnership.pk)
        record(Event.PARTNERSHIP_STARTED, by=by, chain=chain, about=name, body=body.pk)
        if returns_are_sealed:
            record(Event.RETURNS_SEALED, by=by, chain=chain, about=name)
        Partner.objects.create(
            partnership=partnership,
            body=body,
            state=Partner.State.JOINED,
            invited_by=by,
            answered_by=by,
            answered_at=timezone.now(),
        )
        record(
            Event.PARTNER_JOINED,
            by=by,
            chain=chain,
            about=name,
            body=body.pk,
            body_name=body.name,
        )
        PartnershipMembership.objects.create(
            partnership=partnership,
            user=by,
            body=body,
            role=PartnershipRole.COORDINATOR.value,
            reason="Started the partnership",
            given_by=by,
        )
        record(
            Event.PARTNERSHIP_ROLE_GIVEN,
            by=by,
            chain=chain,
            about=name,
            body=body.pk,
            person=by.name,
            role=PartnershipRole.COORDINATOR.label,
            reason="Started the partnership",
        )
    return partnership


def change_partnership(*, by: User, partnership: Partnership, name: str, summary: str) -> None:
    """Change what a partnership is called and said to be; its reference stays."""
    permissions.check_can_change(by, partnership)
    policies.check_is_open(partnership)
    with recorded():
        for field, now in (("name", name), ("summary", summary)):
            was = getattr(partnership, field)
            if was == now:
                continue
            setattr(partnership, field, now)
            record(
                Event.PARTNERSHIP_CHANGED,
                by=by,
                chain=Chain.of(partnership.pk),
                about=partnership.name,
                what=f"the {field}",
                was=was or "nothing",
                now=now or "nothing",
            )
        partnership.save(update_fields=["name", "summary"])


def _reference(name: str) -> str:
    """Return the name as an address has it, with six random letters so that nobody guesses it."""
    ending = "".join(secrets.choice(_LETTERS) for _ in range(6))
    return f"{slugify(name)[:60] or 'partnership'}-{ending}"
