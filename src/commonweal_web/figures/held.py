"""What somebody typed when their session had ended: held until they have signed in again.

The text waits in the new session that the sign-in page begins, never in an address, for an hour,
and comes back only to the person who was typing.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from django.core import signing
from django.http import HttpRequest, HttpResponse, QueryDict

__all__ = ["HoldTyped", "held_post", "with_holder"]

_KEY = "typed-when-signed-out"
_FIELD = "typed_by"
_SALT = "commonweal.figures.typed-by"
_SECONDS = 3600
_MOST_CHARACTERS = 100_000


class HoldTyped:
    """Keeps what a stranger sends to a page that needs signing in, if the page said whose it is."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        answer = self.get_response(request)
        is_sent_away = answer.status_code == 302 and not request.user.is_authenticated
        if request.method == "POST" and is_sent_away and _FIELD in request.POST:
            text = request.POST.urlencode()
            if len(text) <= _MOST_CHARACTERS:
                request.session[_KEY] = {"path": request.path, "text": text, "at": time.time()}
        return answer


def with_holder(request: HttpRequest) -> str:
    """Return what a form carries to say whose typing it is, signed."""
    return signing.dumps(request.user.pk, salt=_SALT)


def held_post(request: HttpRequest) -> QueryDict | None:
    """Return, once, what this person had typed on this page before they were signed out."""
    held: dict[str, Any] | None = request.session.get(_KEY)
    if held is None or held["path"] != request.path:
        return None
    del request.session[_KEY]
    data = QueryDict(held["text"])
    try:
        owner = signing.loads(data.get(_FIELD, ""), salt=_SALT, max_age=7 * 24 * _SECONDS)
    except signing.BadSignature:
        return None
    if owner != request.user.pk or time.time() - held["at"] > _SECONDS:
        return None
    return data
