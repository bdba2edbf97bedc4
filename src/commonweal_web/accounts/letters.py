"""Letters by email: plain text, with the one thing to do, sent once the change is certain."""

from __future__ import annotations

import logging
from dataclasses import dataclass

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction

__all__ = ["Letter", "address_of", "is_demonstration_address", "post"]

log = logging.getLogger(__name__)

DEMONSTRATION_DOMAIN = "example.org"
"""Set aside for examples (RFC 2606): nobody has an address there, so nothing is sent to one."""

_ON_THIS_MACHINE = "http://127.0.0.1:8000"

_CLOSING = (
    "If you did not expect this, you need do nothing.\n\n"
    "Commonweal helps public bodies find out whether to share services.\n"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """One letter. `paragraphs` say what and why; `link` is the path of the one thing to do."""

    to: str
    subject: str
    paragraphs: tuple[str, ...]
    link: str = ""
    until: str = ""
    """Until when the link works, in words."""

    @property
    def text(self) -> str:
        parts = list(self.paragraphs)
        if self.link:
            parts.append(address_of(self.link))
        if self.until:
            parts.append(f"The link works until {self.until}.")
        return "\n\n".join([*parts, _CLOSING])


def address_of(path: str) -> str:
    """Return a path as an address to open from a letter."""
    return f"{settings.SITE_ADDRESS or _ON_THIS_MACHINE}{path}"


def is_demonstration_address(email: str) -> bool:
    domain = email.rpartition("@")[2].lower()
    return domain == DEMONSTRATION_DOMAIN or domain.endswith("." + DEMONSTRATION_DOMAIN)


def post(letter: Letter) -> None:
    """Send a letter when the transaction is certain; one that cannot be sent is logged.

    The change that it tells of has happened by then: a mail server that is down must not undo it,
    and every letter can be sent again from a page.
    """
    transaction.on_commit(lambda: _send(letter))


def _send(letter: Letter) -> None:
    if settings.IS_DEMONSTRATION or is_demonstration_address(letter.to):
        # Anybody may be anybody there: no stranger is to get mail by it.
        return
    message = EmailMessage(
        subject=letter.subject,
        body=letter.text,
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=[letter.to],
        headers={"Auto-Submitted": "auto-generated"},
    )
    try:
        message.send()
    except OSError:  # smtplib's errors are OSErrors too
        log.exception("A letter could not be sent: %s", letter.subject)
