"""Email domains of a body: said, then confirmed by a letter to the domain or by the site."""

from __future__ import annotations

import re
from datetime import timedelta

from django.utils import timezone

from commonweal_web.accounts.letters import Letter, post
from commonweal_web.accounts.models import User
from commonweal_web.accounts.tokens import Token, new_token
from commonweal_web.bodies import permissions, policies
from commonweal_web.bodies.models import Body, EmailDomain
from commonweal_web.bodies.queries.acting import actor_for
from commonweal_web.core.audit import Actor, Chain, Event, record, recorded
from commonweal_web.core.errors import PolicyError
from commonweal_web.core.policy import Action

__all__ = [
    "MAILBOXES",
    "add_domain",
    "confirm_domain_by_letter",
    "confirm_domain_by_site",
    "remove_domain",
    "send_domain_letter_again",
]

MAILBOXES = ("postmaster", "hostmaster", "it", "ict", "webmaster", "administrator")
"""Mailboxes that only those who run a domain's email can read (RFC 2142, and councils' habits)."""

DAYS_TO_CONFIRM = 7
_DOMAIN = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}")
_SHARED_WITH_STRANGERS = frozenset(
    {
        *("gmail.com", "googlemail.com", "outlook.com", "hotmail.com", "hotmail.co.uk"),
        *("live.com", "live.co.uk", "msn.com", "yahoo.com", "yahoo.co.uk", "icloud.com"),
        *("me.com", "aol.com", "btinternet.com", "sky.com", "virginmedia.com"),
        *("talktalk.net", "proton.me", "protonmail.com"),
        *("gov.uk", "nhs.net", "nhs.uk", "ac.uk", "org.uk", "co.uk"),
    }
)


def add_domain(*, by: User, body: Body, domain: str, mailbox: str) -> EmailDomain:
    """Say that a domain is the body's; a letter to a mailbox of it asks to confirm that.

    Raises
    ------
    PolicyError
        It is no domain, one that anybody can have an address in, or another body's.
    """
    permissions.check_can_manage_domains(by, body)
    domain = domain.strip().lower().removeprefix("@")
    if not _DOMAIN.fullmatch(domain):
        raise PolicyError(
            f"{domain!r} is not an email domain.", hint="Enter it as in burnley.gov.uk."
        )
    if domain in _SHARED_WITH_STRANGERS:
        raise PolicyError(
            f"Many who do not work for {body.name} have addresses in {domain}.",
            hint="Enter a domain in which only the body gives out addresses.",
        )
    if mailbox not in MAILBOXES:
        raise PolicyError(
            f"{mailbox}@{domain} is not one of the mailboxes that only its keepers read.",
            hint=f"Choose one of {', '.join(MAILBOXES)}.",
        )
    policies.check_domain_is_free(domain)
    if body.domains.filter(domain=domain).exists():
        raise PolicyError(f"{domain} is in the list already.", hint="Send its letter again.")

    token = new_token()
    with recorded():
        added = EmailDomain.objects.create(
            body=body,
            domain=domain,
            asked_of=f"{mailbox}@{domain}",
            token_hash=token.hash,
            token_until=timezone.now() + timedelta(days=DAYS_TO_CONFIRM),
            added_by=by,
        )
        record(
            Event.DOMAIN_ADDED,
            by=actor_for(by, Action.MANAGE_DOMAINS, body.pk),
            chain=Chain.site(),
            about=body.name,
            body=body.pk,
            domain=domain,
            asked_of=added.asked_of,
        )
        post(_letter(added, by, token))
    return added


def send_domain_letter_again(*, by: User, domain: EmailDomain) -> None:
    """Send the letter again; the old link works no more."""
    permissions.check_can_manage_domains(by, domain.body)
    _check_is_open(domain)
    token = new_token()
    with recorded():
        domain.token_hash = token.hash
        domain.token_until = timezone.now() + timedelta(days=DAYS_TO_CONFIRM)
        domain.save(update_fields=["token_hash", "token_until"])
        record(
            Event.DOMAIN_ADDED,
            by=actor_for(by, Action.MANAGE_DOMAINS, domain.body_id),
            chain=Chain.site(),
            about=domain.body.name,
            body=domain.body_id,
            domain=domain.domain,
            asked_of=domain.asked_of,
            reason="Letter sent again",
        )
        post(_letter(domain, by, token))


def confirm_domain_by_letter(*, domain: EmailDomain) -> None:
    """Confirm a domain, as whoever reads its keepers' mail: they need no account for it.

    Raises
    ------
    PolicyError
        The link has run out, or the domain has been confirmed meanwhile.
    """
    _check_is_open(domain)
    if domain.token_until is None or domain.token_until < timezone.now():
        raise PolicyError(
            "This link has run out.",
            hint=f"Ask an administrator of {domain.body.name} to send the letter again.",
        )
    reader = Actor(kind="letter", id=domain.asked_of[:60], name=f"Whoever reads {domain.asked_of}")
    _confirm(by=reader, domain=domain, means="the link in our letter")


def confirm_domain_by_site(*, by: User, domain: EmailDomain) -> None:
    """Confirm a domain as a site administrator who knows."""
    permissions.check_can_keep_site(by)
    _check_is_open(domain)
    _confirm(by=by, domain=domain, means="a site administrator")


def remove_domain(*, by: User, domain: EmailDomain) -> None:
    """Take a domain from a body: nobody may ask to join by it any more."""
    permissions.check_can_manage_domains(by, domain.body)
    with recorded():
        record(
            Event.DOMAIN_REMOVED,
            by=actor_for(by, Action.MANAGE_DOMAINS, domain.body_id),
            chain=Chain.site(),
            about=domain.body.name,
            body=domain.body_id,
            domain=domain.domain,
        )
        domain.delete()


def _check_is_open(domain: EmailDomain) -> None:
    if domain.confirmed_at is not None:
        raise PolicyError(f"{domain.domain} has been confirmed already.")


def _confirm(*, by: User | Actor, domain: EmailDomain, means: str) -> None:
    policies.check_domain_is_free(domain.domain)
    now = timezone.now()
    with recorded():
        domain.confirmed_at = now
        domain.token_hash = ""
        domain.token_until = None
        domain.save(update_fields=["confirmed_at", "token_hash", "token_until"])
        record(
            Event.DOMAIN_VERIFIED,
            by=by,
            chain=Chain.site(),
            about=domain.body.name,
            body=domain.body_id,
            domain=domain.domain,
            means=means,
        )


def _letter(domain: EmailDomain, by: User, token: Token) -> Letter:
    assert domain.token_until is not None
    until = timezone.localtime(domain.token_until)
    return Letter(
        to=domain.asked_of,
        subject=f"Does {domain.domain} belong to {domain.body.name}?",
        paragraphs=(
            f"{by.name} ({by.email}) says on Commonweal that {domain.domain} is an email domain "
            f"of {domain.body.name}.",
            "Once that is confirmed, people with an address in it may ask to join the body there. "
            "An administrator of the body still has to let each of them in.",
            "If it is true, open this page and confirm it:",
        ),
        link=f"/domains/{token.secret}/",
        until=f"{until.day} {until:%B %Y}",
    )
