"""Mailboxes of roles: named by an administrator, confirmed by whoever reads them, ended."""

from __future__ import annotations

from datetime import timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone

from commonweal_web.accounts.letters import Letter, post
from commonweal_web.accounts.models import User
from commonweal_web.accounts.tokens import Token, new_token
from commonweal_web.bodies.models import Body
from commonweal_web.bodies.queries.acting import actor_for
from commonweal_web.core.audit import Actor, Chain, Event, record, recorded
from commonweal_web.core.errors import PolicyError
from commonweal_web.core.layout.filters import say_date
from commonweal_web.core.policy import Action, BodyRole
from commonweal_web.reminders import permissions
from commonweal_web.reminders.models import Mailbox

__all__ = [
    "DAYS_TO_CONFIRM",
    "confirm_mailbox",
    "end_mailbox",
    "is_link_over",
    "name_mailbox",
    "send_mailbox_letter_again",
]

DAYS_TO_CONFIRM = 7


def name_mailbox(*, by: User, body: Body, role: BodyRole, email: str, often: str) -> Mailbox:
    """Name an address for a role; a letter there asks to confirm it, and until then it gets none.

    Raises
    ------
    PolicyError
        The role has one already.
    """
    permissions.check_can_keep_mailboxes(by, body)
    token = new_token()
    try:
        with recorded():
            mailbox = Mailbox.objects.create(
                body=body,
                role=role.value,
                email=email.strip().lower(),
                often=often,
                token_hash=token.hash,
                token_until=timezone.now() + timedelta(days=DAYS_TO_CONFIRM),
                named_by=by,
            )
            _record(Event.MAILBOX_NAMED, mailbox, by=_actor(by, body))
            post(_letter(mailbox, token))
    except IntegrityError as error:
        raise PolicyError(
            f"The {role.label} of {body.name} has a mailbox already.", hint="End that one first."
        ) from error
    return mailbox


def send_mailbox_letter_again(*, by: User, mailbox: Mailbox) -> None:
    """Send the letter again; the earlier link works no more."""
    permissions.check_can_keep_mailboxes(by, mailbox.body)
    token = new_token()
    with transaction.atomic():
        locked = Mailbox.objects.select_for_update().get(pk=mailbox.pk)
        if locked.confirmed_at is not None or locked.ended_at is not None:
            raise PolicyError("This mailbox waits for no confirmation any more.")
        locked.token_hash = token.hash
        locked.token_until = timezone.now() + timedelta(days=DAYS_TO_CONFIRM)
        locked.save(update_fields=["token_hash", "token_until"])
        mailbox.token_until = locked.token_until
        post(_letter(mailbox, token))


def is_link_over(mailbox: Mailbox) -> bool:
    return (
        mailbox.confirmed_at is not None
        or mailbox.ended_at is not None
        or mailbox.token_until <= timezone.now()
    )


def confirm_mailbox(mailbox: Mailbox) -> None:
    """Confirm an address, as whoever reads it: they need no account for it.

    Raises
    ------
    PolicyError
        The link is over.
    """
    with recorded():
        locked = Mailbox.objects.select_for_update(of=("self",)).get(pk=mailbox.pk)
        if is_link_over(locked):
            raise PolicyError("This link is over.")
        locked.confirmed_at = timezone.now()
        locked.save(update_fields=["confirmed_at"])
        reader = Actor(kind="letter", id=locked.email[:60], name=f"Whoever reads {locked.email}")
        _record(Event.MAILBOX_CONFIRMED, mailbox, by=reader)


def end_mailbox(*, by: User, mailbox: Mailbox) -> None:
    """End a mailbox: it gets no more letters, and links in those it got answer nothing."""
    permissions.check_can_keep_mailboxes(by, mailbox.body)
    with recorded():
        n_ended = Mailbox.objects.filter(pk=mailbox.pk, ended_at__isnull=True).update(
            ended_at=timezone.now()
        )
        if n_ended:
            _record(Event.MAILBOX_ENDED, mailbox, by=_actor(by, mailbox.body))


def _actor(by: User, body: Body) -> Actor:
    return actor_for(by, Action.MANAGE_PEOPLE, body.pk)


def _record(event: Event, mailbox: Mailbox, *, by: Actor) -> None:
    record(
        event,
        by=by,
        chain=Chain.site(),
        about=mailbox.body.name,
        body=mailbox.body_id,
        email=mailbox.email,
        role=mailbox.as_role.label,
    )


def _letter(mailbox: Mailbox, token: Token) -> Letter:
    by, role = mailbox.named_by, mailbox.as_role.label
    return Letter(
        to=mailbox.email,
        subject=f"Is this the mailbox of the {role} of {mailbox.body.name}?",
        paragraphs=(
            f"{by.name} ({by.email}) named this address as the mailbox of the {role} of "
            f"{mailbox.body.name} on Commonweal.",
            f"Once confirmed, it gets letters about what waits for the {role}. No figures stand in "
            "them. Open this page to confirm it:",
        ),
        link=f"/mailboxes/{token.secret}/",
        until=say_date(timezone.localtime(mailbox.token_until)),
    )
