"""Keys: made and shown once, revoked, and known again when a program asks with one."""

from __future__ import annotations

import secrets
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

from commonweal_web.accounts.models import User
from commonweal_web.accounts.tokens import hash_of
from commonweal_web.api import permissions, policies
from commonweal_web.api.models import ApiKey
from commonweal_web.bodies.models import Body
from commonweal_web.bodies.queries.acting import actor_for
from commonweal_web.core.asking import KeyHolder
from commonweal_web.core.audit import Actor, Chain, Event, record, recorded
from commonweal_web.core.policy import Action, Scope, Standing

__all__ = ["MadeKey", "holder_of", "make_key", "revoke_key"]

_BEGINNING = "cw_"
_A_MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeKey:
    """A key as it is shown, once."""

    key: ApiKey
    secret: str


def make_key(
    *, by: User, body: Body, name: str, scopes: Collection[Scope], expires_at: datetime
) -> MadeKey:
    """Make a key for a body. Every key may read; other scopes are given one by one.

    Raises
    ------
    PolicyError
        It would be over already, or last for more than a year.
    """
    permissions.check_can_manage_keys(by, body)
    policies.check_expiry(expires_at, timezone.now())
    prefix = _BEGINNING + secrets.token_hex(4)
    secret = f"{prefix}_{secrets.token_urlsafe(32)}"
    given = [scope for scope in Scope if scope in {*scopes, Scope.READ}]
    with recorded():
        key = ApiKey.objects.create(
            body=body,
            name=name,
            prefix=prefix,
            key_hash=hash_of(secret),
            scopes=[scope.value for scope in given],
            made_by=by,
            expires_at=expires_at,
        )
        record(
            Event.KEY_MADE,
            by=actor_for(by, Action.MANAGE_KEYS, body.pk),
            chain=Chain.site(),
            about=body.name,
            body=body.pk,
            key=str(key),
            scopes=", ".join(scope.value for scope in given),
            until=expires_at.date(),
        )
    return MadeKey(key=key, secret=secret)


def revoke_key(*, by: User, key: ApiKey) -> None:
    """Make a key worthless at once.

    Raises
    ------
    PolicyError
        It was revoked already.
    """
    permissions.check_can_manage_keys(by, key.body)
    with recorded():
        locked = ApiKey.objects.select_for_update().get(pk=key.pk)
        policies.check_is_not_revoked(locked)
        locked.revoked_by, locked.revoked_at = by, timezone.now()
        locked.save(update_fields=["revoked_by", "revoked_at"])
        record(
            Event.KEY_REVOKED,
            by=actor_for(by, Action.MANAGE_KEYS, key.body_id),
            chain=Chain.site(),
            about=key.body.name,
            body=key.body_id,
            key=str(key),
        )


def holder_of(secret: str) -> KeyHolder | None:
    """Return who asks with a key; None where it is none, is over, or was revoked."""
    prefix = "_".join(secret.split("_", 2)[:2])
    key = ApiKey.objects.filter(prefix=prefix).select_related("body").first()
    now = timezone.now()
    if key is None or not secrets.compare_digest(key.key_hash, hash_of(secret)):
        return None
    if not key.is_in_force(now):
        return None
    if key.last_used_at is None or now - key.last_used_at > _A_MINUTE:
        ApiKey.objects.filter(pk=key.pk).update(last_used_at=now)
    return KeyHolder(
        actor=Actor(kind="key", id=str(key.pk), name=f"{key.body.name}, by its key {key}"[:240]),
        standing=Standing.of_key(key.body_id, key.as_scopes),
    )
