"""Bodies come and go: invited, accepted or declined for the body, and left."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from commonweal_web.accounts.letters import Letter, post
from commonweal_web.accounts.models import User
from commonweal_web.accounts.tokens import Token, new_token
from commonweal_web.bodies.models import Body
from commonweal_web.bodies.queries.acting import actor_for
from commonweal_web.bodies.queries.grants import memberships_in_force
from commonweal_web.core.audit import Chain, Event, record, recorded
from commonweal_web.core.errors import PolicyError
from commonweal_web.core.policy import Action, BodyRole
from commonweal_web.partnerships.models import Partner, PartnerInvitation, Partnership
from commonweal_web.partnerships.permissions import partnership as permissions
from commonweal_web.partnerships.policies import partnership as policies

from .freezing import freeze_if_all_signed
from .sealing import open_returns_if_all_in

__all__ = [
    "accept_for_body",
    "decline_for_body",
    "invite_body",
    "invite_body_by_email",
    "leave_partnership",
    "take_up_invitation",
    "withdraw_partner_invitation",
]

DAYS_TO_TAKE_UP = 28


def invite_body(*, by: User, partnership: Partnership, body: Body, message: str = "") -> Partner:
    """Invite a body that is here; its administrators get a letter.

    Raises
    ------
    PolicyError
        It takes part or is invited already, or the partnership is closed.
    """
    permissions.check_can_invite(by, partnership)
    policies.check_is_open(partnership)
    policies.check_body_may_be_invited(partnership, body)
    with recorded():
        partner = Partner.objects.create(
            partnership=partnership, body=body, message=message, invited_by=by
        )
        record(
            Event.PARTNER_INVITED,
            by=by,
            chain=Chain.of(partnership.pk),
            about=partnership.name,
            body=body.pk,
            body_name=body.name,
        )
        for email in _administrators(body):
            post(
                Letter(
                    to=email,
                    subject=f"{body.name} is invited to a partnership on Commonweal",
                    paragraphs=(
                        f"{by.name} invites {body.name} to take part in {partnership.name}.",
                        *((message,) if message else ()),
                        "Open this page to accept or decline for the body:",
                    ),
                    link=f"/partnerships/invitations/{partner.pk}/",
                )
            )
    return partner


def invite_body_by_email(
    *,
    by: User,
    partnership: Partnership,
    body_name: str,
    email: str,
    message: str = "",
) -> PartnerInvitation:
    """Invite a body that is not here, by a letter to a person of it.

    Raises
    ------
    PolicyError
        That address has an invitation already, or the partnership is closed.
    """
    permissions.check_can_invite(by, partnership)
    policies.check_is_open(partnership)
    email = email.strip().lower()
    open_ones = partnership.partner_invitations.filter(
        email=email, taken_up_at__isnull=True, withdrawn_at__isnull=True
    )
    if open_ones.exists():
        raise PolicyError(
            f"{email} has an invitation to {partnership.name} already.",
            hint="Withdraw that one to send another.",
        )
    token = new_token()
    with recorded():
        invitation = PartnerInvitation.objects.create(
            partnership=partnership,
            body_name=body_name,
            email=email,
            message=message,
            token_hash=token.hash,
            invited_by=by,
            expires_at=timezone.now() + timedelta(days=DAYS_TO_TAKE_UP),
        )
        record(
            Event.PARTNER_INVITED_BY_EMAIL,
            by=by,
            chain=Chain.of(partnership.pk),
            about=partnership.name,
            body_name=body_name,
            email=email,
        )
        post(_letter(invitation, token))
    return invitation


def withdraw_partner_invitation(
    *, by: User, partnership: Partnership, invitation: Partner | PartnerInvitation
) -> None:
    """Take back an invitation that nobody has answered."""
    permissions.check_can_invite(by, partnership)
    with recorded():
        if isinstance(invitation, Partner):
            policies.check_waits_for_an_answer(invitation)
            name, body_id = invitation.body.name, invitation.body_id
            invitation.delete()
        else:
            if invitation.taken_up_at is not None or invitation.withdrawn_at is not None:
                raise PolicyError("This invitation is over already.")
            name, body_id = invitation.body_name, None
            invitation.withdrawn_at = timezone.now()
            invitation.save(update_fields=["withdrawn_at"])
        record(
            Event.PARTNER_INVITATION_WITHDRAWN,
            by=by,
            chain=Chain.of(partnership.pk),
            about=partnership.name,
            body=body_id,
            body_name=name,
        )
        open_returns_if_all_in(by, partnership.pk)


def accept_for_body(*, by: User, partner: Partner) -> None:
    """Accept for one's body: from now on its people see the partnership."""
    _answer(by=by, partner=partner, state=Partner.State.JOINED, event=Event.PARTNER_JOINED)


def decline_for_body(*, by: User, partner: Partner, reason: str) -> None:
    """Decline for one's body, with a reason that the partnership is told."""
    _answer(
        by=by,
        partner=partner,
        state=Partner.State.DECLINED,
        event=Event.PARTNER_DECLINED,
        reason=reason,
    )


