"""What the pages about keys say."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from commonweal_web.api.models import ApiKey
from commonweal_web.bodies.models import Body
from commonweal_web.core.layout.figures import TagKind
from commonweal_web.core.layout.filters import say_date, say_moment
from commonweal_web.core.policy import Scope

__all__ = ["KeysPage"]


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyLine:
    name: str
    beginning: str
    state: str
    tag: TagKind
    may: str
    small: tuple[str, ...]
    revoke: str

    @classmethod
    def of(cls, key: ApiKey, now: datetime) -> KeyLine:
        state, tag = _state(key, now)
        used = f"last used {say_moment(key.last_used_at)}" if key.last_used_at else "never used"
        until = say_date(key.expires_at.date())
        is_there = key.revoked_at is None
        return cls(
            name=key.name,
            beginning=key.prefix,
            state=state,
            tag=tag,
            may="; ".join(scope.meaning for scope in Scope if scope in key.as_scopes),
            small=(
                f"Made by {key.made_by.name}, {say_moment(key.made_at)}",
                f"Works until {until}; {used}",
                *(
                    (f"Revoked by {key.revoked_by.name}, {say_moment(key.revoked_at)}",)
                    if key.revoked_by is not None
                    else ()
                ),
            ),
            revoke=reverse("revoke-key", args=[key.body.reference, key.pk]) if is_there else "",
        )


def _state(key: ApiKey, now: datetime) -> tuple[str, TagKind]:
    if key.revoked_at is not None:
        return "Revoked", "grey"
    if now >= key.expires_at:
        return "Over", "grey"
    return "Works", "green"


@dataclass(frozen=True, slots=True, kw_only=True)
class KeysPage:
    """A body's keys."""

    body_name: str
    back: str
    make: str
    lines: tuple[KeyLine, ...]

    @classmethod
    def of(cls, body: Body, keys: Iterable[ApiKey], now: datetime) -> KeysPage:
        return cls(
            body_name=body.name,
            back=reverse("body", args=[body.reference]),
            make=reverse("make-key", args=[body.reference]),
            lines=tuple(KeyLine.of(key, now) for key in keys),
        )
