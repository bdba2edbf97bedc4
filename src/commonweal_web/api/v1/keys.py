"""Who asks: a body, by one of its keys; and how often it may."""

from __future__ import annotations

import time

from django.core.cache import cache
from django.http import HttpRequest
from ninja.security import HttpBearer

from commonweal_web.api.services import holder_of
from commonweal_web.core.asking import KeyHolder
from commonweal_web.core.errors import TooManyError
from commonweal_web.core.web import check_rate

__all__ = ["ByKey", "asker", "check_open_rate"]

A_MINUTE = 60
MOST_A_MINUTE = 300
MOST_OPEN_A_MINUTE = 120
MOST_WRONG_A_MINUTE = 30


class ByKey(HttpBearer):
    """A body's key in the header; who tries many that do not work is made to wait."""

    def authenticate(self, request: HttpRequest, token: str) -> KeyHolder | None:
        holder = holder_of(token.strip())
        if holder is None:
            check_rate(request, "wrong-key", most=MOST_WRONG_A_MINUTE, seconds=A_MINUTE)
            return None
        _count(holder)
        return holder


def asker(request: HttpRequest) -> KeyHolder:
    """Return who asks, where a key was needed to get so far."""
    holder: KeyHolder = request.auth  # type: ignore[attr-defined]
    return holder


def check_open_rate(request: HttpRequest) -> None:
    """Count one more of what is asked without a key."""
    check_rate(request, "open", most=MOST_OPEN_A_MINUTE, seconds=A_MINUTE)


def _count(holder: KeyHolder) -> None:
    span = int(time.time() // A_MINUTE)
    name = f"rate:key:{holder.actor.id}:{span}"
    cache.add(name, 0, timeout=A_MINUTE)
    try:
        count = cache.incr(name)
    except ValueError:
        return
    if count > MOST_A_MINUTE:
        raise TooManyError(seconds=max(1, int((span + 1) * A_MINUTE - time.time())))