def take_up_invitation(*, by: User, invitation: PartnerInvitation, body: Body) -> Partner:
    """Accept an invitation by email for a body of which one is administrator.

    Raises
    ------
    PolicyError
        It is over, was sent to somebody else, or the body takes part already.
    """
    permissions.check_can_answer(by, Partner(body=body, partnership=invitation.partnership))
    policies.check_is_open(invitation.partnership)
    with recorded():
        locked = (
            PartnerInvitation.objects.select_for_update(of=("self",))
            .select_related("partnership", "invited_by")
            .get(pk=invitation.pk)
        )
        policies.check_may_take_up(locked, by, body)
        partner = Partner.objects.create(
            partnership=locked.partnership,
            body=body,
            state=Partner.State.JOINED,
            message=locked.message,
            invited_by=locked.invited_by,
            answered_by=by,
            answered_at=timezone.now(),
        )
        locked.taken_up_as = partner
        locked.taken_up_at = timezone.now()
        locked.save(update_fields=["taken_up_as", "taken_up_at"])
        _record(Event.PARTNER_JOINED, by=by, partner=partner, action=Action.ANSWER_INVITATION)
    return partner


def leave_partnership(*, by: User, partnership: Partnership, body: Body, reason: str) -> None:
    """Take one's body out: its people see no more of it, and what it submitted stays.

    The last body to leave closes the partnership.
    """
    permissions.check_can_leave(by, partnership, body)
    with recorded():
        locked = partnership.partners.select_for_update(of=("self",)).select_related(
            "body", "partnership"
        )
        partner = locked.get(body=body, state=Partner.State.JOINED)
        partner.state = Partner.State.LEFT
        partner.answered_by = by
        partner.answered_at = timezone.now()
        partner.reason = reason
        partner.save(update_fields=["state", "answered_by", "answered_at", "reason"])
        partnership.memberships.filter(body=body, ended_at__isnull=True).update(
            ended_at=timezone.now()
        )
        _record(
            Event.PARTNER_LEFT,
            by=by,
            partner=partner,
            action=Action.LEAVE_PARTNERSHIP,
            reason=reason,
        )
        open_returns_if_all_in(by, partnership.pk)
        freeze_if_all_signed(actor_for(by, Action.LEAVE_PARTNERSHIP, body.pk), partnership.pk)
        if not partnership.partners.filter(state=Partner.State.JOINED).exists():
            partnership.state = Partnership.State.CLOSED
            partnership.save(update_fields=["state"])
            record(
                Event.PARTNERSHIP_MOVED,
                by=by,
                chain=Chain.of(partnership.pk),
                about=partnership.name,
                was=Partnership.State.OPEN.label.lower(),
                now=Partnership.State.CLOSED.label.lower(),
            )


def _answer(*, by: User, partner: Partner, state: str, event: Event, reason: str = "") -> None:
    permissions.check_can_answer(by, partner)
    policies.check_is_open(partner.partnership)
    with recorded():
        locked = (
            Partner.objects.select_for_update(of=("self",))
            .select_related("body", "partnership")
            .get(pk=partner.pk)
        )
        policies.check_waits_for_an_answer(locked)
        locked.state = state
        locked.answered_by = by
        locked.answered_at = timezone.now()
        locked.reason = reason
        locked.save(update_fields=["state", "answered_by", "answered_at", "reason"])
        _record(event, by=by, partner=locked, action=Action.ANSWER_INVITATION, reason=reason)
        open_returns_if_all_in(by, locked.partnership_id)


def _record(event: Event, *, by: User, partner: Partner, action: Action, reason: str = "") -> None:
    record(
        event,
        by=actor_for(by, action, partner.body_id),
        chain=Chain.of(partner.partnership_id),
        about=partner.partnership.name,
        body=partner.body_id,
        body_name=partner.body.name,
        **({"reason": reason} if reason else {}),
    )


def _administrators(body: Body) -> list[str]:
    return list(
        memberships_in_force(timezone.localdate())
        .filter(body=body, role=BodyRole.ADMINISTRATOR.value, user__is_active=True)
        .values_list("user__email", flat=True)
        .distinct()
    )


def _letter(invitation: PartnerInvitation, token: Token) -> Letter:
    until = timezone.localtime(invitation.expires_at)
    by, partnership = invitation.invited_by, invitation.partnership
    return Letter(
        to=invitation.email,
        subject=f"{invitation.body_name} is invited to a partnership on Commonweal",
        paragraphs=(
            f"{by.name} ({by.email}) invites {invitation.body_name} to take part in "
            f"{partnership.name}.",
            *((invitation.message,) if invitation.message else ()),
            "Open this page to see what that means. It asks you to sign in or make an account, "
            "and to set up the body if it is not on Commonweal yet.",
        ),
        link=f"/partnerships/join/{token.secret}/",
        until=f"{until.day} {until:%B %Y}",
    )
