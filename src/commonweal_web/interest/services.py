"""Giving an interest, saying that it still holds, and taking it back."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils import timezone

from commonweal.exchange import Interest
from commonweal.exchange.interest import LASTS
from commonweal_web.accounts.models import User
from commonweal_web.bodies.models import Body
from commonweal_web.core.audit import Actor, Chain, Event, record, recorded
from commonweal_web.core.errors import PolicyError
from commonweal_web.interest import permissions, policies
from commonweal_web.interest.holding import seal_interest
from commonweal_web.interest.models import SealedInterest

__all__ = ["give_interest", "put_off", "renew_interest", "withdraw_interest"]


def give_interest(
    *,
    by: User,
    body: Body,
    services: Sequence[str],
    with_bodies: Sequence[str] = (),
    with_kinds: Sequence[str] = (),
    contact: str,
    authorised_by: str,
) -> SealedInterest:
    """Seal what a body would share and with whom, in the place of what it named before.

    Raises
    ------
    InputError
        It names nothing, too much or what is not known, or what it named before is too recent.
    PolicyError
        The body is not confirmed, a body that it names is not on this site, or nobody authorised.
    """
    today = timezone.localdate()
    if not authorised_by.strip():
        raise PolicyError("Enter who authorised it.")
    interest = Interest(
        body=body.reference,
        services=tuple(services),
        with_bodies=tuple(with_bodies),
        with_kinds=tuple(with_kinds),
        given_on=today,
        lapses_on=today + LASTS,
    )
    here = Body.objects.filter(
        reference__in=interest.with_bodies, is_demonstration=body.is_demonstration
    )
    policies.check_names_bodies_here(interest, set(here.values_list("reference", flat=True)))
    with recorded():
        actor = permissions.check_can_give(by, body)
        policies.check_is_known_here(body)
        held = SealedInterest.objects.select_for_update().filter(body=body).first()
        policies.check_can_be_changed(held, today)
        version = held.version + 1 if held is not None else 1
        sealed = seal_interest(
            interest, contact=contact.strip(), authorised_by=authorised_by.strip(), version=version
        )
        kept, _ = SealedInterest.objects.update_or_create(
            body=body,
            defaults={
                "version": version,
                "key_id": sealed.key_id,
                "nonce": sealed.nonce,
                "sealed": sealed.sealed,
                "digest": sealed.digest,
                "given_on": today,
                "confirmed_on": today,
                "lapses_on": interest.lapses_on,
                "withdrawn_on": None,
                "given_by": by,
                "given_as": actor.name,
            },
        )
        _record(Event.INTEREST_GIVEN, actor, body, until=interest.lapses_on)
    return kept


def renew_interest(*, by: User, body: Body) -> SealedInterest:
    """Say that the interest still holds, whatever it names.

    Raises
    ------
    PolicyError
        There is none.
    """
    with recorded():
        actor = permissions.check_can_give(by, body)
        held = policies.check_stands(_held(body))
        put_off(held, actor)
    return held


def put_off(held: SealedInterest, by: Actor) -> None:
    """Let an interest stand for its whole time again. Call it within `recorded()`."""
    today = timezone.localdate()
    held.confirmed_on, held.lapses_on = today, today + LASTS
    held.save(update_fields=["confirmed_on", "lapses_on"])
    _record(Event.INTEREST_RENEWED, by, held.body, until=held.lapses_on)


def withdraw_interest(*, by: User, body: Body) -> None:
    """Take the interest back: what it named is destroyed. What was mutual stays told.

    Raises
    ------
    PolicyError
        There is none.
    """
    with recorded():
        actor = permissions.check_can_give(by, body)
        held = policies.check_stands(_held(body))
        held.key_id = held.nonce = held.sealed = held.digest = ""
        held.withdrawn_on = timezone.localdate()
        held.save(update_fields=["key_id", "nonce", "sealed", "digest", "withdrawn_on"])
        _record(Event.INTEREST_WITHDRAWN, actor, body)


def _held(body: Body) -> SealedInterest | None:
    return SealedInterest.objects.select_for_update().filter(body=body).first()


def _record(event: Event, actor: Actor, body: Body, **details: object) -> None:
    # Told in the body's own log alone: that it looks at all is not for others.
    record(event, by=actor, chain=Chain.site(), about=body.name, body=body.pk, **details)
