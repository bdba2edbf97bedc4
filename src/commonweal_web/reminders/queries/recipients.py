"""To whom letters go, and how often: people, and mailboxes of roles."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from allauth.account.models import EmailAddress
from django.db.models import Exists, OuterRef

from commonweal_web.accounts.letters import is_demonstration_address
from commonweal_web.accounts.models import User
from commonweal_web.core.policy import NOBODY, Standing
from commonweal_web.core.standing import standing_for
from commonweal_web.reminders.models import Digest, Mailbox, Often, Preference

__all__ = ["Recipient", "mailboxes_of", "often_for", "recipients_on", "standing_of_mailbox"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipient:
    """Somebody who gets digests: a person, or the mailbox of a role."""

    key: str
    email: str
    often: str
    user: User | None = None
    mailbox: Mailbox | None = None

    @property
    def holder(self) -> User | Mailbox:
        found = self.user or self.mailbox
        assert found is not None
        return found

    def standing(self) -> Standing:
        """Return what they are now, read afresh."""
        if self.mailbox is not None:
            return standing_of_mailbox(self.mailbox)
        return standing_for(self.user)


def standing_of_mailbox(mailbox: Mailbox) -> Standing:
    """Return what whoever reads a role's mailbox may be asked: the one role at the one body."""
    if not mailbox.is_used:
        return NOBODY
    return Standing(body_roles=MappingProxyType({mailbox.body_id: frozenset({mailbox.as_role})}))


def recipients_on(day: date) -> Iterator[Recipient]:
    """Yield whoever wants letters and has not had their look on a day: two questions.

    Only addresses that were confirmed, and none of the demonstration's.
    """
    settled = Digest.objects.filter(day=day).exclude(state=Digest.State.SENDING)
    done = set(settled.values_list("recipient", flat=True))
    people = (
        User.objects.filter(
            Exists(
                EmailAddress.objects.filter(
                    user=OuterRef("pk"), email__iexact=OuterRef("email"), verified=True
                )
            ),
            is_active=True,
            is_demonstration=False,
        )
        .annotate(
            often=Preference.objects.filter(user=OuterRef("pk")).values("often")[:1],
        )
        .order_by("pk")
    )
    # Read whole: between two of them the caller writes, and may undo what it wrote.
    for user in list(people):
        often = user.often or Often.DAILY  # type: ignore[attr-defined]
        key = f"person-{user.pk}"
        if often != Often.OFF and key not in done and not is_demonstration_address(user.email):
            yield Recipient(key=key, email=user.email, often=often, user=user)
    used = Mailbox.objects.filter(confirmed_at__isnull=False, ended_at__isnull=True)
    for mailbox in used.exclude(often=Often.OFF).select_related("body").order_by("pk"):
        key = f"mailbox-{mailbox.pk}"
        if key not in done and not is_demonstration_address(mailbox.email):
            yield Recipient(key=key, email=mailbox.email, often=mailbox.often, mailbox=mailbox)


def often_for(user: User) -> Often:
    row = Preference.objects.filter(user=user).first()
    return Often.DAILY if row is None else Often(row.often)


def mailboxes_of(body_id: int) -> list[Mailbox]:
    """Return a body's mailboxes that nobody has ended, in the order of their roles."""
    rows = Mailbox.objects.filter(body=body_id, ended_at__isnull=True)
    return list(rows.select_related("body", "named_by").order_by("role", "pk"))
